// Package accounts reads any customer file into accounts: whatever its
// encoding, delimiter, quotes and line ends, it yields the records as they are
// meant, and says of every record that it cannot yield why not.
//
// A file is read by one goroutine, in chunks that end where records end; the
// chunks are then walked by as many goroutines as there are cores:
//
//	r, err := accounts.Open("accounts.csv", nil, accounts.Options{})
//	…
//	for err = r.Read(&chunk); err == nil; err = r.Read(&chunk) {
//		for chunk.Next(&row) {
//			fmt.Println(row.Line, row.Cell(0))
//		}
//	}
//
// The format is RFC 4180's with everything that is met beside it: a quote
// opens a quoted cell only at the start of a cell, and is literal elsewhere;
// LF, CRLF and CR end a record, mixed too; spaces around a quoted cell do not
// belong to it. Lines are physical lines, blank ones and those within quotes
// included.
package accounts

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
)

// A Reader reads one file. It comes from [Open].
type Reader struct {
	layout
	name       string
	headerLine int
	keyed      bool // each row has the columns' names: the header is no line of its own
	warnings   []Warning

	stored  source
	closers []io.Closer // in the order in which they were opened
	src     io.Reader   // the text that is made of what is stored
	srcEnd  bool        // src has no more
	limits  limits

	rest   []byte // of the last chunk: the start of a record
	line   int    // of rest's first byte
	offset int64  // of rest's first byte
}

// limits are sizes in bytes. A chunk is larger than its limit only to hold a
// record that is; chunks of a third of the size take 4% more time, and larger ones
// no less. The head is what a file's dialect is told from.
type limits struct {
	head, chunk, record int
	unindexed           bool // chunks are, as where the processor cannot mark blocks
}

func defaultLimits() limits { return limits{head: 64 << 10, chunk: 192 << 10, record: 16 << 20} }

// Name returns the file as messages name it: "stdin" for standard input.
func (r *Reader) Name() string { return r.name }

// HeaderLine returns the line that the header starts on.
func (r *Reader) HeaderLine() int { return r.headerLine }

// Header returns the columns' names, without quotes, and without white space
// and invisible characters around them. A name may be empty, or stand twice.
func (r *Reader) Header() []string { return r.names }

// RawHeader returns the header's bytes in UTF-8, without its line end.
func (r *Reader) RawHeader() []byte { return r.rawHeader }

// Delimiter returns the byte between two cells.
func (r *Reader) Delimiter() byte { return r.delim }

// Verbatim reports whether the file, once unpacked, is comma-separated UTF-8, so
// that a clean row's raw bytes stand in a CSV file as they are.
func (r *Reader) Verbatim() bool { return r.delim == ',' && !r.decoded && !r.converted }

// Warnings returns what was odd about the file up to its header.
func (r *Reader) Warnings() []Warning { return r.warnings }

// Close closes the file. Standard input stays open.
func (r *Reader) Close() error {
	var err error
	for _, c := range slices.Backward(r.closers) {
		err = errors.Join(err, c.Close())
	}
	return err
}

// Read fills c with the records that follow, and so ends what rows of c's last
// filling refer to. At the end of the file it returns io.EOF. Other errors
// name the file and the line: the file cannot be read on, has changed since it
// was opened, or holds a NUL byte, a record over 16 MiB, or a quote that is
// never closed.
func (r *Reader) Read(c *Chunk) error {
	buf := c.data[:0]
	buf, r.rest = append(buf, r.rest...), r.rest[:0]
	cut := cutter{delim: r.delim}
	end, indexed := 0, false // of the last whole record
	for size := r.limits.chunk; ; size = min(2*len(buf), r.limits.record) {
		var err error
		if buf, err = r.fill(buf, size); err != nil {
			return err
		}
		if len(buf) == 0 {
			return io.EOF
		}
		if canMark && !r.limits.unindexed && len(buf) <= r.limits.chunk {
			end = c.index.build(buf, r.delim, r.srcEnd)
		}
		if indexed = end > 0; !indexed {
			cut.scan(buf, r.srcEnd)
			end = cut.end
		}
		if end > 0 {
			break
		}
		if r.srcEnd || len(buf) >= r.limits.record {
			return r.uncut(buf, &cut)
		}
	}
	r.rest = append(r.rest, buf[end:]...)
	c.reset(&r.layout, buf[:end], r.line, r.offset)
	c.indexed = indexed
	r.line += c.lines()
	r.offset += int64(len(c.data))
	return nil
}

// fill appends to buf from the source until it holds size bytes or the source
// ends.
func (r *Reader) fill(buf []byte, size int) ([]byte, error) {
	buf = slices.Grow(buf, max(0, size-len(buf)))
	for len(buf) < size && !r.srcEnd {
		n, err := r.src.Read(buf[len(buf):size])
		fresh := len(buf)
		buf = buf[:fresh+n]
		if nul := bytes.IndexByte(buf[fresh:], 0); nul >= 0 {
			line := r.line + r.countLines(buf[:fresh+nul])
			return nil, r.fault(line, "NUL byte; a text file has none")
		}
		switch {
		case errors.Is(err, io.EOF) && !r.stored.changed():
			r.srcEnd = true
			buf = bytes.TrimRight(buf, ctrlZ)
		case err != nil:
			return nil, r.readError(err)
		}
	}
	return buf, nil
}

// ctrlZ ends a text file of DOS.
const ctrlZ = "\x1a"

// uncut says why buf holds no whole record.
func (r *Reader) uncut(buf []byte, cut *cutter) error {
	size := r.limits.record >> 20
	if cut.open < 0 || r.sound {
		return r.fault(r.line, "record is over %d MiB; want at most that", size)
	}
	line := r.line + r.countLines(buf[:cut.open])
	if r.srcEnd {
		return r.fault(line, "quote is never closed; want a quote at the cell's end, or none at its start")
	}
	return r.fault(line, "quote is not closed within %d MiB; want a quote at the cell's end, or none at its start", size)
}

// unread makes b the next bytes of the source.
func (r *Reader) unread(b []byte) {
	next := io.Reader(bytes.NewReader(b))
	if !r.srcEnd { // a terminal would have to end again
		next = io.MultiReader(next, r.src)
	}
	r.src, r.srcEnd = next, false
}

func (r *Reader) fault(line int, format string, args ...any) error {
	return &Error{File: r.name, Line: line, Text: fmt.Sprintf(format, args...)}
}

func (r *Reader) warn(line int, format string, args ...any) {
	r.warnings = append(r.warnings, Warning{Line: line, Text: fmt.Sprintf(format, args...)})
}
