package evidence

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/rubric"
)

// bruteJoin tries all stretches.
func bruteJoin(bins []prebin, least int) (most float64) {
	most = math.Inf(-1)
	var try func(first int, effects []float64, gain float64)
	try = func(first int, effects []float64, gain float64) {
		if first == len(bins) {
			falling := slices.Clone(effects)
			slices.Reverse(falling)
			if strictlyRising(effects) || strictlyRising(falling) {
				most = max(most, gain)
			}
			return
		}
		if len(effects) == maxStretches {
			return
		}
		var sum prebin
		for end := first; end < len(bins); end++ {
			sum.Accounts += bins[end].Accounts
			sum.Excess += bins[end].Excess
			sum.Weight += bins[end].Weight
			if effect := sum.Excess / sum.Weight; sum.Accounts >= least {
				try(end+1, append(slices.Clone(effects), effect), gain+sum.Excess*effect)
			}
		}
	}
	try(0, nil, 0)
	return most
}

func strictlyRising(x []float64) bool {
	for i := 1; i < len(x); i++ {
		if x[i] <= x[i-1] {
			return false
		}
	}
	return true
}

func TestJoinIsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bins := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) prebin {
			n := rapid.IntRange(1, 9).Draw(t, "accounts")
			return prebin{
				Accounts: n,
				Excess:   rapid.Float64Range(-3, 3).Draw(t, "excess"),
				Weight:   rapid.Float64Range(0.1, 2).Draw(t, "weight"),
			}
		}), 1, 10).Draw(t, "bins")
		least := rapid.IntRange(1, 12).Draw(t, "least")
		got := joinAtLeast(bins, least)
		want := bruteJoin(bins, least)
		if math.IsInf(want, -1) {
			if len(got.Ends) != 0 {
				t.Fatalf("joined %+v where nothing can be", got)
			}
			return
		}
		if got.Gain != want {
			t.Fatalf("gain is %v, want %v", got.Gain, want)
		}
		checkStretches(t, bins, least, got)
	})
}

// checkStretches checks that stretches are what [joinAtLeast] says.
func checkStretches(t rapid.TB, bins []prebin, least int, s stretches) {
	gain, first := 0.0, 0
	for i, end := range s.Ends {
		var sum prebin
		for _, bin := range bins[first:end] {
			sum.Accounts += bin.Accounts
			sum.Excess += bin.Excess
			sum.Weight += bin.Weight
		}
		gain += sum.Excess * (sum.Excess / sum.Weight)
		if sum.Accounts < least || s.Effects[i] != sum.Excess/sum.Weight {
			t.Errorf("stretch %d has %d accounts, and an effect of %v: %+v", i, sum.Accounts, sum.Excess/sum.Weight, s)
		}
		first = end
	}
	falling := slices.Clone(s.Effects)
	slices.Reverse(falling)
	if first != len(bins) || len(s.Ends) > maxStretches || gain != s.Gain || !strictlyRising(s.Effects) && !strictlyRising(falling) {
		t.Errorf("stretches are %+v", s)
	}
}

func TestJoinOfEqualGains(t *testing.T) {
	of := func(excesses ...float64) (bins []prebin) {
		for _, excess := range excesses {
			bins = append(bins, prebin{Accounts: 1, Excess: excess, Weight: 1})
		}
		return bins
	}
	tests := []struct {
		name string
		bins []prebin
		want []int
	}{
		{"none", nil, nil},
		{"one", of(1), []int{1}},
		{"fewer stretches", of(-1, -1, 1, 1), []int{2, 4}},
		{"the lower cut", []prebin{{Accounts: 2, Excess: -1, Weight: 1}, {Weight: 1}, {Accounts: 2, Excess: 1, Weight: 1}}, []int{1, 3}},
		{"rising effects", of(1, -1, 1), []int{2, 3}},
		{"nothing to tell apart", of(0, 0, 0), []int{3}},
	}
	for _, test := range tests {
		if got := joinAtLeast(test.bins, 1).Ends; !slices.Equal(got, test.want) {
			t.Errorf("%s: ends are %v, want %v", test.name, got, test.want)
		}
	}
}

func TestRatingsOfStretches(t *testing.T) {
	tests := []struct {
		effects []float64
		want    []int
	}{
		{[]float64{2, -1}, []int{1, 5}},
		{[]float64{-1, 2}, []int{5, 1}},
		{[]float64{1, 0, -1}, []int{1, 3, 5}},
		{[]float64{1, 0.9, -1}, []int{1, 2, 5}},
		{[]float64{-1, -0.7, 1}, []int{5, 4, 1}},
		{[]float64{1, 0.25, -1}, []int{1, 2, 5}}, // 2.5 is as near to 3
		{[]float64{1, 0.9, 0.8, -1}, []int{1, 2, 3, 5}},
		{[]float64{1, 0.5, -0.5, -1}, []int{1, 2, 4, 5}},
		{[]float64{9, 4, 3, 2, 1}, []int{1, 2, 3, 4, 5}},
		{[]float64{1, 2, 3, 4, 9}, []int{5, 4, 3, 2, 1}},
	}
	for _, test := range tests {
		s := stretches{Effects: test.effects}
		if got := s.Ratings(); !slices.Equal(got, test.want) {
			t.Errorf("of %v they are %v, want %v", test.effects, got, test.want)
		}
	}
}

