package evidence

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// At each score of accounts the probability is min over the scores up to it, of
// max over those from it on, of the mean between them (Robertson, Wright and
// Dykstra, Order restricted statistical inference, 1988).
func TestIsotonicIsAsDefined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scoresOf(drawAccounts(t))
		fitted := fitIsotonic(s)
		mean := func(cells []Cell) float64 {
			var all Tally
			for _, c := range cells {
				all.add(c.Tally)
			}
			return s.softened(all) / float64(all.Accounts())
		}
		for i, c := range s.Cells {
			want := math.Inf(1)
			for from := range i + 1 {
				most := 0.0
				for to := i; to < len(s.Cells); to++ {
					most = max(most, mean(s.Cells[from:to+1]))
				}
				want = min(want, most)
			}
			if got := probability(fitted.logit(c.Score)); !near(got, want) {
				t.Errorf("at %d it is %v, want %v", c.Score, got, want)
			}
		}
	})
}

func TestIsotonicBetweenAndBeyondScores(t *testing.T) {
	var h histogram
	h[2000], h[3000], h[6000] = Tally{4, 4}, Tally{5, 3}, Tally{1, 15} // the first two are pooled
	fitted := fitIsotonic(h.scores())
	low, high := h.scores().softened(Tally{9, 7})/16, h.scores().softened(Tally{1, 15})/16
	for score, want := range map[int]float64{
		0: low, 2000: low, 2500: low, 3000: low, 4000: (2*low + high) / 3, 6000: high, 10000: high,
	} {
		if got := probability(fitted.logit(score)); !near(got, want) {
			t.Errorf("at %d it is %v, want %v", score, got, want)
		}
	}
}
