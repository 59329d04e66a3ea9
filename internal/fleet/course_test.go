package fleet

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/rubric"
	"chs/scoring"
)

const courseRubric = `
name: Test
version: one
id: id
criteria:
  - {name: Use, column: use, weight: 2, cuts: [20, 40, 60, 80]}
  - {name: Mood, column: mood, weight: 1, levels: {bad: 1, good: 5}}
`

// courseOn returns a course on days by the rubric, and from the day changed on by
// one that has other bands and criteria.
func courseOn(t *testing.T, changed int, days ...int) *Course {
	t.Helper()
	load := func(text string) *rubric.Rubric {
		r, err := rubric.Load("rubric.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	before := load(courseRubric)
	after := load(strings.NewReplacer("one", "two", "name: Mood", "name: Spirit").Replace(courseRubric) +
		"bands: [{name: bad, from: 0, color: red}, {name: green, from: 60}]\n")
	course := &Course{}
	for _, day := range days {
		r := before
		if day >= changed {
			r = after
		}
		course.Runs = append(course.Runs, CourseRun{Day: day, Accounts: 4, Rubric: r})
	}
	return course
}

func TestTheilSen(t *testing.T) {
	for _, test := range []struct {
		name   string
		xs, ys []int
		want   float64
	}{
		{"two points", []int{3, 5}, []int{10, 4}, -3},
		{"an odd number of slopes: 1, 2, 3", []int{0, 1, 2}, []int{0, 1, 4}, 2},
		{"an even number: 0, 0, 0, 1, 1.5, 3", []int{0, 1, 2, 3}, []int{0, 0, 0, 3}, 0.5},
		{"ties", []int{0, 1, 2, 3}, []int{7, 7, 7, 7}, 0},
		{"irregular days: 1, 1, 1", []int{0, 1, 10}, []int{5, 6, 15}, 1},
		{"irregular days: 10, 1, 0", []int{0, 1, 10}, []int{0, 10, 10}, 1},
		{"one of five far off", []int{0, 1, 2, 3, 4}, []int{0, 1, 900, 3, 4}, 1},
	} {
		if got := theilSen(test.xs, test.ys); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
	for _, n := range []int{0, 1} {
		if got := theilSen(make([]int, n), make([]int, n)); !math.IsNaN(got) {
			t.Errorf("%d points: %v, want NaN", n, got)
		}
	}
}

// drawDays returns days that rise.
func drawDays(t *rapid.T, least int) []int {
	days := rapid.SliceOfNDistinct(rapid.IntRange(0, 1000), least, 30, rapid.ID).Draw(t, "days")
	slices.Sort(days)
	return days
}

func TestALineAddsItsSlope(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := drawDays(t, 2)
		ys := rapid.SliceOfN(rapid.IntRange(0, 10000), len(xs), len(xs)).Draw(t, "ys")
		a, b := rapid.IntRange(-100, 100).Draw(t, "a"), rapid.IntRange(-100, 100).Draw(t, "b")
		plus := make([]int, len(ys))
		for i := range ys {
			plus[i] = ys[i] + a + b*xs[i]
		}
		if got, want := theilSen(xs, plus), theilSen(xs, ys)+float64(b); math.Abs(got-want) > 1e-6 {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// With at most 29% of the points anywhere, most pairs are of two others: the
// slope stays between the least and the greatest of these.
func TestOutliersDoNotCarryTheSlopeAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := drawDays(t, 7)
		slope := rapid.IntRange(-50, 50).Draw(t, "slope")
		ys := make([]int, len(xs))
		for i, x := range xs {
			ys[i] = slope * x
		}
		n := len(xs)
		bad := 0 // as many as leave more than half of the pairs
		for (n-bad-1)*(n-bad-2) > n*(n-1)/2 {
			bad++
		}
		for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), bad, bad, rapid.ID).Draw(t, "outliers") {
			ys[i] = rapid.IntRange(-1000000, 1000000).Draw(t, "y")
		}
		if got := theilSen(xs, ys); got != float64(slope) {
			t.Fatalf("%v, want %v with %d of %d points anywhere", got, slope, bad, n)
		}
	})
}

