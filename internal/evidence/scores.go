package evidence

// maxScore is the highest score, in hundredths of a point.
const maxScore = 10000

// Scores are accounts by score.
type Scores struct {
	Cells []Cell // by rising score, each with at least one account
	Tally        // of all
}

// A Cell is the accounts of a score, in hundredths of a point.
type Cell struct {
	Score int
	Tally
}

// A histogram counts accounts by score, in hundredths of a point.
type histogram [maxScore + 1]Tally

// scores returns what has been counted.
func (h *histogram) scores() *Scores {
	var s Scores
	for score, here := range h {
		if here.Accounts() > 0 {
			s.Cells = append(s.Cells, Cell{score, here})
			s.add(here)
		}
	}
	return &s
}

// placements returns where an account of each score stands among those of the
// other outcome, which the score is to tell it from: twice the stayers that a
// leaver scored lower than, and twice the leavers that a stayer scored higher
// than, of which equal ones count half.
func (s *Scores) placements() (ofLeaver, ofStayer *[maxScore + 1]int) {
	ofLeaver, ofStayer = new([maxScore + 1]int), new([maxScore + 1]int)
	var lower Tally
	for _, c := range s.Cells {
		higher := s.Stayers - lower.Stayers - c.Stayers
		ofLeaver[c.Score] = 2*higher + c.Stayers
		ofStayer[c.Score] = 2*lower.Leavers + c.Leavers
		lower.add(c.Tally)
	}
	return ofLeaver, ofStayer
}
