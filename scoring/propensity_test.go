package scoring

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"

	"chs/rubric"

	"pgregory.net/rapid"
)

// drawPropensity draws a propensity as a rubric may have it.
func drawPropensity(t *rapid.T) *rubric.Propensity {
	unsure := rapid.IntRange(1, rubric.Million-1)
	p := &rubric.Propensity{BaseRate: unsure.Draw(t, "base rate"), AppliedRate: unsure.Draw(t, "applied rate")}
	scores := append([]int{0, maxScore}, rapid.SliceOfNDistinct(rapid.IntRange(1, maxScore-1), 0, 5, rapid.ID).Draw(t, "scores")...)
	slices.Sort(scores)
	below := rubric.Million - 1
	for _, score := range scores {
		below = rapid.IntRange(1, below).Draw(t, "probability")
		p.Knots = append(p.Knots, rubric.Knot{Score: score, Probability: below})
	}
	return p
}

// At the base rate the table goes straight from knot to knot, and never rises.
func TestPropensityGoesThroughItsKnots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPropensity(t)
		p.AppliedRate = p.BaseRate
		table := NewPropensity(p)
		for i, to := range p.Knots[1:] {
			from := p.Knots[i]
			slope := float64(to.Probability-from.Probability) / float64(to.Score-from.Score)
			for score := from.Score; score <= to.Score; score++ {
				line := float64(from.Probability) + slope*float64(score-from.Score)
				if got := table[score]; math.Abs(float64(got)-line) > 0.5001 || score > 0 && got > table[score-1] {
					t.Fatalf("at %d it is %d, behind %d; want %v", score, got, table[max(0, score-1)], line)
				}
			}
			if int(table[from.Score]) != from.Probability || int(table[to.Score]) != to.Probability {
				t.Errorf("%d at %+v, %d at %+v", table[from.Score], from, table[to.Score], to)
			}
		}
	})
}

// Another base rate multiplies the odds, exactly but for half a millionth,
// and keeps the accounts' order.
func TestPropensityShiftsOdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPropensity(t)
		shifted := NewPropensity(p)
		applied := p.AppliedRate
		p.AppliedRate = p.BaseRate
		table := NewPropensity(p)
		odds := func(millionths int) *big.Rat { return big.NewRat(int64(millionths), int64(rubric.Million-millionths)) }
		times := new(big.Rat).Quo(odds(applied), odds(p.BaseRate))
		for score := 0; score <= maxScore; score += 97 {
			to := new(big.Rat).Mul(odds(int(table[score])), times)
			want := to.Mul(to.Quo(to, new(big.Rat).Add(to, big.NewRat(1, 1))), big.NewRat(rubric.Million, 1))
			off := new(big.Rat).Sub(want, big.NewRat(int64(shifted[score]), 1))
			if half := big.NewRat(1, 2); off.Cmp(half) >= 0 || off.Cmp(new(big.Rat).Neg(half)) < 0 {
				t.Fatalf("%d of base rate %d is %d at %d; want %s", table[score], p.BaseRate, shifted[score], applied, want.FloatString(3))
			}
		}
		for score := 1; score <= maxScore; score++ {
			if shifted[score] > shifted[score-1] {
				t.Fatalf("it rises at %d", score)
			}
		}
	})
}

func TestPropensityRoundsHalfUp(t *testing.T) {
	p := &rubric.Propensity{BaseRate: 1, AppliedRate: 1, Knots: []rubric.Knot{{Probability: 10}, {Score: 4, Probability: 8}, {Score: maxScore, Probability: 8}}}
	if got := fmt.Sprint(NewPropensity(p)[:6]); got != "[10 10 9 9 8 8]" {
		t.Error(got)
	}
}

// A rubric without a propensity tells of no account.
func TestNoPropensity(t *testing.T) {
	p := NewPropensity(nil)
	if share, ok := p.Of(&Result{Scored: true}); share != 0 || ok {
		t.Error(share, ok)
	}
	if loss, ok := p.ExpectedLoss(&Result{Scored: true, Value: 5}); loss != 0 || ok {
		t.Error(loss, ok)
	}
}

func TestExpectedLoss(t *testing.T) {
	p := NewPropensity(&rubric.Propensity{BaseRate: 1, AppliedRate: 1, Knots: []rubric.Knot{{Probability: 400_000}, {Score: maxScore, Probability: 100_000}}})
	tests := []struct {
		name  string
		of    Result
		share int
		loss  float64
		ok    [2]bool // the probability is known, and so is the loss
	}{
		{"scored", Result{Scored: true, Score: 5000, Value: 1000}, 250_000, 250, [2]bool{true, true}},
		{"nothing to lose", Result{Scored: true, Value: 0}, 400_000, 0, [2]bool{true, true}},
		{"a cost", Result{Scored: true, Score: maxScore, Value: -1000}, 100_000, -100, [2]bool{true, true}},
		{"of unknown value", Result{Scored: true, Value: math.NaN()}, 400_000, 0, [2]bool{true, false}},
		{"too much", Result{Scored: true, Value: math.MaxFloat64}, 400_000, math.Inf(1), [2]bool{true, false}},
		{"unscored", Result{Value: 1000}, 0, 0, [2]bool{}},
	}
	for _, test := range tests {
		share, known := p.Of(&test.of)
		loss, ok := p.ExpectedLoss(&test.of)
		if share != test.share || loss != test.loss || [2]bool{known, ok} != test.ok {
			t.Errorf("%s: %d, %v, %t, %t", test.name, share, loss, known, ok)
		}
	}
}

func BenchmarkNewPropensity(b *testing.B) {
	p := &rubric.Propensity{BaseRate: 265_371, AppliedRate: 120_000, Knots: []rubric.Knot{{Probability: 900_000}, {Score: maxScore, Probability: 1}}}
	for b.Loop() {
		NewPropensity(p)
	}
}
