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
	signs []int32 // cells, by their ends' indexes: see Row.Signs
	spans bool    // a line end stands within quotes
	ascii bool
}

// marks say which bytes of a block of 64 are of some kind, a bit each, the first
// byte's the lowest. Words are digits and the bytes from A to DEL. The assembly fills
// the fields in this order.
type marks struct{ delims, quotes, lfs, crs, words uint64 }

// bounds say, as marks do, at which bytes of a block cells end, at which of these
// records do, too, and which bytes are the first of a cell's text and no word's.
type bounds struct{ ends, records, signs uint64 }

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
	var found [pageBlocks]bounds
	p := parser{afterMark: 1, afterEnd: 1}
	for at := 0; at < len(text); at += pageBlocks * blockSize {
		blocks := x.mark(&page, text[at:], delim)
		for k := range blocks {
			found[k] = p.parse(&blocks[k])
		}
		x.add(int32(at), found[:len(blocks)])
	}
	x.spans = p.spans != 0
	if p.odd != 0 || last && p.quoted != 0 {
		return 0
	}
	return x.close(text, last)
}

// mark marks the first blocks of text, a page of them at most. The text's last may be
// a part of one, and has zeros behind it.
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

// A parser goes from block to block, and knows of the last what matters to the next.
type parser struct {
	quoted uint64 // all bits: the next block starts within quotes; else 0
	spans  uint64 // not 0: a line end stood within quotes
	odd    uint64 // not 0: a quote stood where it has no business

	// 1 where the last block's last byte is of that kind, else 0.
	afterMark  uint64 // a delimiter, a quote or of a line end, in quotes or not
	afterEnd   uint64 // ends a cell
	afterOpen  uint64 // opens a quoted cell
	afterClose uint64 // a quote that closes, if only up to the next of a doubled one
	afterCR    uint64 // a CR out of quotes
}

// parse finds the bounds in a block, of all its bytes at once: x<<1 has the bytes behind
// those of x, but for the block's first, which p knows of. From the first byte to the
// last:
//
//	the block      1,"a,b",-2⏎
//	m.quotes       ··#···#····
//	in             ··####·····  from a quote that opens up to the one that closes
//	opened         ··#········
//	ends           ·#·····#··#
//	starts         #·#·····#··
//	signs          ········#··
//
// Whether a byte is within quotes is the parity of the quotes up to it, as by Langdale
// and Lemire, Parsing Gigabytes of JSON per Second, 2019. That holds while each quote
// that opens stands behind a delimiter, a line end or a quote, and each that closes
// before one; a quote that does not is odd.
func (p *parser) parse(m *marks) bounds {
	in := p.quoted
	if m.quotes != 0 { // most blocks have none
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
	opened &= starts               // not the second of a doubled quote
	signs := (starts&^ends | opened<<1 | p.afterOpen) &^ (m.words | m.quotes)

	crs := m.crs &^ in
	pairs := m.lfs & (crs<<1 | p.afterCR) // an LF behind a CR ends nothing more
	p.quoted = -(in >> 63)                // the last byte's bit, 64 times
	p.afterMark, p.afterEnd, p.afterOpen, p.afterClose, p.afterCR = marked>>63, ends>>63, opened>>63, closed>>63, crs>>63
	return bounds{ends &^ pairs, lines &^ pairs, signs}
}

// add adds the bounds of the blocks of a text from base on.
func (x *index) add(base int32, blocks []bounds) {
	n := len(x.ends)
	x.ends = slices.Grow(x.ends, len(blocks)*blockSize)
	ends := x.ends[:cap(x.ends)]
	for k := range blocks {
		b := &blocks[k]
		for signs := b.signs; signs != 0; signs &= signs - 1 { // without its lowest bit
			before := signs&-signs - 1
			x.signs = append(x.signs, int32(n+bits.OnesCount64(b.ends&before)))
		}
		for records := b.records; records != 0; records &= records - 1 {
			upTo := records ^ (records - 1)
			x.upTo = append(x.upTo, int32(n+bits.OnesCount64(b.ends&upTo)))
		}
		for rest := b.ends; rest != 0; rest &= rest - 1 {
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

// parity returns for each bit of x whether the number of ones up to it, itself
// included, is odd.
func parity(x uint64) uint64 {
	x ^= x << 1
	x ^= x << 2
	x ^= x << 4
	x ^= x << 8
	x ^= x << 16
	return x ^ x<<32
}
