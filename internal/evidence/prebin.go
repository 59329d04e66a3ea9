package evidence

import (
	"cmp"
	"math"
	"slices"
)

// A prebin is accounts of neighbouring metrics, which no cut parts. What is
// expected of them is by all that is known but this metric: the probability p of
// leaving by the other criteria, or the share of all accounts that left.
type prebin struct {
	Low, High float64 // the least and the greatest metric
	Accounts  int
	Excess    float64 // how many more left than were expected to: Σ (left − p)
	Weight    float64 // the variance of that: Σ p·(1 − p)
}

// maxPrebins is how many prebins of a metric there are at most.
const maxPrebins = 64

// prebins returns how many prebins the metrics of accounts may have.
func (t Tally) prebins() int {
	switch p := t.Permit(); {
	case p >= ToFitCuts:
		return maxPrebins
	case p >= ToFitQuintiles:
		return 5
	}
	return 0
}

// prebinsOf returns n prebins of metrics, which rise, of as many accounts each, of
// which nothing is expected yet; fewer where metrics are equal.
func prebinsOf(metrics []float64, n int) []prebin {
	var bins []prebin
	first := 0
	for i := range n {
		end := (i + 1) * len(metrics) / n
		if end <= first {
			continue
		}
		for end < len(metrics) && metrics[end] == metrics[end-1] {
			end++
		}
		bins = append(bins, prebin{Low: metrics[first], High: metrics[end-1], Accounts: end - first})
		first = end
	}
	return bins
}

// binOf returns the number of the prebin that a metric is in, from 1; 0 if there
// are none or it is not known.
func binOf(bins []prebin, metric float64) uint8 {
	if math.IsNaN(metric) {
		return 0
	}
	at, _ := slices.BinarySearchFunc(bins, metric, func(b prebin, metric float64) int { return cmp.Compare(b.High, metric) })
	return uint8(min(at+1, len(bins)))
}
