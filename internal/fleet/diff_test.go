package fleet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/rubric"
	"chs/scoring"
)

// A diffSide is one of the two scorings of a test: rows of cells under a
// header, the first of which is the id.
type diffSide struct {
	rubric string // what follows its name and id
	header string
	rows   []string
	day    int
}

func (s diffSide) load(t fataler) *rubric.Rubric {
	r, err := rubric.Load("r.yaml", []byte("name: Test\nid: id\n"+s.rubric))
	if err != nil {
		t.Fatalf("%v in\n%s", err, s.rubric)
	}
	return r
}

type fataler interface{ Fatalf(string, ...any) }

// judged returns the cells of a row that a rubric judges by.
func (s diffSide) judged(r *rubric.Rubric, row string) []string {
	header, cells := strings.Split(s.header, ","), strings.Split(row, ",")
	var judged []string
	for _, c := range r.Columns {
		judged = append(judged, cells[slices.Index(header, c.Name)])
	}
	return judged
}

// scorer judges the side's rows by a rubric.
func (s diffSide) scorer(r *rubric.Rubric) *scoring.Scorer {
	scorer := scoring.New(r, s.day)
	var q scoring.Quintiles
	for _, row := range s.rows {
		scorer.Collect(s.judged(r, row), scorer.NewResult(), &q)
	}
	return scorer.WithQuintiles(&q)
}

// diffOf compares two sides as chs diff does, and returns all changes.
func diffOf(t fataler, before, after diffSide) (*Diff, []Change) {
	oldRubric, newRubric := before.load(t), after.load(t)
	d := NewDiff(oldRubric, newRubric, 3)
	var all []Change
	d.Each = append(d.Each, func(c *Change) error {
		all = append(all, *c)
		return nil
	})
	type part interface {
		Note(string, int, func(int) string, *scoring.Result)
		Give() error
	}
	gather := func(s diffSide, scorer *scoring.Scorer, r *rubric.Rubric, p part) {
		result := scorer.NewResult()
		for i, row := range s.rows {
			cells := strings.Split(row, ",")
			scorer.Score(s.judged(r, row), result)
			p.Note("file", i, func(i int) string { return cells[i] }, result)
			if i%3 == 0 {
				if err := p.Give(); err != nil {
					t.Fatalf("%v", err)
				}
			}
		}
		if err := p.Give(); err != nil {
			t.Fatalf("%v", err)
		}
	}
	scorer := before.scorer(oldRubric)
	gather(before, scorer, oldRubric, d.OldPart(DiffColumns{ID: 0, Label: scoring.None}))
	at := DiffColumns{ID: 0, Label: scoring.None}
	for _, c := range oldRubric.Columns {
		at.Old = append(at.Old, slices.Index(strings.Split(after.header, ","), c.Name))
	}
	by := OldScorers{ToOld: scorer.On(after.day)}
	if oldRubric.Relative() {
		by.ToNew = after.scorer(oldRubric)
	}
	gather(after, after.scorer(newRubric), newRubric, d.NewPart(at, by))
	if err := d.Finish(); err != nil {
		t.Fatalf("%v", err)
	}
	return d, all
}

// changeText words a change: the scores, the parts that are not 0 with the
// criteria's, and the crossing.
func changeText(d *Diff, c *Change) string {
	standing := func(s Standing) string {
		if !s.Scored() {
			return "unscored"
		}
		return fmt.Sprint(s.Score)
	}
	text := fmt.Sprintf("%s > %s", standing(c.Old), standing(c.New))
	for cause, part := range c.Parts {
		var by []string
		for i, criterion := range d.Criteria {
			if points := c.By(Cause(cause), i); points != 0 {
				by = append(by, fmt.Sprintf("%s %d", criterion.Key, points))
			}
		}
		if part != 0 || by != nil {
			text += fmt.Sprintf(", %s %d (%s)", Cause(cause), part, strings.Join(by, " "))
		}
	}
	if c.Crossing != NotCrossed {
		text += ", " + c.Crossing.String()
	}
	return text
}

const twoRatings = "criteria:\n- {name: A, column: a, weight: 60}\n- {name: B, column: b, weight: 40}\n"

