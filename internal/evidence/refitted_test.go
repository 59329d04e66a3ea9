package evidence

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// withCuts is the text of plantedRubric with the cuts and weights of a fit.
func withCuts(f *Fit) string {
	var criteria []string
	for k, c := range f.Cuts {
		cuts := ownCuts[k]
		if c.Fitted {
			cuts = c.Cuts
		}
		better := "higher"
		if cuts.LowerIsBetter {
			better = "lower"
		}
		at := strings.Join(strings.Fields(fmt.Sprint(cuts.At)), ", ")
		criteria = append(criteria, fmt.Sprintf("weight: %d, cuts: %s, better: %s", max(1, f.Segments[0].Weights[k]/100), at, better))
	}
	return cutRubric(criteria...)
}

// What a fit makes of the accounts is what the rubric of its cuts and weights does.
func TestRefittedIsTheRubricOfTheFit(t *testing.T) {
	accounts := plantedCuts.draw()
	table := measured(t, plantedRubric, 1, oneDay, accounts)
	for _, refit := range []bool{false, true} {
		f := fitCuts(t, table, refit)
		want := measured(t, withCuts(f), 1, oneDay, accounts)
		if diff := cmp.Diff(want.Rows, table.Refitted(f.Segments, f.Cuts).Rows); diff != "" {
			t.Errorf("refit: %t (-want +got):\n%s", refit, diff)
		}
	}
	if diff := cmp.Diff(table.Rows, table.Refitted(nil, nil).Rows); diff != "" {
		t.Errorf("of nothing fitted (-want +got):\n%s", diff)
	}
}

// The weights are those that the ratings by the new cuts call for, in each segment.
func TestWeightsAreOfTheNewCuts(t *testing.T) {
	text := plantedRubric + "segments: [{name: s, when: m2 < 40, weights: {C0: 20, C2: 0}}]\n"
	table := measured(t, text, 1, oneDay, plantedCuts.draw())
	f := fitCuts(t, table, true)
	weights, err := table.Refitted(nil, f.Cuts).FitWeights(5, DefaultRidge)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(weights.Segments, f.Segments); diff != "" {
		t.Errorf("weights of the cuts' ratings (-fitted after +fitted with):\n%s", diff)
	}
}
