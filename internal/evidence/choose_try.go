package evidence

// try returns by how much less the −ln of the probability of what happened is, in
// sum over the accounts to judge by, once a metric is rated, too. Where it is not
// known it changes nothing: that it is not is no part of a score.
func (l *learner) try(m *coded) (gain float64) {
	learn, judge := l.cross(m)
	shape := l.shape(m, l.bins(m, learn))
	before, after := l.step(learn, &shape, 0), l.step(learn, &shape, 1)
	if before == nil {
		return 0
	}
	l.each(judge, &shape, func(logit, x float64, t Tally) {
		gain += loss(logit+before[0], t) - loss(logit+float64(after[0]*x)+after[1], t)
	})
	return gain
}

// each visits the accounts of each pattern and rating, with the logarithm of odds
// that is expected, and how bad the rating is, 0 to 1.
func (l *learner) each(counts *crossing, s *shape, visit func(logit, x float64, t Tally)) {
	for pattern, logit := range l.logits {
		var by Rated
		for code := 1; code < counts.width; code++ {
			by[s.ratings[code]].add(*counts.at(pattern, code))
		}
		for rating, t := range by {
			if rating > 0 && t.Accounts() > 0 {
				visit(logit, float64(5-rating)/4, t)
			}
		}
	}
}

// step returns by what the logarithm of odds changes where a metric is known: so
// many coefficients, 0 or 1, of how bad it is, and a constant. It is nil if only
// one outcome knows the metric.
func (l *learner) step(counts *crossing, s *shape, coefficients int) []float64 {
	var all Tally
	l.each(counts, s, func(_, _ float64, t Tally) { all.add(t) })
	if all.Rarer() == 0 {
		return nil
	}
	r := newRegression(coefficients + 1)
	r.bounded = coefficients
	l.each(counts, s, func(logit, x float64, t Tally) {
		row := r.observe(all.softened(t), float64(t.Accounts()))
		row[0], row[coefficients] = x, 1
		r.offsets[len(r.offsets)-1] = logit
	})
	return r.fit()
}

// loss returns the sum of the −ln of the probability of what happened to accounts.
func loss(logit float64, t Tally) float64 {
	return float64(float64(t.Leavers)*softplus(-logit)) + float64(float64(t.Stayers)*softplus(logit))
}
