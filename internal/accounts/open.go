package accounts

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"unicode/utf8"
)

// Options say how a file is read where its own look does not.
type Options struct {
	// Delimiter stands between two cells. If 0, it is the one of comma,
	// semicolon, tab and pipe that splits the first records best.
	Delimiter byte

	// Encoding is a name that web pages use, such as "windows-1252", for
	// files without a byte order mark. If "", they are UTF-8.
	Encoding string
}

// Open opens a file, or stdin for "-", and reads its header.
//
// A file that starts with a byte order mark is read as the UTF-8 or UTF-16
// that the mark says. A first line `sep=;` gives the delimiter where o does
// not. Lines above the header that are plainly not the header of what follows
// are passed over with a warning. What is no text, or text of another kind
// than rows of cells, is an error that says what to do, as is an empty file.
func Open(name string, stdin io.Reader, o Options) (*Reader, error) {
	return open(name, stdin, o, defaultLimits())
}

func open(name string, stdin io.Reader, o Options, l limits) (*Reader, error) {
	r := &Reader{name: name, src: stdin, limits: l, line: 1}
	if name == "-" {
		r.name = "stdin"
	} else if err := r.openFile(); err != nil {
		return nil, err
	}
	if err := r.begin(o); err != nil {
		_ = r.Close() // what is wrong with the file says more
		return nil, err
	}
	return r, nil
}

func (r *Reader) openFile() error {
	f, err := os.Open(r.name)
	if err != nil {
		return fmt.Errorf("%s: %w", r.name, bare(err))
	}
	r.src, r.closer = f, f
	return nil
}

// begin reads up to the first row.
func (r *Reader) begin(o Options) error {
	if !delimits(o.Delimiter) {
		return fmt.Errorf("delimiter %q: want an ASCII character that is neither a quote nor a line end", o.Delimiter)
	}
	if err := r.decode(o.Encoding); err != nil {
		return err
	}
	head, err := r.fill(nil, r.limits.head)
	if err != nil {
		return err
	}
	r.delim = o.Delimiter
	head = r.sepLine(head)
	if len(bytes.TrimSpace(head)) == 0 {
		if r.srcEnd {
			return r.fault(0, "file is empty; want a header and rows")
		}
		return r.fault(r.line, "white space for %d KiB; want a header", r.limits.head>>10)
	}
	if r.delim == 0 {
		r.delim = sniff(head, !r.srcEnd)
	}
	if what := notCells(head, r.delim); what != "" {
		return r.fault(r.line, "%s", what)
	}
	rows := sample(head, r.delim, r.line, !r.srcEnd)
	r.unread(head)
	return r.readHeader(rows)
}

// delimits reports whether b can stand between cells.
func delimits(b byte) bool { return b != '"' && b != '\n' && b != '\r' && b < utf8.RuneSelf }

// sepLine returns head without the line `sep=;` that tells Excel the delimiter.
func (r *Reader) sepLine(head []byte) []byte {
	first := firstLine(head)
	line := bytes.Trim(first, `"`)
	if len(line) != len("sep=;") || !bytes.EqualFold(line[:4], []byte("sep=")) || !delimits(line[4]) {
		return head
	}
	if r.delim == 0 {
		r.delim = line[4]
		r.warn(r.line, "%q gives the delimiter", line)
	} else {
		r.warn(r.line, "%q passed over; the delimiter is given as %q", line, r.delim)
	}
	size := afterLine(head, len(first))
	r.line++
	r.offset += int64(size)
	return head[size:]
}
