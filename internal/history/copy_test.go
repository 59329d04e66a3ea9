package history_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// import(export(x)) = x, for all that a snapshot can hold.
func TestImportMakesWhatWasExported(t *testing.T) {
	rubrics := []*rubric.Rubric{
		loadRubric(t, rubricText), loadRubric(t, strings.ReplaceAll(rubricText, "\n", "\r\n")), loadRubric(t, threeCaps),
	}
	folder, n := t.TempDir(), 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		from := openIn(r, folder, fmt.Sprintf("from%d.db", n))
		to := openIn(r, folder, fmt.Sprintf("to%d.db", n))
		for _, portfolio := range rapid.SliceOfNDistinct(name(), 1, 2, rapid.ID).Draw(r, "portfolios") {
			for day := range rapid.IntRange(0, 2).Draw(r, "days") {
				head := history.Head{
					Portfolio: portfolio, Day: day1 + day, Rubric: rapid.SampledFrom(rubrics).Draw(r, "rubric"), Chs: name().Draw(r, "chs"),
				}
				accounts := rapid.SliceOfN(anyAccount(head.Rubric), 0, 5).Draw(r, "accounts")
				store(r, from, head, accounts...)
			}
		}
		var first, second bytes.Buffer
		if _, err := from.Export(t.Context(), &first, ""); err != nil {
			r.Fatal(err)
		}
		if _, err := to.Import(t.Context(), "first.csv", bytes.NewReader(first.Bytes()), false); err != nil {
			r.Fatalf("%v\n%s", err, first.String())
		}
		wantSnapshots, wantAccounts := stored(r, from)
		snapshots, accounts := stored(r, to)
		if diff := cmp.Diff(wantSnapshots, snapshots, sameSnapshots) + cmp.Diff(wantAccounts, accounts, sameSnapshots); diff != "" {
			r.Fatal(diff)
		}
		wantInOrder(r, to)
		if _, err := to.Export(t.Context(), &second, ""); err != nil || second.String() != first.String() {
			r.Fatalf("%v\n%s", err, cmp.Diff(first.String(), second.String()))
		}
	})
}

const threeCaps = `name: Caps
id: id
criteria: [{name: Use, column: use, weight: 2}]
bands: [{name: "a, \"b\"", from: 0}, {name: "ü", from: 10.5}]
caps:
  - {when: x > 1, band: 'a, "b"', reason: same}
  - {when: x > 2, band: 'a, "b"', reason: same}
`

func openIn(r *rapid.T, folder, file string) *history.Store {
	s, err := history.Open(context.Background(), filepath.Join(folder, file), history.Options{Create: true})
	if err != nil {
		r.Fatal(err)
	}
	r.Cleanup(func() { _ = s.Close() })
	return s
}

// name generates texts that are not blank.
func name() *rapid.Generator[string] {
	texts := rapid.OneOf(rapid.StringN(1, 8, 40), rapid.StringOf(rapid.RuneFrom([]rune("a\",;\r\n\x00 '|ü\\"))))
	return texts.Filter(func(s string) bool { return strings.TrimSpace(s) != "" })
}

