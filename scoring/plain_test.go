package scoring

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"chs/rubric"
)

// nearlyPlain draws plain numbers and what is nearly one.
func nearlyPlain() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`-?[0-9]{1,9}[.,]?[0-9]{0,8}`),
		rapid.StringMatching(`[0-9/:.-]{0,2}`),
		rapid.StringMatching(`[ +-]?-?[0-9.,]{0,17}[ %e]?[0-9]?`),
	)
}

func TestPlainNumbersAreReadAsAllNumbersAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := nearlyPlain().Draw(t, "cell")
		decimal := rapid.SampledFrom([]byte{'.', ','}).Draw(t, "decimal")
		value, separators, ok := plainNumber(cell, decimal)
		if n, small := smallNumber(cell); small && (!ok || float64(n) != value || separators != NoSeparators) {
			t.Fatalf("%q is %d, or else %v", cell, n, value)
		}
		if !ok {
			return
		}
		got := Numeral{Value: value, Separators: separators}
		want, ok := parseNumber(cell, decimal)
		if !ok || got != want || math.Signbit(got.Value) != math.Signbit(want.Value) {
			t.Fatalf("%q: %+v; want %+v, %t", cell, got, want, ok)
		}
	})
}

func TestPlainNumber(t *testing.T) {
	for cell, want := range map[string]bool{
		"0": true, "-0": true, "7": true, "-12.5": true, "5.": true, "0.10": true, "007": true, "123456789012345": true, "-12345678901234.": true,
		"": false, "-": false, ".5": false, "-.5": false, "+5": false, "1,234": false, "1.2.3": false, " 5": false, "5 ": false,
		"--5": false, "5-": false, "5%": false, "1e3": false, "1234567890123456": false, "1234567890.12345": false, "٣": false,
	} {
		if _, _, ok := plainNumber(cell, '.'); ok != want {
			t.Errorf("%q is plain: %t; want %t", cell, ok, want)
		}
	}
}

// A column whose missing values look like numbers is read without the fast path
// that the others take; with the same tokens both read the same.
func TestTheFastPathOfNumbersChangesNoCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rubric.Column{Name: "n", Type: rubric.Number}
		r := &rubric.Rubric{
			Decimal: rapid.SampledFrom([]byte{'.', ','}).Draw(t, "decimal"),
			Missing: rapid.SliceOf(rapid.SampledFrom([]string{"-", "--", "NA", "999", "-1", "0", "1.5", "1,5", "5%"})).Draw(t, "missing"),
			Value:   rubric.Value{Column: "n", Currency: rapid.SampledFrom([]string{"", "EUR"}).Draw(t, "currency")},
		}
		fast := newReader(r, []rubric.Column{number})
		slow := newReader(r, []rubric.Column{number})
		slow.columns[0].plain = false
		text := rapid.OneOf(nearlyPlain(), rapid.SampledFrom(append(r.Missing, "€5", " 999 ", "$5"))).Draw(t, "cell")
		var got, want [1]cell
		var gotState, wantState [1]State
		gotBad := fast.read([]string{text}, got[:], gotState[:])
		wantBad := slow.read([]string{text}, want[:], wantState[:])
		if gotState != wantState || gotBad != wantBad {
			t.Errorf("%q: state %v, %d unreadable; want %v, %d", text, gotState, gotBad, wantState, wantBad)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(cell{}), cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%q (-slow +fast):\n%s", text, diff)
		}
	})
}
