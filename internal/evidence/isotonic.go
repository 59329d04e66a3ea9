package evidence

import "slices"

// An isotonic is the probability of leaving by score, which never rises with the
// score, as the shares of leavers among neighbouring scores that are pooled until
// they do not rise. Between two pools it goes straight from one to the other.
type isotonic struct {
	pools []Cell // by rising score, each of one score, or two for a pool's first and last
	all   Tally
}

// fitIsotonic fits the probability to scores, by pooling adjacent violators. As
// for [fitPlatt], outcomes count as slightly less than sure.
//
// Source: Ayer, Brunk, Ewing, Reid and Silverman, An empirical distribution
// function for sampling with incomplete information, Annals of Mathematical
// Statistics 26 (1955) 641–647.
func fitIsotonic(s *Scores) *isotonic {
	var pools []Group
	for _, c := range s.Cells {
		pools = append(pools, Group{c.Score, c.Score, c.left()})
		for len(pools) > 1 {
			last := len(pools) - 1
			a, b := pools[last-1], pools[last]
			if a.Part*b.Whole > b.Part*a.Whole {
				break
			}
			pools = append(pools[:last-1], Group{a.From, b.To, Share{a.Part + b.Part, a.Whole + b.Whole}})
		}
	}
	f := &isotonic{all: s.Tally}
	for _, p := range pools {
		in := Tally{p.Part, p.Whole - p.Part}
		f.pools = append(f.pools, Cell{p.From, in})
		if p.To > p.From {
			f.pools = append(f.pools, Cell{p.To, in})
		}
	}
	return f
}

// logit returns the logarithm of the odds of leaving at a score in hundredths of
// a point.
func (f *isotonic) logit(score int) float64 {
	next, there := slices.BinarySearchFunc(f.pools, score, func(c Cell, score int) int { return c.Score - score })
	to := f.pools[min(next, len(f.pools)-1)]
	from := f.pools[max(next-1, 0)]
	if there || next == len(f.pools) || from.Tally == to.Tally { // of one pool, which has one probability to the bit
		return logit(f.probability(to))
	}
	before, after := float64(score-from.Score), float64(to.Score-score)
	return logit((float64(f.probability(from)*after) + float64(f.probability(to)*before)) / (before + after))
}

// probability returns that of a pool.
func (f *isotonic) probability(pool Cell) float64 {
	return f.all.softened(pool.Tally) / float64(pool.Accounts())
}