// anyAccount generates accounts as scoring by a rubric could make them.
func anyAccount(r *rubric.Rubric) *rapid.Generator[history.Account] {
	return rapid.Custom(func(t *rapid.T) history.Account {
		number := func(what string) float64 {
			if rapid.Bool().Draw(t, what+" known") {
				return rapid.Float64().Filter(func(x float64) bool { return !math.IsInf(x, 0) }).Draw(t, what)
			}
			return math.NaN()
		}
		index := func(what string, n int) int { return rapid.IntRange(scoring.None, n-1).Draw(t, what) }
		a := history.Account{
			ID: name().Draw(t, "id"), Label: rapid.String().Draw(t, "label"), Owner: rapid.String().Draw(t, "owner"),
			Scored: rapid.Bool().Draw(t, "scored"), Coverage: rapid.IntRange(0, 100).Draw(t, "coverage"),
			Band: scoring.None, Cap: scoring.None, Segment: index("segment", len(r.Segments)), Value: number("value"),
		}
		if a.Scored {
			a.Uncapped = rapid.IntRange(0, 10000).Draw(t, "uncapped")
			a.Score = rapid.IntRange(0, a.Uncapped).Draw(t, "score")
			a.Cap = index("cap", len(r.Caps))
			for i, b := range r.Bands {
				if a.Score >= b.From {
					a.Band = i
				}
			}
		}
		for i := range a.Ratings {
			a.Ratings[i] = int8(rapid.IntRange(0, 5).Draw(t, "rating"))
			a.Metrics[i] = number("metric")
		}
		return a
	})
}

func TestWhatIsNoExportIsRefused(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "history.db"))
	store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText), Chs: "1"}, account("a", 12), unscored("b"))
	var exported bytes.Buffer
	if _, err := s.Export(t.Context(), &exported, "p"); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(exported.String(), "\n")
	header, head, a, b := lines[0], lines[1], lines[2], lines[3]
	with := func(line, old, other string) string {
		if !strings.Contains(line, old) {
			t.Fatalf("%q is not in %q", old, line)
		}
		return strings.Replace(line, old, other, 1)
	}
	for _, test := range []struct{ csv, want string }{
		{"", "f: file is empty; want what chs history export writes"},
		{"a,b\n", `f:1: column "a" is one too many or missing; want those that chs history export writes`},
		{with(header, ",cap", "") + "x\n", `f:1: column "cap" is one too many or missing; want those that chs history export writes`},
		{header + "x,y\n", "f:2: more or fewer cells than the header has; want as many"},
		{header + a, "f:2: an account without a snapshot; want that in a line before, with no id"},
		{header + with(head, "p,2026-11-20", "p,20.11.2026"), `f:2: column "as_of": "20.11.2026": want a date as YYYY-MM-DD`},
		{header + head + with(a, "p,2026-11-20", "q,2026-11-20"), `f:3: the snapshot above is of "p" and 2026-11-20; want the same here`},
		{header + head + a + b + head, `f:5: this snapshot is there already, further up`},
		{header + head + with(a, ",12.00,12.00,", ",12.5,12.00,"), `f:3: column "score": "12.5"; want points from 0.00 to 100.00`},
		{header + head + with(a, ",66,", ",166,"), `f:3: column "coverage": "166"; want a whole number from 0 to 100`},
		{header + head + with(a, ",1000.25,3,", ",1000.25,6,"), `f:3: column "rating_1": "6"; want a whole number from 1 to 5`},
		{header + head + with(a, ",1000.25,", ",Inf,"), `f:3: column "value": "Inf"; want a number, or nothing`},
		{header + head + with(a, ",red,", ",purple,"), `f:3: column "band": "purple"; want one of the rubric's: ["red" "yellow" "green"]`},
		{header + head + with(b, ",,,unscored,", ",1.00,,unscored,"), `f:3: column "score": "1.00"; want empty, as the band is unscored`},
		{header + with(head, `"""name: Small`, `"""nam: Small`), `f:2: column "rubric": rubric:1:1:`},
		{header + with(head, `"""name`, `"name`), `f:2: column "rubric": want the rubric's text as a JSON string`},
		{header + with(head, `"[{`, `"{[`), `f:2: column "inputs": want a JSON array of objects with path, bytes and sha256`},
	} {
		to := open(t, filepath.Join(t.TempDir(), "to.db"))
		_, err := to.Import(t.Context(), "f", strings.NewReader(test.csv), false)
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("got  %v\nwant %s", err, test.want)
		}
		if snapshots, _ := stored(t, to); len(snapshots) > 0 {
			t.Errorf("%s: stored %v", test.want, snapshots)
		}
	}
}
