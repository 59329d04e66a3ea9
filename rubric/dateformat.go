package rubric

import (
	"fmt"
	"strings"
)

// A DateFormat is one way in which a file writes dates, such as YYYY-MM-DD.
// Formats are equal if they are written alike. The zero DateFormat reads no
// date.
type DateFormat struct {
	text string // checked by ParseDateFormat, which Read relies on
}

// ISODate returns the format YYYY-MM-DD, the one of a rubric that gives none.
func ISODate() DateFormat { return DateFormat{"YYYY-MM-DD"} }

// String returns the format as it was written.
func (f DateFormat) String() string { return f.text }

// ParseDateFormat reads a format: one each of YYYY (four digits), of MM (two),
// M (one or two) or MMM (three letters of an English month), and of DD (two) or
// D (one or two), and any ASCII punctuation and spaces around them. White
// space around the whole is dropped.
func ParseDateFormat(text string) (DateFormat, error) {
	format := strings.TrimSpace(text)
	seen := map[string]int{}
	for rest := format; rest != ""; {
		token := firstToken(rest)
		rest = rest[len(token):]
		switch {
		case isField(token[0]):
			seen[token]++
		case !isSeparator(token[0]):
			return DateFormat{}, badFormat(text)
		}
		if (token == "M" || token == "D") && rest != "" && isField(rest[0]) && !strings.HasPrefix(rest, "MMM") {
			return DateFormat{}, fmt.Errorf("date format %s: want a separator behind %s, which is one digit or two", quote(text), token)
		}
	}
	once := seen["YYYY"] == 1 && seen["MM"]+seen["M"]+seen["MMM"] == 1 && seen["DD"]+seen["D"] == 1
	if !once || len(seen) != 3 {
		return DateFormat{}, badFormat(text)
	}
	return DateFormat{format}, nil
}

func badFormat(text string) error {
	return fmt.Errorf("date format %s: want YYYY, MM or M or MMM, DD or D once each, such as YYYY-MM-DD or D MMM YYYY", quote(text))
}

// Read takes a date in this format off the front of cell and returns what
// stands behind it. It reads numbers as they are: ok does not mean that there
// is such a day.
func (f DateFormat) Read(cell string) (year, month, day int, rest string, ok bool) {
	ok = f.text != ""
	for format := f.text; ok && format != ""; {
		token := firstToken(format)
		format = format[len(token):]
		switch token {
		case "YYYY":
			year, cell, ok = cutDigits(cell, 4, 4)
		case "MMM":
			month, cell, ok = cutMonth(cell)
		case "MM":
			month, cell, ok = cutDigits(cell, 2, 2)
		case "M":
			month, cell, ok = cutDigits(cell, 1, 2)
		case "DD":
			day, cell, ok = cutDigits(cell, 2, 2)
		case "D":
			day, cell, ok = cutDigits(cell, 1, 2)
		default:
			cell, ok = strings.CutPrefix(cell, token)
		}
	}
	return year, month, day, cell, ok
}

// Tokens returns the parts of the format in their order: YYYY, MM, M, MMM, DD and
// D, which are fields, and single characters, which stand for themselves.
func (f DateFormat) Tokens() []string {
	var tokens []string
	for rest := f.text; rest != ""; {
		token := firstToken(rest)
		tokens = append(tokens, token)
		rest = rest[len(token):]
	}
	return tokens
}

// firstToken returns the run of one field's letter that format starts with,
// or its first byte.
func firstToken(format string) string {
	n := 1
	for isField(format[0]) && n < len(format) && format[n] == format[0] {
		n++
	}
	return format[:n]
}

func isField(c byte) bool { return c == 'Y' || c == 'M' || c == 'D' }

// isSeparator reports whether c is a space or ASCII punctuation.
func isSeparator(c byte) bool {
	return ' ' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

// cutDigits takes least to most ASCII digits off the front of s, as many as
// there are.
func cutDigits(s string, least, most int) (value int, rest string, ok bool) {
	n := 0
	for n < most && n < len(s) && '0' <= s[n] && s[n] <= '9' {
		value = 10*value + int(s[n]-'0')
		n++
	}
	return value, s[n:], n >= least
}

// cutMonth takes the three letters of an English month off the front of s, in
// any letter case.
func cutMonth(s string) (month int, rest string, ok bool) {
	const names = "JanFebMarAprMayJunJulAugSepOctNovDec"
	if len(s) < 3 {
		return 0, s, false
	}
	for i := 0; i < len(names); i += 3 {
		if strings.EqualFold(s[:3], names[i:i+3]) {
			return i/3 + 1, s[3:], true
		}
	}
	return 0, s, false
}
