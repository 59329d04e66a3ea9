package rubric

import (
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// A cursor walks through the file along a scalar's value. What YAML drops or
// folds on the way (indentation, line ends, quotes and backslashes) it passes.
type cursor struct {
	lines  fileLines
	style  yaml.Style
	indent int // the column in which the lines of a block scalar start
	at     Pos
	end    int  // the column behind what counts of the line
	folded bool // at the end of a line, a line break of the value stood for it
}

const (
	quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle
	block  = yaml.LiteralStyle | yaml.FoldedStyle
)

// cursor returns a cursor at the first character of a scalar's value.
func (s fileLines) cursor(n *yaml.Node) *cursor {
	c := &cursor{lines: s, style: n.Style}
	switch {
	case n.Style&block != 0:
		c.indent = s.blockIndent(n)
		c.move(Pos{n.Line + 1, c.indent})
	case n.Style&quoted != 0:
		c.move(Pos{n.Line, n.Column + 1})
	default:
		c.move(Pos{n.Line, n.Column})
	}
	return c
}

// blockIndent returns the column in which the lines of a block scalar start:
// that of its first text in the file, less the spaces that its value keeps.
func (s fileLines) blockIndent(n *yaml.Node) int {
	for line := n.Line + 1; line <= len(s); line++ {
		if spaces, ok := leadingSpaces(string(s.line(line))); ok {
			for kept := range strings.SplitSeq(n.Value, "\n") {
				if kept, ok := leadingSpaces(kept); ok {
					return max(1, spaces-kept+1)
				}
			}
		}
	}
	return 1
}

// leadingSpaces counts the spaces before a line's text; ok is false if it has none.
func leadingSpaces(line string) (spaces int, ok bool) {
	text := strings.TrimLeft(line, " ")
	return len(line) - len(text), text != ""
}

// move sets the cursor. White space at the end of a line counts in block
// scalars alone.
func (c *cursor) move(to Pos) {
	c.at, c.folded = to, false
	line := c.lines.line(to.Line)
	c.end = len(line) + 1
	for c.style&block == 0 && c.end > 1 && isBlank(line[c.end-2]) {
		c.end--
	}
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' }

// next returns the place of r, the value's next character, and passes it.
func (c *cursor) next(r rune) Pos {
	for c.continued() {
		c.move(c.lineStart(c.at.Line + 1))
	}
	at := c.at
	switch {
	case at.Column < c.end:
		c.at.Column += c.width()
	case c.style&yaml.LiteralStyle != 0:
		c.move(Pos{at.Line + 1, c.indent})
	case r == '\n': // a blank line, or a line break that a block keeps
		c.folded = true
	case r == ' ' && !c.folded:
		c.move(c.nextText())
	case at.Line < len(c.lines):
		c.move(c.nextText())
		return c.next(r)
	}
	return at
}

// continued reports whether a backslash ends the line, and nothing else.
func (c *cursor) continued() bool {
	return c.style&yaml.DoubleQuotedStyle != 0 && c.at.Column == len(c.lines.line(c.at.Line)) && c.lines.at(c.at) == '\\'
}

// nextText returns where the value goes on in the following lines.
func (c *cursor) nextText() Pos {
	for line := c.at.Line + 1; line <= len(c.lines); line++ {
		if start := c.lineStart(line); start.Column <= len(c.lines.line(line)) {
			return start
		}
	}
	return Pos{len(c.lines), len(c.lines.line(len(c.lines))) + 1}
}

// lineStart returns where the value goes on in a line.
func (c *cursor) lineStart(line int) Pos {
	if c.style&block != 0 {
		return Pos{line, c.indent}
	}
	column := 1
	for _, r := range c.lines.line(line) {
		if !isBlank(r) {
			break
		}
		column++
	}
	return Pos{line, column}
}

// width returns how many characters of the file stand for the one that is here.
func (c *cursor) width() int {
	behind := c.lines.at(Pos{c.at.Line, c.at.Column + 1})
	switch here := c.lines.at(c.at); {
	case c.style&yaml.SingleQuotedStyle != 0 && here == '\'':
		return 2
	case c.style&yaml.DoubleQuotedStyle != 0 && here == '\\':
		return 2 + map[rune]int{'x': 2, 'u': 4, 'U': 8}[behind]
	}
	return 1
}
