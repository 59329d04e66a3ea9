package report

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// WriteJSON writes v as JSON, and a line end. Each level is set in by indent;
// if that is "", all is on one line. What could steer a terminal is escaped.
func WriteJSON(w io.Writer, v any, indent string) error {
	text, err := encodeJSON(v, indent)
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

// encodeJSON returns what [WriteJSON] writes, without the line end.
func encodeJSON(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	text := bytes.TrimSuffix(b.Bytes(), []byte{'\n'})
	raw := func(r rune) bool { return r != '\n' && steers(r) } // the line ends of texts are escaped already
	if bytes.IndexFunc(text, raw) < 0 {
		return text, nil
	}
	var dst []byte
	for _, r := range string(text) {
		if raw(r) {
			dst = appendJSONEscape(dst, r)
		} else {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst, nil
}

// steers reports whether r could steer a terminal, reorder text or end a line
// of it: controls, those of direction, and the separators of lines and
// paragraphs.
func steers(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
}

// appendJSONEscape appends r, which is below U+10000, as an escape.
func appendJSONEscape(dst []byte, r rune) []byte {
	hex := strconv.FormatUint(uint64(r)|0x10000, 16)
	return append(append(dst, `\u`...), hex[1:]...)
}
