package evidence

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/rubric"
	"chs/scoring"
)

// fitCuts fits cuts, and weights if refit.
func fitCuts(t testing.TB, table *Table, refit bool) *Fit {
	t.Helper()
	f, err := table.FitCuts(5, DefaultRidge, refit)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// planted cuts of three criteria: one rises, one falls, and one has no effect.
var plantedCuts = population{accounts: 10_000, seed: 1, base: -1, criteria: []trueCriterion{
	{stepped(3, false, 10, 20, 40, 50), uniform, 0},
	{stepped(3, true, 90, 80, 60, 30), uniform, 0.05},
	{nil, uniform, 0},
}}

const (
	rising  = "weight: 10, cuts: [20, 40, 60, 80]"
	falling = "weight: 10, cuts: [80, 60, 40, 20]"
)

// plantedRubric has cuts of its own for the planted ones, which are ownCuts.
var (
	plantedRubric = cutRubric(rising, falling, rising)
	ownCuts       = []rubric.Cuts{{At: [4]float64{20, 40, 60, 80}}, {At: [4]float64{80, 60, 40, 20}, LowerIsBetter: true}, {At: [4]float64{20, 40, 60, 80}}}
)

// Planted cuts are found to 6 of 100, and weights to 5, whatever the rubric had, and
// a criterion that tells nothing keeps its cuts.
func TestPlantedCutsAreFound(t *testing.T) {
	wanted := [][4]float64{{10, 20, 40, 50}, {90, 80, 60, 30}}
	for name, third := range map[string]string{"cuts": "weight: 1, cuts: [20, 40, 60, 80]", "all": rising} {
		t.Run(name, func(t *testing.T) {
			table := measured(t, cutRubric(rising, falling, third), 1, oneDay, plantedCuts.draw())
			f := fitCuts(t, table, name == "all")
			for k, want := range wanted {
				got := f.Cuts[k]
				for i, cut := range want {
					if !got.Fitted || got.Flipped || math.Abs(got.Cuts.At[i]-cut) > 6 || got.Cuts.LowerIsBetter != (k == 1) || got.Gain < leastGain {
						t.Errorf("cuts are %+v, want about %v", got, want)
						break
					}
				}
			}
			if got := f.Cuts[2]; got.Fitted || got.Accounts() != 10_000 {
				t.Errorf("cuts of nothing are %+v", got)
			}
			if w := f.Segments[0].Weights; name == "all" && (w[0] < 4500 || w[1] < 4500 || w[2] > 500) {
				t.Errorf("weights are %v, want about 50, 50 and 0", w)
			}
			if f.Judged.Gain.Low <= 0 || f.Segments[0].Fitted != (name == "all") {
				t.Errorf("they gain %+v; weights are %+v", f.Judged, f.Segments)
			}
			if full := table.Refitted(f.Segments, f.Cuts).Scores().AUC().Value; math.Abs(full-f.Judged.AUC.Value) > 0.01 {
				t.Errorf("all accounts' AUC is %v, out of fold %v", full, f.Judged.AUC.Value)
			}
		})
	}
}

// Not a bit of what is fitted depends on the order of the rows, or on the parts
// that take them in.
func TestCutsDoNotDependOnOrder(t *testing.T) {
	p := plantedCuts
	p.accounts = 2000
	accounts := p.draw()
	accounts = append(accounts, observed{id: "id1", metrics: []string{"1", "2", "3"}}, observed{id: "id1", metrics: []string{"1", "99", "3"}})
	text := plantedRubric + "segments: [{name: s, when: m2 < 30, weights: {C0: 20}, cuts: {C1: [70, 60, 50, 40]}}]\n"
	want := fitCuts(t, measured(t, text, 1, oneDay, accounts), true)
	random := newRandom()
	for parts := 1; parts < 4; parts++ {
		random.Shuffle(len(accounts), func(i, j int) { accounts[i], accounts[j] = accounts[j], accounts[i] })
		got := fitCuts(t, measured(t, text, parts, oneDay, accounts), true)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(FittedCuts{})); diff != "" {
			t.Errorf("in another order (-want +got):\n%s", diff)
		}
	}
}

