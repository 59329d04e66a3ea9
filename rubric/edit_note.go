package rubric

import "strings"

// What the lines of a note start with: the first, and the others.
const (
	noteMark = "# Fitted by chs"
	noteLead = "#   "
)

// note writes a note at the head of the file, or in the place of an earlier one.
func (m *manuscript) note(lines []string) {
	if len(lines) == 0 {
		return
	}
	var note strings.Builder
	lead := noteMark + " "
	for _, line := range lines {
		note.WriteString(lead + seen(line) + m.lineEnd)
		lead = noteLead
	}
	for i, line := range m.lines {
		switch line := strings.Trim(string(line), " \t"); {
		case strings.HasPrefix(line, noteMark):
			m.change(m.starts[i], m.noteEnd(i+1), note.String())
			return
		case line != "" && line[0] != '#':
			m.change(m.starts[0], m.starts[0], note.String()+m.lineEnd)
			return
		}
	}
}

// noteEnd returns where a note ends whose second line would be the i-th.
func (m *manuscript) noteEnd(i int) int {
	for i < len(m.lines)-1 && strings.HasPrefix(string(m.lines[i]), noteLead) {
		i++
	}
	return m.starts[i]
}

// seen returns a line with what cannot be seen replaced by a mark.
func seen(line string) string {
	return strings.Map(func(r rune) rune {
		if r == '\uFEFF' || !printable(string(r)) {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(line, "\uFFFD"))
}
