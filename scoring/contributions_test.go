package scoring

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/rubric"
)

func TestLost(t *testing.T) {
	thirds := "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 1}, {name: C, column: c, weight: 1}]\n"
	type lost = [rubric.MaxCriteria]int
	tests := []struct {
		name, rubric, cells string
		want                lost
	}{
		{"nothing to lose", three, "a=5|b=5|c=5", lost{}},
		{"all lost", three, "a=1|b=1|c=1", lost{5000, 3000, 2000}},
		{"weights share what is lost", three, "a=2|b=3|c=5", lost{3750, 1500, 0}},
		{"from 20 a rating costs a fifth", three + "scale: 20-100\n", "a=2|b=3|c=5", lost{3000, 1200, 0}},
		{"what is missing costs nothing", three, "a=1|b=5", lost{6250, 0, 0}},
		{"a given rating costs", strings.Replace(three, "weight: 20", "weight: 20, missing: 3", 1), "a=5|b=5", lost{0, 0, 1000}},
		{"the last hundredth goes to the largest remainder", thirds, "a=1|b=1|c=1", lost{3334, 3333, 3333}},
		{"a rating of 5 costs nothing, however it is rounded", thirds, "a=1|b=5|c=5", lost{3333, 0, 0}},
		{"half a hundredth that the score has is not lost", "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 4999}]\n", "a=2|b=5", lost{1, 0}},
		{"a cap costs no criterion", capped + "caps: [{when: a > 0, band: red, reason: late}]\n", "a=80", lost{}},
		{"unscored", three, "", lost{}},
	}
	for _, test := range tests {
		_, result := scoreText(t, test.rubric, test.cells)
		if diff := cmp.Diff(test.want, result.Lost()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestLostIsTheExactLossAndSumsToWhatTheScoreLacks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawRubric(t)
		result := d.score(t)
		if !result.Scored {
			return
		}
		_, points := d.exact()
		_, most := d.atBest().exact()
		left := 10000 - result.Uncapped
		for i, lost := range result.Lost() {
			left -= lost
			if i >= len(points) {
				continue
			}
			exact := new(big.Rat).Sub(most[i], points[i])
			if off := exact.Sub(exact, big.NewRat(int64(lost), 100)); off.Abs(off).Cmp(big.NewRat(1, 100)) >= 0 {
				t.Errorf("criterion %d costs %d, a hundredth or more off", i, lost)
			}
			if lost < 0 || lost > 0 && result.Ratings[i] == 5 {
				t.Errorf("criterion %d with rating %d costs %d", i, result.Ratings[i], lost)
			}
		}
		if left != 0 {
			t.Errorf("%d of what the score lacks are not accounted for", left)
		}
	})
}

// atBest returns d with rating 5 where a rating counts.
func (d drawnRubric) atBest() drawnRubric {
	best := d
	best.ratings, best.missing = slices.Clone(d.ratings), slices.Clone(d.missing)
	for i, rating := range d.ratings {
		if rating > 0 {
			best.ratings[i] = 5
		} else if d.missing[i] != "skip" {
			best.missing[i] = "5"
		}
	}
	return best
}

func TestLostAllocatesNothing(t *testing.T) {
	_, result := scoreText(t, three, "a=2|b=3|c=5")
	sum := 0
	if n := testing.AllocsPerRun(100, func() { sum += result.Lost()[0] + result.Contributions()[0] }); n > 0 {
		t.Error(n, "allocations")
	}
	if sum == 0 {
		t.Error("nothing lost")
	}
}

// What is possible is the weight's share, half up, whatever the ratings are; it
// is at most a hundredth less than a contribution.
func TestPossibleIsTheShareOfTheWeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.IntRange(1, 5000), 1, rubric.MaxCriteria).Draw(t, "weights")
		r := Result{Scored: true, weights: weights}
		total := 0
		for i, w := range weights {
			r.counted[i] = int8(rapid.IntRange(1, 5).Draw(t, "rating"))
			total += w
		}
		sum, _ := r.sums()
		r.Uncapped = quotient(sum, total)
		added := r.Contributions()
		for i, most := range r.Possible() {
			if i >= len(weights) {
				break
			}
			if exact := 10000 * weights[i]; 2*most*total-2*exact <= -total || 2*most*total-2*exact > total {
				t.Errorf("%d is possible of %d/%d", most, weights[i], total)
			}
			if added[i] > most+1 {
				t.Errorf("adds %d of %d", added[i], most)
			}
		}
	})
}
