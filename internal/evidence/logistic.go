package evidence

import "math"

// A Logistic is the probability 1 / (1 + e^−(Intercept + Slope·x)) by x.
type Logistic struct{ Intercept, Slope float64 }

// logit returns the logarithm of the odds at x.
func (l Logistic) logit(x float64) float64 { return l.Intercept + float64(l.Slope*x) }

// probability returns what the logarithm of odds stands for.
func probability(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }

// softplus returns ln(1 + e^x), which is the loss of a probability whose
// logarithm of odds is x where it did not come true.
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// A sample is accounts of one x. Positive ones, which may be a fraction, are
// those whose probability is sought.
type sample struct{ x, positive, all float64 }

// The fit ends with the step that is to lower the loss by less than tight an
// account, which is so near that it doubles the digits that are right, or after
// maxSteps.
const (
	tight    = 1e-12
	maxSteps = 100
)

// fit returns the logistic of the highest likelihood, by Newton's method with
// backtracking (Lin, Lin and Weng, A note on Platt's probabilistic outputs for
// support vector machines, Machine Learning 68 (2007) 267–276). There is one if
// the samples are not of one x, and their positive ones not parted from the
// others by x.
func fit(samples []sample) Logistic {
	var all, positive, mean float64
	for _, s := range samples {
		all += s.all
		positive += s.positive
		mean += float64(s.x * s.all)
	}
	mean /= all
	centred := make([]sample, len(samples))
	for i, s := range samples {
		centred[i] = sample{s.x - mean, s.positive, s.all}
	}
	l := Logistic{Intercept: math.Log((positive + 1) / (all - positive + 1))}
	loss := l.loss(centred)
	for range maxSteps {
		step, slope := l.newton(centred)
		if slope > -tight*all {
			l = l.along(step, 1)
			break
		}
		l, loss = l.search(step, loss, slope, centred)
	}
	l.Intercept -= float64(l.Slope * mean)
	return l
}

// loss returns the negative logarithm of the likelihood.
func (l Logistic) loss(samples []sample) float64 {
	sum := 0.0
	for _, s := range samples {
		logit := l.logit(s.x)
		sum += float64(s.all*softplus(logit)) - float64(s.positive*logit)
	}
	return sum
}

// newton returns Newton's step, and the slope of the loss along it.
func (l Logistic) newton(samples []sample) (step Logistic, slope float64) {
	var g0, g1, h00, h01, h11 float64 // gradient and Hessian of the loss
	for _, s := range samples {
		p := probability(l.logit(s.x))
		excess := float64(s.all*p) - s.positive
		weight := float64(s.all * p * (1 - p))
		g0 += excess
		g1 += float64(excess * s.x)
		h00 += weight
		h01 += float64(weight * s.x)
		h11 += float64(weight * s.x * s.x)
	}
	determinant := float64(h00*h11) - float64(h01*h01)
	step.Intercept = (float64(h01*g1) - float64(h11*g0)) / determinant
	step.Slope = (float64(h01*g0) - float64(h00*g1)) / determinant
	return step, float64(g0*step.Intercept) + float64(g1*step.Slope)
}

// along returns what is a part of a step away.
func (l Logistic) along(step Logistic, size float64) Logistic {
	return Logistic{l.Intercept + float64(size*step.Intercept), l.Slope + float64(size*step.Slope)}
}

// search goes along a step, half as far again and again until the loss falls
// enough for its slope there (Armijo's rule).
func (l Logistic) search(step Logistic, loss, slope float64, samples []sample) (next Logistic, nextLoss float64) {
	for size := 1.0; ; size /= 2 {
		next = l.along(step, size)
		nextLoss = next.loss(samples)
		if nextLoss <= loss+float64(1e-4*size*slope) || size < 1e-10 {
			return next, nextLoss
		}
	}
}
