package report

import (
	"math"
	"strings"
)

// A flow writes lines of at most a width, all behind a margin.
type flow struct {
	dst    []byte
	width  int
	margin int
	used   int // of the line
}

// flow returns a flow of the terminal's width.
func (t *cardTable) flow(dst []byte) flow {
	width := math.MaxInt
	if t.Width > 0 {
		width = t.Width
	}
	return flow{dst: dst, width: width}
}

// put writes a text that is not broken, behind a separator, or on a line of its
// own if it has no room. One that is longer than a line is cut.
func (f *flow) put(text gridCell, separator string, separatorWidth int) {
	if text.width > f.width-f.margin {
		text = newGridCell(truncate(text.text, f.width-f.margin), text.paint)
	}
	f.room(text.width, separator, separatorWidth)
	f.dst = text.append(f.dst)
}

// room writes what stands before a text of a width.
func (f *flow) room(width int, separator string, separatorWidth int) {
	switch {
	case f.used <= f.margin:
		f.dst = appendSpaces(f.dst, f.margin-f.used)
		f.used = f.margin
	case f.used+separatorWidth+width > f.width:
		f.end()
		f.dst = appendSpaces(f.dst, f.margin)
		f.used = f.margin
	default:
		f.dst = append(f.dst, separator...)
		f.used += separatorWidth
	}
	f.used += width
}

// phrase writes a text that is not broken, parted from the one before.
func (f *flow) phrase(text gridCell) { f.put(text, " · ", 3) }

// plain is phrase for a text that is not painted.
func (f *flow) plain(text []byte) {
	if len(text) > f.width-f.margin || !isPlain(text) {
		f.phrase(dataCell(string(text), nil))
		return
	}
	f.room(len(text), " · ", 3)
	f.dst = append(f.dst, text...)
}

// words writes a text, without white space around it, to its end, and ends the
// line.
func (f *flow) words(text []byte) {
	if len(text) <= f.width-max(f.used, f.margin)-1 && isPlain(text) { // as most are
		f.room(len(text), " ", 1)
		f.dst = append(f.dst, text...)
		f.end()
		return
	}
	whole := newGridCell(cellText(string(text)), nil)
	if max(f.used, f.margin)+1+whole.width <= f.width {
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

// appendSpaces appends n spaces.
func appendSpaces(dst []byte, n int) []byte {
	end := len(dst) + n
	for len(dst) < end {
		dst = append(dst, "                "...) // of one size, which is a single store
	}
	return dst[:end]
}
