package accounts

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
)

// A cutter finds where the last whole record of a growing buffer ends, by
// looking at its quotes alone: a quote at the start of a cell opens it, all
// others outside of a quoted cell are literal.
type cutter struct {
	delim byte

	end  int // of the last whole record, behind its line end
	open int // offset of the quote that opened the cell at pos, if quoted; else -1

	quoted bool // pos is within a quoted cell
	pos    int  // looked at up to here
}

// scan looks on through buf, which begins as at the last call. Where last is
// false, more bytes follow it.
func (k *cutter) scan(buf []byte, last bool) {
	for k.pos < len(buf) {
		if k.quoted && !k.closeQuote(buf, last) || !k.quoted && !k.openQuote(buf, last) {
			break
		}
	}
	if !k.quoted {
		k.open = -1
		if last {
			k.end = len(buf)
		}
	}
}

// openQuote goes to behind the next quote and reports whether there was one.
func (k *cutter) openQuote(buf []byte, last bool) bool {
	to := len(buf)
	q := bytes.IndexByte(buf[k.pos:], '"')
	if q >= 0 {
		to = k.pos + q
	} else if buf[to-1] == '\r' && !last {
		to-- // an LF may follow
	}
	if e := lastLineEnd(buf[k.pos:to]); e >= 0 {
		k.end = k.pos + e + 1
	}
	k.pos = to
	if q < 0 {
		return false
	}
	k.pos++
	if startsCell(buf[:to], k.delim) {
		k.quoted, k.open = true, to
	}
	return true
}

// startsCell reports whether a cell starts at the end of b, which holds records
// and the start of one.
func startsCell(b []byte, delim byte) bool {
	i := len(b)
	for i > 0 && isPad(b[i-1], delim) {
		i--
	}
	return i == 0 || b[i-1] == delim || b[i-1] == '\n' || b[i-1] == '\r'
}

// closeQuote goes to behind the next quote, or the next two, and reports
// whether there was one that needs no more bytes to be understood.
func (k *cutter) closeQuote(buf []byte, last bool) bool {
	k.pos = quoteFrom(buf, k.pos)
	switch {
	case k.pos == len(buf), k.pos+1 == len(buf) && !last:
		return false
	case k.pos+1 < len(buf) && buf[k.pos+1] == '"':
		k.pos += 2
	case k.pos+2 < len(buf) && buf[k.pos+1] == k.delim && buf[k.pos+2] == '"':
		k.open = k.pos + 2 // the next cell is quoted too
		k.pos += 3
	default:
		k.pos++
		k.quoted = false
	}
	return true
}

// quoteFrom returns the offset of the first quote at or behind i, or b's
// length. Most quoted cells are short, so it looks at eight bytes before it
// asks bytes.IndexByte.
func quoteFrom(b []byte, i int) int {
	if i+8 <= len(b) {
		if hits := matches(binary.LittleEndian.Uint64(b[i:]), '"'); hits != 0 {
			return i + bits.TrailingZeros64(hits)/8
		}
		i += 8
	}
	if q := bytes.IndexByte(b[i:], '"'); q >= 0 {
		return i + q
	}
	return len(b)
}

// matches returns the high bit of each byte of x that is b.
func matches(x uint64, b byte) uint64 {
	const each, low = 0x0101010101010101, 0x7f7f7f7f7f7f7f7f
	x ^= each * uint64(b)
	return ^(x&low + low | x | low)
}

// isPad reports whether b is white space that may stand between a delimiter
// and a quote.
func isPad(b, delim byte) bool { return (b == ' ' || b == '\t') && b != delim }

// lastLineEnd returns the offset of b's last LF or CR, or -1.
func lastLineEnd(b []byte) int {
	for i, x := range slices.Backward(b) {
		if x == '\n' || x == '\r' {
			return i
		}
	}
	return -1
}

// firstLine returns the text before the first LF or CR.
func firstLine(text []byte) []byte {
	if i := bytes.IndexAny(text, "\r\n"); i >= 0 {
		return text[:i]
	}
	return text
}

// afterLine returns the offset behind the line end at i, if there is one.
func afterLine(text []byte, i int) int {
	if i+1 < len(text) && text[i] == '\r' && text[i+1] == '\n' {
		return i + 2
	}
	return min(i+1, len(text))
}

// countLines returns how many lines end in b: with LF, CRLF or CR.
func countLines(b []byte) int {
	n := bytes.Count(b, []byte{'\n'})
	for {
		i := bytes.IndexByte(b, '\r')
		if i < 0 {
			return n
		}
		b = b[i+1:]
		if len(b) == 0 || b[0] != '\n' {
			n++
		}
	}
}

// countRecords returns how many records end in text, which starts with one, of
// those that a [table] writes.
func countRecords(text []byte) int {
	n := 0
	for quoted := false; ; quoted = !quoted {
		before, behind, more := bytes.Cut(text, []byte{'"'})
		if !quoted {
			n += bytes.Count(before, []byte{'\n'})
		}
		if !more {
			return n
		}
		text = behind
	}
}
