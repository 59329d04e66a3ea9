package accounts

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"unicode/utf8"
)

// Options say how a file is read where its own look does not.
type Options struct {
	// Delimiter stands between two cells. If 0, it is the one of comma,
	// semicolon, tab and pipe that splits the first records best.
	Delimiter byte

	// Encoding is a name that web pages use, such as "windows-1252", for
	// text without a byte order mark. If "", it is UTF-8.
	Encoding string

	// Sheet is the sheet that is read of a workbook, in any letter case. If
	// "", it is the first that is not hidden.
	Sheet string

	// Sound says that a program wrote the file, and every quote in it has its end:
	// none is looked for that lacks it.
	Sound bool

	// Digest has the bytes that are read hashed, for [Reader.Digest].
	Digest bool
}

// Open opens a file and reads its header. If src is not nil it is what is read,
// and name is what messages call it: "-" is standard input.
//
// The file is CSV, flat JSON Lines, an .xlsx workbook or, in a build with the
// tag parquet, flat Parquet. The first two may be compressed with gzip, zstd,
// bzip2 or xz. What it is shows in its content, not in its name. Cells of a
// workbook are read as what they mean, however they are shown: dates in ISO form,
// percents times 100.
//
// Text that starts with a byte order mark is read as the UTF-8 or UTF-16
// that the mark says. A first line `sep=;` gives the delimiter where o does
// not. Lines above the header that are plainly not the header of what follows
// are passed over with a warning. What is no text, or text of another kind
// than rows of cells, is an error that says what to do, as is an empty file.
func Open(name string, src io.Reader, o Options) (*Reader, error) {
	return open(name, src, o, defaultLimits())
}

func open(name string, src io.Reader, o Options, l limits) (*Reader, error) {
	r := &Reader{name: name, limits: l, line: 1}
	r.src = &r.stored
	if o.Digest {
		r.stored.hash = sha256.New()
	}
	err := r.openStored(src)
	if err == nil {
		err = r.begin(o)
	}
	if err != nil {
		_ = r.Close() // what is wrong with the file says more
		return nil, err
	}
	return r, nil
}

// begin reads up to the first row.
func (r *Reader) begin(o Options) error {
	if !delimits(o.Delimiter) {
		return fmt.Errorf("delimiter %q: want an ASCII character that is neither a quote nor a line end", o.Delimiter)
	}
	if err := r.convert(o); err != nil {
		return err
	}
	head, err := r.fill(nil, r.limits.head)
	if err != nil {
		return err
	}
	if !r.converted {
		r.delim, r.sound = o.Delimiter, o.Sound
		head = r.sepLine(head)
	}
	if len(bytes.TrimSpace(head)) == 0 {
		if r.srcEnd {
			return r.fault(0, "file is empty; want a header and rows")
		}
		return r.fault(r.line, "white space for %d KiB; want a header", r.limits.head>>10)
	}
	if r.delim == 0 {
		r.delim = sniff(head, !r.srcEnd)
	}
	if what := notCells(head, r.delim); what != "" && !r.converted {
		return r.fault(r.line, "%s", what)
	}
	rows := sample(head, &r.layout, r.line, !r.srcEnd)
	r.unread(head)
	return r.readHeader(rows)
}

// convert makes the source yield CSV in UTF-8, whatever the file's compression,
// encoding and format.
func (r *Reader) convert(o Options) error {
	_, head, err := r.peek()
	switch {
	case err != nil:
		return err
	case bytes.HasPrefix(head, []byte(zipMagic)):
		return r.readWorkbook(o.Sheet)
	case o.Sheet != "":
		return r.fault(0, "is no workbook; want one, or no --sheet %q", o.Sheet)
	case bytes.HasPrefix(head, []byte(parquetMagic)):
		return r.readParquet()
	}
	if err := r.unpack(); err != nil {
		return err
	}
	if err := r.decode(o.Encoding); err != nil {
		return err
	}
	in, head, err := r.peek()
	if err == nil && jsonLines.Match(head) {
		r.readJSON(in)
	}
	return err
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
