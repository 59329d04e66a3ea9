package evidence

import "math"

// A logistic is the probability 1 / (1 + e^−(Intercept + Slope·x)) by x.
type logistic struct{ Intercept, Slope float64 }

// logit returns the logarithm of the odds at x.
func (l logistic) logit(x float64) float64 { return l.Intercept + float64(l.Slope*x) }

// probability returns what the logarithm of odds stands for.
func probability(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }

// logit returns the logarithm of the odds of a probability.
func logit(probability float64) float64 { return math.Log(probability) - math.Log1p(-probability) }

// softplus returns ln(1 + e^x), which is the loss of a probability whose
// logarithm of odds is x where it did not come true.
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// A sample is accounts of one x. Positive ones, which may be a fraction, are
// those whose probability is sought.
type sample struct{ x, positive, all float64 }

// fit returns the logistic of the highest likelihood. There is one if the
// samples are not of one x, and their positive ones not parted from the others
// by x.
func fit(samples []sample) logistic {
	var all, mean float64
	for _, s := range samples {
		all += s.all
		mean += float64(s.x * s.all)
	}
	mean /= all
	r := newRegression(2)
	for _, s := range samples {
		copy(r.observe(s.positive, s.all), []float64{s.x - mean, 1})
	}
	b := r.fit()
	return logistic{Intercept: b[1] - float64(b[0]*mean), Slope: b[0]}
}