func TestGatesOfCuts(t *testing.T) {
	for leavers, prebins := range map[int]int{149: 0, 150: 5, 499: 5, 500: maxPrebins} {
		p := population{accounts: 4 * leavers, seed: 1, criteria: []trueCriterion{{nil, uniform, 0}}}
		accounts := p.draw()
		for i := range accounts {
			accounts[i].left = i < leavers
		}
		table := measured(t, cutRubric(rising), 1, oneDay, accounts)
		if got := len(table.metrics.bins[0]); got != prebins {
			t.Errorf("of %d leavers there are %d prebins, want %d", leavers, got, prebins)
		}
		_, err := table.FitCuts(2, DefaultRidge, false)
		if prebins > 0 {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		want := "too few to fit cuts to: 149 leavers among 596 scored accounts; want at least 150"
		if refusal, ok := errors.AsType[*Refusal](err); !ok || refusal.Want != ToFitQuintiles || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestNoMetricsToFitCutsTo(t *testing.T) {
	p := population{accounts: 100, criteria: []trueCriterion{{nil, uniform, 1}, {nil, uniform, 0}}}
	_, err := measured(t, cutRubric(rising, "weight: 1, cuts: quintiles"), 1, oneDay, p.draw()).FitCuts(5, DefaultRidge, true)
	want := "too few to fit cuts to: no account has a score, a metric that is cut, and a known outcome"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestNoCutsToFit(t *testing.T) {
	table := measured(t, cutRubric("weight: 1", "weight: 1, cuts: quintiles"), 1, oneDay, nil)
	if _, err := table.FitCuts(5, DefaultRidge, true); !errors.Is(err, errNoCuts) {
		t.Errorf("got %v", err)
	}
}

// Each account is judged by the rubric of the cuts and weights that were fitted
// as if its fold had never been.
func TestCutsAreJudgedOutOfFold(t *testing.T) {
	p := plantedCuts
	p.accounts = 2500
	accounts := p.draw()
	table := measured(t, plantedRubric, 1, oneDay, accounts)
	all := table.having()
	var judged histogram
	inFold := deal(all, 3)
	for fold := range 3 {
		others, those := divide(all, func(i int) bool { return int(inFold[i]) == fold })
		by := table.fitCuts(table.cohorts(), others, DefaultRidge, false)
		scores := measured(t, withCuts(by), 1, oneDay, accounts)
		in := map[uint64]bool{}
		for _, a := range those {
			in[a.hash] = true
		}
		for _, a := range scores.accounts {
			if in[a.hash] {
				judged[scores.Rows[a.row].Score].add(one(a.left))
			}
		}
	}
	f, err := table.FitCuts(3, DefaultRidge, false)
	if want := judged.scores().AUC(); err != nil || f.Judged.AUC != want || f.Judged.Accounts() != 2500 || f.Judged.Way != Recut {
		t.Errorf("judged %+v (%v), want %+v", f.Judged, err, want)
	}
}

func TestCutsAreJudgedLater(t *testing.T) {
	p := plantedCuts
	p.accounts = 2000
	table := measured(t, plantedRubric, 1, func(i int) int { return i / 500 }, p.draw())
	f := fitCuts(t, table, true)
	if f.Later.Way != RecutRefitted || !f.Later.Known || f.Later.Accounts() != 1000 || f.Later.Gain.Value <= 0 {
		t.Errorf("later they are judged %+v", f.Later)
	}
	if f := fitCuts(t, measured(t, plantedRubric, 1, oneDay, p.draw()), true); f.Later.Known {
		t.Errorf("of one day they are judged %+v", f.Later)
	}
}

// A segment's own cuts stay, and its accounts have no part in the others.
func TestSegmentsKeepTheirCuts(t *testing.T) {
	p := plantedCuts
	p.accounts = 3000
	text := plantedRubric + "segments: [{name: s, when: m2 < 30, cuts: {C0: [1, 2, 3, 4]}}]\n"
	table := measured(t, text, 1, oneDay, p.draw())
	f := fitCuts(t, table, true)
	if a, b := f.Cuts[0].Accounts(), f.Cuts[2].Accounts(); !f.Cuts[0].Fitted || a >= b || b != 3000 {
		t.Fatalf("cuts are %+v", f.Cuts)
	}
	before, after := map[int8]int{}, map[int8]int{}
	count := func(of map[int8]int, rows []Row) {
		for _, row := range rows {
			if row.Segment == 0 {
				of[row.Ratings[0]] += row.Accounts()
			}
		}
	}
	count(before, table.Rows)
	count(after, table.Refitted(f.Segments, f.Cuts).Rows)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("ratings by the segment's cuts (-before +after):\n%s", diff)
	}
}

// Accounts of a history have their metrics from it.
func TestCutsOfRecalledAccounts(t *testing.T) {
	p := plantedCuts
	p.accounts = 1500
	accounts := p.draw()
	text := plantedRubric
	want := measured(t, text, 1, oneDay, accounts)
	r := loadRubric(t, text)
	scorer := scoring.New(r, 0)
	result := scorer.NewResult()
	table := NewTable(r, 0, 1, nil)
	table.KeepMetrics(scorer)
	for _, a := range accounts {
		scorer.Score(a.metrics, result)
		recalled := scoring.Result{Scored: result.Scored, Score: result.Score, Band: result.Band, Segment: scoring.None, Cap: scoring.None, Ratings: result.Ratings}
		var metrics [rubric.MaxCriteria]float64
		for k := range r.Criteria {
			metrics[k] = scorer.Metric(k, result)
		}
		scorer.Recall(&recalled, metrics)
		table.Add(a.id, 0, a.left, &recalled)
	}
	table.Finish()
	if diff := cmp.Diff(fitCuts(t, want, true), fitCuts(t, table, true), cmp.AllowUnexported(FittedCuts{})); diff != "" {
		t.Errorf("from a history (-file +history):\n%s", diff)
	}
}

// BenchmarkFitCuts fits cuts and weights to six metrics, which have a thousand
// values each, out of five folds.
func BenchmarkFitCuts(b *testing.B) {
	p := population{seed: 1, base: -2}
	var criteria []string
	for k := range 6 {
		p.criteria = append(p.criteria, trueCriterion{stepped(float64(k)/2, false, 10, 30, 50, 70), uniform, 0.03})
		criteria = append(criteria, "weight: 10, cuts: [20, 40, 60, 80]")
	}
	for _, accounts := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(accounts), func(b *testing.B) {
			p.accounts = accounts
			table := measured(b, cutRubric(criteria...), 1, oneDay, p.draw())
			for b.Loop() {
				if _, err := table.FitCuts(5, DefaultRidge, true); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
