package evidence

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The metrics of [causes], by index.
const (
	usage   = iota // more is better
	tickets        // less is better, one of 0 to 8, and one in ten not known
	plan           // texts: 2 is worst, then 0, then 1 and 3 alike
	copied         // usage, nearly
	noise
	leak // the outcome, nearly
	told // known of leavers alone
)

// causes makes accounts of known causes.
func causes(n int, seed uint64) (*Accounts, []Metric) {
	random := rand.New(rand.NewPCG(seed, 7))
	a, metrics := NewAccounts(42), make([]Metric, 7)
	metrics[plan].Texts = 4
	for i := range n {
		x, y, text := random.NormFloat64(), random.IntN(9), random.IntN(4)
		logit := -1.5 - x + 0.3*float64(y-4) + []float64{0, -0.7, 1, -0.7}[text]
		left := random.Float64() < probability(logit)
		values := []float64{x, float64(y), float64(text), x + 0.3*random.NormFloat64(), random.NormFloat64(), random.NormFloat64(), math.NaN()}
		if random.IntN(10) == 0 {
			values[tickets] = math.NaN()
		}
		if left {
			values[leak] += 4
			values[told] = 1
		}
		for m, v := range values {
			metrics[m].Values = append(metrics[m].Values, v)
		}
		a.Add(strconv.Itoa(i), i+1, left)
	}
	return a, metrics
}

// choose chooses of accounts that allow for it.
func choose(t *testing.T, a *Accounts, metrics []Metric) *Choice {
	t.Helper()
	c, err := a.Choose(metrics, 5)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestChooseFindsWhatWasPlanted(t *testing.T) {
	for _, n := range []int{600, 3000} {
		a, metrics := causes(n, 1)
		c := choose(t, a, metrics)
		var found []int
		for _, x := range c.Criteria {
			found = append(found, x.Metric)
		}
		if slices.Sort(found); !slices.Equal(found, []int{usage, tickets, plan}) {
			t.Errorf("of %d accounts the criteria are of %v", n, found)
		}
		weights := 0
		for _, x := range c.Criteria {
			weights += x.Weight
			all := sum(x.Rated[:])
			if all != c.Tally {
				t.Errorf("metric %d rates %v, want all %v", x.Metric, all, c.Tally)
			}
			switch x.Metric {
			case usage:
				if x.Cuts.LowerIsBetter || x.Rated[0].Accounts() > 0 {
					t.Errorf("more usage is better, and always known: %+v", x)
				}
			case tickets:
				if !x.Cuts.LowerIsBetter || x.Rated[0].Accounts() < n/20 {
					t.Errorf("fewer tickets are better, and one in ten not known: %+v", x)
				}
			case plan:
				if x.Ratings[2] != 1 || x.Ratings[0] >= min(x.Ratings[1], x.Ratings[3]) {
					t.Errorf("the plans are rated %v", x.Ratings)
				}
			}
		}
		if weights != 100 {
			t.Errorf("weights sum to %d", weights)
		}
		if c.Judged.Value < 0.7 || c.Judged.Value > 0.85 {
			t.Errorf("the AUC is %v", c.Judged)
		}
	}
}

func TestChoosePassesOver(t *testing.T) {
	a, metrics := causes(3000, 1)
	c := choose(t, a, metrics)
	got := map[int]Passed{}
	for _, p := range c.Passed {
		got[p.Metric] = p
	}
	if p := got[copied]; p.Why != MovesWith || p.Beside != usage || p.Correlation < 0.93 || p.Correlation > 0.98 {
		t.Errorf("a copy is passed over: %+v", p)
	}
	if p := got[noise]; p.Why != AddsNothing {
		t.Errorf("noise is passed over: %+v", p)
	}
	if p := got[leak]; p.Why != Leaks || p.AUC < 0.99 {
		t.Errorf("a leak is passed over: %+v", p)
	}
	if p := got[told]; p.Why != Leaks || p.AUC != 0 {
		t.Errorf("what is told of leavers alone is passed over: %+v", p)
	}
}

func TestChooseHasRoomForSix(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 7))
	a, metrics := NewAccounts(42), make([]Metric, 8)
	for i := range 2000 {
		logit := -1.0
		for m := range metrics {
			x := random.NormFloat64()
			logit += 0.6 * x
			metrics[m].Values = append(metrics[m].Values, x)
		}
		a.Add(strconv.Itoa(i), i+1, random.Float64() < probability(logit))
	}
	c := choose(t, a, metrics)
	if len(c.Criteria) != 6 || len(c.Passed) != 2 || c.Passed[0].Why != NoRoom || c.Passed[1].Why != NoRoom {
		t.Errorf("of eight metrics six are chosen: %+v", c)
	}
}

