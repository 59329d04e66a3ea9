package scoring

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestFirmness(t *testing.T) {
	two := func(a, b int) string {
		return fmt.Sprintf("criteria: [{name: A, column: a, weight: %d}, {name: B, column: b, weight: %d}]\n", a, b)
	}
	uneven := "criteria: [{name: A, column: a, weight: 5}, {name: B, column: b, weight: 45}, {name: C, column: c, weight: 50}]\n"
	narrow := "bands: [{name: low, from: 0}, {name: mid, from: 50}, {name: high, from: 50.01}]\n"
	late := "caps: [{when: late > 0, band: yellow, reason: late}]\n"
	tests := []struct {
		name, rubric, cells string
		want                Firmness
	}{
		{"on the edge of a fall", two(50, 50), "a=1|b=5", Firmness{Flip: 1, FlipBand: 0, Up: 2500, Down: 1}},
		{"nearer to a rise: 74.995 is 75.00", two(50, 50), "a=2|b=5", Firmness{Flip: 1666, FlipBand: 2, Up: 1250, Down: 1251}},
		{"a rise and a fall that take as much", two(50, 50) + narrow, "a=1|b=5", Firmness{Flip: 1, FlipBand: 0, Up: 1, Down: 1}},
		{"beyond the next band", two(1, 1) + narrow, "a=1|b=4", Firmness{Flip: 34, FlipBand: 2, Up: 1250, Down: -1}},
		{"37.495 is 37.50, and no fall yet", "bands: [{name: low, from: 0}, {name: mid, from: 37.5}]\n" + two(50, 50), "a=2|b=3", Firmness{Flip: 3, FlipBand: 0, Up: -1, Down: 1}},
		{"equal ratings", two(50, 50), "a=3|b=3", Firmness{Flip: 0, FlipBand: None, Up: 2500, Down: 1}},
		{"one criterion alone", capped, "a=25", Firmness{Flip: 0, FlipBand: None, Up: 2500, Down: -1}},
		{"several give", uneven, "a=1|b=2|c=3", Firmness{Flip: 4998, FlipBand: 1, Up: 1375, Down: -1}},
		{"all that can be moved is too little", two(50, 50), "a=1|b=2", Firmness{Flip: 0, FlipBand: None, Up: 3750, Down: -1}},
		{"what is missing gives nothing", three, "a=5|b=3", Firmness{Flip: 1001, FlipBand: 1, Up: -1, Down: 626}},
		{"a given rating takes", strings.Replace(two(50, 50), "50}]", "50, missing: 1}]", 1), "a=5", Firmness{Flip: 1, FlipBand: 0, Up: 2500, Down: 1}},
		{"a cap holds the score: only a fall", two(20, 80) + late, "a=1|b=5|late=1", Firmness{Flip: 3001, FlipBand: 0, Up: -1, Down: 2500}},
		{"a cap would hold it: only a fall", two(50, 50) + late, "a=2|b=5|late=1", Firmness{Flip: 1668, FlipBand: 0, Up: -1, Down: 1251}},
		{"unscored", two(50, 50), "", Firmness{Flip: 0, FlipBand: None, Up: -1, Down: -1}},
	}
	for _, test := range tests {
		r := loadText(t, test.rubric)
		s := New(r, today)
		result := s.NewResult()
		s.Score(cellsOf(t, r, test.cells), result)
		if diff := cmp.Diff(test.want, s.Firmness(result)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// drawSmall draws a rubric with so little weight that all moves of it can be
// tried, bands and caps.
func drawSmall(t *rapid.T) drawnRubric {
	d := drawRubric(t)
	n := min(len(d.weights), 4)
	d.weights, d.missing, d.ratings = d.weights[:n], d.missing[:n], d.ratings[:n]
	for i := range d.weights {
		d.weights[i] = 1 + d.weights[i]%4
	}
	low := rapid.IntRange(1, 98).Draw(t, "low")
	high := rapid.IntRange(low+1, 99).Draw(t, "high")
	d.more = fmt.Sprintf("bands: [{name: low, from: 0}, {name: mid, from: %d}, {name: high, from: %d}]\n", low, high)
	d.more += rapid.SampledFrom([]string{"", "caps: [{when: not is_missing(c0), band: mid, reason: r}]\n"}).Draw(t, "caps")
	return d
}

func TestFlipIsTheFewestHundredthsOfAllMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSmall(t)
		r, result := scoreText(t, d.text(), d.cells())
		s := New(r, today)
		if !result.Scored {
			return
		}
		limit, _ := s.ceiling(result)
		bands := map[int]map[int]bool{} // by hundredths moved, the bands they lead to
		eachMove(result, func(moved, sum, weight int) {
			if bands[moved] == nil {
				bands[moved] = map[int]bool{}
			}
			bands[moved][s.rubric.BandOf(min((2*sum+weight)/(2*weight), limit))] = true
		})
		want, wantBand := 0, None
		for moved := 1; moved <= len(bands) && want == 0; moved++ {
			for band := range s.rubric.Bands {
				if bands[moved][band] && band != result.Band && wantBand == None {
					want, wantBand = moved, band
				}
			}
		}
		got := s.Firmness(result)
		if got.Flip != want || (got.FlipBand < result.Band) != (wantBand < result.Band) || want > 0 && !bands[want][got.FlipBand] {
			t.Errorf("%d to band %d, want %d to band %d", got.Flip, got.FlipBand, want, wantBand)
		}
	})
}

// eachMove calls visit for all ways to share the weight that counts over the
// criteria that count: how many hundredths move, and the sums that makes.
func eachMove(r *Result, visit func(moved, sum, weight int)) {
	_, weight := r.sums()
	var share func(i, left, moved, sum int)
	share = func(i, left, moved, sum int) {
		switch {
		case i == len(r.weights):
			if left == 0 {
				visit(moved, sum, weight)
			}
		case r.counted[i] == 0:
			share(i+1, left, moved, sum)
		default:
			for w := range left + 1 {
				share(i+1, left-w, moved+max(w-r.weights[i], 0), sum+points(r.scale, w, r.counted[i]))
			}
		}
	}
	share(0, weight, 0, 0)
}
