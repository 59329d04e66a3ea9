package fleet

import (
	"strings"

	"chs/rubric"
)

// A templateText is a template's file, cut into what can be left out of it.
type templateText struct {
	head     []string   // the comment at its top, without the signs
	criteria [][]string // by criterion, the lines of its comment
	bands    string     // with all their comments
	caps     []item
	plays    []item
}

// An item is a cap or play of a template.
type item struct {
	lines []string // with its comment
}

// when returns the item's condition.
func (i item) when() string {
	for _, line := range i.lines {
		if _, text, ok := strings.Cut(line, "when: "); ok && !isComment(line) {
			return text
		}
	}
	return ""
}

func isComment(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), "#") }

// cutTemplate cuts a template at its blank lines: a paragraph is the head, one
// criterion, cap or play, or something whole. The first line of a section
// names it.
func cutTemplate(t rubric.Template) templateText {
	var cut templateText
	section := ""
	for i, paragraph := range strings.Split(strings.TrimSpace(string(t.Text)), "\n\n") {
		lines := strings.Split(paragraph, "\n")
		if name, ok := strings.CutSuffix(lines[0], ":"); ok {
			section, lines = name, lines[1:]
		}
		switch {
		case i == 0:
			cut.head = comments(lines)
		case section == "criteria":
			cut.criteria = append(cut.criteria, comments(lines))
		case section == "bands":
			cut.bands = paragraph
		case section == "caps":
			cut.caps = append(cut.caps, item{lines})
		case section == "plays":
			cut.plays = append(cut.plays, item{lines})
		}
	}
	return cut
}

// comments returns the lines that are comments, without their signs.
func comments(lines []string) []string {
	var all []string
	for _, line := range lines {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "#"); ok {
			all = append(all, strings.TrimSpace(text))
		}
	}
	return all
}
