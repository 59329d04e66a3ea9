package report

import (
	"math"
	"strings"
)

// A flow writes lines of at most a width, all behind a margin.
type flow struct {
	dst     []byte
	width   int
	margin  int
	used    int // of the line
	painted bool
}

// flow returns a flow of the terminal's width.
func (t *cardTable) flow(dst []byte) flow {
	width := math.MaxInt
	if t.Width > 0 {
		width = t.Width
	}
	return flow{dst: dst, width: width, painted: t.Color}
}

// put writes a text that is not broken, behind a separator, or on a line of its
// own if it has no room. One that is longer than a line is cut.
func (f *flow) put(text gridCell, separator string, separatorWidth int) {
	if text.width > f.width-f.margin {
		text = newGridCell(truncate(text.text, f.width-f.margin), text.style)
	}
	switch {
	case f.used <= f.margin:
		f.dst = appendSpaces(f.dst, f.margin-f.used)
		f.used = f.margin
	case f.used+separatorWidth+text.width > f.width:
		f.end()
		f.dst = appendSpaces(f.dst, f.margin)
		f.used = f.margin
	default:
		f.dst = append(f.dst, separator...)
		f.used += separatorWidth
	}
	f.dst = text.append(f.dst, f.painted)
	f.used += text.width
}

// phrase writes a text that is not broken, parted from the one before.
func (f *flow) phrase(text gridCell) { f.put(text, " · ", 3) }

// words writes a text to its end, and ends the line.
func (f *flow) words(text string) {
	whole := newGridCell(cellText(text), nil)
	if max(f.used, f.margin)+1+whole.width <= f.width { // as most do
		f.put(whole, " ", 1)
	} else {
		for word := range strings.FieldsSeq(whole.text) {
			f.put(newGridCell(word, nil), " ", 1)
		}
	}
	f.end()
}

// end ends the line.
func (f *flow) end() {
	f.dst = append(f.dst, '\n')
	f.used = 0
}

func appendSpaces(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, ' ')
	}
	return dst
}
