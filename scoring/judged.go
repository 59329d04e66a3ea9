package scoring

import (
	"math"

	"chs/rubric"
)

// Metric returns the number that criterion i judges of the account in r: the
// column's, or the formula's value. It is NaN where that is missing, expired or
// unreadable, and where the criterion is judged by levels. The cells that were
// given to Score must still be valid.
func (s *Scorer) Metric(i int, r *Result) float64 {
	if r.Ratings[i] == 0 || s.criteria[i].judge == rubric.ByLevels {
		return math.NaN()
	}
	if r.recalled != nil {
		return r.recalled[i]
	}
	return s.criteria[i].metric(&r.row)
}

// Day returns the day, as [Day] counts, of the cell of column i of the rubric's
// Columns. ok is false if that is no date that is known.
func (r *Result) Day(i int) (day int, ok bool) {
	cell := &r.row.cells[i]
	return int(cell.num), !cell.missing && !math.IsNaN(cell.num)
}

// Cuts returns the cuts that judge criterion i in the segment of the account in
// r. Quintiles are the cuts they came to: a rating that no account of the run
// has is at the next rating's cut, or at an infinite one. ok is false where the
// criterion is judged by levels or is a rating already.
func (s *Scorer) Cuts(i int, r *Result) (cuts rubric.Cuts, ok bool) {
	if judge := s.criteria[i].judge; judge != rubric.ByCuts && judge != rubric.ByQuintiles {
		return rubric.Cuts{}, false
	}
	return s.groupOf(r).cuts[i], true
}

// Weight returns the weight of criterion i, in hundredths, in the segment of
// the account in r.
func (s *Scorer) Weight(i int, r *Result) int { return s.groupOf(r).weights[i] }

// groupOf returns the segment of the account in r.
func (s *Scorer) groupOf(r *Result) *group {
	if r.Segment == None {
		return &s.groups[len(s.groups)-1]
	}
	return &s.groups[r.Segment]
}
