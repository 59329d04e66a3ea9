package rubric

import (
	"bytes"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"
)

// A fileLines is the text of a rubric file, by lines, for finding the places of
// characters in its scalars.
type fileLines struct {
	all [][]rune
}

// lineEnds turns everything that YAML takes for the end of a line into "\n".
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func newFileLines(data []byte) fileLines {
	var s fileLines
	for line := range strings.SplitSeq(lineEnds.Replace(string(data)), "\n") {
		s.all = append(s.all, []rune(line))
	}
	return s
}

// places returns where each character of a scalar's value stands in the file,
// and the place behind the last one.
func (s fileLines) places(n *yaml.Node) []Pos {
	places := make([]Pos, 0, utf8.RuneCountInString(n.Value)+1)
	at := s.contentStart(n)
	indent := at.Column
	for _, r := range n.Value {
		ended := s.ended(at, n.Style)
		if ended && r != ' ' && r != '\n' {
			at, ended = s.nextText(at.Line+1), false
		}
		places = append(places, at)
		switch {
		case ended && n.Style&yaml.LiteralStyle != 0:
			at = Pos{at.Line + 1, indent}
		case ended:
			at = s.nextText(at.Line + 1)
		case r != '\n': // a further line break of those that nextText passed
			at.Column += s.width(at, n.Style)
		}
	}
	return append(places, at)
}

// contentStart returns where a scalar's first character stands.
func (s fileLines) contentStart(n *yaml.Node) Pos {
	switch {
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		return Pos{n.Line, n.Column + 1}
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return s.nextText(n.Line + 1)
	}
	return Pos{n.Line, n.Column}
}

// ended reports whether nothing of a scalar is left in the line from at on.
// Where YAML folds lines, white space at their ends is nothing.
func (s fileLines) ended(at Pos, style yaml.Style) bool {
	rest := s.line(at.Line)[min(at.Column-1, len(s.line(at.Line))):]
	return len(rest) == 0 || style&yaml.LiteralStyle == 0 && strings.TrimSpace(string(rest)) == ""
}

// width returns how many characters of the file stand for the one at at.
func (s fileLines) width(at Pos, style yaml.Style) int {
	here := s.line(at.Line)[at.Column-1:]
	switch {
	case len(here) < 2:
		return 1
	case style&yaml.SingleQuotedStyle != 0 && here[0] == '\'':
		return 2
	case style&yaml.DoubleQuotedStyle != 0 && here[0] == '\\':
		return 2 + map[rune]int{'x': 2, 'u': 4, 'U': 8}[here[1]]
	}
	return 1
}

// nextText returns the first place from the start of a line on that is not
// white space.
func (s fileLines) nextText(line int) Pos {
	for ; line <= len(s.all); line++ {
		for column, r := range s.line(line) {
			if r != ' ' && r != '\t' {
				return Pos{line, column + 1}
			}
		}
	}
	return Pos{len(s.all), 1}
}

// line returns a line by its number, nothing beyond the last.
func (s fileLines) line(number int) []rune {
	if number < 1 || number > len(s.all) {
		return nil
	}
	return s.all[number-1]
}

// commentBehind reports whether a comment starts one space behind end, the
// place behind a plain scalar: most likely the "#" was meant as text.
func (s fileLines) commentBehind(end Pos) bool {
	line := s.line(end.Line)
	return end.Column+1 <= len(line) && line[end.Column-1] == ' ' && line[end.Column] == '#'
}

// control returns the place of the first character that no rubric may hold: a
// control character other than tab and line ends.
func (s fileLines) control() (Pos, bool) {
	for i, line := range s.all {
		for j, r := range line {
			if r < ' ' && r != '\t' || r == 0x7f || r >= 0x80 && r < 0xa0 {
				return Pos{i + 1, j + 1}, true
			}
		}
	}
	return Pos{}, false
}

// entries is at least how many nodes YAML makes of data, comments left out.
func entries(data []byte) int {
	n := 0
	for line := range bytes.Lines(data) {
		if line = bytes.TrimLeft(line, " \t"); len(line) == 0 || line[0] == '#' {
			continue
		}
		n++
		for _, c := range line {
			switch c {
			case ',', '[', '{', ':', '?', '-':
				n++
			}
		}
	}
	return n
}
