package warehouse

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// isHidden reports whether a character of a literal is written by its number: what
// cannot be seen, or steers how text is shown.
func isHidden(r rune) bool {
	return unicode.IsControl(r) || unicode.IsSpace(r) && r != ' ' || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// hasHidden reports whether text has such a character.
func hasHidden(text string) bool { return strings.IndexFunc(text, isHidden) >= 0 }

// escapes returns text with hidden characters, backslashes and single quotes escaped
// with a backslash; number writes a hidden character.
func escapes(text string, number func(r rune) string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\\' || r == '\'':
			b.WriteString(`\` + string(r))
		case isHidden(r):
			b.WriteString(number(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// byNumber writes a character as \u00a0, or \U0001f600 beyond four digits.
func byNumber(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// byBytes writes a character as its bytes in UTF-8, \xc2\xa0.
func byBytes(r rune) string {
	var b strings.Builder
	for _, c := range []byte(string(r)) {
		fmt.Fprintf(&b, `\x%02x`, c)
	}
	return b.String()
}

// escaped returns a literal of the dialects in which a backslash escapes.
func escaped(text string) string { return `'` + escapes(text, byNumber) + `'` }

// escapedBytes returns a literal of those of them that know bytes alone.
func escapedBytes(text string) string { return `'` + escapes(text, byBytes) + `'` }

// escapedE returns a literal of the dialects in which a backslash escapes only behind
// an E. It has one for a backslash, too, whatever the engine takes a plain one for. A quote
// is doubled: PostgreSQL may be set not to take \' for one.
func escapedE(text string) string {
	if !hasHidden(text) && !strings.Contains(text, `\`) {
		return doubled(`'`)(text)
	}
	return `E'` + strings.ReplaceAll(escapes(text, byNumber), `\'`, `''`) + `'`
}

// joined returns the literals of a dialect without escapes: hidden characters are
// made by their numbers, between the parts of the text.
func joined(chars func(numbers []string) string) func(text string) string {
	return func(text string) string {
		var parts []string
		for text != "" {
			seen := strings.IndexFunc(text, isHidden)
			if seen < 0 {
				seen = len(text)
			}
			if seen > 0 {
				parts, text = append(parts, doubled(`'`)(text[:seen])), text[seen:]
			}
			shown := strings.IndexFunc(text, func(r rune) bool { return !isHidden(r) })
			if shown < 0 {
				shown = len(text)
			}
			if shown > 0 {
				parts, text = append(parts, chars(numbersOf(text[:shown]))), text[shown:]
			}
		}
		return concatenated(parts)
	}
}

// numbersOf returns the numbers of a text's characters.
func numbersOf(text string) []string {
	var numbers []string
	for _, r := range text {
		numbers = append(numbers, strconv.Itoa(int(r)))
	}
	return numbers
}

// concatenated returns texts one behind the other.
func concatenated(parts []string) string {
	switch len(parts) {
	case 0:
		return "''"
	case 1:
		return parts[0]
	}
	return "(" + strings.Join(parts, " || ") + ")"
}

// char makes a text of characters in SQLite.
func char(numbers []string) string { return "char(" + strings.Join(numbers, ", ") + ")" }

// chr makes a text of characters where a function makes one.
func chr(numbers []string) string { return "chr(" + strings.Join(numbers, ") || chr(") + ")" }
