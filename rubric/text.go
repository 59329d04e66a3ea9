package rubric

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostShown is how many characters of a text a message shows.
const mostShown = 80

// quote returns text as messages show it: in double quotes, with what cannot
// be seen escaped.
func quote(text string) string {
	return strconv.QuoteToGraphic(shorten(text))
}

// shorten keeps messages about overlong texts readable.
func shorten(text string) string {
	end := 0
	for range mostShown {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	if end < len(text) {
		return text[:end] + "…"
	}
	return text
}

// Slug returns the key that a name gets by default: lower case, every run of
// other than a-z 0-9 an underscore, none at the ends. It is empty if the name
// has none of these.
func Slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "_")
}

// isControl reports whether r cannot be seen and steers how text is shown.
func isControl(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
}

// printable reports whether text has no control characters, of the order of
// right-to-left text neither.
func printable(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool {
		return isControl(r) || unicode.Is(unicode.Bidi_Control, r)
	}) < 0
}
