package report

import (
	"fmt"
	"unicode/utf8"
)

// A jsonWriter writes accounts as JSON objects, a line each: the input's
// cells as text, just as they are, and what chs adds as numbers and texts,
// null where there is nothing to say, and plays and drivers as lists.
type jsonWriter struct {
	layout              *Layout
	keys                [][]byte // `"name":` by column
	begin, between, end string
	line                string // ends each object
}

// newJSON returns the writer of an array, or, without brackets, of lines.
func newJSON(l *Layout, begin, between, end string) *jsonWriter {
	w := &jsonWriter{layout: l, begin: begin, between: between, end: end}
	if between == "" {
		w.line = "\n"
	}
	for _, name := range uniqueNames(l.Columns) {
		w.keys = append(w.keys, append(appendJSONText(nil, name), ':'))
	}
	return w
}

// uniqueNames returns the columns' names, those that are there again with a
// number behind them that makes no other name: an object that has a key twice
// loses one.
func uniqueNames(columns []Column) []string {
	names := make([]string, len(columns))
	taken := map[string]bool{}
	var again []int
	for i, c := range columns {
		if names[i] = c.Name; taken[c.Name] {
			again = append(again, i)
		}
		taken[c.Name] = true
	}
	for _, i := range again {
		for n := 2; taken[names[i]]; n++ {
			names[i] = fmt.Sprintf("%s_%d", columns[i].Name, n)
		}
		taken[names[i]] = true
	}
	return names
}

// Begin implements [Writer].
func (w *jsonWriter) Begin(dst []byte) []byte { return append(dst, w.begin...) }

// Between implements [Writer].
func (w *jsonWriter) Between() string { return w.between }

// End implements [Writer].
func (w *jsonWriter) End(dst []byte) []byte { return append(dst, w.end...) }

// Append implements [Writer].
func (w *jsonWriter) Append(dst []byte, a *Account) []byte {
	dst = append(dst, '{')
	for i, c := range w.layout.Columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, w.keys[i]...)
		dst = w.appendValue(dst, c, a)
	}
	dst = append(dst, '}')
	return append(dst, w.line...)
}

func (w *jsonWriter) appendValue(dst []byte, c Column, a *Account) []byte {
	switch c.Kind {
	case Input:
		return appendJSONText(dst, a.Cells.Cell(c.Index))
	case Plays:
		dst = append(dst, '[')
		for i, play := range a.Result.Plays {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendJSONText(dst, w.layout.Rubric.Plays[play].Name)
		}
		return append(dst, ']')
	case Drivers:
		return w.layout.appendDriversJSON(dst, a.Result)
	}
	if text := w.layout.text(c, a); text != "" {
		return appendJSONText(dst, text)
	}
	start := len(dst)
	dst = w.layout.appendAdded(dst, c, a)
	if len(dst) == start {
		return append(dst, "null"...)
	}
	return dst
}

// appendJSONText appends text as a JSON string, in which all that could steer a
// terminal is escaped. Bytes that are not UTF-8 become U+FFFD, since JSON has no
// way to write them.
func appendJSONText(dst []byte, text string) []byte {
	dst = append(dst, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case ' ' <= r && r <= '~':
			dst = append(dst, byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case steers(r):
			dst = appendJSONEscape(dst, r)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}

// A number is one in decimals, null if empty.
type number string

// MarshalJSON implements [json.Marshaler].
func (n number) MarshalJSON() ([]byte, error) {
	if n == "" {
		return []byte("null"), nil
	}
	return []byte(n), nil
}
