package rubric

import (
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// A fileLines is the text of a rubric file, by lines, for finding the places of
// characters in its scalars.
type fileLines [][]rune

func newFileLines(data []byte) fileLines {
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data))
	s := make(fileLines, 0, strings.Count(text, "\n")+1)
	for line := range strings.SplitSeq(text, "\n") {
		s = append(s, []rune(line))
	}
	return s
}

// line returns a line by its number, nothing beyond the last.
func (s fileLines) line(number int) []rune {
	if number < 1 || number > len(s) {
		return nil
	}
	return s[number-1]
}

// at returns the character at a place, 0 behind the end of a line.
func (s fileLines) at(p Pos) rune {
	if line := s.line(p.Line); 1 <= p.Column && p.Column <= len(line) {
		return line[p.Column-1]
	}
	return 0
}

// within returns the place, or the nearest one before it that the file has.
func (s fileLines) within(p Pos) Pos {
	if p.Line > len(s) {
		p = Pos{len(s), len(s.line(len(s))) + 1}
	}
	return Pos{max(p.Line, 1), min(max(p.Column, 1), len(s.line(p.Line))+1)}
}

// places returns where the first characters of a scalar's value stand in the
// file, most of them at most, and the place behind them.
func (s fileLines) places(n *yaml.Node, most int) []Pos {
	c := s.cursor(n)
	var places []Pos
	for _, r := range n.Value {
		if len(places) == most {
			break
		}
		places = append(places, s.within(c.next(r)))
	}
	return append(places, s.within(c.at))
}

// commentBehind reports whether a comment starts one space behind a plain
// scalar: most likely the "#" was meant as text.
func (s fileLines) commentBehind(n *yaml.Node) bool {
	c := s.cursor(n)
	for _, r := range n.Value {
		c.next(r)
	}
	return s.at(c.at) == ' ' && s.at(Pos{c.at.Line, c.at.Column + 1}) == '#'
}

// unseen returns the place of the first character that no rubric may hold as
// it is: those that cannot be seen, but for tab and the ends of lines.
func (s fileLines) unseen() (Pos, bool) {
	for i, line := range s {
		for j, r := range line {
			if r != '\t' && (isControl(r) || r == '\uFEFF') {
				return Pos{i + 1, j + 1}, true
			}
		}
	}
	return Pos{}, false
}
