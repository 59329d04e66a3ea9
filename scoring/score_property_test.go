package scoring

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chs/rubric"
)

// A drawnRubric is a rubric of random criteria that are ratings already, and
// an account's cells.
type drawnRubric struct {
	weights []int // hundredths
	missing []string
	ratings []int // 0 is missing
	scale   string
	least   int    // hundredths of a percent
	more    string // of the rubric
}

func drawRubric(t *rapid.T) drawnRubric {
	n := rapid.IntRange(1, rubric.MaxCriteria).Draw(t, "criteria")
	list := func(g *rapid.Generator[int], name string) []int { return rapid.SliceOfN(g, n, n).Draw(t, name) }
	return drawnRubric{
		weights: list(rapid.OneOf(rapid.IntRange(1, 5), rapid.IntRange(1, 10_000_000)), "weights"),
		missing: rapid.SliceOfN(rapid.SampledFrom([]string{"skip", "1", "3", "5", "required"}), n, n).Draw(t, "missing"),
		ratings: list(rapid.IntRange(0, 5), "ratings"),
		scale:   rapid.SampledFrom([]string{"0-100", "20-100"}).Draw(t, "scale"),
		least:   rapid.IntRange(0, 10000).Draw(t, "min_coverage"),
	}
}

func (d drawnRubric) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "scale: %s\nmin_coverage: %s\ncriteria:\n", d.scale, decimal(d.least))
	for i, w := range d.weights {
		fmt.Fprintf(&b, "- {name: C%d, column: c%d, weight: %s, missing: %s}\n", i, i, decimal(w), d.missing[i])
	}
	return b.String() + d.more
}

func decimal(hundredths int) string { return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100) }

func (d drawnRubric) score(t *rapid.T) *Result {
	_, result := scoreText(t, d.text(), d.cells())
	return result
}

// cells returns the account's, as [cellsOf] reads them.
func (d drawnRubric) cells() string {
	var cells []string
	for i, rating := range d.ratings {
		if rating > 0 {
			cells = append(cells, fmt.Sprintf("c%d=%d", i, rating))
		}
	}
	return strings.Join(cells, "|")
}

// exact computes the score as a fraction: the weighted mean of the points that
// each rating stands for. It is nil for an unscored account.
func (d drawnRubric) exact() (score *big.Rat, points []*big.Rat) {
	all, known, counted := new(big.Rat), new(big.Rat), new(big.Rat)
	sum := new(big.Rat)
	points = make([]*big.Rat, len(d.weights))
	for i, w := range d.weights {
		weight := big.NewRat(int64(w), 100)
		all.Add(all, weight)
		rating := d.ratings[i]
		switch given, err := strconv.Atoi(d.missing[i]); {
		case rating > 0:
			known.Add(known, weight)
		case d.missing[i] == "required":
			return nil, nil
		case err == nil:
			rating = given
		}
		points[i] = new(big.Rat)
		if rating > 0 {
			counted.Add(counted, weight)
			of := big.NewRat(int64(25*(rating-1)), 1)
			if d.scale == "20-100" {
				of = big.NewRat(int64(20*rating), 1)
			}
			points[i].Mul(weight, of)
			sum.Add(sum, points[i])
		}
	}
	share := new(big.Rat).Quo(known, all)
	if counted.Sign() == 0 || share.Cmp(big.NewRat(int64(d.least), 10000)) < 0 {
		return nil, nil
	}
	for i := range points {
		points[i].Quo(points[i], counted)
	}
	return sum.Quo(sum, counted), points
}

// halfUp rounds points to hundredths.
func halfUp(points *big.Rat) int {
	x := new(big.Rat).Mul(points, big.NewRat(100, 1))
	x.Add(x, big.NewRat(1, 2))
	return int(new(big.Int).Div(x.Num(), x.Denom()).Int64())
}

func TestScoreIsTheExactMeanRoundedHalfUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawRubric(t)
		got := d.score(t)
		want, points := d.exact()
		if got.Scored != (want != nil) {
			t.Fatalf("scored is %t, want %t", got.Scored, want != nil)
		}
		if want == nil {
			return
		}
		if got.Uncapped != halfUp(want) || got.Score != got.Uncapped {
			t.Fatalf("got %d and %d, want %d", got.Score, got.Uncapped, halfUp(want))
		}
		sum := 0
		for i, c := range got.Contributions() {
			sum += c
			if i >= len(points) {
				continue
			}
			off := new(big.Rat).Sub(big.NewRat(int64(c), 100), points[i])
			if off.Abs(off).Cmp(big.NewRat(1, 100)) >= 0 {
				t.Errorf("criterion %d contributes %d, a hundredth or more off %s", i, c, points[i].FloatString(6))
			}
		}
		if sum != got.Uncapped {
			t.Errorf("contributions sum to %d, want %d", sum, got.Uncapped)
		}
	})
}

