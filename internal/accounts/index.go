package accounts

import (
	"math/bits"
	"slices"
)

// An index says where the cells of a text end. It is made for texts in which every
// quote opens a quoted cell, closes one, or is doubled within one, as programs write
// them, and on processors that mark a block at once: there it takes a third of the
// time of looking cell by cell.
type index struct {
	ends  []int32 // of the cells: where their delimiters are, and where their records end
	upTo  []int32 // by record: how many of the ends are its own or before it
	signs []int32 // the cells, by their ends' indexes, whose text starts with a byte that is no word's
	spans bool    // a line end stands within quotes
	ascii bool
}

// marks say which bytes of a block of 64 are of some kind, a bit each, the first
// byte's the lowest. Words are digits and the bytes from A to DEL.
type marks struct{ delims, quotes, lfs, crs, words uint64 }

const (
	blockSize  = 64
	pageBlocks = 64 // are marked at a time
)

// build indexes text, which starts with a record, and returns where its last whole
// record ends, behind its line end; 0 if there is none, or no index of the text. Where
// last is false, more bytes follow it. The processor must be able to mark blocks.
func (x *index) build(text []byte, delim byte, last bool) (end int) {
	if x.ends == nil {
		x.ends = make([]int32, 0, len(text)/8) // as many as most texts have
	}
	x.ends, x.upTo, x.signs, x.ascii = x.ends[:0], x.upTo[:0], x.signs[:0], true
	var page [pageBlocks]marks
	p := parser{afterMark: 1, afterEnd: 1}
	for at := 0; at < len(text); at += pageBlocks * blockSize {
		blocks := x.mark(&page, text[at:], delim)
		for k := range blocks {
			p.parse(&blocks[k])
		}
		x.add(int32(at), blocks)
	}
	x.spans = p.spans != 0
	if p.odd != 0 || last && p.quoted != 0 {
		return 0
	}
	return x.close(text, last)
}

// mark marks the first blocks of text. The last may be a part of one.
func (x *index) mark(page *[pageBlocks]marks, text []byte, delim byte) []marks {
	n := min(len(text)/blockSize, pageBlocks)
	ascii := markBlocks(page[:n], text, delim)
	if rest := text[n*blockSize:]; n < pageBlocks && len(rest) > 0 {
		var block [blockSize]byte
		copy(block[:], rest)
		n++
		ascii = markBlocks(page[n-1:n], block[:], delim) && ascii
	}
	x.ascii = x.ascii && ascii
	return page[:n]
}

// A parser goes from block to block. Its words have all bits set or none, but for
// those that start with after: they have their lowest bit set where the next block
// follows a byte of that kind.
type parser struct {
	quoted uint64 // the next block starts within quotes
	spans  uint64 // not 0: a line end stood within quotes
	odd    uint64 // not 0: a quote stood where it has no business

	afterMark, afterEnd, afterOpen, afterClose, afterCR uint64
}

// parse makes of a block's marks the ends of its cells, as delims, those of records
// among them, as lfs, and the first bytes of texts that are no word's, as words.
//
// Whether a byte is within quotes is the parity of the quotes up to it, which is found
// for a whole block at once, as by Langdale and Lemire, Parsing Gigabytes of JSON per
// Second, 2019. That holds until a quote is odd.
func (p *parser) parse(m *marks) {
	in := p.quoted // from quotes that open up to those that close
	if m.quotes != 0 {
		in ^= parity(m.quotes)
	}
	lines := m.lfs | m.crs
	marked := m.delims | m.quotes | lines
	opened, closed := m.quotes&in, m.quotes&^in // a doubled quote closes and opens
	p.odd |= opened&^(marked<<1|p.afterMark) | (closed<<1|p.afterClose)&^marked
	p.spans |= lines & in

	lines &^= in
	ends := m.delims&^in | lines
	starts := ends<<1 | p.afterEnd // of cells; an empty one's is its end
	opened &= starts
	signs := (starts&^ends | opened<<1 | p.afterOpen) &^ (m.words | m.quotes)

	crs := m.crs &^ in
	pairs := m.lfs & (crs<<1 | p.afterCR) // an LF behind a CR ends nothing more
	p.quoted = -(in >> 63)
	p.afterMark, p.afterEnd, p.afterOpen, p.afterClose, p.afterCR = marked>>63, ends>>63, opened>>63, closed>>63, crs>>63
	m.delims, m.lfs, m.words = ends&^pairs, lines&^pairs, signs
}

// add adds what was parsed of the blocks of a text from base on.
func (x *index) add(base int32, blocks []marks) {
	n := len(x.ends)
	x.ends = slices.Grow(x.ends, len(blocks)*blockSize)
	ends := x.ends[:cap(x.ends)]
	for k := range blocks {
		m := &blocks[k]
		for signs := m.words; signs != 0; signs &= signs - 1 {
			x.signs = append(x.signs, int32(n+bits.OnesCount64(m.delims&(signs&-signs-1))))
		}
		for records := m.lfs; records != 0; records &= records - 1 {
			x.upTo = append(x.upTo, int32(n+bits.OnesCount64(m.delims&(records^(records-1)))))
		}
		for rest := m.delims; rest != 0; rest &= rest - 1 {
			ends[n] = base + int32(bits.TrailingZeros64(rest))
			n++
		}
		base += blockSize
	}
	x.ends = ends[:n]
}

// close sees to the end of text, and returns where its last whole record ends.
func (x *index) close(text []byte, last bool) (end int) {
	if !last && len(x.upTo) > 0 && x.recordEnd() == len(text)-1 && text[len(text)-1] == '\r' {
		x.upTo = x.upTo[:len(x.upTo)-1] // an LF may follow
	}
	if len(x.upTo) > 0 {
		end = afterLine(text, x.recordEnd())
	}
	if last && end < len(text) {
		x.ends = append(x.ends, int32(len(text)))
		x.upTo = append(x.upTo, int32(len(x.ends)))
		end = len(text)
	}
	return end
}

// recordEnd returns where the last record ends, before its line end.
func (x *index) recordEnd() int { return int(x.ends[x.upTo[len(x.upTo)-1]-1]) }

// parity returns for each bit of x whether the number of ones up to it is odd.
func parity(x uint64) uint64 {
	x ^= x << 1
	x ^= x << 2
	x ^= x << 4
	x ^= x << 8
	x ^= x << 16
	return x ^ x<<32
}
