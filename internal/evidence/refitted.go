package evidence

import (
	"chs/rubric"
	"chs/scoring"
)

// Refitted returns the table that the rubric would have made of the same accounts
// with other weights, by segment, and cuts, by criterion; of both none stays as
// the rubric has it. Its Rubric is still the one that there is. For other cuts the
// table must have kept its metrics (see [Table.KeepMetrics]).
//
// A cap that held an account's score holds it still; whether others would be
// capped is not known. An account that was unscored stays as it was, and one for
// which nothing counts by the weights becomes so.
func (t *Table) Refitted(segments []SegmentWeights, cuts []FittedCuts) *Table {
	r := t.rerating(segments, cuts)
	n := *t
	n.Rows, n.accounts, n.index, n.Repeated, n.metrics = nil, nil, map[Pattern]int{}, 0, nil
	for _, a := range t.accounts {
		p := r.rerate(&t.Rows[a.row].Pattern, a.bins)
		a.bins = [rubric.MaxCriteria]uint8{}
		n.take(p, a)
	}
	n.Finish()
	return &n
}

// A rerating makes a score of an account anew.
type rerating struct {
	table   *Table
	weights [][]int                    // by segment, the default first
	ratings [rubric.MaxCriteria][]int8 // by prebin; nil where the cuts stay
}

func (t *Table) rerating(segments []SegmentWeights, cuts []FittedCuts) *rerating {
	r := &rerating{table: t, weights: weigh(t.Rubric, Refitted, scoring.None)}
	for i, s := range segments {
		r.weights[i] = s.Weights
	}
	for k, c := range cuts {
		r.ratings[k] = c.ratings
	}
	return r
}

// rerate returns the pattern of an account whose pattern and prebins are such.
func (r *rerating) rerate(p *Pattern, bins [rubric.MaxCriteria]uint8) Pattern {
	q := *p
	for k, bin := range bins {
		if bin > 0 && r.ratings[k] != nil {
			q.Ratings[k] = r.ratings[k][bin-1]
		}
	}
	if !p.Scored() {
		return q
	}
	score, ok := r.table.rescore(Refitted, r.weights[p.Segment+1], &q)
	if q.Score = int16(score); !ok {
		q.Score, q.Cap = scoring.None, scoring.None
	}
	return q
}
