package fleet_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/fleet"
	"chs/scoring"
)

const explainRubric = `
min_coverage: 30
criteria:
  - {name: Usage, column: usage, weight: 33.33, cuts: [20, 40, 60, 80]}
  - {name: Ratio, formula: a / b, weight: 25, cuts: [1, 2, 3, 4], missing: 2}
  - {name: Pulse, column: pulse, weight: 15, levels: {bad: 1, ok: 3, great: 5}, expires: {column: day, days: 30}}
segments:
  - {name: new, when: usage == 7, weights: {Usage: 0}}
caps:
  - {when: late > 9, band: red, reason: late}
`

// explainCells are the columns of explainRubric, in its order: usage, a, b,
// pulse, day, late.
type explainCells [6]string

func drawCells(t *rapid.T) explainCells {
	number := rapid.SampledFrom([]string{"", "0", "1", "2", "3", "7", "10", "50", "70", "90", "x"})
	return explainCells{
		number.Draw(t, "usage"), number.Draw(t, "a"), number.Draw(t, "b"),
		rapid.SampledFrom([]string{"bad", "ok", "great", ""}).Draw(t, "pulse"),
		rapid.SampledFrom([]string{"2026-11-20", "2026-01-01", ""}).Draw(t, "day"),
		number.Draw(t, "late"),
	}
}

// explained scores accounts, given in chunks, and returns what explains them.
func explained(t interface{ Fatal(...any) }, text string, chunks ...[]explainCells) (*scoring.Scorer, *fleet.Explainer) {
	r := rubricOf(t, text)
	day, err := scoring.ParseDay("2026-11-21")
	if err != nil {
		t.Fatal(err)
	}
	s := scoring.New(r, day)
	peers, result := fleet.NewPeers(r), s.NewResult()
	part := peers.Part()
	for _, chunk := range chunks {
		for i := range chunk {
			s.Score(chunk[i][:], result)
			part.Note("", 0, nil, result)
		}
		if err := part.Give(); err != nil {
			t.Fatal(err)
		}
	}
	return s, fleet.NewExplainer(peers, s)
}

func explanation(e *fleet.Explainer, r *scoring.Result) *fleet.Explanation {
	var x fleet.Explanation
	e.Explain(r, &x)
	return &x
}

// The differences shown are the exact ones, each off by less than a hundredth,
// and sum.
func TestDifferencesSumAndAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(drawCells), 1, 30).Draw(t, "accounts")
		s, e := explained(t, explainRubric, all)
		var results []*scoring.Result
		for i := range all {
			result := s.NewResult()
			s.Score(all[i][:], result)
			if result.Scored {
				results = append(results, result)
			}
		}
		for _, r := range results {
			x := explanation(e, r)
			sum, possible := 0, 0
			for i, share := range x.Criteria {
				sum += share.Difference
				possible += share.Possible
				near(t, share.Difference, r, results, func(r *scoring.Result) int { return r.Contributions()[i] })
			}
			if sum != x.Uncapped || x.Uncapped+x.Cap != x.Score {
				t.Fatalf("criteria %d, uncapped %d, cap %d, score %d do not sum", sum, x.Uncapped, x.Cap, x.Score)
			}
			if possible != 10000 {
				t.Fatalf("possible points sum to %d", possible)
			}
			near(t, x.Uncapped, r, results, func(r *scoring.Result) int { return r.Uncapped })
			near(t, x.Cap, r, results, func(r *scoring.Result) int { return r.Score - r.Uncapped })
			near(t, x.Score, r, results, func(r *scoring.Result) int { return r.Score })
		}
	})
}

// near fails unless shown is less than 1 from what r has more than the mean.
func near(t *rapid.T, shown int, r *scoring.Result, all []*scoring.Result, of func(*scoring.Result) int) {
	sum := 0
	for _, other := range all {
		sum += of(other)
	}
	exact := new(big.Rat).Sub(big.NewRat(int64(of(r)), 1), big.NewRat(int64(sum), int64(len(all))))
	if off := exact.Sub(exact, big.NewRat(int64(shown), 1)); off.Abs(off).Cmp(big.NewRat(1, 1)) >= 0 {
		t.Fatalf("%d shown, off by %v", shown, off)
	}
}

func TestChunksChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(drawCells), 2, 20).Draw(t, "accounts")
		at := rapid.IntRange(0, len(all)).Draw(t, "edge")
		s, whole := explained(t, explainRubric, all)
		_, parts := explained(t, explainRubric, all[:at], all[at:])
		r := s.NewResult()
		s.Score(all[0][:], r)
		a, b := explanation(whole, r), explanation(parts, r)
		a.Way, b.Way = scoring.Way{}, scoring.Way{} // not of the other accounts, and with NaN
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatalf("in one chunk and in two:\n%s", diff)
		}
	})
}

func TestRanksCountLowerScoresAmongTheScored(t *testing.T) {
	all := []explainCells{
		{"90", "4", "1", "great", "2026-11-20", "0"},  // 100.00
		{"90", "4", "1", "great", "2026-11-20", "10"}, // held at 49.99
		{"10", "1", "2", "bad", "2026-11-20", "0"},    // 0.00
		{"10", "1", "2", "bad", "2026-11-20", "0"},
		{"7", "4", "1", "great", "2026-11-20", "0"}, // 100.00 in segment new
		{"", "", "", "", "", ""},                    // unscored
	}
	s, e := explained(t, explainRubric, all)
	r := s.NewResult()
	want := []struct{ rank, segment fleet.Rank }{
		{fleet.Rank{Below: 3, Of: 5}, fleet.Rank{Below: 3, Of: 4}},
		{fleet.Rank{Below: 2, Of: 5}, fleet.Rank{Below: 2, Of: 4}},
		{fleet.Rank{Below: 0, Of: 5}, fleet.Rank{Below: 0, Of: 4}},
		{fleet.Rank{Below: 0, Of: 5}, fleet.Rank{Below: 0, Of: 4}},
		{fleet.Rank{Below: 3, Of: 5}, fleet.Rank{Below: 0, Of: 1}},
		{},
	}
	for i := range all {
		s.Score(all[i][:], r)
		x := explanation(e, r)
		if x.Rank != want[i].rank || x.SegmentRank != want[i].segment {
			t.Errorf("account %d: %v, %v in its segment; want %v", i, x.Rank, x.SegmentRank, want[i])
		}
	}
}

