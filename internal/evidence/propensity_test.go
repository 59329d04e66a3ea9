package evidence

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/rubric"
	"chs/scoring"
)

// What is applied is near what the method gives, and a probability that is
// neither 0 nor 1.
func TestPropensityIsNearWhatWasFitted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scoresOf(drawAccounts(t))
		method := rapid.SampledFrom([]Method{ByPlatt, ByIsotonic}).Draw(t, "method")
		p := FitPropensity(s, method)
		share := float64(s.Leavers) / float64(s.Accounts())
		if p.Method != string(method) || math.Abs(float64(p.BaseRate)/rubric.Million-share) > 0.51/rubric.Million || p.AppliedRate != p.BaseRate {
			t.Fatalf("%+v of %v", p, s.Tally)
		}
		logit := method.fit(s)
		for score, got := range scoring.NewPropensity(p) {
			want := probability(logit(score))
			if off := math.Abs(float64(got)/rubric.Million - want); off > 0.01*min(want, 1-want)+2.1/rubric.Million || got < 1 || got >= rubric.Million {
				t.Fatalf("at %d it is %d millionths, want %v", score, got, want)
			}
		}
	})
}

// Scores that part the outcomes wholly, of however many accounts, leave a doubt
// that a rubric can hold.
func TestPropensityIsNeverSure(t *testing.T) {
	var h histogram
	h[0], h[maxScore] = Tally{Leavers: 5_000_000}, Tally{Stayers: 5_000_000}
	want := []rubric.Knot{{Score: 0, Probability: rubric.Million - 1}, {Score: maxScore, Probability: 1}}
	for _, method := range []Method{ByPlatt, ByIsotonic} {
		p := FitPropensity(h.scores(), method)
		ends := []rubric.Knot{p.Knots[0], p.Knots[len(p.Knots)-1]}
		if diff := cmp.Diff(want, ends); diff != "" {
			t.Errorf("%s (-want +got):\n%s", method, diff)
		}
	}
	h[0], h[maxScore] = Tally{Leavers: 2, Stayers: 50_000_000}, Tally{}
	if p := FitPropensity(h.scores(), ByPlatt); p.BaseRate != 1 {
		t.Errorf("a base rate of %d", p.BaseRate)
	}
}

func TestKnots(t *testing.T) {
	tests := []struct {
		name  string
		curve []int
		want  [][2]int // scores and probabilities
	}{
		{"one straight line", []int{900_000, 800_000, 700_000, 600_000}, [][2]int{{3, 600_000}}},
		{"near it", []int{500_000, 500_000 - 4900, 500_000}, [][2]int{{2, 500_000}}},
		{"not near it", []int{500_000, 500_000 - 5100, 500_000}, [][2]int{{1, 494_900}, {2, 500_000}}},
		{"a step", []int{900_000, 900_000, 100_000, 100_000}, [][2]int{{1, 900_000}, {2, 100_000}, {3, 100_000}}},
		{"nothing but rounding", []int{2, 1, 1, 0}, [][2]int{{3, 0}}},
	}
	for _, test := range tests {
		last := len(test.curve) - 1
		var got [][2]int
		for _, k := range knots(test.curve, rubric.Knot{Score: 0, Probability: test.curve[0]}, rubric.Knot{Score: last, Probability: test.curve[last]}) {
			got = append(got, [2]int{k.Score, k.Probability})
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Isotonic regression is taken where there are enough accounts and it is better.
func TestMethodIsChosenOutOfFold(t *testing.T) {
	steps := []int{90, 10, 10, 10, 10} // percent that leave, by rating
	curve := []int{82, 68, 50, 32, 18} // as a logistic has them
	tests := []struct {
		name     string
		percent  []int
		accounts int
		want     Method
	}{
		{"steps", steps, 1000, ByIsotonic},
		{"too few accounts", steps, 995, ByPlatt},
		{"too few leavers", []int{50, 15, 10, 10, 10}, 1000, ByPlatt},
		{"a logistic", curve, 1000, ByPlatt},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var rows []string
			for i := range test.accounts {
				left := "no"
				if i/5%100 < test.percent[i%5] {
					left = "yes"
				}
				rows = append(rows, fmt.Sprintf("%d,%s,%d,,,,", i, left, 1+i%5))
			}
			table := tableOf(t, "criteria: [{name: A, column: a, weight: 1}]\n", 1, rows...)
			if got := table.Calibrate(5); got.Method != test.want {
				t.Errorf("of %v it is %s, with a loss of %v", table.Scores().Tally, got.Method, got.LogLoss)
			}
		})
	}
}
