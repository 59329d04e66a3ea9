package scoring

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/rubric"
)

const judgedAllWays = `criteria:
- {name: Column, column: a, weight: 1, cuts: [10, 20, 30, 40], expires: {column: on, days: 90}}
- {name: Formula, formula: a / b, weight: 2, cuts: [4, 3, 2, 1]}
- {name: Rating, column: c, weight: 3}
- {name: Level, column: d, weight: 4, levels: {"7": 2}}
- {name: Quintiles, column: e, weight: 0.5, cuts: quintiles, better: lower}
segments: [{name: new, when: new > 0, weights: {Column: 0}, cuts: {Formula: [5, 6, 7, 8]}}]
`

func TestWhatJudges(t *testing.T) {
	r := loadText(t, judgedAllWays)
	s := New(r, today)
	result := s.NewResult()
	var q Quintiles
	for _, cells := range []string{"e=1", "e=2"} {
		s.Collect(cellsOf(t, r, cells), result, &q)
	}
	s = s.WithQuintiles(&q)

	nothing := "[NaN NaN NaN NaN NaN]"
	cuts := "[[10 20 30 40] higher [4 3 2 1] lower none none [2 1 1 -Inf] lower]"
	weights := "[100 200 300 400 50]"
	tests := []struct{ name, cells, metrics, cuts, weights string }{
		{"all known", "a=12|on=2026-11-20|b=4|c=3|d=7|e=2", "[12 3 3 NaN 2]", cuts, weights},
		{"all missing", "", nothing, cuts, weights},
		{"expired, divided by zero, unreadable", "a=12|on=2020-01-01|b=0|c=6|d=8|e=x", nothing, cuts, weights},
		{"a segment's own", "a=12|on=2026-11-20|b=4|new=1", "[12 3 NaN NaN NaN]",
			strings.Replace(cuts, "[4 3 2 1] lower", "[5 6 7 8] higher", 1), "[0 200 300 400 50]"},
	}
	for _, test := range tests {
		s.Score(cellsOf(t, r, test.cells), result)
		var metrics []float64
		var cuts []string
		var weights []int
		for i := range r.Criteria {
			metrics = append(metrics, s.Metric(i, result))
			cuts = append(cuts, saidCuts(s.Cuts(i, result)))
			weights = append(weights, s.Weight(i, result))
		}
		got := []string{fmt.Sprint(metrics), fmt.Sprint(cuts), fmt.Sprint(weights)}
		if diff := cmp.Diff([]string{test.metrics, test.cuts, test.weights}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func saidCuts(c rubric.Cuts, ok bool) string {
	switch {
	case !ok:
		return "none"
	case c.LowerIsBetter:
		return fmt.Sprint(c.At, " lower")
	}
	return fmt.Sprint(c.At, " higher")
}
