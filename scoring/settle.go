package scoring

import "chs/rubric"

// Settle completes a Result whose fields from Scored to Plays, and Value, another
// engine has made, by the same rubric, of the cells that were last given to Score
// with it: its outcome stands. Band is made of Score anew.
func (s *Scorer) Settle(r *Result) {
	r.weigh(s.rubric, s.groupOf(r).weights)
	r.row.value, r.row.ratings, r.row.coverage = r.Value, r.Ratings, float64(r.Coverage)
	r.row.segment = rubric.DefaultSegment
	if r.Segment != None {
		r.row.segment = s.rubric.Segments[r.Segment].Name
	}
	s.band(r)
}
