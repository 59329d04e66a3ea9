package evidence

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Where all shares are as a logistic has them, it is found again.
func TestFitFindsWhatWasPlanted(t *testing.T) {
	planted := logistic{-3, 0.05}
	var samples []sample
	for x := 0.0; x <= 100; x += 10 {
		samples = append(samples, sample{x, 1000 * probability(planted.logit(x)), 1000})
	}
	if got := fit(samples); math.Abs(got.Intercept-planted.Intercept) > 1e-10 || math.Abs(got.Slope-planted.Slope) > 1e-12 {
		t.Errorf("got %+v, want %+v", got, planted)
	}
}

// What is fitted has the highest likelihood: its gradient is 0.
func TestPlattIsTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scoresOf(drawAccounts(t))
		fitted := fitPlatt(s)
		ofLeaver := float64(s.Leavers+1) / float64(s.Leavers+2)
		ofStayer := 1 / float64(s.Stayers+2)
		var excess, byRisk float64
		for _, c := range s.Cells {
			p := probability(fitted.logit(c.Score))
			e := float64(c.Leavers)*(p-ofLeaver) + float64(c.Stayers)*(p-ofStayer)
			excess += e
			byRisk += e * risk(c.Score)
		}
		if len(s.Cells) > 1 && max(math.Abs(excess), math.Abs(byRisk)) > 1e-9 {
			t.Errorf("the gradient is %v, %v", excess, byRisk)
		}
	})
}

// A score that says nothing has one probability, near the base rate.
func TestPlattOfOneScore(t *testing.T) {
	fitted := fitPlatt(scoresOf([]drawn{{score: 5000, left: true}, {score: 5000}, {score: 5000}, {score: 5000}}))
	if got := probability(fitted.logit(0)); !near(got, 2.0/6) || probability(fitted.logit(maxScore)) != got {
		t.Errorf("got %v", got)
	}
}

// Figures are as if each account were judged by itself, by what was fitted to
// the accounts of the other folds.
func TestCalibrationIsOutOfFold(t *testing.T) {
	table := tableOf(t, threeCriteria, 1, madeUp(300, newRandom())...)
	folds := table.folds(4)
	var brier, loss, n float64
	for f, fold := range folds {
		var others []drawn
		for g, other := range folds {
			for i, tally := range other {
				for range tally.Leavers {
					others = append(others, drawn{score: int(table.Rows[i].Score), left: true})
				}
				for range tally.Stayers {
					others = append(others, drawn{score: int(table.Rows[i].Score)})
				}
			}
			if g == f {
				others = others[:len(others)-accountsOf(other)]
			}
		}
		fitted := fitPlatt(scoresOf(others))
		for i, tally := range fold {
			p := probability(fitted.logit(int(table.Rows[i].Score)))
			for range tally.Leavers {
				brier += (1 - p) * (1 - p)
				loss -= math.Log(p)
			}
			for range tally.Stayers {
				brier += p * p
				loss -= math.Log(1 - p)
			}
			n += float64(tally.Accounts())
		}
	}
	got := table.Calibrate(4)
	if n != 300 || !near(got.Brier, brier/n) || !near(got.LogLoss, loss/n) {
		t.Errorf("Brier %v, log-loss %v; want %v, %v", got.Brier, got.LogLoss, brier/n, loss/n)
	}
	if got.ECE <= 0 || got.ECE > 0.1 || !got.SlopeKnown || math.Abs(got.Slope-1) > 0.3 {
		t.Errorf("a made-up score that is well calibrated has %+v", got)
	}
}

func accountsOf(fold []Tally) (n int) {
	for _, tally := range fold {
		n += tally.Accounts()
	}
	return n
}

func TestCalibrationTenths(t *testing.T) {
	forecasts := []forecast{{-2, Tally{1, 9}}, {-1, Tally{0, 5}}, {0, Tally{10, 10}}, {2, Tally{60, 5}}}
	got := tenthsOf(forecasts, 100)
	want := []CalibrationTenth{
		{probability(-2), Share{1, 10}}, {probability(-1), Share{0, 5}}, {0.5, Share{10, 20}}, {probability(2), Share{60, 65}},
	}
	for i := range want {
		if len(got) != 4 || got[i].Share != want[i].Share || !near(got[i].Probability, want[i].Probability) {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	}
	if got := tenthsOf([]forecast{{-1, Tally{1, 1}}, {-0.5, Tally{1, 1}}, {2, Tally{48, 48}}}, 100); len(got) != 2 || got[0].Whole != 4 {
		t.Errorf("of one tenth there are %+v", got)
	}
}

// Accounts of equal probabilities are one forecast, however many scores have it, so
// that which of them left has no say in the tenth that they are in.
func TestForecastsAreOneAProbability(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scoresOf(drawAccounts(t))
		all := forecasts(ByIsotonic, []trial{{s, s}, {s, s}})
		accounts := 0
		for i, f := range all {
			accounts += f.Accounts()
			if i > 0 && all[i-1].logit >= f.logit {
				t.Fatalf("%v is followed by %v", all[i-1], f)
			}
		}
		pools := map[Tally]bool{} // no two pools have the same mean
		for _, p := range fitIsotonic(s).pools {
			pools[p.Tally] = true
		}
		if len(all) != len(pools) || accounts != 2*s.Accounts() {
			t.Fatalf("%d forecasts of %d accounts; want %d of %d", len(all), accounts, len(pools), 2*s.Accounts())
		}
	})
}

func TestSlopeNeedsScoresThatOverlap(t *testing.T) {
	tests := []struct {
		name string
		all  []forecast
		want bool
	}{
		{"overlap", []forecast{{-1, Tally{1, 3}}, {1, Tally{3, 1}}}, true},
		{"parted", []forecast{{-1, Tally{0, 3}}, {1, Tally{3, 0}}}, false},
		{"parted but for one forecast", []forecast{{-1, Tally{0, 3}}, {0, Tally{2, 2}}, {1, Tally{3, 0}}}, false},
		{"parted the wrong way round", []forecast{{-1, Tally{3, 0}}, {1, Tally{0, 3}}}, false},
	}
	for _, test := range tests {
		slope, ok := slope(test.all)
		if ok != test.want || ok && !near(slope, math.Log(3)) {
			t.Errorf("%s: got %v, %t", test.name, slope, ok)
		}
	}
}
