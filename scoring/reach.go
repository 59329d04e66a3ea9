package scoring

import (
	"math"
	"slices"

	"chs/rubric"
)

// reach returns what gives criterion i a rating in a segment: the metric that
// just does, NaN for rating 1 by cuts, or, where it is judged by levels, the
// first of them. ok is false where nothing does. A formula that is to yield
// ratings is taken to yield all, and quintiles of which no account's metric is
// known are taken to reach all.
func (s *Scorer) reach(i int, g *group, rating int8) (target float64, level string, ok bool) {
	switch s.criteria[i].judge {
	case rubric.ByRating:
		return float64(rating), "", true
	case rubric.ByLevels:
		levels := s.rubric.Criteria[i].Levels
		first := slices.IndexFunc(levels, func(l rubric.Level) bool { return l.Rating == int(rating) })
		if first < 0 {
			return math.NaN(), "", false
		}
		return math.NaN(), levels[first].Text, true
	}
	at := g.cuts[i].At
	if rating == 1 || math.IsInf(at[0], 0) { // of known metrics, some rate 3 and more
		return math.NaN(), "", true
	}
	target = at[rating-2]
	return target, "", !math.IsInf(target, 0) && (rating == 5 || at[rating-1] != target)
}

// setReached notes which ratings something gives.
func (s *Scorer) setReached() {
	for k := range s.groups {
		g := &s.groups[k]
		for i := range s.criteria {
			for rating := int8(1); rating <= 5; rating++ {
				_, _, g.reached[i][rating] = s.reach(i, g, rating)
			}
		}
	}
}

// ceiling returns the score that the caps hold an account to, as its metrics
// are, and the one that does; the highest score, and None, if none applies.
func (s *Scorer) ceiling(r *Result) (limit, index int) {
	limit, index = maxScore, None
	if r.recalled != nil {
		if r.Cap != None {
			limit, index = s.limit(r.Cap), r.Cap
		}
		return limit, index
	}
	for i, applies := range s.caps {
		held := s.limit(i)
		if held < limit && applies(&r.row) == yes {
			limit, index = held, i
		}
	}
	return limit, index
}