// Cuts are those of fifths unless there are enough accounts for others.
func TestChooseFitsWhatItMay(t *testing.T) {
	for _, test := range []struct {
		n    int
		want Permit
	}{{400, ToFitWeights}, {1000, ToFitQuintiles}, {3000, ToFitCuts}} {
		a, metrics := causes(test.n, 5)
		c := choose(t, a, metrics[:1])
		x := c.Criteria[0]
		if c.Fitted != test.want {
			t.Errorf("of %v it fits as from %d on, want %d", c.Tally, c.Fitted, test.want)
		}
		for rating, in := range x.Rated[1:] {
			if share := float64(in.Accounts()) / float64(test.n); c.Fitted == ToFitWeights && math.Abs(share-0.2) > 0.01 ||
				in.Accounts() > 0 && share < 0.05 {
				t.Errorf("of %d accounts a share of %v is rated %d", test.n, share, rating+1)
			}
		}
	}
}

func TestChooseRefuses(t *testing.T) {
	few, metrics := causes(80, 1)
	var tooFew *TooFew
	if _, err := few.Choose(metrics, 5); !errors.As(err, &tooFew) || err.Error() != "too few to choose criteria by: 21 leavers among 80 accounts; want at least 30" {
		t.Errorf("of %v it says %v", few.Tally, err)
	}
	a, metrics := causes(600, 1)
	for _, nothing := range [][]Metric{nil, {metrics[noise]}, {metrics[leak]}, {{Values: make([]float64, 600)}}} {
		var nothingTells *NothingTells
		if _, err := a.Choose(nothing, 5); !errors.As(err, &nothingTells) {
			t.Errorf("of metrics that tell nothing it says %v", err)
		}
	}
}

func TestNothingTellsSaysHowLittle(t *testing.T) {
	e := &NothingTells{Judged: AUC{0.5213, Interval{0.4501, 0.5926}}}
	const want = "nothing was found that tells leavers from stayers: out of fold the AUC is 0.521, with a 95% interval from 0.450 to 0.593; chance has 0.5"
	if got := e.Error(); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// Of outcomes that have no cause, at most one choice in twenty says otherwise.
func TestChooseIsRarelyFooled(t *testing.T) {
	fooled := 0
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 9))
		a, metrics := NewAccounts(seed), make([]Metric, 12)
		for i := range 400 {
			for m := range metrics {
				metrics[m].Values = append(metrics[m].Values, random.NormFloat64())
			}
			a.Add(strconv.Itoa(i), i+1, random.IntN(4) == 0)
		}
		if _, err := a.Choose(metrics, 5); err == nil {
			fooled++
		}
	}
	if fooled > 2 {
		t.Errorf("fooled %d times of 40", fooled)
	}
}

func TestChooseWhateverTheOrder(t *testing.T) {
	a, metrics := causes(500, 2)
	want := choose(t, a, metrics)
	random := newRandom()
	for range 8 {
		shuffled, others := NewAccounts(42), make([]Metric, len(metrics))
		for _, i := range random.Perm(500) {
			shuffled.Add(strconv.Itoa(i), i+1, a.all[i].left)
			for m := range metrics {
				others[m].Values = append(others[m].Values, metrics[m].Values[i])
				others[m].Texts = metrics[m].Texts
			}
		}
		if diff := cmp.Diff(want, choose(t, shuffled, others)); diff != "" {
			t.Fatalf("in another order (-want +got):\n%s", diff)
		}
	}
}

func BenchmarkChoose(b *testing.B) {
	a, metrics := causes(100_000, 1)
	for b.Loop() {
		if _, err := a.Choose(metrics, 5); err != nil {
			b.Fatal(err)
		}
	}
}
