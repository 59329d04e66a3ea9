package accounts

import (
	"bytes"
	"fmt"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// decode makes the source yield UTF-8 without a byte order mark, from the
// encoding that the mark or else name says. It refuses binary files.
func (r *Reader) decode(name string) error {
	in, head, err := r.peek()
	if err != nil {
		return err
	}
	if what := binaryKind(head); what != "" {
		return r.fault(0, "%s", what)
	}
	enc, err := encodingOf(head, name)
	switch {
	case err != nil:
		return err
	case enc == nil && utf16Name(head) != "":
		return r.fault(0, "looks like UTF-16 without a byte order mark; want UTF-8, or --encoding %s", utf16Name(head))
	case enc != nil:
		r.src, r.decoded = enc.NewDecoder().Reader(in), true
	case bytes.HasPrefix(head, utf8BOM):
		n, _ := in.Discard(len(utf8BOM)) // they have been peeked at
		r.offset = int64(n)
	}
	return nil
}

// encodingOf returns the encoding of a file that starts with head; nil is
// UTF-8.
func encodingOf(head []byte, name string) (encoding.Encoding, error) {
	switch {
	case bytes.HasPrefix(head, utf8BOM):
		return nil, nil
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), nil
	case name == "":
		return nil, nil
	}
	enc, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("encoding %q: want utf-8, utf-16le, windows-1252, iso-8859-15, macintosh, shift_jis or another name that web pages use", name)
	}
	if enc == unicode.UTF8 {
		return nil, nil
	}
	return enc, nil
}

// utf16Name returns the name of the UTF-16 that text without a mark seems to
// be: every second byte of head is mostly NUL, and none of the others. It is ""
// for other text.
func utf16Name(head []byte) string {
	var nul [2]int
	for i, b := range head {
		if b == 0 {
			nul[i%2]++
		}
	}
	switch {
	case nul[0] == 0 && nul[1] > len(head)/4:
		return "utf-16le"
	case nul[1] == 0 && nul[0] > len(head)/4:
		return "utf-16be"
	}
	return ""
}

// CheckEncoding returns an error if no encoding has the name that Options
// would give it.
func CheckEncoding(name string) error {
	_, err := encodingOf(nil, name)
	return err
}
