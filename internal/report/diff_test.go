package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

const diffRubric = `name: Test
id: id
value: v
criteria:
  - {name: A criterion of a long name, column: a, weight: 60, cuts: quintiles, better: higher}
  - {name: B, column: b, weight: 40}
bands: [{name: red, from: 0, symbol: "▼"}, {name: a yellow that is long, from: 50}, {name: green, from: 75, symbol: "▲"}]
`

// diffOf compares rows of id, a, b and v; v is the label, too.
func diffOf(t *testing.T, limit int, before, after [][]string) *Diff {
	t.Helper()
	r, err := rubric.Load("r.yaml", []byte(diffRubric))
	if err != nil {
		t.Fatal(err)
	}
	d := &Diff{
		Diff:   fleet.NewDiff(r, r, limit),
		OldRun: DiffRun{File: "last week.csv", Rubric: "Test (r.yaml)", AsOf: "2026-11-14"},
		NewRun: DiffRun{File: "this week.csv", Rubric: "Test (r.yaml)", Set: []string{"A.weight=60"}, AsOf: "2026-11-21"},
	}
	judged := func(row []string) []string { return []string{row[3], row[1], row[2]} }
	scorer := func(rows [][]string) *scoring.Scorer {
		s := scoring.New(r, 0)
		var q scoring.Quintiles
		for _, row := range rows {
			s.Collect(judged(row), s.NewResult(), &q)
		}
		return s.WithQuintiles(&q)
	}
	type part interface {
		Note(string, int, func(int) string, *scoring.Result)
		Give() error
	}
	give := func(s *scoring.Scorer, rows [][]string, p part) {
		result := s.NewResult()
		for i, row := range rows {
			s.Score(judged(row), result)
			p.Note("", i, func(i int) string { return row[i] }, result)
		}
		if err := p.Give(); err != nil {
			t.Fatal(err)
		}
	}
	at := fleet.DiffColumns{ID: 0, Label: scoring.None, Old: []int{3, 1, 2}}
	give(scorer(before), before, d.OldPart(at))
	give(scorer(after), after, d.NewPart(at, fleet.OldScorers{ToOld: scorer(before), ToNew: scorer(after)}))
	if err := d.Finish(); err != nil {
		t.Fatal(err)
	}
	return d
}

var diffOld = [][]string{
	{"x", "10", "5", "100000"}, {"a name that is so long that it has no room", "20", "3", "2000000"}, {"lost, and left", "30", "1", ""}, {"y", "5", "", "7"},
}

var diffNew = [][]string{
	{"y", "5", "3", "7"}, {"x", "10", "", "100000"}, {"a name that is so long that it has no room", "1", "3", "2000000"}, {"came\x1b]0;owned\x07", "90", "5", "1"},
}

// A table keeps to the terminal's width, whatever is in it.
func TestDiffTableFits(t *testing.T) {
	d := diffOf(t, 2, diffOld, diffNew)
	for width := 40; width <= 140; width++ {
		var page bytes.Buffer
		if err := writeDiffTable(&page, d, width, false); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(page.String()) {
			if used := textWidth(strings.TrimRight(line, "\n")); used > width {
				t.Errorf("%d columns in a terminal of %d: %s", used, width, line)
			}
		}
		if !strings.Contains(page.String(), "showing 2 of 3 accounts that change") && width > 80 {
			t.Errorf("it does not say what is not shown:\n%s", &page)
		}
	}
}

// Nothing of the data reaches a terminal raw.
func TestDiffTableShowsControlCharacters(t *testing.T) {
	var page bytes.Buffer
	if err := writeDiffTable(&page, diffOf(t, 0, diffOld, diffNew), 0, false); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(page.String(), "\x1b\x07") || !strings.Contains(page.String(), `came\x1b]0;owned\a`) {
		t.Errorf("got %q", &page)
	}
}

