package accounts

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// maxToken is how many bytes of a part may be read for one token of XML, or for
// one row: as many as a record may have, with the XML around it.
const maxToken = 64 << 20

// walk calls see with each token of a part of the workbook. It reads no more
// than left bytes, unless see or the token's end sets that anew.
func (b *workbook) walk(name string, see func(token xml.Token, left *int) error) error {
	part, err := b.open(name)
	if err != nil {
		return err
	}
	defer func() { _ = part.Close() }() // reading has told all errors
	in := &leash{Reader: part, left: maxToken}
	d := xml.NewDecoder(in)
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("the workbook's part %s is broken: %w", name, err)
		}
		if err := see(token, &in.left); err != nil {
			return err
		}
	}
}

// A leash reads no more than left bytes.
type leash struct {
	io.Reader
	left int
}

// Read implements [io.Reader].
func (l *leash) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, fmt.Errorf("a row or a text is over %d MiB", maxToken>>20)
	}
	n, err := l.Reader.Read(p)
	l.left -= n
	return n, err
}

// texts are the texts that a workbook's cells share.
type texts struct {
	bytes []byte
	ends  []int
}

// maxTexts is how many bytes of them are taken.
const maxTexts = 1 << 30

// readTexts reads the workbook's texts, without their phonetic guides.
func (b *workbook) readTexts() (texts, error) {
	var all texts
	if b.texts == "" {
		return all, nil
	}
	inText, phonetic := false, false
	err := b.walk(b.texts, func(token xml.Token, left *int) error {
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "rPh":
				phonetic = true
			case "t":
				inText = !phonetic
			}
		case xml.CharData:
			if inText {
				all.bytes = append(all.bytes, token...)
			}
		case xml.EndElement:
			*left = maxToken
			switch token.Name.Local {
			case "rPh":
				phonetic = false
			case "t":
				inText = false
			case "si":
				return all.end()
			}
		}
		return nil
	})
	return all, err
}

// end ends a text.
func (x *texts) end() error {
	start := 0
	if n := len(x.ends); n > 0 {
		start = x.ends[n-1]
	}
	x.bytes = append(x.bytes[:start], unescapeText(x.bytes[start:])...)
	x.ends = append(x.ends, len(x.bytes))
	if len(x.bytes)+8*len(x.ends) > maxTexts {
		return fmt.Errorf("the workbook's texts are over %d MiB; export it as CSV", maxTexts>>20)
	}
	return nil
}

// at returns the text of that number.
func (x *texts) at(number string) ([]byte, error) {
	i, err := strconv.Atoi(number)
	switch {
	case number == "":
		return nil, nil
	case err != nil || i < 0 || i >= len(x.ends):
		return nil, fmt.Errorf("text %q is none of the workbook's %d", number, len(x.ends))
	case i == 0:
		return x.bytes[:x.ends[0]], nil
	}
	return x.bytes[x.ends[i-1]:x.ends[i]], nil
}

var escapedRunes = regexp.MustCompile(`_x[0-9a-fA-F]{4}_`)

// unescapeText returns text with the characters that XML cannot hold, which
// workbooks write as _x000D_.
func unescapeText(text []byte) []byte {
	if !escapedRunes.Match(text) {
		return text
	}
	return escapedRunes.ReplaceAllFunc(text, func(escape []byte) []byte {
		r, _ := strconv.ParseUint(string(escape[2:6]), 16, 16) // it is valid
		return []byte(string(rune(r)))
	})
}
