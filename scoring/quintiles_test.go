package scoring

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// ratedByQuintiles returns the ratings of a column of cells.
func ratedByQuintiles(t interface{ Fatal(...any) }, better string, cells []string) []int {
	r := loadText(t, fmt.Sprintf("min_coverage: 0\ncriteria: [{name: A, column: a, weight: 1, cuts: quintiles, better: %s}]\n", better))
	s := New(r, today)
	result := s.NewResult()
	var all Quintiles
	for _, cell := range cells {
		var one Quintiles
		s.Collect([]string{cell}, result, &one)
		all.Merge(&one)
	}
	s = s.WithQuintiles(&all)
	var ratings []int
	for _, cell := range cells {
		s.Score([]string{cell}, result)
		ratings = append(ratings, int(result.Ratings[0]))
	}
	return ratings
}

func TestQuintiles(t *testing.T) {
	tests := []struct {
		name, better string
		cells        []string
		want         []int
	}{
		{"five values", "higher", []string{"1", "2", "3", "4", "5"}, []int{1, 2, 3, 4, 5}},
		{"less is better", "lower", []string{"1", "2", "3", "4", "5"}, []int{5, 4, 3, 2, 1}},
		{"one value", "higher", []string{"7"}, []int{3}},
		{"all equal", "lower", []string{"7", "7", "7", "7"}, []int{3, 3, 3, 3}},
		{"two values", "higher", []string{"9", "1"}, []int{4, 2}},
		{"ties share their middle rank", "higher", []string{"0", "0", "0", "0", "0", "0", "0", "1", "2", "3"}, []int{2, 2, 2, 2, 2, 2, 2, 4, 5, 5}},
		{"unknown ones do not count", "higher", []string{"", "1", "x", "2", "n/a"}, []int{0, 2, 0, 4, 0}},
		{"none is known", "higher", []string{"", "x"}, []int{0, 0}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, ratedByQuintiles(t, test.better, test.cells)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestQuintilesAreMiddleRanks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.IntRange(-9, 9), 1, 40).Draw(t, "values")
		better := rapid.SampledFrom([]string{"higher", "lower"}).Draw(t, "better")
		var cells []string
		var want []int
		for _, v := range values {
			worse, equal := 0, 0
			for _, other := range values {
				switch {
				case other == v:
					equal++
				case (other < v) == (better == "higher"):
					worse++
				}
			}
			cells = append(cells, fmt.Sprint(v))
			want = append(want, 1+5*(2*worse+equal)/(2*len(values)))
		}
		if got := ratedByQuintiles(t, better, cells); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

// Quintiles are those of all accounts, whatever their segment, and expired
// metrics are not among them.
func TestQuintilesAreOfTheWholeRun(t *testing.T) {
	r := loadText(t, `criteria:
- {name: A, column: a, weight: 1, cuts: quintiles, expires: {column: on, days: 10}}
segments: [{name: new, when: age < 30, weights: {A: 2}}]
`)
	s := New(r, today)
	if !s.rubric.Relative() {
		t.Fatal("quintiles need no accounts")
	}
	accounts := []string{"a=1|on=2026-11-20|age=5", "a=2|on=2026-11-20", "a=3|on=2026-11-20|age=7", "a=1000|on=2020-01-01", "a=1000"}
	result := s.NewResult()
	var q Quintiles
	for _, cells := range accounts {
		s.Collect(cellsOf(t, r, cells), result, &q)
	}
	relative := s.WithQuintiles(&q)
	var got []string
	for _, cells := range accounts {
		relative.Score(cellsOf(t, r, cells), result)
		got = append(got, said(r, result))
	}
	want := []string{"0.00 red 100% 1 segment new", "50.00 yellow 100% 3", "100.00 green 100% 5 segment new", "- unscored 0% 0", "- unscored 0% 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if loadText(t, capped).Relative() {
		t.Error("cuts need accounts")
	}
}
