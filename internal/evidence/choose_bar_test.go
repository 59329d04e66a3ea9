package evidence

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The rank correlation is that of the pairs of ranks.
func TestRankCorrelation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 30).Draw(t, "n")
		code := rapid.Custom(func(t *rapid.T) uint8 { return uint8(rapid.IntRange(0, 4).Draw(t, "code")) })
		x := &coded{codes: rapid.SliceOfN(code, n, n).Draw(t, "x"), texts: 4}
		y := &coded{codes: rapid.SliceOfN(code, n, n).Draw(t, "y"), texts: 4}
		s := &selection{chooser: &chooser{metrics: []*coded{x, y}, fold: make([]uint8, n)}, without: none}
		s.orders = [][]int{{0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}}
		var a, b []float64
		for i := range n {
			if x.codes[i] > 0 && y.codes[i] > 0 {
				a, b = append(a, float64(x.codes[i])), append(b, float64(y.codes[i]))
			}
		}
		if got, want := s.correlation(0, 1), pearson(midranks(a), midranks(b)); math.Abs(got-want) > 1e-12 {
			t.Fatalf("it is %v, want %v", got, want)
		}
	})
}

func midranks(values []float64) []float64 {
	ranks := make([]float64, len(values))
	for i, v := range values {
		for _, other := range values {
			switch {
			case other < v:
				ranks[i]++
			case other == v:
				ranks[i] += 0.5
			}
		}
	}
	return ranks
}

func pearson(a, b []float64) float64 {
	mean := func(x []float64) (m float64) {
		for _, v := range x {
			m += v / float64(len(x))
		}
		return m
	}
	ma, mb := mean(a), mean(b)
	var product, squareA, squareB float64
	for i := range a {
		product += (a[i] - ma) * (b[i] - mb)
		squareA += (a[i] - ma) * (a[i] - ma)
		squareB += (b[i] - mb) * (b[i] - mb)
	}
	if squareA < 1e-9 || squareB < 1e-9 {
		return 0
	}
	return product / math.Sqrt(squareA*squareB)
}
