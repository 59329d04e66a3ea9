package scoring

// Settle completes a Result that Score has filled and into which was then put what
// another engine made of the same cells, by the same rubric: Value, and the fields
// from Scored to Plays but Band. These stand, and what follows from them is made anew.
func (s *Scorer) Settle(r *Result) {
	r.weigh(s.rubric, s.groupOf(r).weights)
	r.row.value, r.row.ratings, r.row.coverage = r.Value, r.Ratings, float64(r.Coverage)
	r.row.segment = s.rubric.SegmentName(r.Segment)
	s.band(r)
}
