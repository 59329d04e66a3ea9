package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

// Visible returns text as it is safe to print on a terminal. What would steer
// the terminal, reorder, hide or overwrite text is shown as an escape such as
// \n, \x1b or \u202e: control and format characters, the bidirectional ones
// among them, line and paragraph separators, blank fillers, characters of
// private use, and bytes that are not UTF-8, as \xff. All else stays as it is,
// and so does what belongs to writing, though it shows nothing of itself: one
// variation selector behind a character, one joiner behind a character of a
// script or an emoji that joins, and eight combining marks on a character.
func Visible(text string) string {
	if isPlain(text) {
		return text
	}
	var b strings.Builder
	var before rune
	marks := 0
	for i, size := 0, 0; i < len(text); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(text[i:])
		if unicode.IsMark(r) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[i])
			before = 0
		case marks > maxMarks || !isVisible(r, before):
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
			before = 0
		default:
			b.WriteRune(r)
			before = r
		}
	}
	return b.String()
}

const (
	maxMarks      = 8
	nonJoiner     = '\u200c'
	joiner        = '\u200d'
	firstToJoin   = '\u0600' // scripts before the Arabic one do not join
	firstRegional = '\U0001F1E6'
	lastRegional  = '\U0001F1FF'
	firstSkinTone = '\U0001F3FB'
	lastSkinTone  = '\U0001F3FF'
)

// isVisible reports whether r can be shown behind the character before, which
// is 0 at the start and behind an escape.
func isVisible(r, before rune) bool {
	switch {
	case unicode.Is(unicode.Variation_Selector, r):
		return before != 0 && !unicode.Is(unicode.Variation_Selector, before)
	case isJoiner(r):
		return before >= firstToJoin && !isJoiner(before)
	}
	return !hidden(r)
}

// hidden reports whether r steers, reorders, hides or breaks what is around it
// and shows nothing of itself. Joiners and variation selectors, which belong
// to writing, are not among these.
func hidden(r rune) bool {
	return !unicode.IsGraphic(r) && !isJoiner(r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

func isJoiner(r rune) bool { return r == joiner || r == nonJoiner }

// isPlain reports whether text is of printable ASCII alone, as most is.
func isPlain[T string | []byte](text T) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// cellText returns text as a table shows it: visible, and such that every
// terminal draws it equally wide. They differ on emoji of several characters,
// so joined ones stand side by side, flags are their two letters, and
// selectors and skin tones are left out.
func cellText(text string) string {
	text = Visible(strings.TrimSpace(text))
	if isPlain(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == joiner || unicode.Is(unicode.Variation_Selector, r) || r >= firstSkinTone && r <= lastSkinTone:
			return -1
		case r >= firstRegional && r <= lastRegional:
			return 'A' + r - firstRegional
		}
		return r
	}, text)
}

// textWidth returns how many columns of a terminal text takes, colours none.
// Characters that only East Asian fonts draw wide are narrow, whatever the
// environment says.
func textWidth(text string) int {
	if isPlain(text) {
		return len(text)
	}
	return twwidth.WidthWithOptions(text, twwidth.Options{})
}

// truncate returns text, which holds no colour, in at most width columns, with
// an ellipsis where it was longer.
func truncate(text string, width int) string {
	if textWidth(text) <= width {
		return text
	}
	used := 0
	for i, r := range text {
		used += textWidth(string(r))
		if used >= width {
			return strings.TrimRight(text[:i], " ") + "…"
		}
	}
	return text
}