func TestCutsOfStretches(t *testing.T) {
	bins := []prebin{{Low: 0, High: 3}, {Low: 4, High: 18}, {Low: 23, High: 70}}
	tests := []struct {
		name string
		s    stretches
		want rubric.Cuts
	}{
		{"rising", stretches{Ends: []int{1, 2, 3}, Effects: []float64{1, 0.9, -1}}, rubric.Cuts{At: [4]float64{4, 20, 20, 20}}},
		{"falling", stretches{Ends: []int{1, 2, 3}, Effects: []float64{-1, -0.9, 1}}, rubric.Cuts{At: [4]float64{20, 20, 20, 3}, LowerIsBetter: true}},
		{"two", stretches{Ends: []int{2, 3}, Effects: []float64{1, -1}}, rubric.Cuts{At: [4]float64{20, 20, 20, 20}}},
	}
	for _, test := range tests {
		if got, ok := test.s.Cuts(bins); !ok || got != test.want {
			t.Errorf("%s: they are %v, %t; want %v", test.name, got, ok, test.want)
		}
	}
	one := stretches{Ends: []int{3}, Effects: []float64{1}}
	if got, ok := one.Cuts(bins); ok || one.LowerIsBetter() {
		t.Errorf("one stretch has the cuts %v", got)
	}
}

// Cuts rate the metrics of each stretch as the stretch.
func TestCutsRateAsStretches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		metrics := rapid.SliceOfNDistinct(rapid.Float64(), 4, 20, rapid.ID).Draw(t, "metrics")
		slices.Sort(metrics)
		var bins []prebin
		for i := 0; i+1 < len(metrics); i += 2 {
			bins = append(bins, prebin{Low: metrics[i], High: metrics[i+1], Accounts: 1,
				Excess: rapid.Float64Range(-1, 1).Draw(t, "excess"), Weight: 1})
		}
		s := joinAtLeast(bins, 1)
		cuts, ok := s.Cuts(bins)
		if !ok {
			return
		}
		first := 0
		for i, rating := range s.Ratings() {
			for _, bin := range bins[first:s.Ends[i]] {
				for _, metric := range []float64{bin.Low, bin.High} {
					if got := rate(metric, &cuts); got != rating {
						t.Fatalf("%v is rated %d by %v, want %d", metric, got, cuts, rating)
					}
				}
			}
			first = s.Ends[i]
		}
	})
}

// rate returns the rating of a metric by cuts.
func rate(metric float64, cuts *rubric.Cuts) int {
	rating := 1
	for _, cut := range cuts.At {
		if cuts.LowerIsBetter && metric <= cut || !cuts.LowerIsBetter && metric >= cut {
			rating++
		}
	}
	return rating
}

func TestShortest(t *testing.T) {
	tests := []struct {
		low, high    float64
		above, below float64 // for rising and for falling cuts
	}{
		{0, 1, 1, 0},
		{30, 31, 31, 30},
		{-3, 5, 0, 0},
		{12, 47, 30, 30},
		{95, 104, 100, 100},
		{19.5, 20.4, 20, 20},
		{20, 27, 23, 20},
		{25.13, 25.17, 25.15, 25.15},
		{0.0021, 0.0034, 0.003, 0.003},
		{-47, -12, -30, -30},
		{-1, 0, 0, -1},
		{1e300, 2e300, 2e300, 1e300},
		{-math.MaxFloat64, math.MaxFloat64, 0, 0},
		{0, 5e-324, 5e-324, 0},
		{1, 1.0000000000000002, 1.0000000000000002, 1},
	}
	for _, test := range tests {
		above, below := shortest(test.low, test.high, false), shortest(test.low, test.high, true)
		if diff := cmp.Diff([2]float64{test.above, test.below}, [2]float64{above, below}); diff != "" {
			t.Errorf("between %v and %v (-want +got):\n%s", test.low, test.high, diff)
		}
	}
}

// No number between is shorter.
func TestShortestIsShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := float64(rapid.IntRange(0, 2000).Draw(t, "low")) / 10
		high := low + float64(rapid.IntRange(1, 500).Draw(t, "apart"))/10
		got := shortest(low, high, false)
		for _, unit := range []float64{1000, 100, 10, 1} {
			if between := math.Floor(low/unit)*unit + unit; between <= high {
				if got != math.Floor(got/unit)*unit {
					t.Fatalf("between %v and %v it is %s, but %v is shorter", low, high, strconv.FormatFloat(got, 'g', -1, 64), between)
				}
				break
			}
		}
		if got <= low || got > high {
			t.Fatalf("between %v and %v it is %v", low, high, got)
		}
	})
}
