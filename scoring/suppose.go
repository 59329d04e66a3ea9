package scoring

import "chs/rubric"

// Suppose returns what each criterion would add to the uncapped score of the
// account in r, in hundredths of a point as [Result.Contributions], had the
// criteria the given ratings; where 0 is given, what the rubric made of r's
// metric stands. The segment and its weights stay as they are. No metric has to
// be known for this, by min_coverage or as a required one: ok is false only
// where nothing counts.
func (r *Result) Suppose(ratings [rubric.MaxCriteria]int8) (contributions [rubric.MaxCriteria]int, ok bool) {
	supposed := Result{Scored: true, scale: r.scale, weights: r.weights, counted: r.counted}
	for i, w := range r.weights {
		if ratings[i] > 0 && w > 0 {
			supposed.counted[i] = ratings[i]
		}
	}
	sum, weight := supposed.sums()
	if weight == 0 {
		return contributions, false
	}
	supposed.Uncapped = quotient(sum, weight)
	return supposed.Contributions(), true
}

// On returns a Scorer that differs from s in the day alone that days are
// counted to, as [Day] numbers it. Quintiles stay those that s knows.
func (s *Scorer) On(day int) *Scorer {
	moved := *s
	moved.asOf = float64(day)
	return &moved
}
