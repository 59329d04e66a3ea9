package evidence

import "math"

// A platt is the probability of leaving by score, fitted by Platt's method.
type platt struct {
	logistic // by risk, which is 100 less the score, in points
}

// fitPlatt fits the probability to scores. Both outcomes must be there. That the
// outcomes count as slightly less than sure, by Platt's rule, keeps it from
// being 0 or 1 even where the score separates them wholly.
//
// Source: Platt, Probabilistic outputs for support vector machines, Advances in
// Large Margin Classifiers (1999) 61–74.
func fitPlatt(s *Scores) platt {
	if len(s.Cells) == 1 { // the score says nothing
		return platt{logistic{Intercept: math.Log(float64(s.Leavers+1) / float64(s.Stayers+1))}}
	}
	samples := make([]sample, len(s.Cells))
	for i, c := range s.Cells {
		samples[i] = sample{risk(c.Score), s.softened(c.Tally), float64(c.Accounts())}
	}
	return platt{fit(samples)}
}

// logit returns the logarithm of the odds of leaving at a score in hundredths of
// a point.
func (p platt) logit(score int) float64 { return p.logistic.logit(risk(score)) }

// risk returns what a score, in hundredths of a point, lacks to 100 points.
func risk(score int) float64 { return float64(maxScore-score) / 100 }
