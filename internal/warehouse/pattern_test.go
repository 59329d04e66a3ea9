package warehouse

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFoldedPattern(t *testing.T) {
	for text, want := range map[string]string{
		"n/a": `n/a`,
		"#n.": `#n\.`,
		"ok":  "o[k\u212aK]",
		"né":  "n[éÉ]",
		"日":   "日",
	} {
		if got := foldedPattern(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestFoldedPatternMatchesEqualTexts(t *testing.T) {
	letters := rapid.StringOf(rapid.SampledFrom([]rune("aAkK\u212asSſéÉσςΣßẞ.*[^-]\\")))
	rapid.Check(t, func(t *rapid.T) {
		text, other := letters.Draw(t, "text"), letters.Draw(t, "other")
		for _, cell := range []string{other, strings.ToUpper(text), strings.ToLower(text)} {
			got := regexp.MustCompile("(?i)^(" + foldedPattern(text) + ")$").MatchString(cell)
			if want := strings.EqualFold(text, cell); got != want {
				t.Fatalf("%q matches %q: got %t, want %t", foldedPattern(text), cell, got, want)
			}
		}
	})
}
