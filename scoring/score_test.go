package scoring

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chs/rubric"
)

// today is the day that tests count to: 2026-11-21.
var today, _ = ParseDay("2026-11-21")

// loadText returns the rubric of a YAML text without its name and id.
func loadText(t interface{ Fatal(...any) }, text string) *rubric.Rubric {
	r, err := rubric.Load("test.yaml", []byte("name: test\nid: id\n"+text))
	if err != nil {
		t.Fatal(err, "\n", text)
	}
	return r
}

// cellsOf returns the cells of the rubric's columns from a text such as
// "usage=50|plan=pro"; the others are empty.
func cellsOf(t interface{ Fatal(...any) }, r *rubric.Rubric, text string) []string {
	cells := make([]string, len(r.Columns))
	for pair := range strings.SplitSeq(text, "|") {
		name, cell, _ := strings.Cut(pair, "=")
		i := columnNamed(r, name)
		if i < 0 && text != "" {
			t.Fatal("no column", name)
		}
		if i >= 0 {
			cells[i] = cell
		}
	}
	return cells
}

func columnNamed(r *rubric.Rubric, name string) int {
	for i, c := range r.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// scoreText scores one account.
func scoreText(t interface{ Fatal(...any) }, rubricText, cells string) (*rubric.Rubric, *Result) {
	r := loadText(t, rubricText)
	s := New(r, today)
	result := s.NewResult()
	s.Score(cellsOf(t, r, cells), result)
	return r, result
}

// said words a result: score, band, coverage, ratings, and what else there is.
func said(r *rubric.Rubric, result *Result) string {
	band, score := rubric.Unscored, "-"
	if result.Scored {
		band, score = r.Bands[result.Band].Name, fmt.Sprintf("%.2f", float64(result.Score)/100)
	}
	text := fmt.Sprintf("%s %s %d%% ", score, band, result.Coverage)
	for i := range r.Criteria {
		text += fmt.Sprint(result.Ratings[i])
	}
	if result.Segment != None {
		text += " segment " + r.Segments[result.Segment].Name
	}
	if result.Cap != None {
		text += fmt.Sprintf(" from %.2f: %s", float64(result.Uncapped)/100, r.Caps[result.Cap].Reason)
	}
	for _, play := range result.Plays {
		text += " play " + r.Plays[play].Name
	}
	return text
}

const (
	three = `criteria:
- {name: A, column: a, weight: 50}
- {name: B, column: b, weight: 30}
- {name: C, column: c, weight: 20}
`
	capped = "criteria: [{name: A, column: a, weight: 1, cuts: [25, 50, 65, 80]}]\n"
)

func TestScore(t *testing.T) {
	given := strings.Replace(three, "c, weight: 20", "c, weight: 20, missing: 3", 1)
	required := strings.Replace(three, "c, weight: 20", "c, weight: 20, missing: required", 1)
	levels := "criteria: [{name: A, column: a, weight: 1, levels: {no: 1, Yes: 5, none: 3}}]\n"
	expiring := "criteria: [{name: A, column: a, weight: 1, expires: {column: on, days: 90}}]\n"
	tests := []struct{ name, rubric, cells, want string }{
		{"all ratings 1 are 0 points", three, "a=1|b=1|c=1", "0.00 red 100% 111"},
		{"all ratings 5 are 100 points", three, "a=5|b=5|c=5", "100.00 green 100% 555"},
		{"weights share the points", three, "a=2|b=3|c=5", "47.50 red 100% 235"},
		{"from 20: all ratings 1 are 20 points", three + "scale: 20-100\n", "a=1|b=1|c=1", "20.00 red 100% 111"},
		{"from 20: Σ weight × rating / 5", three + "scale: 20-100\n", "a=2|b=3|c=5", "58.00 yellow 100% 235"},
		{"below half a hundredth", "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 2}]\n", "a=2|b=1", "8.33 red 100% 21"},
		{"above half a hundredth", "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 2}]\n", "a=1|b=2", "16.67 red 100% 12"},
		{"half a hundredth goes up", "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 4999}]\n", "a=2|b=1", "0.01 red 100% 21"},

		{"a missing metric is left out", three, "a=5|b=3", "81.25 green 80% 530"},
		{"coverage of just what is wanted", three, "a=5", "100.00 green 50% 500"},
		{"coverage just below it", three + "min_coverage: 50.01\n", "a=5", "- unscored 50% 500"},
		{"coverage is compared exactly", "min_coverage: 33.33\ncriteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 2}]\n", "a=5", "100.00 green 33% 50"},
		{"coverage is rounded down", "min_coverage: 33.34\ncriteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 2}]\n", "a=5", "- unscored 33% 50"},
		{"nothing known", three + "min_coverage: 0\n", "", "- unscored 0% 000"},

		{"a given rating counts, but is neither known nor shown", given, "a=5|b=5", "90.00 green 80% 550"},
		{"a given rating where there is a metric", given, "a=5|b=5|c=1", "80.00 green 100% 551"},
		{"a given rating alone", given + "min_coverage: 0\n", "", "50.00 yellow 0% 000"},
		{"an unreadable metric counts as missing", given, "a=5|b=5|c=x", "90.00 green 80% 550"},
		{"required and missing", required, "a=5|b=5", "- unscored 80% 550"},
		{"required and unreadable", required, "a=5|b=5|c=6", "- unscored 80% 550"},
		{"required and known", required, "a=5|b=5|c=5", "100.00 green 100% 555"},

		{"at a band's start", capped, "a=65", "75.00 green 100% 4"},
		{"a level", levels, "a= Yes ", "100.00 green 100% 5"},
		{"a level in another letter case", levels, "a=yes", "- unscored 0% 0"},
		{"a level wins over missing", levels, "a=none", "50.00 yellow 100% 3"},
		{"missing in another letter case than the level", levels, "a=None", "- unscored 0% 0"},
		{"a rating with decimals", three, "a=4.0|b=4.5|c=4", "75.00 green 70% 404"},
		{"no rating", three, "a=0|b=6|c=-1", "- unscored 0% 000"},
		{"as old as it may be", expiring, "a=5|on=2026-08-23", "100.00 green 100% 5"},
		{"too old", expiring, "a=5|on=2026-08-22", "- unscored 0% 0"},
		{"of a day to come", expiring, "a=5|on=2027-01-01", "100.00 green 100% 5"},
		{"of unknown date", expiring, "a=5", "- unscored 0% 0"},
		{"of unreadable date", expiring, "a=5|on=soon", "- unscored 0% 0"},
	}
	for _, test := range tests {
		if got := said(scoreText(t, test.rubric, test.cells)); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// A column that cuts judge without more ado has a short way to its rating; that of a
// formula is the long one.
func TestAColumnIsRatedAsTheFormulaThatNamesIt(t *testing.T) {
	for _, cuts := range []string{"[-1, 0, 2.5, 7]", "[7, 2.5, 0, -1]"} {
		text := "criteria:\n- {name: A, column: a, weight: 1, cuts: " + cuts + "}\n- {name: B, formula: a, weight: 1, cuts: " + cuts + "}\n"
		seen := map[int8]bool{}
		for _, a := range []string{"", "n/a", "?", "-2", "-1", "-0.5", "0", "1", "2.5", "3", "7", "8"} {
			_, r := scoreText(t, text, "a="+a)
			if r.Ratings[0] != r.Ratings[1] {
				t.Errorf("%s: %q is rated %d; the formula %d", cuts, a, r.Ratings[0], r.Ratings[1])
			}
			seen[r.Ratings[0]] = true
		}
		if len(seen) != 6 {
			t.Errorf("%s: ratings %v; want all, and none", cuts, seen)
		}
	}
}

func TestSegments(t *testing.T) {
	const text = `criteria:
- {name: A, column: a, weight: 50, cuts: [1, 2, 3, 4], missing: required}
- {name: B, column: b, weight: 50}
segments:
- {name: first, when: stage == "one", weights: {A: 0}, cuts: {A: [10, 20, 30, 40]}}
- {name: second, when: stage == "one" or stage == "two", weights: {A: 25}}
- {name: empty, when: stage == "none", weights: {A: 0, B: 0}}
`
	tests := []struct{ name, cells, want string }{
		{"the first that is true wins; its cuts rate what it leaves out", "stage=one|a=20|b=5", "100.00 green 100% 35 segment first"},
		{"what weighs nothing is not required", "stage=one|b=5", "100.00 green 100% 05 segment first"},
		{"its own weights", "stage=two|a=1|b=5", "75.00 green 100% 25 segment second"},
		{"none is true", "stage=three|a=1|b=5", "62.50 yellow 100% 25"},
		{"unknown is not true", "a=1|b=5", "62.50 yellow 100% 25"},
		{"nothing weighs anything", "stage=none|a=1|b=5", "- unscored 0% 25 segment empty"},
	}
	for _, test := range tests {
		if got := said(scoreText(t, text, test.cells)); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestCaps(t *testing.T) {
	const caps = capped + `caps:
- {when: late > 90, band: yellow, reason: late}
- {when: late > 120, band: red, reason: very late}
- {when: late > 120, band: red, reason: as low}
- {when: coverage < 100 or rating("A") == 5, band: yellow, reason: by name}
`
	tests := []struct{ name, cells, want string }{
		{"below the condition's edge", "a=70|late=90", "75.00 green 100% 4"},
		{"just below the next band", "a=70|late=91", "74.99 yellow 100% 4 from 75.00: late"},
		{"the lowest wins, of equal ones the first", "a=70|late=121", "49.99 red 100% 4 from 75.00: very late"},
		{"one that lowers nothing is not said", "a=50|late=91", "50.00 yellow 100% 3"},
		{"an unknown condition caps nothing", "a=70", "75.00 green 100% 4"},
		{"by rating", "a=80", "74.99 yellow 100% 5 from 100.00: by name"},
		{"an unscored account has no cap", "late=121", "- unscored 0% 0"},
	}
	for _, test := range tests {
		if got := said(scoreText(t, caps, test.cells)); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestPlays(t *testing.T) {
	const plays = "value: arr\n" + capped + `caps: [{when: late > 90, band: red, reason: late}]
segments: [{name: new, when: age < 30}]
plays:
- {name: Save, when: band == "red" and value >= 1000}
- {name: Ask, when: band == "unscored"}
- {name: Grow, when: score >= 75 and rating("A") > 3}
- {name: Greet, when: segment == "new" and coverage < 1}
`
	tests := []struct{ name, cells, want string }{
		{"the band behind the caps counts", "a=80|late=91|arr=1000", "49.99 red 100% 5 from 100.00: late play Save"},
		{"the score's edge", "a=65", "75.00 green 100% 4 play Grow"},
		{"an unscored account has plays, but no score", "age=3", "- unscored 0% 0 segment new play Ask play Greet"},
		{"none", "a=60", "50.00 yellow 100% 3"},
	}
	for _, test := range tests {
		if got := said(scoreText(t, plays, test.cells)); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestPriority(t *testing.T) {
	tests := []struct {
		name  string
		value string
		a     string
		want  float64
		ok    bool
	}{
		{"value × (100 − score) / 100", "1000", "50", 500, true},
		{"nothing to win", "1000", "80", 0, true},
		{"all to win", "1000", "1", 1000, true},
		{"of a debt", "-1000", "25", -750, true},
		{"multiplied before it is divided", "0.07", "25", 0.07 * 7500 / 10000, true},
		{"unknown value", "", "50", 0, false},
		{"unreadable value", "lots", "50", 0, false},
		{"unscored", "1000", "", 0, false},
		{"beyond the range", "1e308", "1", 0, false},
	}
	for _, test := range tests {
		_, result := scoreText(t, "value: arr\n"+capped, "arr="+test.value+"|a="+test.a)
		got, ok := result.Priority()
		if ok != test.ok || ok && got != test.want {
			t.Errorf("%s: got %v, %t, want %v, %t", test.name, got, ok, test.want, test.ok)
		}
	}
}

func TestProblems(t *testing.T) {
	const text = `value: {column: arr, currency: EUR}
dates: [DD/MM/YYYY, MM/DD/YYYY]
criteria:
- {name: A, column: a, weight: 1, cuts: [1, 2, 3, 4]}
- {name: B, column: b, weight: 1}
- {name: B again, column: b, weight: 1}
- {name: C, column: c, weight: 1, levels: {low: 1, high: 5}, expires: {column: on, days: 9}}
- {name: D, formula: a * 2, weight: 1}
`
	const rating = "a rating from 1 to 5"
	tests := []struct {
		name, cells string
		want        []string
	}{
		{"none", "arr=€5|a=2|b=4|c=low|on=21/11/2026", nil},
		{"missing is none", "arr=-|a=N/A|c=null", nil},
		{"no number", "a= ten ", []string{"a: ten: a number"}},
		{"another currency", "arr=$5", []string{"arr: $5: a number in EUR"}},
		{"no date", "on=2026-11-21", []string{"on: 2026-11-21: a date as DD/MM/YYYY or MM/DD/YYYY"}},
		{"two dates", "on=01/02/2026", []string{"on: 01/02/2026: a date that only one of DD/MM/YYYY or MM/DD/YYYY fits"}},
		{"no rating, once a cell", "b=4.5", []string{"b: 4.5: " + rating}},
		{"no level, though it has expired", "c=medium|on=21/11/2020", []string{"c: medium: one of low, high"}},
		{"a formula's value", "a=3", []string{"D: 6: " + rating}},
		{"in the order of columns, then criteria", "b=9|arr=x|a=3", []string{"arr: x: a number in EUR", "b: 9: " + rating, "D: 6: " + rating}},
	}
	for _, test := range tests {
		r, result := scoreText(t, text, test.cells)
		var got []string
		for _, p := range result.Problems {
			of := ""
			if p.Column == None {
				of = r.Criteria[p.Criterion].Name
			} else {
				of = r.Columns[p.Column].Name
				if result.States[p.Column] != Unreadable {
					t.Errorf("%s: column %q has state %d", test.name, of, result.States[p.Column])
				}
			}
			got = append(got, of+": "+p.Value+": "+p.Wanted)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestWantedNumbersHaveTheRubricsDecimalSign(t *testing.T) {
	_, result := scoreText(t, "numbers: {decimal: \",\"}\n"+capped, "a=1.5")
	if got, want := result.Problems[0].Wanted, `a number with "," before its decimals`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestContributions(t *testing.T) {
	tests := []struct {
		name, rubric, cells string
		want                []int
	}{
		{"exact shares", three, "a=2|b=3|c=5", []int{1250, 1500, 2000}},
		{"what is left goes to the largest remainder, the first of equal ones", "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 1}, {name: C, column: c, weight: 1}]\n",
			"a=2|b=2|c=2", []int{834, 833, 833}},
		{"what is missing adds nothing", three, "a=5|b=3", []int{6250, 1875, 0}},
		{"unscored", three, "c=5", []int{0, 0, 0}},
	}
	for _, test := range tests {
		_, result := scoreText(t, test.rubric, test.cells)
		got := result.Contributions()
		if diff := cmp.Diff(test.want, got[:len(test.want)]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

const benchRubric = `value: arr
criteria:
- {name: Usage, formula: active / seats * 100, weight: 30, cuts: [25, 50, 65, 80]}
- {name: Tickets, column: tickets, weight: 10, cuts: [15, 10, 5, 2]}
- {name: Plan, column: plan, weight: 20, levels: {free: 1, pro: 5}}
- {name: NPS, column: nps, weight: 15, cuts: [5, 7, 8, 9], expires: {column: asked, days: 90}}
- {name: Sponsor, column: sponsor, weight: 5, missing: 3}
segments: [{name: new, when: days_since(started) < 30, weights: {Usage: 10}}]
caps: [{when: tickets > 20, band: red, reason: many tickets}]
plays: [{name: Save call, when: band == "red" and arr >= 5000}]
`

func benchCells(t interface{ Fatal(...any) }, r *rubric.Rubric) []string {
	return cellsOf(t, r, "arr=$12,500.50|active=17|seats=40|tickets=21|plan=pro|nps=8|asked=2026-10-01|sponsor=n/a|started=2024-02-29")
}

func TestScoreAllocatesNothing(t *testing.T) {
	r := loadText(t, benchRubric)
	s := New(r, today)
	result, cells := s.NewResult(), benchCells(t, r)
	if n := testing.AllocsPerRun(100, func() { s.Score(cells, result) }); n != 0 {
		t.Errorf("%v allocations an account", n)
	}
}

// A Result that has been used before gives what a new one does.
func TestResultIsUsedAgain(t *testing.T) {
	r := loadText(t, benchRubric)
	s := New(r, today)
	used := s.NewResult()
	for _, cells := range []string{"", "plan=free|arr=7000|nps=6", "tickets=30|active=9|seats=9|sponsor=5|plan=pro", "sponsor=9|nps=x"} {
		want := s.NewResult()
		s.Score(cellsOf(t, r, cells), want)
		s.Score(benchCells(t, r), used)
		s.Score(cellsOf(t, r, cells), used)
		equal := cmp.Options{cmpopts.IgnoreUnexported(Result{}), cmpopts.EquateEmpty(), cmpopts.EquateNaNs()}
		if diff := cmp.Diff(want, used, equal); diff != "" {
			t.Errorf("%q (-new +used):\n%s", cells, diff)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	r := loadText(b, benchRubric)
	s := New(r, today)
	result, cells := s.NewResult(), benchCells(b, r)
	b.ReportAllocs()
	for b.Loop() {
		s.Score(cells, result)
	}
	if !result.Scored || math.IsNaN(result.Value) {
		b.Fatal("the account is unscored")
	}
}
