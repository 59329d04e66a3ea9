package scoring

import (
	"math"
	"math/bits"

	"chs/rubric"
)

// A Propensity is the probability of leaving by score, in millionths. It is made
// of whole numbers alone, and so the same on every machine.
type Propensity [maxScore + 1]int32

// NewPropensity compiles a rubric's propensity. It is nil if that is, and then
// knows of no account.
//
// Applied at another base rate than that of the accounts it was fitted to, the
// odds of each probability are the fitted ones times odds(applied) / odds(fitted):
// Elkan, The foundations of cost-sensitive learning, IJCAI 17 (2001) 973–978,
// theorem 2.
func NewPropensity(p *rubric.Propensity) *Propensity {
	if p == nil {
		return nil
	}
	var table Propensity
	for i, to := range p.Knots[1:] {
		from := p.Knots[i]
		for score := from.Score; score <= to.Score; score++ {
			table[score] = int32(shift(BetweenKnots(from, to, score), p.BaseRate, p.AppliedRate))
		}
	}
	return &table
}

// BetweenKnots returns the probability, in millionths, half up, at a score on the
// straight line between two knots.
func BetweenKnots(from, to rubric.Knot, score int) int {
	width := to.Score - from.Score
	return (2*from.Probability*(to.Score-score) + 2*to.Probability*(score-from.Score) + width) / (2 * width)
}

// shift returns what a probability at one base rate is at another, in millionths,
// half up.
func shift(probability, from, to int) int {
	leaving := uint64(probability) * uint64(to) * uint64(rubric.Million-from)
	staying := uint64(rubric.Million-probability) * uint64(rubric.Million-to) * uint64(from)
	all := leaving + staying // up to 10¹⁸
	high, low := bits.Mul64(leaving, rubric.Million)
	low, carry := bits.Add64(low, all/2, 0)
	shifted, _ := bits.Div64(high+carry, low, all)
	return int(shifted)
}

// Of returns the probability that an account leaves, in millionths. ok is false
// where it is unscored.
func (p *Propensity) Of(r *Result) (millionths int, ok bool) {
	if p == nil || !r.Scored {
		return 0, false
	}
	return int(p[r.Score]), true
}

// ExpectedLoss returns value × probability of leaving, in the value's unit. It is
// a forecast, which may be totalled. ok is false where the account is unscored,
// its value is not known, or the product is too large for a double.
func (p *Propensity) ExpectedLoss(r *Result) (loss float64, ok bool) {
	probability, ok := p.Of(r)
	if !ok || math.IsNaN(r.Value) {
		return 0, false
	}
	loss = float64(r.Value*float64(probability)) / rubric.Million
	return loss, !math.IsInf(loss, 0)
}
