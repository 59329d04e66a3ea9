package evidence

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The table is near what the method gives, goes through the knots, and is within
// 0 to 1.
func TestPropensityIsNearWhatWasFitted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scoresOf(drawAccounts(t))
		method := rapid.SampledFrom([]Method{ByPlatt, ByIsotonic}).Draw(t, "method")
		p := FitPropensity(s, method)
		table := p.Table()
		if len(table) != maxScore+1 || p.Method != method || p.Fitted != s.Tally {
			t.Fatalf("a table of %d by %s of %v", len(table), p.Method, p.Fitted)
		}
		logit := method.fit(s)
		for score, got := range table {
			want := probability(logit(score))
			if off := math.Abs(float64(got)/million - want); off > 0.01*min(want, 1-want)+2.1/million || got < 0 || got > million {
				t.Fatalf("at %d it is %d millionths, want %v", score, got, want)
			}
		}
		for _, k := range p.Knots {
			if table[k.Score] != k.Probability {
				t.Errorf("at knot %+v the table has %d", k, table[k.Score])
			}
		}
	})
}

func TestKnots(t *testing.T) {
	tests := []struct {
		name  string
		curve []int
		want  []Knot
	}{
		{"one straight line", []int{900_000, 800_000, 700_000, 600_000}, []Knot{{3, 600_000}}},
		{"near it", []int{500_000, 500_000 - 4900, 500_000}, []Knot{{2, 500_000}}},
		{"not near it", []int{500_000, 500_000 - 5100, 500_000}, []Knot{{1, 494_900}, {2, 500_000}}},
		{"a step", []int{900_000, 900_000, 100_000, 100_000}, []Knot{{1, 900_000}, {2, 100_000}, {3, 100_000}}},
		{"nothing but rounding", []int{2, 1, 1, 0}, []Knot{{3, 0}}},
	}
	for _, test := range tests {
		last := len(test.curve) - 1
		got := knots(test.curve, Knot{0, test.curve[0]}, Knot{last, test.curve[last]})
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestTableRoundsHalfUp(t *testing.T) {
	p := &Propensity{Knots: []Knot{{0, 10}, {4, 8}, {6, 9}}}
	if diff := cmp.Diff([]int{10, 10, 9, 9, 8, 9, 9}, p.Table()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
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
