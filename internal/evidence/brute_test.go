package evidence

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A drawn account has two scores.
type drawn struct {
	score, other int
	left         bool
}

// drawAccounts draws accounts with scores of which many are equal, and at least
// two of each outcome.
func drawAccounts(t *rapid.T) []drawn {
	score := rapid.SampledFrom([]int{0, 1, 2500, 4999, 5000, 7300, 9999, 10000})
	account := rapid.Custom(func(t *rapid.T) drawn {
		return drawn{score.Draw(t, "score"), score.Draw(t, "other"), rapid.Bool().Draw(t, "left")}
	})
	all := rapid.SliceOfN(account, 4, 40).Draw(t, "accounts")
	all[0].left, all[1].left, all[2].left, all[3].left = true, true, false, false
	return all
}

func scoresOf(accounts []drawn) *Scores {
	var h histogram
	for _, a := range accounts {
		h[a.score].add(one(a.left))
	}
	return h.scores()
}

// kernel is 1 where the leaver scored lower than the stayer, and ½ where both
// scored the same.
func kernel(leaver, stayer int) float64 {
	switch {
	case leaver < stayer:
		return 1
	case leaver == stayer:
		return 0.5
	}
	return 0
}

func split(accounts []drawn) (leavers, stayers []drawn) {
	for _, a := range accounts {
		if a.left {
			leavers = append(leavers, a)
		} else {
			stayers = append(stayers, a)
		}
	}
	return leavers, stayers
}

// byDefinition returns the AUCs of a score and the other, and the variances of
// the first and of their difference, as DeLong, DeLong and Clarke-Pearson define
// them: by the structural components and their covariance matrices.
func byDefinition(accounts []drawn) (auc [2]float64, variance, difference float64) {
	leavers, stayers := split(accounts)
	m, n := float64(len(leavers)), float64(len(stayers))
	v10, v01 := make([][2]float64, len(leavers)), make([][2]float64, len(stayers))
	for i, x := range leavers {
		for j, y := range stayers {
			for k, value := range [2]float64{kernel(x.score, y.score), kernel(x.other, y.other)} {
				v10[i][k] += value / n
				v01[j][k] += value / m
				auc[k] += value / m / n
			}
		}
	}
	var s [2][2]float64
	for k := range s {
		for l := range s {
			for _, v := range v10 {
				s[k][l] += (v[k] - auc[k]) * (v[l] - auc[l]) / (m - 1) / m
			}
			for _, v := range v01 {
				s[k][l] += (v[k] - auc[k]) * (v[l] - auc[l]) / (n - 1) / n
			}
		}
	}
	return auc, s[0][0], s[0][0] + s[1][1] - 2*s[0][1]
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-12 }

func TestAUCIsAsDefined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		accounts := drawAccounts(t)
		auc, variance, difference := byDefinition(accounts)
		var pairs []pair
		for _, a := range accounts {
			pairs = append(pairs, pair{a.score, a.other, one(a.left)})
		}
		got := scoresOf(accounts).AUC()
		if !near(got.Value, auc[0]) || !near(got.Gini(), 2*auc[0]-1) {
			t.Errorf("AUC is %v, want %v", got.Value, auc[0])
		}
		if half := z * math.Sqrt(variance); variance > 1e-12 &&
			(!near(got.Low, max(0, auc[0]-half)) || !near(got.High, min(1, auc[0]+half))) {
			t.Errorf("interval is %v, want %v ± %v", got.Interval, auc[0], half)
		}
		var other Alternative
		other.compare(pairs)
		gain := other.Gain
		if !near(other.AUC.Value, auc[1]) || !near(gain.Value, auc[1]-auc[0]) {
			t.Errorf("the other's AUC is %v, and gains %v; want %v and %v", other.AUC.Value, gain.Value, auc[1], auc[1]-auc[0])
		}
		if half := z * math.Sqrt(max(0, difference)); difference > 1e-12 &&
			(!near(gain.Low, gain.Value-half) || !near(gain.High, gain.Value+half)) {
			t.Errorf("the gain's interval is %v, want %v ± %v", gain.Interval, gain.Value, half)
		}
	})
}

func TestKSIsAsDefined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		accounts := drawAccounts(t)
		leavers, stayers := split(accounts)
		distance := func(score int) float64 {
			upTo := func(all []drawn) float64 {
				n := 0
				for _, a := range all {
					if a.score <= score {
						n++
					}
				}
				return float64(n) / float64(len(all))
			}
			return math.Abs(upTo(leavers) - upTo(stayers))
		}
		most := 0.0
		for score := range maxScore + 1 {
			most = max(most, distance(score))
		}
		got := scoresOf(accounts).KS()
		if !near(got.Value, most) || !near(distance(got.Score), most) {
			t.Errorf("got %v, want %v", got, most)
		}
	})
}

// An account of a tie stands for all of it: it left as much as the tie's mean
// account did. A tenth's last account may be in it in part.
func TestTenthsAreAsDefined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		accounts := drawAccounts(t)
		leavers, _ := split(accounts)
		var risks []float64
		slices.SortFunc(accounts, func(a, b drawn) int { return a.score - b.score })
		for _, a := range accounts {
			var tie Tally
			for _, b := range accounts {
				if a.score == b.score {
					tie.add(one(b.left))
				}
			}
			risks = append(risks, float64(tie.Leavers)/float64(tie.Accounts()))
		}
		for i, tenth := range scoresOf(accounts).Tenths() {
			caught, room := 0.0, float64((i+1)*len(accounts))/10
			for _, risk := range risks {
				caught += risk * max(0, min(1, room))
				room--
			}
			capture := caught / float64(len(leavers))
			if !near(tenth.Capture, capture) || !near(tenth.Lift, capture*10/float64(i+1)) {
				t.Errorf("tenth %d is %+v, want a capture of %v", i+1, tenth, capture)
			}
		}
	})
}

func TestGroupsHoldAllAccounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		accounts := drawAccounts(t)
		s := scoresOf(accounts)
		for i, bin := range s.Bins() {
			want := Group{From: 1000 * i, To: 1000*i + 999}
			if i == 9 {
				want.To = maxScore
			}
			for _, a := range accounts {
				if a.score >= want.From && a.score <= want.To {
					want.Whole++
					if a.left {
						want.Part++
					}
				}
			}
			if bin != want {
				t.Errorf("bin %d is %+v, want %+v", i, bin, want)
			}
		}
	})
}

// The exact sums of squares do not overflow where those of 64 bits would.
func TestMomentsOfMillions(t *testing.T) {
	var m moments
	m.add(3_000_000, 4_000_000)
	m.add(3_000_000, -4_000_000)
	n := 6e6
	want := n * n * 16e12 / (n - 1)
	if got, _ := m.variance().Float64(); math.Abs(got/want-1) > 1e-15 {
		t.Errorf("got %v, want %v", got, want)
	}
}
