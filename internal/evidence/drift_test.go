package evidence

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sampled returns scores around a mean, of so many accounts.
func sampled(n, mean int, random *rand.Rand) *Scores {
	var h histogram
	for range n {
		h[min(max(mean+int(1500*random.NormFloat64()), 0), maxScore)].add(Tally{Stayers: 1})
	}
	return h.scores()
}

func TestDrift(t *testing.T) {
	random := newRandom()
	reference := sampled(5000, 6000, random)
	if got := reference.Drift(reference); got.PSI != 0 || got.Alarm() {
		t.Errorf("from itself: %+v", got)
	}
	if got := sampled(5000, 6000, random).Drift(reference); got.Alarm() || got.Bound != tolerated {
		t.Errorf("from its like: %+v", got)
	}
	if got := sampled(5000, 5000, random).Drift(reference); !got.Alarm() {
		t.Errorf("from a higher mean: %+v", got)
	}
	one := func(score int) *Scores { return scoresOf([]drawn{{score: score}, {score: score}, {score: score}}) }
	if got := one(5000).Drift(one(5000)); got.Alarm() || got.PSI != 0 {
		t.Errorf("of one score: %+v", got)
	}
	if got := sampled(500, 2000, random).Drift(one(1000)); !got.Alarm() {
		t.Errorf("from one score: %+v", got)
	}
}

// Few accounts differ by chance: the alarm is false in one of 20 samples.
func TestDriftOfFewAccounts(t *testing.T) {
	random := newRandom()
	alarms := 0
	for range 400 {
		if sampled(200, 6000, random).Drift(sampled(200, 6000, random)).Alarm() {
			alarms++
		}
	}
	if alarms < 5 || alarms > 40 {
		t.Errorf("%d of 400 alarms", alarms)
	}
}

func TestTenthEnds(t *testing.T) {
	var accounts []drawn
	for i := range 20 {
		accounts = append(accounts, drawn{score: min(i, 13) * 100})
	}
	s := scoresOf(accounts)
	want := []int{100, 300, 500, 700, 900, 1100, 1300}
	got := s.tenthEnds()
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
	if counts := s.within(got); counts[0] != 2 || counts[6] != 8 || counts[7] != 0 {
		t.Errorf("tenths have %v", counts)
	}
}

// With shares of 80 and 20% against 20 and 80%, it is 2 · 0.6 · ln 4.
func TestDivergence(t *testing.T) {
	tests := []struct {
		a, b []int
		want float64
	}{
		{[]int{80, 20}, []int{20, 80}, 1.2 * math.Log(4)},
		{[]int{80, 0, 20}, []int{200, 0, 800}, 1.2 * math.Log(4)},
		{[]int{5, 5}, []int{5, 5}, 0},
		{[]int{10, 0}, []int{5, 5}, 0.5*math.Log(2) + (0.05-0.55)*math.Log(0.05/0.55)},
	}
	for _, test := range tests {
		if got := divergence(test.a, test.b); !near(got, test.want) {
			t.Errorf("of %v and %v it is %v, want %v", test.a, test.b, got, test.want)
		}
	}
}

// What is not known is a rating of its own.
func TestRated(t *testing.T) {
	table := tableOf(t, threeCriteria, 1, "1,yes,1,5,,,", "2,yes,1,,,,", "3,no,5,,,,", "4,no,1,5,,,")
	rated := table.rated()
	if want := (Rated{1: {2, 1}, 5: {0, 1}}); rated[0] != want {
		t.Errorf("A rates %v, want %v", rated[0], want)
	}
	if want := (Rated{0: {1, 1}, 5: {1, 1}}); rated[1] != want || rated[1].IV() != 0 {
		t.Errorf("B rates %v, want %v", rated[1], want)
	}
}