// Colour adds to a table and changes nothing of its text.
func TestDiffTableInColour(t *testing.T) {
	d := diffOf(t, 0, diffOld, diffNew)
	var plain, painted bytes.Buffer
	if err := writeDiffTable(&plain, d, 80, false); err != nil {
		t.Fatal(err)
	}
	if err := writeDiffTable(&painted, d, 80, true); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plain.String(), sgr.ReplaceAllString(painted.String(), "")); diff != "" {
		t.Error(diff)
	}
	if !sgr.MatchString(painted.String()) {
		t.Error("it is not painted")
	}
}

// CSV has every account, and the cells as they are.
func TestDiffCSV(t *testing.T) {
	r, err := rubric.Load("r.yaml", []byte(diffRubric))
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	out := NewDiffOutput(&page, FormatCSV, &Diff{Diff: fleet.NewDiff(r, r, 0)}, 0, false)
	for _, c := range []fleet.Change{
		{ID: "a,\"b\"", Label: "=x", Old: fleet.Standing{Score: 5005, Band: 1}, New: fleet.Standing{Score: 5000, Band: 1}, Value: 1.005, Parts: [fleet.Causes]int{fleet.ByCaps: -5}},
		{ID: "c", Old: fleet.Standing{Score: 5, Band: 0}, New: fleet.Standing{Band: scoring.None}, Crossing: fleet.BecameUnscored},
	} {
		if err := out.Each(&c); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.End(); err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(&page).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		strings.Split("account,label,status,value,old_score,new_score,change,old_band,new_band,crossed,"+
			"data,missing,others,rubric,caps,most_by,change_a_criterion_of_a_long_name,change_b", ","),
		{"a,\"b\"", "=x", "matched", "1.00", "50.05", "50.00", "-0.05", "a yellow that is long", "a yellow that is long", "",
			"0.00", "0.00", "0.00", "0.00", "-0.05", "caps", "0.00", "0.00"},
		{"c", "", "matched", "0.00", "0.05", "", "", "red", "unscored", "unscored", "", "", "", "", "", "", "", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A rubric without values says nothing of what its side's accounts are worth.
func TestCountsHaveTheValuesOfTheirSide(t *testing.T) {
	d := diffOf(t, 0, [][]string{{"x", "1", "1", "5"}, {"y", "1", "1", "3"}}, [][]string{{"y", "1", "1", "3"}, {"z", "1", "1", "7"}})
	withoutValue := *d.New.Rubric
	withoutValue.Value = rubric.Value{}
	d.New.Rubric = &withoutValue
	for _, format := range []struct {
		name Format
		want []string
	}{
		{FormatTable, []string{"\n 1 came: z\n", "\n 1 (5) left: x\n"}},
		{FormatJSON, []string{`"came": {
    "accounts": 1,
    "value": null
  }`, `"left": {
    "accounts": 1,
    "value": 5.00
  }`}},
	} {
		var page bytes.Buffer
		if err := NewDiffOutput(&page, format.name, d, 0, false).End(); err != nil {
			t.Fatal(err)
		}
		for _, want := range format.want {
			if !strings.Contains(page.String(), want) {
				t.Errorf("no %q in\n%s", want, &page)
			}
		}
	}
}

// JSON says null for what is not known and what is too large to add up.
func TestDiffJSONHasNoOtherNumbers(t *testing.T) {
	huge := [][]string{{"x", "1", "1", "1e308"}, {"y", "1", "1", "1e308"}, {"z", "1", "1", ""}}
	var page bytes.Buffer
	if err := writeDiffJSON(&page, diffOf(t, 0, huge, huge[:1])); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Old     struct{ Value *float64 }
		New     struct{ Value *float64 }
		Leavers []struct {
			Account string
			Value   *float64
		}
	}
	if err := json.Unmarshal(page.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Old.Value != nil || got.New.Value == nil || len(got.Leavers) != 2 || got.Leavers[1].Value != nil {
		t.Errorf("got %+v from\n%s", got, &page)
	}
}
