package evidence

// A KS is the Kolmogorov–Smirnov distance: the largest distance between the
// shares of the leavers and of the stayers that score at most so much.
type KS struct {
	Value float64
	Score int // where it is, the lowest of equal ones, in hundredths of a point
}

// KS returns how far the score parts the outcomes at best. Both must be there.
func (s *Scores) KS() KS {
	var lower Tally
	most, at := 0, 0
	for _, c := range s.Cells {
		lower.add(c.Tally)
		distance := lower.Leavers*s.Stayers - lower.Stayers*s.Leavers
		if distance = max(distance, -distance); distance > most {
			most, at = distance, c.Score
		}
	}
	return KS{float64(most) / float64(s.Leavers*s.Stayers), at}
}
