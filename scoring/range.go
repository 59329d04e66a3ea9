package scoring

// Range returns the lowest and the highest score that the account in r could
// have if all its metrics were known: each that is missing, expired or
// unreadable, and has weight, is rated as badly and as well as its cuts or
// levels allow. The segment, the caps and quintiles are taken as they stand;
// a criterion by quintiles of which no account is known may have any rating.
// An account that is unscored has a range as well. ok is false where nothing
// is missing.
func (s *Scorer) Range(r *Result) (low, high int, ok bool) {
	g := s.groupOf(r)
	lowest, highest := 0, 0
	for i, w := range g.weights {
		worst, best := r.Ratings[i], r.Ratings[i]
		if worst == 0 && w > 0 {
			worst, best = g.extremes(i)
			ok = true
		}
		lowest += points(r.scale, w, worst)
		highest += points(r.scale, w, best)
	}
	if !ok {
		return 0, 0, false
	}
	limit, _ := s.ceiling(r)
	return min(quotient(lowest, g.total), limit), min(quotient(highest, g.total), limit), true
}

// extremes returns the worst and the best rating that criterion i can have in the
// segment.
func (g *group) extremes(i int) (worst, best int8) {
	for rating := int8(5); rating >= 1; rating-- {
		if g.reached[i][rating] {
			worst = rating
			best = max(best, rating)
		}
	}
	return worst, best
}
