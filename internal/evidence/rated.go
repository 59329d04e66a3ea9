package evidence

import "math"

// Rated is the accounts by the rating that a criterion gave them, 0 where the
// metric is not known.
type Rated [6]Tally

// rated returns the accounts that have a score by their ratings, by criterion.
func (t *Table) rated() []Rated {
	all := make([]Rated, len(t.Rubric.Criteria))
	for i := range t.Rows {
		row := &t.Rows[i]
		if !row.Scored() {
			continue
		}
		for c := range all {
			all[c][row.Ratings[c]].add(row.Tally)
		}
	}
	return all
}

// IV returns the information value of the criterion: how much the shares of the
// ratings differ between leavers and stayers (Siddiqi, Credit Risk Scorecards,
// 2006). Accounts whose metric is not known are a rating of their own.
func (r *Rated) IV() float64 {
	var leavers, stayers []int
	for _, t := range r {
		leavers, stayers = append(leavers, t.Leavers), append(stayers, t.Stayers)
	}
	return divergence(leavers, stayers)
}

// divergence returns how much the shares p and q differ that two groups of
// accounts have in some bins: Σ (p − q)·ln(p/q), Jeffreys' divergence. Where
// only one of them is in a bin, both count half an account more there; where
// neither is, the bin does not count.
func divergence(a, b []int) float64 {
	allA, allB := total(a), total(b)
	sum := 0.0
	for i := range a {
		inA, inB := float64(a[i]), float64(b[i])
		switch {
		case a[i] == 0 && b[i] == 0:
			continue
		case a[i] == 0 || b[i] == 0:
			inA, inB = inA+0.5, inB+0.5
		}
		p, q := inA/allA, inB/allB
		sum += float64((p - q) * math.Log(p/q))
	}
	return sum
}

func total(counts []int) float64 {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return float64(sum)
}
