package scoring

import (
	"strconv"

	"chs/rubric"
)

// points is a weight's share of a score, times the sum of weights that count,
// in hundredths of a point: the score is the sum of these over that sum.
func points(scale rubric.Scale, weight int, rating int8) int {
	if scale == rubric.Scale20to100 {
		return 2000 * weight * int(rating)
	}
	return 2500 * weight * (int(rating) - 1)
}

// maxScore is the highest score, in hundredths of a point.
const maxScore = 10000

// lostPoints is what [points] lacks at a rating to what it is at rating 5.
func lostPoints(scale rubric.Scale, weight int, rating int8) int {
	return points(scale, weight, 5) - points(scale, weight, rating)
}

// onePoints is what one rating more adds to [points].
func onePoints(scale rubric.Scale, weight int) int {
	return points(scale, weight, 2) - points(scale, weight, 1)
}

// sums returns the points and the weights of the criteria that count, added
// up: [quotient] makes the uncapped score of them.
func (r *Result) sums() (sum, weight int) {
	for i, w := range r.weights {
		if r.counted[i] > 0 {
			sum += points(r.scale, w, r.counted[i])
			weight += w
		}
	}
	return sum, weight
}

// quotient returns the score, in hundredths, half up, of a sum of points and
// of weights.
func quotient(sum, weight int) int { return (2*sum + weight) / (2 * weight) }

// leastSum returns the smallest sum of points whose quotient is at least score.
func leastSum(score, weight int) int { return score*weight - weight/2 }

// FormatPoints returns hundredths of a point as points with two decimals.
func FormatPoints(hundredths int) string {
	return strconv.FormatFloat(float64(hundredths)/100, 'f', 2, 64)
}