func TestSplit(t *testing.T) {
	const (
		expiring  = "min_coverage: 0\ncriteria:\n- {name: A, column: a, weight: 60, expires: {column: seen, days: 30}}\n- {name: B, column: b, weight: 40}\n"
		aging     = "criteria:\n- {name: A, formula: days_since(seen), weight: 1, cuts: [40, 30, 20, 10]}\n"
		quintiles = "criteria:\n- {name: A, column: a, weight: 60, cuts: quintiles, better: higher}\n- {name: B, column: b, weight: 40}\n"
		capped    = twoRatings + "caps: [{when: late > 0, band: red, reason: late}]\n"
		segmented = twoRatings + "segments: [{name: s, when: late > 0, weights: {B: 0}}]\n"
		given     = "criteria:\n- {name: A, column: a, weight: 60}\n- {name: B, column: b, weight: 40, missing: 1}\n"
		strict    = "min_coverage: 100\n" + twoRatings
	)
	tests := []struct {
		name          string
		before, after string // rubrics
		header        string
		old, new      []string // rows; the first counts
		days          int      // from the old day to the new one
		want          string
	}{
		{"nothing", twoRatings, twoRatings, "id,a,b", []string{"x,5,1"}, []string{"x,5,1"}, 0, "6000 > 6000"},
		{"ids are trimmed", twoRatings, twoRatings, "id,a,b", []string{" x,5,1"}, []string{"x ,5,1"}, 0, "6000 > 6000"},
		{"data", twoRatings, twoRatings, "id,a,b", []string{"x,5,1"}, []string{"x,3,2"}, 0,
			"6000 > 4000, data -2000 (a -3000 b 1000), down"},
		{"missing", twoRatings, twoRatings, "id,a,b", []string{"x,5,1"}, []string{"x,5,-"}, 0,
			"6000 > 10000, missing 4000 (a 4000), up"},
		{"unreadable", twoRatings, twoRatings, "id,a,b", []string{"x,5,1"}, []string{"x,5,?"}, 0,
			"6000 > 10000, missing 4000 (a 4000), up"},
		{"missing and given a rating", given, given, "id,a,b", []string{"x,5,5"}, []string{"x,5,-"}, 0,
			"10000 > 6000, missing -4000 (b -4000), down"},
		{"data and missing", twoRatings, twoRatings, "id,a,b", []string{"x,5,1"}, []string{"x,3,-"}, 0,
			"6000 > 5000, data -3000 (a -3000), missing 2000 (a 2000)"},
		{"known for the first time is data", twoRatings, twoRatings, "id,a,b", []string{"x,5,-"}, []string{"x,5,1"}, 0,
			"10000 > 6000, data -4000 (a -4000), down"},
		{"expired", expiring, expiring, "id,a,b,seen", []string{"x,1,5,1970-01-01"}, []string{"x,1,5,1970-01-01"}, 31,
			"4000 > 10000, missing 6000 (b 6000), up"},
		{"older", aging, aging, "id,seen", []string{"x,1970-01-01"}, []string{"x,1970-01-01"}, 31,
			"10000 > 2500, data -7500 (a -7500), down"},
		{"another segment is data", segmented, segmented, "id,a,b,late", []string{"x,5,1,0"}, []string{"x,5,1,1"}, 0,
			"6000 > 10000, data 4000 (a 4000), up"},
		{"others", quintiles, quintiles, "id,a,b", []string{"x,5,1", "y,1,1"}, []string{"x,5,1", "y,9,1"}, 0,
			"4500 > 1500, others -3000 (a -3000)"},
		{"rubric", twoRatings, strings.Replace(twoRatings, "60", "10", 1), "id,a,b", []string{"x,5,1"}, []string{"x,5,1"}, 0,
			"6000 > 2000, rubric -4000 (a -4000), down"},
		{"another criterion", twoRatings, "criteria:\n- {name: A, column: a, weight: 60}\n- {name: C, column: b, weight: 40}\n", "id,a,b",
			[]string{"x,5,2"}, []string{"x,5,2"}, 0, "7000 > 7000, rubric 0 (c 1000 b -1000)"},
		{"caps", capped, capped, "id,a,b,late", []string{"x,5,5,0"}, []string{"x,5,5,1"}, 0,
			"10000 > 4999, caps -5001 (), down"},
		{"a cap less", capped, twoRatings, "id,a,b,late", []string{"x,5,5,1"}, []string{"x,5,4,0"}, 0,
			"4999 > 9000, data -1000 (b -1000), caps 5001 (), up"},
		{"steps need no coverage", strict, "min_coverage: 0\n" + twoRatings, "id,a,b", []string{"x,5,1"}, []string{"x,3,-"}, 0,
			"6000 > 5000, data -3000 (a -3000), missing 2000 (a 2000)"},
		{"where nothing counts the step before stands", "min_coverage: 0\n" + twoRatings, "min_coverage: 0\ncriteria: [{name: C, column: c, weight: 1}]\n", "id,a,b,c",
			[]string{"x,5,1,1"}, []string{"x,-,-,5"}, 0, "6000 > 10000, rubric 4000 (c 10000 a -6000), up"},
		{"no longer scored", strict, strict, "id,a,b", []string{"x,5,1"}, []string{"x,5,-"}, 0, "6000 > unscored, unscored"},
		{"now scored", strict, strict, "id,a,b", []string{"x,-,1"}, []string{"x,5,1"}, 0, "unscored > 6000, scored"},
		{"never scored", strict, strict, "id,a,b", []string{"x,-,1"}, []string{"x,-,2"}, 0, "unscored > unscored"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, changes := diffOf(t, diffSide{test.before, test.header, test.old, 0}, diffSide{test.after, test.header, test.new, test.days})
			if got := changeText(d, &changes[0]); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestCrossing(t *testing.T) {
	const bands = "bands: [{name: low, from: 0}, {name: mid, from: 50}, {name: high, from: 75}]\n"
	tests := []struct {
		name, before, after string // bands
		old, new            int    // ratings
		want                Crossing
	}{
		{"same band", bands, bands, 3, 3, NotCrossed},
		{"up", bands, bands, 1, 3, Up},
		{"down", bands, bands, 5, 3, Down},
		{"the same name elsewhere", bands, "bands: [{name: low, from: 0}, {name: mid, from: 90}]\n", 3, 5, NotCrossed},
		{"ranked by the new rubric", bands, "bands: [{name: low, from: 0}, {name: fair, from: 30}, {name: mid, from: 60}]\n", 3, 3, Down},
		{"ranked by the old rubric", "bands: [{name: low, from: 0}, {name: fair, from: 30}, {name: mid, from: 60}]\n", bands, 3, 3, Up},
		{"both unknown to the other: higher", "bands: [{name: a, from: 0}]\n", "bands: [{name: b, from: 0}, {name: c, from: 10}]\n", 3, 3, Up},
		{"both unknown to the other: lower", "bands: [{name: b, from: 0}, {name: c, from: 10}]\n", "bands: [{name: a, from: 0}]\n", 3, 3, Down},
		{"renamed", "bands: [{name: a, from: 0}]\n", "bands: [{name: b, from: 0}]\n", 1, 5, Renamed},
		{"no longer scored", bands, bands, 1, 0, BecameUnscored},
		{"now scored", bands, bands, 0, 1, BecameScored},
		{"never scored", bands, bands, 0, 0, NotCrossed},
	}
	const criteria = "criteria: [{name: A, column: a, weight: 1}]\n"
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, changes := diffOf(t,
				diffSide{test.before + criteria, "id,a", []string{fmt.Sprint("x,", test.old)}, 0},
				diffSide{test.after + criteria, "id,a", []string{fmt.Sprint("x,", test.new)}, 0})
			if got := changes[0].Crossing; got != test.want || d.Crossing[test.want].Accounts != 1 {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Rows without an id and rows of accounts that are there already are left out;
// the others come in the new file's order, and then those that left.
func TestMatching(t *testing.T) {
	valued := "value: v\n" + twoRatings
	d, changes := diffOf(t,
		diffSide{valued, "id,a,b,v", []string{"gone,1,1,7", "x,1,1,100", ",1,1,1", "x,5,5,1", "lost,1,1,"}, 0},
		diffSide{valued, "id,a,b,v", []string{"new,1,1,20", "x,2,1,50", "new,1,1,1", ",1,1,1", "  ,1,1,1", "x,1,1,1"}, 0})
	var got []string
	for _, c := range changes {
		got = append(got, fmt.Sprintf("%s %s %v", c.ID, c.Status, c.Value))
	}
	want := []string{"new came 20", "x matched 50", "gone left 7", "lost left NaN"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	counts := []any{d.Old.All, d.Old.NoID, d.Old.Repeated, d.New.All, d.New.NoID, d.New.Repeated, d.Matched, d.Came, d.Left}
	wantCounts := []any{Sum{3, 107}, 1, 1, Sum{2, 70}, 2, 2, Sum{1, 50}, Sum{1, 20}, Sum{2, 7}}
	if diff := cmp.Diff(wantCounts, counts); diff != "" {
		t.Error(diff)
	}
}

// The lists have the largest changes, those without points last, and the most
// valuable accounts that came and left.
func TestLists(t *testing.T) {
	valued := "value: v\nmin_coverage: 100\n" + twoRatings
	before := diffSide{valued, "id,a,b,v", nil, 0}
	after := before
	for i := range 400 {
		before.rows = append(before.rows, fmt.Sprintf("m%d,3,3,1", i), fmt.Sprintf("l%d,3,3,%d", i, i))
		after.rows = append(after.rows, fmt.Sprintf("m%d,%d,3,%d", i, 3+i%2, i%7), fmt.Sprintf("c%d,3,3,%d", i, 1000-i))
	}
	before.rows = append(before.rows, "down,5,5,", "off,3,3,900", "same,1,1,")
	after.rows = append(after.rows, "down,1,5,", "off,3,,900", "same,1,1,")
	d, _ := diffOf(t, before, after)
	ids := func(changes []*Change) string {
		var all []string
		for _, c := range changes {
			all = append(all, c.ID)
		}
		return strings.Join(all, " ")
	}
	got := []string{ids(d.Movers), ids(d.Comers), ids(d.Leavers)}
	if diff := cmp.Diff([]string{"down off m13", "c0 c1 c2", "l399 l398 l397"}, got); diff != "" {
		t.Error(diff)
	}
	if d.Moved.Accounts != 201 || d.Changed.Accounts != 202 {
		t.Errorf("%d moved and %d changed, want 201 and 202", d.Moved.Accounts, d.Changed.Accounts)
	}
}

func TestMost(t *testing.T) {
	tests := []struct {
		caps int
		by   [3]int16
		want int
	}{
		{0, [3]int16{}, scoring.None},
		{-2, [3]int16{5, -3, 0}, scoring.None}, // no change
		{0, [3]int16{-9, 5, 5}, 1},
		{0, [3]int16{-9, -9, 5}, 0},
		{6, [3]int16{-5, 5, 6}, 2},
		{7, [3]int16{-5, 5, 6}, scoring.None},
		{-7, [3]int16{-5, 5, 6}, scoring.None},
		{-4, [3]int16{-5, 5, 3}, 0},
		{-6, [3]int16{-5, 5, 5}, scoring.None},
		{7, [3]int16{0, 0, 0}, scoring.None},
	}
	for _, test := range tests {
		var c Change
		c.Parts[ByCaps] = test.caps
		c.New.Score = test.caps
		for i, points := range test.by {
			c.by[ByData][i] = points
			c.New.Score += int(points)
		}
		cause, got, ok := c.Most()
		if points, _ := c.Points(); got != test.want && ok || ok != (points != 0) || ok && (cause == ByCaps) != (got == scoring.None) {
			t.Errorf("caps %d, criteria %v: got %d, %s, %t; want %d", test.caps, test.by, got, cause, ok, test.want)
		}
	}
}

// What adds most is one criterion in one part: what it adds in another may
// undo it.
func TestMostIsOfOnePart(t *testing.T) {
	c := Change{Parts: [Causes]int{ByData: 10, ByRubric: 2}, New: Standing{Score: 12}}
	c.by[ByData] = [maxKeys]int16{10}
	c.by[ByRubric] = [maxKeys]int16{-9, 11}
	if cause, criterion, _ := c.Most(); cause != ByRubric || criterion != 1 {
		t.Errorf("got %s, criterion %d", cause, criterion)
	}
	c.by[ByRubric] = [maxKeys]int16{-8, 10}
	if cause, criterion, _ := c.Most(); cause != ByData || criterion != 0 {
		t.Errorf("of equal ones got %s, criterion %d", cause, criterion)
	}
	if lead := c.Lead(ByRubric); lead != 1 {
		t.Errorf("criterion %d leads the rubric's part", lead)
	}
	c.Parts[ByRubric], c.by[ByRubric] = -3, [maxKeys]int16{5, -4, -4}
	if lead := c.Lead(ByRubric); lead != 1 {
		t.Errorf("criterion %d leads a part that falls", lead)
	}
}
