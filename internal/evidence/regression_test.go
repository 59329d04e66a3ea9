package evidence

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Nothing near what is fitted, within the bounds, has less loss.
func TestRegressionIsTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Float64Range(-2, 2)
		r := newRegression(4)
		r.bounded = rapid.IntRange(0, 3).Draw(t, "bounded")
		for i := range r.penalty {
			r.penalty[i][i] = 0.1
		}
		for range rapid.IntRange(1, 20).Draw(t, "observations") {
			all := rapid.Float64Range(1, 100).Draw(t, "all")
			x := r.observe(all*rapid.Float64Range(0, 1).Draw(t, "share"), all)
			for j := range x {
				x[j] = value.Draw(t, "x")
			}
		}
		b := r.fit()
		least := r.loss(b)
		for j := range b {
			if j < r.bounded && b[j] < 0 {
				t.Errorf("coefficient %d is %v", j, b[j])
			}
			for _, size := range []float64{-1e-3, 1e-3} {
				step := make([]float64, len(b))
				step[j] = size
				if loss := r.loss(r.along(b, step, 1)); loss < least-1e-9 {
					t.Errorf("with coefficient %d at %v + %v the loss is %v less", j, b[j], size, least-loss)
				}
			}
		}
	})
}

func TestSolve(t *testing.T) {
	const unread = 1e9
	m := [][]float64{{4, unread, unread}, {2, 5, unread}, {-2, 1, 6}}
	y := []float64{4*1 + 2*2 - 2*3, 2*1 + 5*2 + 1*3, -2*1 + 1*2 + 6*3}
	solve(m, y)
	for i, want := range []float64{1, 2, 3} {
		if math.Abs(y[i]-want) > 1e-14 {
			t.Errorf("the solution is %v", y)
		}
	}
}
