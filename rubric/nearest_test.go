package rubric_test

import (
	"strings"
	"testing"

	"chs/rubric"

	"pgregory.net/rapid"
)

func TestNearest(t *testing.T) {
	keys := []string{"name", "column", "formula", "weight", "cuts", "missing_values"}
	for word, want := range map[string]string{
		"weight": "weight", "wieght": "weight", "Weight": "weight", "weigth": "weight", "wight": "weight", "weights": "weight",
		"colum": "column", "COLUMN": "column", "nane": "name", "missing_value": "missing_values", "missing-values": "missing_values",
		"cut": "cuts", "threshold": "", "x": "", "": "", "wt": "", "price": "",
	} {
		got, ok := rubric.Nearest(word, keys)
		if got != want || ok != (want != "") {
			t.Errorf("nearest to %q is %q, %v; want %q", word, got, ok, want)
		}
	}
}

func TestNearestOfEquallyNear(t *testing.T) {
	if got, _ := rubric.Nearest("dace", []string{"dart", "date", "dare"}); got != "date" {
		t.Errorf("%q; want the first of the nearest", got)
	}
	if got, _ := rubric.Nearest("part", []string{"date", "part"}); got != "part" {
		t.Errorf("%q; want the same word", got)
	}
}

func TestNearestOfNoLongText(t *testing.T) {
	for _, length := range []int{100, 101} {
		word := strings.Repeat("a", length)
		if _, ok := rubric.Nearest(word, []string{word}); ok != (length == 100) {
			t.Errorf("a word of %d characters has a nearest: %v", length, ok)
		}
	}
}

// A single slip in a word of four letters or more is always found.
func TestNearestMendsOneSlip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-zé]{4,12}`).Draw(t, "word")
		letters := []rune(word)
		at := rapid.IntRange(0, len(letters)-2).Draw(t, "at")
		slips := map[string]string{
			"left out": string(letters[:at]) + string(letters[at+1:]),
			"doubled":  string(letters[:at+1]) + string(letters[at:]),
			"swapped":  string(letters[:at]) + string(letters[at+1]) + string(letters[at]) + string(letters[at+2:]),
			"another":  string(letters[:at]) + "x" + string(letters[at+1:]),
		}
		for slip, wrong := range slips {
			if got, ok := rubric.Nearest(wrong, []string{"0123456789", word}); !ok || got != word {
				t.Errorf("%q, a letter %s, is nearest to %q; want %q", wrong, slip, got, word)
			}
		}
	})
}
