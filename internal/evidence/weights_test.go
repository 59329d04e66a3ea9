package evidence

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/rubric"
	"chs/scoring"
)

// planted returns rows of so many accounts, which leave the more often the lower
// their ratings are: the logarithm of the odds rises by an effect from rating 5
// to 1 of a criterion. What is fixed of the ratings is so for all.
func planted(n int, effects [3]float64, fixed [3]string) []string {
	random := newRandom()
	var rows []string
	for i := range n {
		cells, logit := fixed, -2.0
		for k, effect := range effects {
			rating := 1 + random.IntN(5)
			if fixed[k] == "" {
				cells[k] = rated(rating)
				logit += effect * float64(3-rating) / 4
			}
		}
		left := "no"
		if random.Float64() < probability(logit) {
			left = "yes"
		}
		rows = append(rows, fmt.Sprintf("id%d,%s,%s,%s,%s,,", i, left, cells[0], cells[1], cells[2]))
	}
	return rows
}

func fitWeights(t testing.TB, text string, rows []string) *Fit {
	t.Helper()
	w, err := tableOf(t, text, 1, rows...).FitWeights(5, DefaultRidge)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Weights are found again to 3 of 100, whatever the rubric had. One that would be
// below 0 is 0, and a criterion that tells nothing keeps its share.
func TestPlantedWeightsAreFound(t *testing.T) {
	tests := []struct {
		name    string
		effects [3]float64
		fixed   [3]string
		want    [3]float64
	}{
		{"as the rubric's", [3]float64{5, 3, 2}, [3]string{}, [3]float64{50, 30, 20}},
		{"others", [3]float64{1, 2, 5}, [3]string{}, [3]float64{12.5, 25, 62.5}},
		{"one the wrong way round", [3]float64{3, -2, 3}, [3]string{}, [3]float64{50, 0, 50}},
		{"constant ratings", [3]float64{5, 0, 2}, [3]string{1: "4"}, [3]float64{50, 30, 20}},
		{"an empty criterion", [3]float64{5, 0, 2}, [3]string{1: "-"}, [3]float64{50, 30, 20}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := fitWeights(t, threeCriteria, planted(10_000, test.effects, test.fixed)).Segments[0]
			sum := 0
			for i, want := range test.want {
				sum += got.Weights[i]
				if math.Abs(float64(got.Weights[i])/100-want) > 3 || got.Weights[i]%100 != 0 {
					t.Errorf("weights are %v, want about %v", got.Weights, test.want)
				}
			}
			if sum != 10_000 || !got.Fitted {
				t.Errorf("fitted: %t, weights sum to %d", got.Fitted, sum)
			}
			if test.want[1] == 0 && got.Weights[1] != 0 {
				t.Errorf("the weight at its bound is %d", got.Weights[1])
			}
		})
	}
}

// An account whose metric is not known is neither good nor bad by that: what
// became of such accounts does not change what the known ratings tell.
func TestMissingMetricsDoNotChangeWeights(t *testing.T) {
	rows := planted(3000, [3]float64{2, 2, 2}, [3]string{})
	want := fitWeights(t, threeCriteria, rows).Segments[0].Weights
	for i := range 600 {
		rows = append(rows, fmt.Sprintf("missing%d,yes,,%d,%d,,", i, 1+i%5, 1+i/5%5))
	}
	got := fitWeights(t, threeCriteria, rows).Segments[0].Weights
	if off := got[0] - want[0]; off < -300 || off > 300 {
		t.Errorf("weights are %v, without the accounts %v", got, want)
	}
}

// The ridge draws weights to the rubric's own.
func TestRidgeDrawsWeightsToTheOwn(t *testing.T) {
	table := tableOf(t, threeCriteria, 1, planted(1000, [3]float64{1, 2, 5}, [3]string{})...)
	last := 0
	for _, ridge := range []float64{0, 50, 500, 1e9} {
		w, err := table.FitWeights(5, ridge)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Segments[0].Weights[0]; got <= last {
			t.Errorf("with a ridge of %v, weights are %v", ridge, w.Segments[0].Weights)
		} else {
			last = got
		}
	}
	if last != 5000 {
		t.Errorf("at last the weight is %d", last)
	}
}

// Where a criterion separates the outcomes wholly, weights are finite, and the
// others keep some.
func TestWeightsOfCompleteSeparation(t *testing.T) {
	var rows []string
	for i := range 100 {
		rows = append(rows, fmt.Sprintf("l%d,yes,1,%d,3,,", i, 1+i%4), fmt.Sprintf("s%d,no,5,%d,3,,", i, 2+i%4))
	}
	w := fitWeights(t, threeCriteria, rows)
	got := w.Segments[0]
	if !got.Fitted || got.Weights[0] <= 5000 || got.Weights[1] < 0 || w.Judged.AUC.Value != 1 {
		t.Errorf("weights are %+v", w)
	}
}

// Where nothing tells leavers from stayers, or only the wrong way round, the
// rubric's weights stay.
func TestWeightsThatNothingSpeaksForStay(t *testing.T) {
	for name, rows := range map[string][]string{
		"constant":            planted(400, [3]float64{}, [3]string{"3", "3", "-"}),
		"the wrong way round": planted(2000, [3]float64{-3, -3, -3}, [3]string{}),
	} {
		t.Run(name, func(t *testing.T) {
			w := fitWeights(t, threeCriteria, rows)
			if got := w.Segments[0]; got.Fitted || !slices.Equal(got.Weights, []int{5000, 3000, 2000}) {
				t.Errorf("weights are %+v", got)
			}
			if w.Judged.Gain != (Gain{}) {
				t.Errorf("they gain %+v", w.Judged.Gain)
			}
		})
	}
}

