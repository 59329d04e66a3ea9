package evidence

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestPermits(t *testing.T) {
	for smaller, want := range map[int]Permit{
		0: Nothing, 19: Nothing, 20: ToEvaluate, 29: ToEvaluate, 30: ToFitWeights, 149: ToFitWeights,
		150: ToFitQuintiles, 499: ToFitQuintiles, 500: ToFitCuts, 9000: ToFitCuts,
	} {
		for _, of := range []Tally{{smaller, 9000}, {9000, smaller}} {
			if got := of.Permit(); got != want {
				t.Errorf("of %v it is %d, want %d", of, got, want)
			}
		}
	}
}

func TestTooFewAreRefused(t *testing.T) {
	tests := []struct {
		leavers, stayers int
		want             string
	}{
		{0, 0, "too few to judge a score by: no account has a score and a known outcome"},
		{0, 50, "too few to judge a score by: no leavers among 50 scored accounts; want at least 20"},
		{1, 0, "too few to judge a score by: no stayers among 1 scored account; want at least 20"},
		{1, 50, "too few to judge a score by: 1 leaver among 51 scored accounts; want at least 20 (its AUC would be 1.000, with a 95% interval from 0.430 to 1.000)"},
		{19, 50, "too few to judge a score by: 19 leavers among 69 scored accounts; want at least 20 (its AUC would be 0.9"},
		{50, 19, "too few to judge a score by: 19 stayers among 69 scored accounts; want at least 20 (its AUC would be 0.9"},
		{20, 20, ""},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.leavers, test.stayers), func(t *testing.T) {
			var rows []string
			for i := range test.leavers {
				rows = append(rows, fmt.Sprintf("l%d,yes,%d,1,1,,", i, 1+i%3))
			}
			for i := range test.stayers {
				rows = append(rows, fmt.Sprintf("s%d,no,%d,1,1,,", i, 5-i%3))
			}
			_, err := Evaluate(tableOf(t, threeCriteria, 1, rows...), 5)
			if test.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			refusal, ok := errors.AsType[*Refusal](err)
			if !ok || !strings.HasPrefix(err.Error(), test.want) || refusal.Tally != (Tally{test.leavers, test.stayers}) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestTooFewToFitAreRefused(t *testing.T) {
	for leavers, want := range map[int]string{
		29: "too few to fit weights to: 29 leavers among 129 scored accounts; want at least 30", 30: "",
	} {
		var rows []string
		for i := range leavers + 100 {
			rows = append(rows, fmt.Sprintf("%d,%s,%d,1,1,,", i, map[bool]string{true: "yes", false: "no"}[i < leavers], 1+i%5))
		}
		_, err := tableOf(t, threeCriteria, 1, rows...).FitWeights(5, DefaultRidge)
		if want == "" {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		if refusal, ok := errors.AsType[*Refusal](err); !ok || err.Error() != want || refusal.Want != ToFitWeights {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