// A figure that is not known stays None; gaps do not count.
func TestFiguresOfALine(t *testing.T) {
	const none = scoring.None
	unscored, absent := CoursePoint{none, rubric.Unscored}, CoursePoint{none, ""}
	red, green := func(v int) CoursePoint { return CoursePoint{v, "red"} }, func(v int) CoursePoint { return CoursePoint{v, "green"} }
	for _, test := range []struct {
		name   string
		points []CoursePoint
		want   CourseFigures
	}{
		{"nothing", []CoursePoint{absent, absent}, CourseFigures{0, none, none, none, none, 0, "", none}},
		{"unscored alone", []CoursePoint{absent, unscored}, CourseFigures{0, none, none, none, none, 0, rubric.Unscored, 1}},
		{"one value", []CoursePoint{red(10), absent}, CourseFigures{1, 0, 0, 0, 0, 0, "red", 0}},
		{"a fall", []CoursePoint{green(80), red(10), red(10)}, CourseFigures{3, 0, 2, 1, 0, -35, "red", 1}},
		{"a gap does not end a band", []CoursePoint{green(9), red(10), absent, red(20)}, CourseFigures{3, 0, 3, 0, 3, 3.67, "red", 1}},
		{"being unscored does", []CoursePoint{red(20), unscored, red(10)}, CourseFigures{2, 0, 2, 2, 0, -5, "red", 2}},
		{"unscored in the end", []CoursePoint{red(20), unscored, absent, unscored}, CourseFigures{1, 0, 0, 0, 0, 0, rubric.Unscored, 1}},
	} {
		course := courseOn(t, 1000, 0, 7, 14, 21)
		got := course.Figures(&CourseSeries{Points: test.points})
		if got.Slope = math.Round(100*got.Slope) / 100; got.Known < 2 {
			got.Slope = 0 // it is NaN
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestMovesAreThoseThatMattered(t *testing.T) {
	course := courseOn(t, 1000, 0, 1, 2, 3, 4, 5, 6, 7)
	s := &CourseSeries{Points: []CoursePoint{
		{50, "red"}, {scoring.None, ""}, {10, "red"}, {10, "red"}, {12, "yellow"}, {scoring.None, rubric.Unscored}, {12, "yellow"}, {32, "yellow"},
	}}
	for limit, want := range map[int][][2]int{
		9: {{0, 2}, {3, 4}, {4, 5}, {5, 6}, {6, 7}},
		4: {{0, 2}, {3, 4}, {4, 5}, {5, 6}}, // the bands, then the largest
		2: {{3, 4}, {5, 6}},                 // the larger, then the newest
		0: {},
	} {
		if diff := cmp.Diff(want, course.Moves(s, limit)); diff != "" {
			t.Errorf("%d: %s", limit, diff)
		}
	}
}

func TestTheFleetByBandsAndCriteria(t *testing.T) {
	course := courseOn(t, 9, 1, 9)
	course.AddBands()
	course.SetShares(0, []int16{0, 4999, 7500, -1, -2})
	course.SetShares(1, []int16{-1, -1, 6000, 10000, 5999})
	want := map[string][]int{
		"bad": {scoring.None, 2500}, "green": {2500, 5000}, "red": {5000, scoring.None},
		"yellow": {0, scoring.None}, rubric.Unscored: {2500, 2500},
	}
	if diff := cmp.Diff(want, valuesByKey(course)); diff != "" {
		t.Error(diff)
	}
	if got := course.Series[0].Key + " " + course.Series[4].Key; got != "bad unscored" {
		t.Errorf("the first and the last are %s", got)
	}

	course = courseOn(t, 9, 1, 9)
	course.AddCriteria()
	course.SetMeanRatings(0, [rubric.MaxCriteria]int{7, 0}, [rubric.MaxCriteria]int{3, 0})
	course.SetRatings(1, [rubric.MaxCriteria]int8{0, 4})
	want = map[string][]int{"use": {233, scoring.None}, "spirit": {scoring.None, 400}, "mood": {scoring.None, scoring.None}}
	if diff := cmp.Diff(want, valuesByKey(course)); diff != "" {
		t.Error(diff)
	}

	course = courseOn(t, 9, 1, 2, 9)
	mean := course.AddSeries(CourseSeries{})
	course.SetMeanScore(mean, 0, []int16{5000, 5001, -1, -2})
	course.SetMeanScore(mean, 1, []int16{-1, -2})
	course.SetMeanScore(mean, 2, []int16{5900})
	if diff := cmp.Diff([]CoursePoint{{5001, "yellow"}, {scoring.None, ""}, {5900, "bad"}}, mean.Points); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{2}, course.RubricChanges()); diff != "" {
		t.Error(diff)
	}
}

func valuesByKey(c *Course) map[string][]int {
	all := map[string][]int{}
	for _, s := range c.Series {
		for _, p := range s.Points {
			all[s.Key] = append(all[s.Key], p.Value)
		}
	}
	return all
}

func TestAroundAnEvent(t *testing.T) {
	const none = scoring.None
	days := []int{100, 107, 128, 150, 156}
	for _, test := range []struct {
		name         string
		days         []int
		day          int
		from, at, to int
	}{
		{"no snapshots", nil, 100, none, none, none},
		{"before them all", days, 99, none, none, none},
		{"on the first", days, 100, none, 0, 2},
		{"less than 28 days behind the first", days, 127, 0, 1, 3},
		{"28 days behind the first", days, 128, 0, 2, 4},
		{"28 days before the last", days, 129, 0, 2, 4},
		{"near the end: up to the last", days, 150, 1, 3, 4},
		{"on the last", days, 156, 2, 4, none},
		{"long behind the last", days, 300, none, 4, none},
	} {
		from, at, to := AroundEvent(test.days, test.day)
		if from != test.from || at != test.at || to != test.to {
			t.Errorf("%s: %d, %d, %d; want %d, %d, %d", test.name, from, at, to, test.from, test.at, test.to)
		}
	}
}

func TestAShiftIsOfThoseScoredInBoth(t *testing.T) {
	var s Shift
	if _, ok := s.Mean(); ok {
		t.Error("a mean of no accounts")
	}
	s.Take([]int16{100, 200, -1, -2, 0}, []int16{50, -2, 300, 400, 101})
	if mean, ok := s.Mean(); !ok || mean != 26 || s.Accounts != 2 { // (-50 + 101) / 2, half up
		t.Errorf("%d of %d, %v", mean, s.Accounts, ok)
	}
}
