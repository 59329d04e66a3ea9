package scoring

import "chs/rubric"

// Reweigh returns the uncapped score, in hundredths of a point, of an account
// with the given ratings, 0 where the metric is not known, had the criteria the
// given weights, in any unit: 0 leaves one out. What the rubric does about a
// missing metric stands, but no metric has to be known for this, by min_coverage
// or as a required one: ok is false only where nothing counts.
func Reweigh(r *rubric.Rubric, ratings [rubric.MaxCriteria]int8, weights []int) (score int, ok bool) {
	account := Result{Ratings: ratings, scale: r.Scale}
	account.weigh(r, weights)
	sum, weight := account.sums()
	if weight == 0 {
		return 0, false
	}
	return quotient(sum, weight), true
}

// weigh sets the weights, and which ratings count by them and by the rubric.
func (r *Result) weigh(by *rubric.Rubric, weights []int) {
	r.weights = weights
	for i, w := range weights {
		switch {
		case w == 0:
			r.counted[i] = 0
		case r.Ratings[i] > 0:
			r.counted[i] = r.Ratings[i]
		default:
			r.counted[i] = int8(by.Criteria[i].Given)
		}
	}
}
