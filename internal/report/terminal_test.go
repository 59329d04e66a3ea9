package report

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestVisibleShowsWhatWouldSteerATerminal(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"Acme & Söhne (50%)", "Acme & Söhne (50%)"},
		{"日本株式会社 مرحبا שלום क्षेत्र", "日本株式会社 مرحبا שלום क्षेत्र"},
		{"no\u00a0break", "no\u00a0break"},
		{`C:\new`, `C:\new`},
		{"a\tb\nc\rd", `a\tb\nc\rd`},
		{"\x1b[31mred\x07\x00\x7f", `\x1b[31mred\a\x00\x7f`},
		{"\u0085\u009b31m", `\u0085\u009b31m`},
		{"\u202eevil\u202c \u2066a\u2069 \u200e\u200f\u061c", `\u202eevil\u202c \u2066a\u2069 \u200e\u200f\u061c`},
		{"a\u2028b\u2029c", `a\u2028b\u2029c`},
		{"a\u200bb\u2060c\ufeffd\u00ade", `a\u200bb\u2060c\ufeffd\u00ade`},
		{"\u3164\u115f\uffa0", `\u3164\u115f\uffa0`},
		{"tag\U000e0041 private\ue000", `tag\U000e0041 private\ue000`},
		{"\xff\xc3(\xed\xa0\x80", `\xff\xc3(\xed\xa0\x80`},
		{"\ufffd", "\ufffd"},
	} {
		if got := Visible(test.text); got != test.want {
			t.Errorf("Visible(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestVisibleKeepsWhatBelongsToWriting(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3 🇩🇪 👍🏽", "👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3 🇩🇪 👍🏽"},
		{"می\u200cخواهم", "می\u200cخواهم"},
		{"葛\U000e0100城", "葛\U000e0100城"},
		{"e\u0301clair", "e\u0301clair"},
		{"ac\u200cme \u200dx", `ac\u200cme \u200dx`},
		{"👨\u200d\u200d👧", "👨\u200d" + `\u200d👧`},
		{"a\ufe0f\ufe0f", "a\ufe0f" + `\ufe0f`},
		{"\ufe0fa", `\ufe0fa`},
		{"Z" + strings.Repeat("\u0351", 9), "Z" + strings.Repeat("\u0351", 8) + `\u0351`},
	} {
		if got := Visible(test.text); got != test.want {
			t.Errorf("Visible(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestVisibleLeavesNothingToHide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text")
		shown := Visible(text)
		for _, r := range shown {
			if !unicode.IsGraphic(r) && r != '\u200c' && r != '\u200d' {
				t.Fatalf("Visible(%q) = %q holds %U", text, shown, r)
			}
		}
		if again := Visible(shown); again != shown {
			t.Fatalf("Visible(%q) = %q, but that is shown as %q", text, shown, again)
		}
	})
}

func TestCellTextIsEquallyWideOnEveryTerminal(t *testing.T) {
	for _, test := range []struct {
		text, want string
		width      int
	}{
		{" Acme \t", "Acme", 4},
		{"日本", "日本", 4},
		{"👨\u200d👩\u200d👧", "👨👩👧", 6},
		{"❤\ufe0f", "❤", 1},
		{"👍🏽", "👍", 2},
		{"🇩🇪", "DE", 2},
		{"e\u0301", "e\u0301", 1},
		{"·…▼■▲", "·…▼■▲", 5},
	} {
		got := cellText(test.text)
		if got != test.want || textWidth(got) != test.width {
			t.Errorf("cellText(%q) = %q, %d wide; want %q, %d wide", test.text, got, textWidth(got), test.want, test.width)
		}
	}
}

func TestTruncateSaysThatThereWasMore(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"Globex", 7, "Globex"},
		{"Globex", 6, "Globex"},
		{"Globex", 5, "Glob…"},
		{"Globex", 1, "…"},
		{"Big Corp", 5, "Big…"},
		{"日本株式", 8, "日本株式"},
		{"日本株式", 7, "日本株…"},
		{"日本株式", 6, "日本…"},
		{"e\u0301clair", 3, "e\u0301c…"},
	} {
		if got := truncate(test.text, test.width); got != test.want {
			t.Errorf("truncate(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
		}
	}
}
