package rubric

import (
	"strconv"
	"strings"
	"unicode"
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
	if runes := []rune(text); len(runes) > mostShown {
		return string(runes[:mostShown]) + "…"
	}
	return text
}

// Slug returns the key that a name gets by default: lower case, every run of
// other than a-z 0-9 an underscore, none at the ends. It is empty if the name
// has none of these.
func Slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	return strings.TrimSuffix(b.String(), "_")
}

// printable reports whether text has no control characters.
func printable(text string) bool {
	return strings.IndexFunc(text, unicode.IsControl) < 0
}
