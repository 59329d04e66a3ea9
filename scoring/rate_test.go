package scoring

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"chs/rubric"
)

func TestRate(t *testing.T) {
	rising, falling := [4]float64{25, 50, 65, 80}, [4]float64{15, 10, 5, 2}
	tests := []struct {
		x             float64
		cuts          [4]float64
		lowerIsBetter bool
		want          int
	}{
		{24.999, rising, false, 1}, {25, rising, false, 2}, {49.999, rising, false, 2}, {50, rising, false, 3},
		{65, rising, false, 4}, {79.999, rising, false, 4}, {80, rising, false, 5}, {1e300, rising, false, 5}, {-1e300, rising, false, 1},
		{15.001, falling, true, 1}, {15, falling, true, 2}, {10, falling, true, 3}, {5.001, falling, true, 3}, {5, falling, true, 4},
		{2, falling, true, 5}, {-1, falling, true, 5},
		{4.999, [4]float64{5, 5, 5, 5}, false, 1}, {5, [4]float64{5, 5, 5, 5}, false, 5},
		{5, [4]float64{5, 5, 5, 5}, true, 5}, {5.001, [4]float64{5, 5, 5, 5}, true, 1},
		{20, [4]float64{20, 20, 40, 40}, false, 3}, {40, [4]float64{20, 20, 40, 40}, false, 5}, {39, [4]float64{20, 20, 40, 40}, false, 3},
		{math.NaN(), rising, false, 0}, {math.NaN(), falling, true, 0},
	}
	for _, test := range tests {
		if got := Rate(test.x, test.cuts, test.lowerIsBetter); got != test.want {
			t.Errorf("Rate(%v, %v, %v) = %d, want %d", test.x, test.cuts, test.lowerIsBetter, got, test.want)
		}
	}
}

func TestRateMirrored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := float64(rapid.IntRange(-6, 6).Draw(t, "x"))
		lower := rapid.Bool().Draw(t, "lower is better")
		var cuts, mirrored [4]float64
		for i := range cuts {
			cuts[i] = float64(rapid.IntRange(-5, 5).Draw(t, "cut"))
			mirrored[i] = -cuts[i]
		}
		if got, want := Rate(-x, mirrored, !lower), Rate(x, cuts, lower); got != want {
			t.Fatalf("Rate(%v, %v, %v) is %d, mirrored %d", x, cuts, lower, want, got)
		}
	})
}

// Cuts that judge a column have a shorter way.
func TestColumnsAreRatedAsAllMetricsAre(t *testing.T) {
	numbers := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{
		math.NaN(), 0, math.Copysign(0, -1), 1, -1, 2, 2.5, math.SmallestNonzeroFloat64, math.MaxFloat64, math.Inf(1), math.Inf(-1),
	}))
	rapid.Check(t, func(t *rapid.T) {
		x := numbers.Draw(t, "x")
		cuts := rubric.Cuts{LowerIsBetter: rapid.Bool().Draw(t, "lower is better")}
		for i := range cuts.At {
			cuts.At[i] = numbers.Draw(t, "cut")
		}
		s := &Scorer{rubric: &rubric.Rubric{}, criteria: []criterion{{judge: rubric.ByCuts, expires: None}}}
		g := s.newGroup(nil, []int{1}, []rubric.Cuts{cuts})
		r := &Result{row: row{cells: []cell{{num: x}}}}
		s.rate(&g, r)
		if want := s.criteria[0].rate(0, &cuts, r); int(r.Ratings[0]) != want || g.raters[0].column == None {
			t.Errorf("%v by %+v is %d; want %d", x, cuts, r.Ratings[0], want)
		}
	})
}
