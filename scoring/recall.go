package scoring

import (
	"math"

	"chs/rubric"
)

// Recall completes a Result of an account that was scored before, whose row is
// gone. Its fields from Scored to Ratings, and Value, are given, as the rubric
// of s made them, and its metrics, by criterion, NaN where they are not known.
// Uncapped is made of the ratings anew; where none counts the account is
// unscored. The caps that are known are those that lowered the score: others are
// taken not to apply. Why a metric is not known, and which plays applied, is not
// known.
func (s *Scorer) Recall(r *Result, metrics [rubric.MaxCriteria]float64) {
	r.recalled, r.scale = &metrics, s.rubric.Scale
	r.weigh(s.rubric, s.groupOf(r).weights)
	sum, weight := r.sums()
	if weight == 0 {
		r.Scored, r.Band, r.Cap = false, None, None
	}
	if r.Scored {
		r.Uncapped = quotient(sum, weight)
	}
}

// Recalled reports whether r was completed by [Scorer.Recall].
func (r *Result) Recalled() bool { return r.recalled != nil }

// Rerate returns the rating of a metric of criterion i, which is judged by cuts
// or quintiles, in a segment, [None] for the default; 0 for NaN.
func (s *Scorer) Rerate(i, segment int, metric float64) int8 {
	cuts := &s.groupOf(&Result{Segment: segment}).cuts[i]
	return int8(rate(metric, &cuts.At, cuts.LowerIsBetter))
}

// CollectKnown adds an account's metrics, by criterion, to q; those that are NaN
// are not known.
func (s *Scorer) CollectKnown(metrics *[rubric.MaxCriteria]float64, q *Quintiles) {
	for i := range s.criteria {
		if s.criteria[i].judge == rubric.ByQuintiles && !math.IsNaN(metrics[i]) {
			q.values[i] = append(q.values[i], metrics[i])
		}
	}
}
