package warehouse

import "chs/rubric"

// propensity returns the probability that an account leaves, in millionths, half up: on
// the straight line between two of the rubric's knots.
func (p *plan) propensity() expr {
	knots := p.rubric.Propensity.Knots
	var lines []branch
	for i := len(knots) - 2; i >= 0; i-- {
		lines = append(lines, branch{compare(p.score, ">=", whole(knots[i].Score)), p.line(knots[i], knots[i+1])})
	}
	return choose(lines, expr{})
}

// line returns the probability at the score between two knots.
func (p *plan) line(from, to rubric.Knot) expr {
	width := to.Score - from.Score
	ahead := operate(whole(to.Score), "-", p.score, plus)
	behind := p.score
	if from.Score > 0 {
		behind = operate(p.score, "-", whole(from.Score), plus)
	}
	twice := operate(operate(whole(2*from.Probability), "*", ahead, times), "+",
		operate(whole(2*to.Probability), "*", behind, times), plus)
	return p.divide(operate(twice, "+", whole(width), plus), whole(2*width))
}

// expectedLoss returns value × probability of leaving.
func (p *plan) expectedLoss() expr {
	return p.ofValue(p.leaving.upTo(rubric.Million), rubric.Million)
}

// predict adds the step with the probability, if the rubric has one.
func (p *plan) predict() {
	if p.rubric.Propensity == nil {
		return
	}
	if p.rubric.Propensity.AppliedRate != p.rubric.Propensity.BaseRate {
		p.refuse("the probability of leaving at another base rate than that of its fit is no straight lines; want it at its own")
	}
	p.begin()
	p.leaving = p.end("leaving", "the probability of leaving, in millionths", column{name: "leaving", value: p.propensity()})[0]
}