func TestCoverageIsTheKnownShareOfWeightRoundedDown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawRubric(t)
		known, all := 0, 0
		for i, w := range d.weights {
			all += w
			if d.ratings[i] > 0 {
				known += w
			}
		}
		got := d.score(t).Coverage
		if got*all > 100*known || (got+1)*all <= 100*known {
			t.Errorf("got %d for %d of %d", got, known, all)
		}
	})
}

func TestScalingAllWeightsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawRubric(t)
		for i, w := range d.weights {
			d.weights[i] = 1 + w%1000
		}
		want := outcome(d.score(t))
		factor := rapid.IntRange(2, 10_000).Draw(t, "factor")
		for i := range d.weights {
			d.weights[i] *= factor
		}
		if got := outcome(d.score(t)); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestOrderOfCriteriaChangesNoScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawRubric(t)
		want := outcome(d.score(t))
		order := rapid.Permutation(indexes(len(d.weights))).Draw(t, "order")
		moved := d
		moved.weights, moved.missing, moved.ratings = permuted(d.weights, order), permuted(d.missing, order), permuted(d.ratings, order)
		if got := outcome(moved.score(t)); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

// outcome is what an account's result is but for its ratings.
func outcome(r *Result) [4]int { return [4]int{r.Score, r.Uncapped, r.Band, r.Coverage} }

func indexes(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func permuted[T any](s []T, order []int) []T {
	moved := make([]T, len(s))
	for i, from := range order {
		moved[i] = s[from]
	}
	return moved
}

func TestABetterMetricNeverLowersTheScore(t *testing.T) {
	r := loadText(t, `criteria:
- {name: More, column: more, weight: 3, cuts: [-10, 0, 0, 10]}
- {name: Less, column: less, weight: 2, cuts: [10, 5, 5, -1]}
- {name: Level, column: level, weight: 1, levels: {a: 1, b: 2, c: 2, d: 5}}
`)
	s := New(r, today)
	rapid.Check(t, func(t *rapid.T) {
		metric := rapid.Float64Range(-15, 15)
		score := func(more, less float64, level int) *Result {
			cells := fmt.Sprintf("more=%v|less=%v|level=%c", more, less, "abcd"[level])
			result := s.NewResult()
			s.Score(cellsOf(t, r, cells), result)
			return result
		}
		more := []float64{metric.Draw(t, "more"), metric.Draw(t, "more")}
		less := []float64{metric.Draw(t, "less"), metric.Draw(t, "less")}
		level := []int{rapid.IntRange(0, 3).Draw(t, "level"), rapid.IntRange(0, 3).Draw(t, "level")}
		slices.Sort(more)
		slices.Sort(less)
		slices.Sort(level)
		if worse, better := score(more[0], less[1], level[0]), score(more[1], less[0], level[1]); worse.Score > better.Score {
			t.Errorf("%d falls to %d", worse.Score, better.Score)
		}
	})
}

func TestScoreIsWithinItsBandAndNoHigherThanUncapped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		starts := rapid.SliceOfNDistinct(rapid.IntRange(1, 10000), 1, 5, rapid.ID).Draw(t, "starts")
		slices.Sort(starts)
		text := "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 1.07}]\nbands:\n- {name: b0, from: 0}\n"
		for i, from := range starts {
			text += fmt.Sprintf("- {name: b%d, from: %s}\n", i+1, decimal(from))
		}
		text += fmt.Sprintf("caps: [{when: a > 2, band: b%d, reason: r}]\n", rapid.IntRange(0, len(starts)-1).Draw(t, "cap"))
		r, result := scoreText(t, text, fmt.Sprintf("a=%d|b=%d", rapid.IntRange(1, 5).Draw(t, "a"), rapid.IntRange(1, 5).Draw(t, "b")))
		above := result.Band+1 < len(r.Bands) && result.Score >= r.Bands[result.Band+1].From
		if result.Score < r.Bands[result.Band].From || above || result.Score > result.Uncapped {
			t.Errorf("score %d, uncapped %d, band %d of %v", result.Score, result.Uncapped, result.Band, starts)
		}
		if lowered := result.Score < result.Uncapped; lowered != (result.Cap != None) {
			t.Errorf("score %d, uncapped %d, cap %d", result.Score, result.Uncapped, result.Cap)
		}
	})
}
