package scoring

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/rubric"
)

// saidWay words a way: what is to change, and where it leads.
func saidWay(r *rubric.Rubric, way Way, ok bool) string {
	if !ok {
		return "none"
	}
	text := ""
	for _, step := range way.Steps {
		target := step.Level
		if target == "" {
			target = fmt.Sprint(step.Target)
		}
		text += fmt.Sprintf("%s %d-%d at %s, ", r.Criteria[step.Criterion].Name, step.From, step.To, target)
	}
	text += fmt.Sprintf("%s at %d", r.Bands[way.Band].Name, way.Uncapped)
	if way.Cap != None {
		text += " but for " + r.Caps[way.Cap].Reason
	}
	return text
}

func TestWay(t *testing.T) {
	one := func(rest string) string { return "criteria: [{name: A, column: a, weight: 1, " + rest + "}]\n" }
	two := func(a, b int) string {
		return fmt.Sprintf("criteria: [{name: A, column: a, weight: %d}, {name: B, column: b, weight: %d}]\n", a, b)
	}
	late := capped + "caps: [{when: late > 0, band: red, reason: late}]\n"
	tests := []struct{ name, rubric, cells, want string }{
		{"to the cut that just gives it", capped, "a=10", "A 1-3 at 50, yellow at 5000"},
		{"less is better", one("cuts: [80, 65, 50, 25]"), "a=90", "A 1-3 at 65, yellow at 5000"},
		{"equal cuts skip a rating", one("cuts: [25, 50, 50, 80]"), "a=10", "A 1-4 at 50, green at 7500"},
		{"only the levels there are, the first of equal ones", one("levels: {bad: 1, fine: 4, good: 4}"), "a=bad", "A 1-4 at fine, green at 7500"},
		{"a column that is a rating", one("missing: skip"), "a=2", "A 2-3 at 3, yellow at 5000"},
		{"from the formula's value", "criteria: [{name: A, formula: a / b, weight: 1, cuts: [1, 2, 3, 4]}]\n", "a=1|b=2", "A 1-3 at 2, yellow at 5000"},
		{"cuts of the segment", capped + "segments: [{name: new, when: new > 0, cuts: {A: [1, 2, 3, 4]}}]\n", "a=0|new=1", "A 1-3 at 2, yellow at 5000"},
		{"the heavier criterion takes fewer steps", two(1, 3), "a=1|b=1", "B 1-4 at 4, yellow at 5625"},
		{"as many steps of fewer criteria, though for more points", two(2, 3), "a=2|b=2", "B 2-4 at 4, yellow at 5500"},
		{"of as many criteria, for fewer points", "bands: [{name: low, from: 0}, {name: mid, from: 20}]\n" + two(3, 2), "a=1|b=1", "B 1-3 at 3, mid at 2000"},
		{"else the earlier criterion", two(1, 1), "a=2|b=2", "A 2-4 at 4, yellow at 5000"},
		{"a missing metric is no way", "min_coverage: 0\n" + two(1, 9), "a=1", "A 1-3 at 3, yellow at 5000"},
		{"nor is a given rating", strings.Replace(two(1, 1), "1}]", "1, missing: 1}]", 1), "a=1", "A 1-5 at 5, yellow at 5000"},
		{"nor a criterion that is not actionable", strings.Replace(three, "weight: 50", "weight: 50, actionable: false", 1), "a=1|b=2|c=2", "B 2-5 at 5, C 2-5 at 5, yellow at 5000"},
		{"nor one without weight", three + "segments: [{name: new, when: new > 0, weights: {A: 0}}]\n", "a=1|b=2|c=2|new=1", "B 2-4 at 4, yellow at 5500"},
		{"out of reach", one("levels: {bad: 1, fair: 2}"), "a=bad", "none"},
		{"the top band", capped, "a=66", "none"},
		{"unscored", capped, "", "none"},
		{"only a cap stands between", late, "a=90|late=1", "green at 10000 but for late"},
		{"a cap will hold it", late, "a=10|late=1", "A 1-3 at 50, yellow at 5000 but for late"},
		{"a cap that would hold it higher up", strings.Replace(late, "red", "yellow", 1), "a=10|late=1", "A 1-3 at 50, yellow at 5000"},
		{"a cap that holds it just there", "bands: [{name: low, from: 0}, {name: mid, from: 50}, {name: high, from: 50.01}]\n" + strings.Replace(late, "red", "mid", 1), "a=10|late=1", "A 1-3 at 50, mid at 5000"},
		{"far above the next band", "bands: [{name: low, from: 0}, {name: mid, from: 10}, {name: high, from: 20}]\n" + one("missing: skip"), "a=1", "A 1-2 at 2, high at 2500"},
	}
	for _, test := range tests {
		r := loadText(t, test.rubric)
		s := New(r, today)
		result := s.NewResult()
		s.Score(cellsOf(t, r, test.cells), result)
		var way Way
		ok := s.Way(result, &way)
		if diff := cmp.Diff(test.want, saidWay(r, way, ok)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestWayByQuintilesGoesToACutTheyCameTo(t *testing.T) {
	for run, want := range map[string]string{
		"1 2 3 4 5": "A 1-3 at 3, yellow at 5000",
		"1 1 1 1 5": "A 3-5 at 5, green at 10000",
		"1 1 5 5":   "A 2-4 at 5, green at 7500",
		"1 1 1":     "none", // all rate 3, and nothing better was seen
	} {
		r := loadText(t, "criteria: [{name: A, column: a, weight: 1, cuts: quintiles}]\n")
		s := New(r, today)
		result := s.NewResult()
		var q Quintiles
		for cell := range strings.FieldsSeq(run) {
			s.Collect([]string{cell}, result, &q)
		}
		s = s.WithQuintiles(&q)
		s.Score([]string{"1"}, result)
		var way Way
		ok := s.Way(result, &way)
		if got := saidWay(r, way, ok); got != want {
			t.Errorf("%s: got %s, want %s", run, got, want)
		}
	}
}

// A drawnJudge is a criterion, and cells that reach all ratings it can give.
type drawnJudge struct {
	yaml  string
	cells []string
}

func drawJudge(t *rapid.T, i int) drawnJudge {
	weight := rapid.IntRange(1, 6).Draw(t, "weight")
	d := drawnJudge{yaml: fmt.Sprintf("{name: C%d, column: c%d, weight: %d, actionable: %t", i, i, weight, rapid.IntRange(0, 4).Draw(t, "actionable") > 0)}
	switch rapid.IntRange(0, 3).Draw(t, "judge") {
	case 0:
		d.cells = []string{"1", "2", "3", "4", "5"}
	case 1:
		var texts []string
		for j, rating := range rapid.SliceOfN(rapid.IntRange(1, 5), 1, 4).Draw(t, "levels") {
			d.cells = append(d.cells, fmt.Sprintf("l%d", j))
			texts = append(texts, fmt.Sprintf("l%d: %d", j, rating))
		}
		d.yaml += ", levels: {" + strings.Join(texts, ", ") + "}"
	default:
		cuts, sign := make([]string, 4), rapid.SampledFrom([]int{1, -1}).Draw(t, "sign")
		at, direction := 0, map[int]string{1: "higher", -1: "lower"}[sign]
		d.cells = []string{fmt.Sprint(-sign)}
		for j := range cuts {
			at += rapid.IntRange(0, 2).Draw(t, "rise")
			cuts[j] = fmt.Sprint(sign * at)
		}
		d.cells = append(d.cells, cuts...)
		d.yaml += fmt.Sprintf(", cuts: [%s], better: %s", strings.Join(cuts, ", "), direction)
	}
	d.yaml += rapid.SampledFrom([]string{"", ", missing: 2"}).Draw(t, "missing") + "}"
	return d
}

// A drawnAccount is an account by criteria of all kinds.
type drawnAccount struct {
	rubric *rubric.Rubric
	scorer *Scorer
	judges []drawnJudge
	cells  []string // "" is missing
	cap    string   // the cell that the cap looks at
}

func drawAccount(t *rapid.T) drawnAccount {
	var d drawnAccount
	text := "min_coverage: 20\ncriteria:\n"
	for i := range rapid.IntRange(1, 4).Draw(t, "criteria") {
		judge := drawJudge(t, i)
		d.judges = append(d.judges, judge)
		d.cells = append(d.cells, rapid.SampledFrom(append(judge.cells, "")).Draw(t, "cell"))
		text += "- " + judge.yaml + "\n"
	}
	low := rapid.IntRange(1, 98).Draw(t, "low")
	high := rapid.IntRange(low+1, 99).Draw(t, "high")
	text += fmt.Sprintf("bands: [{name: low, from: 0}, {name: mid, from: %d}, {name: high, from: %d}]\n", low, high)
	text += "caps: [{when: late > 1, band: low, reason: very late}, {when: late > 0, band: mid, reason: late}]\n"
	text += "scale: " + rapid.SampledFrom([]string{"0-100", "20-100"}).Draw(t, "scale") + "\n"
	d.cap = rapid.SampledFrom([]string{"0", "0", "1", "2"}).Draw(t, "late")
	d.rubric = loadText(t, text)
	d.scorer = New(d.rubric, today)
	return d
}

// score scores the account with the given cells.
func (d *drawnAccount) score(t *rapid.T, cells []string) *Result {
	pairs := []string{"late=" + d.cap}
	for i, cell := range cells {
		pairs = append(pairs, fmt.Sprintf("c%d=%s", i, cell))
	}
	result := d.scorer.NewResult()
	d.scorer.Score(cellsOf(t, d.rubric, strings.Join(pairs, "|")), result)
	return result
}

// each calls visit with all accounts that have, in the places that change,
// others of the cells.
func (d *drawnAccount) each(t *rapid.T, changes func(i int) bool, visit func(*Result)) {
	cells := append([]string{}, d.cells...)
	var next func(i int)
	next = func(i int) {
		switch {
		case i == len(cells):
			visit(d.score(t, cells))
		case !changes(i):
			next(i + 1)
		default:
			for _, cell := range d.judges[i].cells {
				cells[i] = cell
				next(i + 1)
			}
		}
	}
	next(0)
}

// effort is what ways are chosen by, the most important first.
func effort(from, to *Result) (effort [3 + rubric.MaxCriteria]int) {
	for i, rating := range to.Ratings {
		rise := int(rating - from.Ratings[i])
		effort[0] += rise
		effort[1] += min(rise, 1)
		effort[3+i] = -rise
	}
	before, _ := from.sums()
	after, _ := to.sums()
	effort[2] = after - before
	return effort
}

func TestWayIsTheNearestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawAccount(t)
		from := d.score(t, d.cells)
		var way Way
		ok := d.scorer.Way(from, &way)
		if !from.Scored || from.Band == len(d.rubric.Bands)-1 {
			if ok {
				t.Fatal("a way from nowhere, or above the top")
			}
			return
		}
		var nearest *Result
		actionable := func(i int) bool { return from.Ratings[i] > 0 && d.rubric.Criteria[i].Actionable }
		d.each(t, actionable, func(to *Result) {
			for i, rating := range to.Ratings {
				if rating < from.Ratings[i] {
					return
				}
			}
			if to.Uncapped < d.rubric.Bands[from.Band+1].From {
				return
			}
			if nearest == nil || less(effort(from, to), effort(from, nearest)) {
				nearest = to
			}
		})
		if ok != (nearest != nil) {
			t.Fatalf("a way is %t, want %t", ok, nearest != nil)
		}
		if ok {
			d.follow(t, way, nearest)
		}
	})
}

func less(a, b [3 + rubric.MaxCriteria]int) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

// follow takes the way, and wants to be where the nearest one leads.
func (d *drawnAccount) follow(t *rapid.T, way Way, nearest *Result) {
	cells := append([]string{}, d.cells...)
	for _, step := range way.Steps {
		cells[step.Criterion] = step.Level
		if !math.IsNaN(step.Target) {
			cells[step.Criterion] = fmt.Sprint(step.Target)
		}
	}
	reached := d.score(t, cells)
	if reached.Ratings != nearest.Ratings {
		t.Errorf("it leads to ratings %v, want %v", reached.Ratings, nearest.Ratings)
	}
	if way.Uncapped != reached.Uncapped {
		t.Errorf("it says it leads to %d, and leads to %d", way.Uncapped, reached.Uncapped)
	}
	if held := reached.Band < way.Band; held != (way.Cap != None) || held && way.Cap != reached.Cap {
		t.Errorf("it says it leads to band %d with cap %d, and leads to %d with %d", way.Band, way.Cap, reached.Band, reached.Cap)
	}
}
