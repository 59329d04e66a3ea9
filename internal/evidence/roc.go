package evidence

// An ROCPoint is what a bar at a score would tell apart: the shares of both
// outcomes that score at most so much.
type ROCPoint struct {
	Score   int // in hundredths of a point
	Leavers Share
	Stayers Share
}

// ROC returns the points of the receiver operating characteristic of risk, by
// rising score, one for each score that an account has. The curve starts at no
// share of either outcome and ends at all of both; the [AUC] is the area below it
// where the stayers' share runs to the right.
func (s *Scores) ROC() []ROCPoint {
	points := make([]ROCPoint, len(s.Cells))
	var lower Tally
	for i, c := range s.Cells {
		lower.add(c.Tally)
		points[i] = ROCPoint{c.Score, Share{lower.Leavers, s.Leavers}, Share{lower.Stayers, s.Stayers}}
	}
	return points
}
