package rubric

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"
)

// edited returns the text with the changes.
func (m *manuscript) edited() []byte {
	m.sort()
	m.align()
	var text []byte
	at := 0
	for _, c := range m.changes {
		text = append(append(text, m.text[at:c.from]...), c.text...)
		at = c.to
	}
	return append(text, m.text[at:]...)
}

func (m *manuscript) sort() {
	slices.SortStableFunc(m.changes, func(a, b change) int { return cmp.Compare(a.from, b.from) })
}

// align keeps comments in their columns: the blanks before one take up what the
// changes add to its line, as far as they reach.
func (m *manuscript) align() {
	shift := 0
	for i, c := range m.changes {
		old := string(m.text[c.from:c.to])
		if strings.ContainsAny(old+c.text, "\r\n") {
			shift = 0
			continue
		}
		shift += utf8.RuneCountInString(c.text) - utf8.RuneCountInString(old)
		end := c.to + len(m.rest(c.to))
		if i+1 < len(m.changes) && m.changes[i+1].from < end {
			continue // with the line's last
		}
		if last, found := m.lastEnd(m.root, m.pos(c.to).Line, end); found {
			m.alignComment(max(c.to, last), shift)
		}
		shift = 0
	}
	m.sort()
}

// lastEnd returns where the last scalar or alias under a node ends that starts on
// a line and ends up to an offset.
func (m *manuscript) lastEnd(n *yaml.Node, line, most int) (end int, found bool) {
	if len(n.Content) == 0 && n.Line == line {
		end = m.end(n)
		return end, end <= most
	}
	for _, child := range slices.Backward(n.Content) {
		if end, found = m.lastEnd(child, line, most); found {
			return end, true
		}
	}
	return 0, false
}

// alignComment moves the comment that stands behind an offset on its line, and
// behind blanks, brackets and commas alone, back by a shift, at most to two
// blanks.
func (m *manuscript) alignComment(at, shift int) {
	before, _, found := strings.Cut(string(m.rest(at)), "#")
	blanks := len(before) - len(strings.TrimRight(before, " "))
	if found && blanks > 1 && strings.Trim(before, "]}, ") == "" {
		end := at + len(before)
		m.change(end-blanks, end, strings.Repeat(" ", max(2, blanks-shift)))
	}
}
