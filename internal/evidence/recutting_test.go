package evidence

import (
	"math"
	"math/rand/v2"
	"testing"

	"chs/rubric"
)

// Of metrics that tell nothing hardly any is cut, be it so that all are rated nearly
// the same, and no score is the worse for it.
func TestNoiseIsNotCut(t *testing.T) {
	taken := 0
	for seed := range uint64(10) {
		p := population{accounts: 1500, seed: seed, base: 0, criteria: []trueCriterion{
			{stepped(2, false, 20, 40, 60, 80), uniform, 0}, {nil, uniform, 0}, {nil, uniform, 0.1},
		}}
		f := fitCuts(t, measured(t, cutRubric(rising, rising, falling), 1, oneDay, p.draw()), seed%2 == 0)
		for _, c := range f.Cuts[1:] {
			if c.Fitted {
				taken++
			}
		}
		if f.Judged.Gain.High < 0 {
			t.Errorf("seed %d: cuts of noise lose %+v", seed, f.Judged.Gain)
		}
	}
	if taken > 1 {
		t.Errorf("%d of 20 metrics that tell nothing were cut", taken)
	}
}

func TestSureGain(t *testing.T) {
	tests := []struct {
		before, after []float64
		want          float64
	}{
		{[]float64{1, 1, 1, 1}, []float64{0.5, 0.5, 0.5, 0.5}, 0.5},
		{[]float64{1, 1, 1, 1}, []float64{0, 1, 0, 1}, 0.5}, // whose standard error is 0.25
		{[]float64{1, 1, 1, 1}, []float64{-1, 2, -1, 2}, 0}, // 0.75
		{[]float64{1, 1, 1, 1}, []float64{1, 1, 1, 1}, 0},
		{[]float64{1, 1, 1, 1}, []float64{2, 2, 2, 2}, 0},
	}
	for _, test := range tests {
		if got := sureGain(test.before, test.after); got != test.want {
			t.Errorf("of %v over %v it is %v, want %v", test.after, test.before, got, test.want)
		}
	}
}

// Metrics whose distribution or effect is not what cuts were made for.
func TestCutsOfOddMetrics(t *testing.T) {
	constant := func(*rand.Rand) float64 { return 7 }
	mostlyZero := func(random *rand.Rand) float64 {
		return float64(random.IntN(20) / 18 * (1 + random.IntN(100)))
	}
	tests := []struct {
		name string
		odd  trueCriterion
		own  string // the rubric's cuts
		want FittedCuts
	}{
		{"constant", trueCriterion{nil, constant, 0}, rising, FittedCuts{}},
		{"empty", trueCriterion{nil, uniform, 1}, rising, FittedCuts{}},
		{"nine tenths are equal", trueCriterion{stepped(4, true, 0, 0, 0, 0), mostlyZero, 0}, falling,
			FittedCuts{Fitted: true, Cuts: rubric.Cuts{LowerIsBetter: true}}},
		{"the other way round", trueCriterion{stepped(4, true, 80, 60, 40, 20), uniform, 0}, rising,
			FittedCuts{Fitted: true, Flipped: true, Cuts: rubric.Cuts{At: [4]float64{80, 60, 40, 20}, LowerIsBetter: true}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := population{accounts: 5000, seed: 3, base: -1, criteria: []trueCriterion{{stepped(2, false, 20, 40, 60, 80), uniform, 0}, test.odd}}
			f := fitCuts(t, measured(t, cutRubric(rising, test.own), 1, oneDay, p.draw()), true)
			got := f.Cuts[1]
			if got.Fitted != test.want.Fitted || got.Flipped != test.want.Flipped || got.Cuts.LowerIsBetter != test.want.Cuts.LowerIsBetter {
				t.Fatalf("cuts are %+v, want %+v", got, test.want)
			}
			for i, cut := range test.want.Cuts.At {
				if math.Abs(got.Cuts.At[i]-cut) > 6 {
					t.Errorf("cuts are %v, want about %v", got.Cuts.At, test.want.Cuts.At)
				}
			}
			if f.Judged.Gain.High < 0 || test.want.Fitted && f.Judged.Gain.Low <= 0 {
				t.Errorf("they gain %+v", f.Judged.Gain)
			}
		})
	}
}

// Of an effect that falls and rises again, cuts tell the half that they can.
func TestCutsOfEffectThatTurns(t *testing.T) {
	turns := func(metric float64) float64 { return math.Abs(metric-40)/10 - 2 }
	p := population{accounts: 5000, seed: 5, base: -1, criteria: []trueCriterion{{turns, uniform, 0}, {stepped(1, false, 20, 40, 60, 80), uniform, 0}}}
	f := fitCuts(t, measured(t, cutRubric(rising, rising), 1, oneDay, p.draw()), true)
	if got := f.Cuts[0]; !got.Fitted || !got.Flipped || got.Cuts.At[3] < 40 || f.Judged.Gain.Low <= 0 {
		t.Errorf("cuts are %+v, and gain %+v", got, f.Judged.Gain)
	}
}

// With 150 to 499 accounts of an outcome only quintiles are cuts.
func TestFewAccountsAreCutAtQuintiles(t *testing.T) {
	p := population{accounts: 1000, seed: 2, base: -1, criteria: []trueCriterion{{stepped(6, false, 13, 33, 47, 71), uniform, 0}}}
	table := measured(t, cutRubric("weight: 1, cuts: [1, 2, 3, 4]"), 1, oneDay, p.draw())
	got := fitCuts(t, table, false).Cuts[0]
	bins := table.metrics.bins[0]
	if len(bins) != 5 || !got.Fitted {
		t.Fatalf("%d prebins, cuts %+v", len(bins), got)
	}
	for _, cut := range got.Cuts.At {
		parts := false
		for i := range bins[1:] {
			parts = parts || bins[i].High < cut && cut <= bins[i+1].Low
		}
		if !parts {
			t.Errorf("%v is not between quintiles %+v", cut, bins)
		}
	}
}
