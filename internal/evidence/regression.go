package evidence

import (
	"math"
	"slices"
)

// A regression is a logistic regression: it finds the coefficients b whose
// probabilities of the observations, by the logarithm of odds b·x, are the most
// likely, less a penalty.
type regression struct {
	width         int       // of x, whose columns have a coefficient each
	x             []float64 // of all observations, one after the other
	offsets       []float64 // by observation, what the logarithm of odds is more than b·x
	positive, all []float64 // accounts by observation; positive ones, which may be a fraction, are those whose probability is sought
	penalty       [][]float64
	bounded       int       // so many coefficients, the first, are at least 0
	start         []float64 // coefficients near those that are sought; all 0 if nil
}

// newRegression returns a regression of no observations yet, whose penalty of
// coefficients b, ½·bᵀPb, is none.
func newRegression(width int) *regression {
	return &regression{width: width, penalty: square(width)}
}

func square(width int) [][]float64 {
	m := make([][]float64, width)
	for i := range m {
		m[i] = make([]float64, width)
	}
	return m
}

// reserve makes room for so many observations.
func (r *regression) reserve(n int) {
	r.x, r.positive, r.all = slices.Grow(r.x, n*r.width), slices.Grow(r.positive, n), slices.Grow(r.all, n)
	r.offsets = slices.Grow(r.offsets, n)
}

// observe adds accounts of equal x. It returns their x, all 0, to be set.
func (r *regression) observe(positive, all float64) (x []float64) {
	r.positive, r.all = append(r.positive, positive), append(r.all, all)
	r.offsets = append(r.offsets, 0)
	r.x = append(r.x, make([]float64, r.width)...)
	return r.at(len(r.all) - 1)
}

// at returns the x of an observation.
func (r *regression) at(i int) []float64 { return r.x[i*r.width : (i+1)*r.width] }

// The fit ends with the step that is to lower the loss by less than tight an
// account, which is so near that it doubles the digits that are right, or after
// maxSteps.
const (
	tight    = 1e-12
	maxSteps = 100
)

// fit returns the coefficients. There are some if the penalty or the
// observations keep each of them from growing for ever.
//
// The method is Newton's with backtracking, projected on the bounds (Bertsekas,
// Projected Newton methods for optimization problems with simple constraints,
// SIAM Journal on Control and Optimization 20 (1982) 221–246).
func (r *regression) fit() []float64 {
	b := make([]float64, r.width)
	copy(b, r.start)
	loss := r.loss(b)
	accounts := 0.0
	for _, all := range r.all {
		accounts += all
	}
	for range maxSteps {
		gradient, hessian := r.derivatives(b)
		step := r.step(b, gradient, hessian)
		if dot(gradient, step) > -tight*accounts {
			return r.along(b, step, 1)
		}
		b, loss = r.search(b, loss, gradient, step)
	}
	return b
}

// loss returns the negative logarithm of the likelihood, with the penalty.
func (r *regression) loss(b []float64) float64 {
	sum := 0.0
	for i := range r.penalty {
		sum += float64(b[i] * dot(r.penalty[i], b) / 2)
	}
	for i, all := range r.all {
		logit := r.offsets[i] + dot(b, r.at(i))
		sum += float64(all*softplus(logit)) - float64(r.positive[i]*logit)
	}
	return sum
}

// derivatives returns the gradient of the loss, and its Hessian on and below the
// diagonal.
func (r *regression) derivatives(b []float64) (gradient []float64, hessian [][]float64) {
	gradient, hessian = make([]float64, r.width), square(r.width)
	for j := range r.penalty {
		gradient[j] = dot(r.penalty[j], b)
		copy(hessian[j], r.penalty[j])
	}
	for i, all := range r.all {
		x := r.at(i)
		p := probability(r.offsets[i] + dot(b, x))
		excess := float64(all*p) - r.positive[i]
		weight := all * p * (1 - p)
		for j, here := range x {
			if here == 0 {
				continue
			}
			gradient[j] += float64(excess * here)
			for k, other := range x[:j+1] {
				hessian[j][k] += float64(weight * here * other)
			}
		}
	}
	return gradient, hessian
}

// step returns Newton's step of the coefficients but those that their bound
// holds. It overwrites the Hessian. Where the loss has no curvature, a trace of
// one keeps the step finite.
func (r *regression) step(b, gradient []float64, hessian [][]float64) []float64 {
	const trace = 1e-12
	down := make([]float64, r.width)
	for j := range down {
		down[j] = -gradient[j]
		hessian[j][j] += float64(trace * (1 + hessian[j][j]))
	}
	for j := range r.bounded {
		if b[j] > 0 || gradient[j] <= 0 {
			continue
		}
		clear(hessian[j])
		for i := j; i < r.width; i++ {
			hessian[i][j] = 0
		}
		hessian[j][j], down[j] = 1, 0
	}
	solve(hessian, down)
	return down
}

// search goes along a step, half as far again and again until the loss falls
// enough for its slope there (Armijo's rule).
func (r *regression) search(b []float64, loss float64, gradient, step []float64) (next []float64, nextLoss float64) {
	for size := 1.0; ; size /= 2 {
		next = r.along(b, step, size)
		nextLoss = r.loss(next)
		slope := dot(gradient, next) - dot(gradient, b)
		if nextLoss <= loss+float64(1e-4*slope) || size < 1e-10 {
			return next, nextLoss
		}
	}
}

// along returns what is a part of a step away, within the bounds.
func (r *regression) along(b, step []float64, size float64) []float64 {
	next := make([]float64, len(b))
	for j := range next {
		next[j] = b[j] + float64(size*step[j])
		if j < r.bounded {
			next[j] = max(0, next[j])
		}
	}
	return next
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += float64(x * b[i])
	}
	return sum
}

// solve replaces y by the solution x of m·x = y. Of m, which must be positive
// definite, it reads what is on and below the diagonal, and overwrites that by
// its Cholesky factor.
func solve(m [][]float64, y []float64) {
	for i := range m {
		for j := range i {
			m[i][j] = (m[i][j] - dot(m[i][:j], m[j][:j])) / m[j][j]
		}
		m[i][i] = math.Sqrt(m[i][i] - dot(m[i][:i], m[i][:i]))
		y[i] = (y[i] - dot(m[i][:i], y[:i])) / m[i][i]
	}
	for i := len(m) - 1; i >= 0; i-- {
		for j := i + 1; j < len(m); j++ {
			y[i] -= float64(m[j][i] * y[j])
		}
		y[i] /= m[i][i]
	}
}
