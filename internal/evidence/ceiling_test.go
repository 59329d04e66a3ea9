package evidence

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What ratings tell that no weights could is in the ceiling.
func TestCeilingKnowsWhatWeightsCannot(t *testing.T) {
	var rows []string
	for i := range 500 {
		rating := 1 + i%5 // those rated 3 stay
		rows = append(rows, fmt.Sprintf("%d,%s,%d,3,%d,,", i, map[bool]string{true: "no", false: "yes"}[rating == 3], rating, 1+i/5%5))
	}
	table := tableOf(t, threeCriteria, 1, rows...)
	got := table.Ceiling(5)
	if own := table.Scores().AUC(); own.Value > 0.6 || got.AUC.Value < 0.99 || got.Tally != (Tally{400, 100}) {
		t.Errorf("the ceiling is %+v, the rubric's AUC %v", got, own)
	}
}

func TestScoreOfLogit(t *testing.T) {
	for logit, want := range map[float64]int{0: 5000, 0.002: 4999, -1: 5500, 10: 0, -10: 10000, 50: 0, -50: 10000} {
		if got := scoreOf(logit); got != want {
			t.Errorf("of %v it is %d, want %d", logit, got, want)
		}
	}
}

// Segments and caps part accounts of the same ratings, but not for the ceiling.
func TestCeilingCountsEqualRatingsAsOne(t *testing.T) {
	rows := madeUp(1200, newRandom())
	plain, parted := tableOf(t, threeCriteria, 1, rows...), tableOf(t, segmentsAndCaps, 1, rows...)
	want, got := plain.fitRatings(plain.scored()), parted.fitRatings(parted.scored())
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the coefficients of segments and caps are others (-want +got):\n%s", diff)
	}
}
