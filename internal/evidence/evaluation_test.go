package evidence

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The order of the rows, and the parts that take them in, change nothing, to the
// bit.
func TestOrderChangesNothing(t *testing.T) {
	rows := madeUp(600, newRandom())
	evaluate := func(parts int, rows []string) *Evaluation {
		e, err := Evaluate(tableOf(t, segmentsAndCaps, parts, rows...), 5)
		if err != nil {
			t.Fatal(err)
		}
		e.Rubric = nil
		return e
	}
	want := evaluate(1, rows)
	rapid.Check(t, func(t *rapid.T) {
		shuffled := rapid.Permutation(rows).Draw(t, "rows")
		if diff := cmp.Diff(want, evaluate(rapid.IntRange(1, 4).Draw(t, "parts"), shuffled)); diff != "" {
			t.Errorf("in another order (-want +got):\n%s", diff)
		}
	})
}

// Accounts that have no score, or no known outcome, are counted, and change no
// figure.
func TestAccountsThatDoNotCountChangeNothing(t *testing.T) {
	text := strings.Replace(threeCriteria, "weight: 50", "weight: 50, missing: required", 1)
	rows := madeUp(300, newRandom())
	evaluate := func(rows ...string) *Evaluation {
		e, err := Evaluate(tableOf(t, text, 1, rows...), 5)
		if err != nil {
			t.Fatal(err)
		}
		e.Rubric = nil
		return e
	}
	want := evaluate(rows...)
	want.Unscored, want.Unknown = Tally{1, 2}, 1
	got := evaluate(append(rows, "u1,yes,,5,5,,", "u2,no,,1,1,,", "u3,no,,1,1,,", "u4,,5,5,5,,")...)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("with such accounts (-want +got):\n%s", diff)
	}
}

// Where outcomes have nothing to do with scores, nothing is concluded.
func TestShuffledOutcomesAreNoEvidence(t *testing.T) {
	random := newRandom()
	outcomes := make([]bool, 400)
	for i := range 60 {
		outcomes[i] = true
	}
	found := map[Verdict]int{}
	for range 200 {
		random.Shuffle(len(outcomes), func(i, j int) { outcomes[i], outcomes[j] = outcomes[j], outcomes[i] })
		var accounts []drawn
		for i, left := range outcomes {
			accounts = append(accounts, drawn{score: i * 17 % 400 / 3 * 75, left: left})
		}
		found[scoresOf(accounts).AUC().Verdict()]++
	}
	if found[NoEvidence] < 180 {
		t.Errorf("of 200 verdicts there are %v", found)
	}
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		name         string
		low, high    Tally // accounts of a low and of a high score
		want         Verdict
		wantSentence string
	}{
		{"complete separation", Tally{40, 0}, Tally{0, 60}, Separates, "in 100% of all pairs of a leaver and a stayer, the leaver had the lower score (AUC 1.000, 95% interval 0."},
		{"the wrong way round", Tally{0, 60}, Tally{40, 0}, Against, "in only 0% of all pairs of a leaver and a stayer, the leaver had the lower score"},
		{"better than chance", Tally{30, 20}, Tally{10, 40}, Separates, "The score separates"},
		{"no better than chance", Tally{20, 30}, Tally{20, 30}, NoEvidence, "no evidence that the score separates"},
		{"worse than chance", Tally{10, 40}, Tally{30, 20}, Against, "evidence against the score"},
		{"one score for all", Tally{40, 60}, Tally{}, NoEvidence, "(AUC 0.500, 95% interval 0."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var h histogram
			h[2000], h[8000] = test.low, test.high
			auc := h.scores().AUC()
			if auc.Verdict() != test.want || !strings.Contains(auc.Sentence(), test.wantSentence) {
				t.Errorf("got %s: %s", auc.Verdict(), auc.Sentence())
			}
			if auc.High-auc.Low < 0.01 {
				t.Errorf("the interval of 100 accounts is %v", auc.Interval)
			}
		})
	}
}

// The interval of a score that separates wholly holds the value and what is near
// it, and the less the more accounts there are.
func TestNewcombe(t *testing.T) {
	last := 0.0
	for _, n := range []int{1, 5, 20, 100, 10_000} {
		at := newcombe(1, Tally{n, 3 * n})
		if at.High != 1 || at.Low <= last || at.Low >= 1 {
			t.Errorf("of %d it is %v", n, at)
		}
		if distance := (1 - at.Low) / exponential(at.Low, Tally{n, 3 * n}); math.Abs(distance-z) > 1e-6 {
			t.Errorf("of %d it ends %v deviations off", n, distance)
		}
		last = at.Low
		mirrored := newcombe(0, Tally{n, 3 * n})
		if !near(mirrored.High, 1-at.Low) || mirrored.Low != 0 {
			t.Errorf("mirrored it is %v", mirrored)
		}
	}
}

// A score that separates wholly, and one that says nothing, have figures too.
func TestExtremesHaveFigures(t *testing.T) {
	for name, high := range map[string]string{"wholly": "5", "not at all": "1"} {
		t.Run(name, func(t *testing.T) {
			var rows []string
			for i := range 60 {
				rows = append(rows, fmt.Sprintf("l%d,yes,1,1,1,,", i), fmt.Sprintf("s%d,no,%s,1,1,,", i, high))
			}
			e, err := Evaluate(tableOf(t, threeCriteria, 1, rows...), 5)
			if err != nil {
				t.Fatal(err)
			}
			c := e.Calibration
			for _, figure := range []float64{c.Brier, c.LogLoss, c.ECE, e.Rated[0].IV(), e.AUC.Low, e.AUC.High, probability(fitPlatt(e.Scores).logit(5000))} {
				if math.IsNaN(figure) || math.IsInf(figure, 0) {
					t.Errorf("a figure is %v: %+v", figure, e)
				}
			}
			if c.SlopeKnown {
				t.Errorf("the slope is %v", c.Slope)
			}
		})
	}
}

func TestSharesOfLeavers(t *testing.T) {
	var rows []string
	for i := range 100 {
		rows = append(rows, fmt.Sprintf("%d,%s,%d,%d,5,,", i, []string{"yes", "no"}[i%2], 1+i%5, 3+i%3))
	}
	e, err := Evaluate(tableOf(t, threeCriteria, 1, rows...), 5)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Caught(); got.Part != e.Bands[0].Part || got.Whole != 50 || got.Part == 0 {
		t.Errorf("the lowest band held %v", got)
	}
	if got := e.Missed(); got.Part != e.Bands[2].Part || got.Whole != 50 || got.Part == 0 {
		t.Errorf("the top band held %v", got)
	}
}

// The intervals of Newcombe, Two-sided confidence intervals for the single
// proportion, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
func TestWilson(t *testing.T) {
	for share, want := range map[Share]Interval{
		{81, 263}: {0.2553, 0.3662}, {15, 148}: {0.0624, 0.1605}, {0, 20}: {0, 0.1611}, {1, 29}: {0.0061, 0.1718},
		{20, 20}: {0.8389, 1}, {0, 0}: {0, 1},
	} {
		got := share.Interval()
		if math.Abs(got.Low-want.Low) > 5e-5 || math.Abs(got.High-want.High) > 5e-5 {
			t.Errorf("of %v it is %v, want %v", share, got, want)
		}
		if value := share.Value(); value < got.Low || value > got.High {
			t.Errorf("%v is %v, which is not within %v", share, value, got)
		}
	}
}