func TestGapsNameTheCellToBlame(t *testing.T) {
	const usage, a, b, pulse, day, late = 0, 1, 2, 3, 4, 5
	tests := []struct {
		name  string
		cells explainCells
		want  []fleet.Gap
	}{
		{"all known", explainCells{"50", "1", "1", "ok", "2026-11-20", "0"}, nil},
		{"empty", explainCells{"", "1", "1", "ok", "2026-11-20", "0"}, []fleet.Gap{{Why: fleet.Missing, Criterion: 0, Column: usage}}},
		{"unreadable", explainCells{" x ", "1", "1", "ok", "2026-11-20", "0"},
			[]fleet.Gap{{fleet.Unreadable, 0, usage, "x", "a number"}}},
		{"both columns of a formula", explainCells{"50", "", "x", "ok", "2026-11-20", "0"},
			[]fleet.Gap{{Why: fleet.Missing, Criterion: 1, Column: a}, {fleet.Unreadable, 1, b, "x", "a number"}}},
		{"division by zero", explainCells{"50", "1", "0", "ok", "2026-11-20", "0"},
			[]fleet.Gap{{Why: fleet.NoValue, Criterion: 1, Column: scoring.None}}},
		{"expired", explainCells{"50", "1", "1", "ok", "2026-01-01", "0"},
			[]fleet.Gap{{Why: fleet.Expired, Criterion: 2, Column: scoring.None}}},
		{"of unknown date", explainCells{"50", "1", "1", "ok", "", "0"},
			[]fleet.Gap{{Why: fleet.Missing, Criterion: 2, Column: day}}},
		{"no level", explainCells{"50", "1", "1", "good", "2026-11-20", "0"},
			[]fleet.Gap{{fleet.Unreadable, 2, pulse, "good", "one of bad, ok, great"}}},
		{"of a cap alone", explainCells{"50", "1", "1", "ok", "2026-11-20", "soon"},
			[]fleet.Gap{{fleet.Unreadable, scoring.None, late, "soon", "a number"}}},
		{"missing of a cap alone is none", explainCells{"50", "1", "1", "ok", "2026-11-20", ""}, nil},
	}
	s, e := explained(t, explainRubric, []explainCells{tests[0].cells})
	for _, test := range tests {
		r := s.NewResult()
		s.Score(test.cells[:], r)
		if diff := cmp.Diff(test.want, explanation(e, r).Gaps); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestExplainingAllocatesNothing(t *testing.T) {
	account := explainCells{"10", "", "1", "bad", "2026-11-20", "10"}
	s, e := explained(t, explainRubric, []explainCells{account})
	r := s.NewResult()
	s.Score(account[:], r)
	x := explanation(e, r)
	if len(x.Gaps) == 0 || len(x.Way.Steps) == 0 {
		t.Fatal("no gaps, or no way")
	}
	if n := testing.AllocsPerRun(100, func() { e.Explain(r, x) }); n != 0 {
		t.Errorf("%v allocations an account", n)
	}
}

func TestValueOfAFormulaThatIsNoRatingIsAGap(t *testing.T) {
	s, e := explained(t, "criteria: [{name: Half, formula: a / 2, weight: 1}]")
	r := s.NewResult()
	s.Score([]string{"9"}, r)
	want := []fleet.Gap{{fleet.Unreadable, 0, scoring.None, "4.5", "a rating from 1 to 5"}}
	if diff := cmp.Diff(want, explanation(e, r).Gaps); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// findIn returns what a Finder finds in rows of an id and a label.
func findIn(t *testing.T, rows [][2]string, texts ...string) []fleet.Found {
	t.Helper()
	f := fleet.NewFinder(texts, 0, 1)
	part := f.Part()
	for i, row := range rows {
		part.Note("accounts.csv", i+2, func(i int) string { return row[i] }, nil)
		if i%2 == 1 {
			if err := part.Give(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := part.Give(); err != nil {
		t.Fatal(err)
	}
	return f.Found()
}

func TestFinderTakesTheBestFit(t *testing.T) {
	rows := [][2]string{
		{"A-1", "Acme"}, {"A-10", "Acme Ltd"}, {" A-11 ", "Beta"}, {"Acme", "Gamma"}, {"B-2", "beta"},
		{"C-3", "Straße 1"}, {"A-1", "Acme, again"}, {"", "No id"}, {"D-4", ""},
	}
	tests := []struct {
		text  string
		lines []int // nil for none or several
		fits  []string
	}{
		{"A-1", []int{2, 8}, nil}, // the start of others, and there twice
		{"A-11", []int{4}, nil},
		{"Acme", []int{5}, nil}, // an id before labels
		{"acme ltd", []int{3}, nil},
		{"ACME", []int{2}, nil},  // the whole label before the start of others
		{"C", []int{7}, nil},     // starts one id
		{"c", nil, nil},          // case counts in ids
		{"gam", []int{5}, nil},   // starts one label
		{"STRASSE", nil, nil},    // ß has no capital here
		{"straß", []int{7}, nil}, // but its other letters have
		{"no", []int{9}, nil},    // without an id
		{"A", nil, []string{"A-1", "A-10", "A-11", "Acme"}},
		{"Beta", nil, []string{"A-11", "B-2"}},
		{"A-2", nil, nil},
	}
	for _, test := range tests {
		found := findIn(t, rows, "never", test.text, test.text)
		if len(found) != 2 {
			t.Fatalf("%q twice: %d found with another", test.text, len(found))
		}
		var lines []int
		for _, row := range found[1].Rows {
			lines = append(lines, row.Line)
		}
		if diff := cmp.Diff(test.lines, lines); diff != "" {
			t.Errorf("%q: lines (-want +got):\n%s", test.text, diff)
		}
		if diff := cmp.Diff(test.fits, found[1].Accounts); diff != "" {
			t.Errorf("%q: accounts (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestFinderNamesTheFirstFew(t *testing.T) {
	var rows [][2]string
	for i := range 8 {
		rows = append(rows, [2]string{fmt.Sprintf("A-%d", i), strings.ToUpper(string(rune('a' + i)))})
	}
	want := []fleet.Found{{
		Text: "A-", Accounts: []string{"A-0", "A-1", "A-2", "A-3", "A-4"}, Labels: []string{"A", "B", "C", "D", "E"}, More: true,
	}}
	if diff := cmp.Diff(want, findIn(t, rows, "A-")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
