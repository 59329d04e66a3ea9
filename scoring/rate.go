package scoring

// Rate returns the rating, 1 to 5, of the metric x by four cuts: 1 and how
// many cuts x is at or above, or at or below if lower is better. The cuts
// stand in the order in which they reach the ratings 2 to 5. The rating of a
// missing metric, NaN, is 0.
func Rate(x float64, cuts [4]float64, lowerIsBetter bool) int {
	return rate(x, &cuts, lowerIsBetter)
}

func rate(x float64, cuts *[4]float64, lowerIsBetter bool) int {
	known := atLeast(x, x)
	if lowerIsBetter {
		return known + atLeast(cuts[0], x) + atLeast(cuts[1], x) + atLeast(cuts[2], x) + atLeast(cuts[3], x)
	}
	return known + atLeast(x, cuts[0]) + atLeast(x, cuts[1]) + atLeast(x, cuts[2]) + atLeast(x, cuts[3])
}

// atLeast returns 1 if a is at or above b, else 0, as for NaN. Written so, it
// compiles to no jump, which the processor would foresee wrongly for every other
// metric.
func atLeast(a, b float64) (n int) {
	if a >= b {
		n = 1
	}
	return n
}
