package scoring

import (
	"testing"

	"chs/rubric"
)

func TestMissing(t *testing.T) {
	tests := []struct {
		tokens []string
		cell   string
		want   bool
	}{
		{nil, "", true},
		{nil, "-", false},
		{rubric.DefaultMissing(), "", true},
		{rubric.DefaultMissing(), "-", true},
		{rubric.DefaultMissing(), "--", true},
		{rubric.DefaultMissing(), "---", false},
		{rubric.DefaultMissing(), "-1", false},
		{rubric.DefaultMissing(), "NA", true},
		{rubric.DefaultMissing(), "n/A", true},
		{rubric.DefaultMissing(), "#N/A", true},
		{rubric.DefaultMissing(), "NaN", true},
		{rubric.DefaultMissing(), "NULL", true},
		{rubric.DefaultMissing(), "None", true},
		{rubric.DefaultMissing(), "n", false},
		{rubric.DefaultMissing(), "nonesuch", false},
		{rubric.DefaultMissing(), "0", false},
		{[]string{"k.a."}, "K.A.", true},
		{[]string{"k.a."}, "NA", false},
		{[]string{"émis"}, "ÉMIS", true},
		{[]string{"τίποτας"}, "ΤΊΠΟΤΑΣ", true},
		{[]string{"BİLİNMİYOR"}, "BİLİNMİYOR", true},
		{[]string{"kein"}, "\u212Aein", true}, // the Kelvin sign is a k of three bytes
		{[]string{"", "x"}, "X", true},
	}
	for _, test := range tests {
		if got := NewMissingTokens(test.tokens).Has(test.cell); got != test.want {
			t.Errorf("with tokens %q, cell %q missing: %t", test.tokens, test.cell, got)
		}
	}
}

func TestMissingAllocatesNothing(t *testing.T) {
	tokens := NewMissingTokens(rubric.DefaultMissing())
	if n := testing.AllocsPerRun(100, func() { tokens.Has("NULL"); tokens.Has("northern region") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestTrim(t *testing.T) {
	const spaces = "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2007\u200a\u2028\u2029\u202f\u205f\u3000"
	if got := trim(spaces + "a b" + spaces); got != "a b" {
		t.Errorf("white space is kept: %q", got)
	}
	for _, kept := range []string{"\u200b", "\ufeff", "\x1c", "\x00"} {
		if got := trim(kept); got != kept {
			t.Errorf("%q is dropped", kept)
		}
	}
}
