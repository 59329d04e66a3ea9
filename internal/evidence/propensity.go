package evidence

import (
	"math"

	"chs/rubric"
	"chs/scoring"
)

// A Method makes a probability of leaving of a score.
type Method string

// The methods: Platt's, and isotonic regression, which takes more accounts but
// no shape for granted.
const (
	ByPlatt    Method = rubric.Platt
	ByIsotonic Method = rubric.Isotonic
)

// allowsIsotonic reports whether there are enough accounts for [ByIsotonic].
func (t Tally) allowsIsotonic() bool { return t.Accounts() >= 1000 && t.Rarer() >= 200 }

// fit returns the logarithm of the odds of leaving by score, in hundredths of a
// point, that fits scores. Both outcomes must be there.
func (m Method) fit(s *Scores) (logit func(score int) float64) {
	if m == ByIsotonic {
		return fitIsotonic(s).logit
	}
	return fitPlatt(s).logit
}

// FitPropensity fits a propensity to scores by a method, which [Table.Calibrate]
// chooses. Both outcomes must be there. It is off what the method gives by a
// hundredth at most, of the probability or of the rest to 1, whichever is less,
// or by two millionths; and 0 or 1 it never is. Where higher scores left more
// often its probabilities rise, and no rubric takes it.
func FitPropensity(s *Scores, by Method) *rubric.Propensity {
	logit := by.fit(s)
	curve := make([]int, maxScore+1)
	for score := range curve {
		curve[score] = unsure(probability(logit(score)))
	}
	baseRate := unsure(float64(s.Leavers) / float64(s.Accounts()))
	first := rubric.Knot{Score: 0, Probability: curve[0]}
	last := rubric.Knot{Score: maxScore, Probability: curve[maxScore]}
	return &rubric.Propensity{
		Method: string(by), BaseRate: baseRate, AppliedRate: baseRate,
		Knots: append([]rubric.Knot{first}, knots(curve, first, last)...),
	}
}

// unsure returns a share or probability in millionths, as near as one that is
// neither 0 nor 1 may be.
func unsure(share float64) int {
	return max(1, min(int(math.Round(rubric.Million*share)), rubric.Million-1))
}

// knots returns those that follow one of a curve up to another, so few that the
// straight lines between them are near the curve: if a line is not, it is parted
// where it is farthest off (Ramer, An iterative procedure for the polygonal
// approximation of plane curves, Computer Graphics and Image Processing 1 (1972)
// 244–256).
func knots(curve []int, from, to rubric.Knot) []rubric.Knot {
	worst, at := 0, 0
	for score := from.Score + 1; score < to.Score; score++ {
		p, line := curve[score], scoring.BetweenKnots(from, to, score)
		off := max(p-line, line-p) - min(p, rubric.Million-p)/100 // beyond what is near
		if off > max(worst, 1) {
			worst, at = off, score
		}
	}
	if worst == 0 {
		return []rubric.Knot{to}
	}
	middle := rubric.Knot{Score: at, Probability: curve[at]}
	return append(knots(curve, from, middle), knots(curve, middle, to)...)
}
