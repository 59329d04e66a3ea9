package fleet

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/history"
)

// snapshot returns what a history stores of a side: the first row of each id.
func (s diffSide) snapshot(t fataler) []history.Account {
	r := s.load(t)
	scorer := s.scorer(r)
	result := scorer.NewResult()
	var all []history.Account
	for _, row := range s.rows {
		id, _, _ := strings.Cut(row, ",")
		known := func(a history.Account) bool { return a.ID == id }
		if id = strings.TrimSpace(id); id == "" || slices.ContainsFunc(all, known) {
			continue
		}
		scorer.Score(s.judged(r, row), result)
		a := history.NewAccount(scorer, len(r.Criteria), result)
		a.ID = id
		all = append(all, a)
	}
	return all
}

// storedDiffOf compares the snapshots of two sides, and returns all changes.
func storedDiffOf(t fataler, before, after diffSide) (*Diff, []Change) {
	d := NewStoredDiff(before.load(t), after.load(t), 3)
	var all []Change
	d.Each = append(d.Each, func(c *Change) error {
		all = append(all, *c)
		return nil
	})
	take := func(accounts []history.Account, add func(*history.Account) error) {
		for i := range accounts {
			if err := add(&accounts[i]); err != nil {
				t.Fatalf("%v", err)
			}
		}
	}
	take(before.snapshot(t), d.AddOld)
	take(after.snapshot(t), d.AddNew)
	if err := d.Finish(); err != nil {
		t.Fatalf("%v", err)
	}
	return d.Diff, all
}

// storable returns the rows that a history stores.
func storable(rows []string) (stored []string) {
	known := map[string]bool{"": true}
	for _, row := range rows {
		id, _, _ := strings.Cut(row, ",")
		if !known[id] {
			stored = append(stored, row)
		}
		known[id] = true
	}
	return stored
}

// By one rubric, snapshots tell the same as the files that they are of, where
// these have no other rows.
func TestSnapshotsTellWhatFilesTell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawSideRubric(t)
		draw := func() diffSide {
			return diffSide{text, drawnHeader, storable(drawRows(t)), rapid.IntRange(0, 120).Draw(t, "day")}
		}
		before, after := draw(), draw()
		files, want := diffOf(t, before, after)
		snapshots, got := storedDiffOf(t, before, after)
		for i := range want {
			if got[i].Parts[ByRubric] != 0 {
				t.Errorf("%s: the rubric has a part", got[i].ID)
			}
			if want, got := changeText(files, &want[i]), changeText(snapshots, &got[i]); want != got {
				t.Errorf("%s: files %s\nsnapshots %s", after.rows, want, got)
			}
		}
		if diff := cmp.Diff(files.Matrix, snapshots.Matrix); diff != "" {
			t.Error(diff)
		}
	})
}

// Between any two rubrics the parts sum to the change; without quintiles of rows
// that were not stored, what crosses and by how many points is what files tell.
func TestStoredPartsSumToTheChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawSide(t), drawSide(t)
		d, changes := storedDiffOf(t, before, after)
		_, files := diffOf(t, before, after)
		for i := range changes {
			c := &changes[i]
			sum := 0
			for cause, part := range c.Parts {
				criteria := 0
				for criterion := range d.Criteria {
					criteria += c.By(Cause(cause), criterion)
				}
				if Cause(cause) != ByCaps && criteria != part {
					t.Errorf("%s: criteria add %d to %s, which is %d", c.ID, criteria, Cause(cause), part)
				}
				sum += part
			}
			if points, _ := c.Points(); sum != points {
				t.Errorf("%s: parts sum to %d, want %d", c.ID, sum, points)
			}
			same := *c
			same.Parts, same.by = files[i].Parts, files[i].by
			if diff := cmp.Diff(files[i], same, cmp.AllowUnexported(Change{}), equalNaNs); diff != "" {
				t.Error(diff)
			}
		}
	})
}

var equalNaNs = cmp.Comparer(func(a, b float64) bool { return a == b || a != a && b != b })