// A segment has weights of its own accounts, shares them with those whose weights
// are the same, keeps a criterion of weight 0 out, and keeps all if it is too
// small.
func TestWeightsBySegment(t *testing.T) {
	text := threeCriteria + `
segments:
- {name: twin, when: segment == "twin", cuts: {}}
- {name: own, when: segment == "own", weights: {A: 0}}
- {name: small, when: segment == "small", weights: {B: 10}}
`
	var rows []string
	for i, row := range planted(4000, [3]float64{5, 2, 2}, [3]string{}) {
		segment := []string{"", "twin", "own", "own"}[i%4]
		if i < 40 {
			segment = "small"
		}
		rows = append(rows, row[:len(row)-1]+segment+",")
	}
	w := fitWeights(t, text, rows).Segments
	if len(w) != 4 || !w[0].Fitted || !w[2].Fitted || w[3].Fitted {
		t.Fatalf("weights are %+v", w)
	}
	if diff := cmp.Diff(w[0], w[1]); diff != "" {
		t.Errorf("segments of the same weights (-default +other):\n%s", diff)
	}
	if w[0].Accounts()+w[2].Accounts()+w[3].Accounts() != 4000 || w[3].Accounts() != 40 {
		t.Errorf("accounts are %v, %v and %v", w[0].Tally, w[2].Tally, w[3].Tally)
	}
	if own := w[2].Weights; own[0] != 0 || own[1]+own[2] != 10_000 || own[1] < 4000 || own[1] > 6000 {
		t.Errorf("the segment's own weights are %v", own)
	}
	if small := w[3].Weights; !slices.Equal(small, []int{5000, 1000, 2000}) {
		t.Errorf("the small segment's weights are %v", small)
	}
}

// Each account is judged by weights that were fitted as if its fold had never
// been.
func TestWeightsAreJudgedOutOfFold(t *testing.T) {
	table := tableOf(t, threeCriteria, 1, madeUp(400, newRandom())...)
	got, err := table.FitWeights(4, DefaultRidge)
	if err != nil {
		t.Fatal(err)
	}
	var judged []drawn
	for _, fold := range table.folds(4) {
		others := &Table{Rubric: table.Rubric, Rows: slices.Clone(table.Rows)}
		for i := range fold {
			others.Rows[i].Leavers -= fold[i].Leavers
			others.Rows[i].Stayers -= fold[i].Stayers
		}
		fitted, err := others.FitWeights(4, DefaultRidge)
		if err != nil {
			t.Fatal(err)
		}
		for i, tally := range fold {
			score, _ := scoring.Reweigh(table.Rubric, table.Rows[i].Ratings, fitted.Segments[0].Weights)
			for n := range tally.Accounts() {
				judged = append(judged, drawn{score: score, left: n < tally.Leavers})
			}
		}
	}
	if want := scoresOf(judged).AUC(); len(judged) != 400 || got.Judged.AUC != want {
		t.Errorf("AUC is %v, want %v", got.Judged.AUC, want)
	}
}

// Not a bit of what is fitted depends on the order of the rows, or on the parts
// that take them in.
func TestFitsDoNotDependOnOrder(t *testing.T) {
	rows := madeUp(1200, newRandom())
	type fits struct {
		Weights    *Fit
		Raw        []float64
		Ceiling    Alternative
		Propensity *rubric.Propensity
	}
	fit := func(parts int, rows []string) fits {
		table := tableOf(t, segmentsAndCaps, parts, rows...)
		w, err := table.FitWeights(5, DefaultRidge)
		if err != nil {
			t.Fatal(err)
		}
		raw := append(table.cohorts()[0].coefficients(table.Rows, table.scored(), DefaultRidge), table.fitRatings(table.scored())...)
		return fits{w, raw, table.Ceiling(5), FitPropensity(table.Scores(), ByIsotonic)}
	}
	want := fit(1, rows)
	random := newRandom()
	for parts := range 8 {
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if diff := cmp.Diff(want, fit(1+parts%4, rows)); diff != "" {
			t.Errorf("in another order (-want +got):\n%s", diff)
		}
	}
}

func TestWholeWeights(t *testing.T) {
	tests := []struct {
		coefficients []float64
		want         []int
	}{
		{[]float64{1, 1, 1}, []int{3400, 3300, 3300}},
		{[]float64{0.5, 0, 1.5}, []int{2500, 0, 7500}},
		{[]float64{993, 5, 2}, []int{9900, 100, 0}},
		{[]float64{0, 0, 0}, nil},
		{[]float64{7}, []int{10000}},
	}
	for _, test := range tests {
		if got, ok := wholeWeights(test.coefficients); !slices.Equal(got, test.want) || ok != (test.want != nil) {
			t.Errorf("of %v they are %v, want %v", test.coefficients, got, test.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOfN(rapid.Float64Range(0, 9), 1, rubric.MaxCriteria).Draw(t, "coefficients")
		got, ok := wholeWeights(b)
		sum, whole := 0.0, 0
		for i := range got {
			sum += b[i]
			whole += got[i]
		}
		for i, w := range got {
			if off := float64(w) - 10_000*b[i]/sum; math.Abs(off) > 100+1e-6 || b[i] == 0 && w > 0 {
				t.Errorf("of %v they are %v", b, got)
			}
		}
		if ok && whole != 10_000 {
			t.Errorf("of %v they sum to %d", b, whole)
		}
	})
}
