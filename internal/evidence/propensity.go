package evidence

import "math"

// A Propensity is the probability of leaving by score, as the straight lines
// between some of its points.
type Propensity struct {
	Method Method
	Knots  []Knot // by rising score, from 0 to 100 points
	Fitted Tally  // the accounts that it is fitted to, of which the share of leavers is the base rate
}

// A Knot is a point of a propensity.
type Knot struct {
	Score       int // in hundredths of a point
	Probability int // in millionths
}

// million is the probability 1 in the unit of a knot's.
const million = 1_000_000

// A Method makes a probability of leaving of a score.
type Method string

// The methods: Platt's, and isotonic regression, which takes more accounts but
// no shape for granted.
const (
	ByPlatt    Method = "platt"
	ByIsotonic Method = "isotonic"
)

// allowsIsotonic reports whether there are enough accounts for [ByIsotonic].
func (t Tally) allowsIsotonic() bool { return t.Accounts() >= 1000 && t.Smaller() >= 200 }

// fit returns the logarithm of the odds of leaving by score, in hundredths of a
// point, that fits scores. Both outcomes must be there.
func (m Method) fit(s *Scores) (logit func(score int) float64) {
	if m == ByIsotonic {
		return fitIsotonic(s).logit
	}
	platt := FitPlatt(s)
	return func(score int) float64 { return platt.logit(risk(score)) }
}

// FitPropensity fits a propensity to scores by a method, which [Table.Calibrate]
// chooses. Both outcomes must be there. It is off what the method gives by a
// hundredth at most, of the probability or of the rest to 1, whichever is less.
func FitPropensity(s *Scores, by Method) *Propensity {
	logit := by.fit(s)
	curve := make([]int, maxScore+1)
	for score := range curve {
		curve[score] = int(math.Round(million * probability(logit(score))))
	}
	first := Knot{0, curve[0]}
	return &Propensity{by, append([]Knot{first}, knots(curve, first, Knot{maxScore, curve[maxScore]})...), s.Tally}
}

// knots returns those that follow one of a curve up to another, so few that the
// straight lines between them are near the curve: if a line is not, it is parted
// where it is farthest off (Ramer, An iterative procedure for the polygonal
// approximation of plane curves, Computer Graphics and Image Processing 1 (1972)
// 244–256).
func knots(curve []int, from, to Knot) []Knot {
	worst, at := 0, 0
	for score := from.Score + 1; score < to.Score; score++ {
		p, line := curve[score], between(from, to, score)
		off := max(p-line, line-p) - min(p, million-p)/100 // beyond what is near
		if off > max(worst, 1) {
			worst, at = off, score
		}
	}
	if worst == 0 {
		return []Knot{to}
	}
	middle := Knot{at, curve[at]}
	return append(knots(curve, from, middle), knots(curve, middle, to)...)
}

// between returns the probability, in millionths, half up, at a score from one
// knot to the next.
func between(from, to Knot, score int) int {
	width := to.Score - from.Score
	return (2*from.Probability*(to.Score-score) + 2*to.Probability*(score-from.Score) + width) / (2 * width)
}

// Table returns the probability of each score, 0 to 10000 hundredths of a point,
// in millionths. It is made of whole numbers alone, and so the same on every
// machine.
func (p *Propensity) Table() []int {
	table := []int{p.Knots[0].Probability}
	for i, to := range p.Knots[1:] {
		from := p.Knots[i]
		for score := from.Score + 1; score <= to.Score; score++ {
			table = append(table, between(from, to, score))
		}
	}
	return table
}