// What the store cannot tell counts to the rubric, and nothing else does.
func TestStoredSplitByTwoRubrics(t *testing.T) {
	const cuts = "criteria:\n- {name: A, column: a, weight: 60, cuts: [1, 2, 3, 4]}\n- {name: B, column: b, weight: 40}\n"
	replace := func(old, other string) string {
		if !strings.Contains(cuts, old) {
			t.Fatalf("no %q", old)
		}
		return strings.Replace(cuts, old, other, 1)
	}
	tests := []struct {
		name, before, after string
		old, new            []string
		want                string
	}{
		{"another weight", cuts, replace("weight: 60", "weight: 10"), []string{"x,4,5"}, []string{"x,1,5"},
			"10000 > 8500, data -4500 (a -4500), rubric 3000 (a -1000 b 4000)"},
		{"other cuts", cuts, replace("[1, 2, 3, 4]", "[1, 2, 3, 9]"), []string{"x,3,5"}, []string{"x,4,5"},
			"8500 > 8500, data 1500 (a 1500), rubric -1500 (a -1500)"},
		{"another column", cuts, replace("column: a", "column: c"), []string{"x,4,5,1"}, []string{"x,1,4,1"},
			"10000 > 4500, data -1000 (b -1000), rubric -4500 (a -4500), down"},
		{"an expiry", cuts, replace("[1, 2, 3, 4]", "[1, 2, 3, 4], expires: {column: seen, days: 3}"), []string{"x,4,5"}, []string{"x,4,4"},
			"10000 > unscored, unscored"},
		{"other missing values", cuts, "missing_values: [\"?\"]\n" + cuts, []string{"x,4,5"}, []string{"x,1,5"},
			"10000 > 5500, rubric -4500 (a -4500), down"},
		{"another way to write numbers", cuts, "numbers: {decimal: \",\"}\n" + cuts, []string{"x,4,5"}, []string{"x,1,5"},
			"10000 > 5500, data -4500 (a -4500), down"},
		{"a rating instead of cuts", cuts, replace(", cuts: [1, 2, 3, 4]", ""), []string{"x,4,5"}, []string{"x,1,5"},
			"10000 > 4000, rubric -6000 (a -6000), down"},
		{"quintiles instead of cuts", cuts, replace("[1, 2, 3, 4]", "quintiles, better: higher"),
			[]string{"x,4,5", "y,4,5"}, []string{"x,1,5", "y,4,5"}, "10000 > 5500, data -4500 (a -4500), down"},
		{"a segment that the old rubric does not know", cuts, cuts + "segments: [{name: s, when: c > 0, weights: {B: 0}}]\n",
			[]string{"x,4,1"}, []string{"x,4,1,1"}, "6000 > 10000, rubric 4000 (a 4000), up"},
		{"one that both know", cuts + "segments: [{name: s, when: c > 0, weights: {B: 0}}]\n",
			cuts + "segments: [{name: new, when: c > 0, weights: {B: 1}}]\n",
			[]string{"x,4,1"}, []string{"x,4,1,1"}, "6000 > 9836, data 4000 (a 4000), rubric -164 (a -164), up"},
		{"a criterion that goes", cuts, "criteria:\n- {name: A, column: a, weight: 60, cuts: [1, 2, 3, 4]}\n",
			[]string{"x,4,1"}, []string{"x,2,5"}, "6000 > 5000, data -3000 (a -3000), rubric 2000 (a 2000)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, changes := storedDiffOf(t, diffSide{test.before, "id,a,b,c,seen", padded(test.old), 0},
				diffSide{test.after, "id,a,b,c,seen", padded(test.new), 0})
			if got := changeText(d, &changes[0]); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// padded returns rows with five cells.
func padded(rows []string) (all []string) {
	for _, row := range rows {
		all = append(all, row+strings.Repeat(",", 4-strings.Count(row, ",")))
	}
	return all
}

// One account can be compared without the others.
func TestCompareIsAsIfAllWereTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawSide(t), drawSide(t)
		_, want := storedDiffOf(t, before, after)
		d := NewStoredDiff(before.load(t), after.load(t), 0)
		olds, news := before.snapshot(t), after.snapshot(t)
		for i := range olds {
			if err := d.Collect(&olds[i]); err != nil {
				t.Fatal(err)
			}
		}
		for i := range olds {
			for j := range news {
				if olds[i].ID != news[j].ID {
					continue
				}
				got := d.Compare(&olds[i], &news[j])
				if diff := cmp.Diff(want[j], got, cmp.AllowUnexported(Change{}), equalNaNs); diff != "" {
					t.Error(diff)
				}
			}
		}
	})
}
