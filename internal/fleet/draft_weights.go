package fleet

import "slices"

// equal gives the criteria the same weight, as nearly as steps of 5 allow.
func equal(criteria []criterion) {
	for i := range criteria {
		criteria[i].weight = 1
	}
	proportion(criteria)
}

// proportion turns weights into percents that sum to 100, in steps of 5. None
// gets more than half, unless it is alone.
func proportion(criteria []criterion) {
	const steps = 20
	weights := make([]int, len(criteria))
	for i, x := range criteria {
		weights[i] = x.weight
	}
	for i, n := range atMostHalf(apportion(weights, steps)) {
		criteria[i].weight = n * 100 / steps
	}
}

// apportion shares out n in proportion to weights, by largest remainder, the
// first of equal ones first.
func apportion(weights []int, n int) []int {
	total := 0
	for _, w := range weights {
		total += w
	}
	shares, remainders := make([]int, len(weights)), make([]int, len(weights))
	left := n
	for i, w := range weights {
		shares[i], remainders[i] = w*n/total, w*n%total
		left -= shares[i]
	}
	for ; left > 0 && len(weights) > 0; left-- {
		largest := slices.Index(remainders, slices.Max(remainders))
		shares[largest]++
		remainders[largest] = -1
	}
	return shares
}

// atMostHalf takes what is over half of the sum from the largest share, and
// gives it to the others in turn.
func atMostHalf(shares []int) []int {
	if len(shares) < 2 {
		return shares
	}
	sum := 0
	for _, n := range shares {
		sum += n
	}
	largest := slices.Index(shares, slices.Max(shares))
	for i := 0; 2*shares[largest] > sum; i = (i + 1) % len(shares) {
		if i != largest {
			shares[i]++
			shares[largest]--
		}
	}
	return shares
}
