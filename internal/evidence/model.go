package evidence

import "chs/rubric"

// A model is the logarithm of the odds of leaving by ratings, in a cohort.
type model interface {
	logit(ratings *[rubric.MaxCriteria]int8) float64
	// without returns the logit had a criterion, whose metric is known, the mean
	// rating: what the others expect.
	without(k int, ratings *[rubric.MaxCriteria]int8) float64
}

// A weighing is the model of weights that are fitted, with its criteria.
type weighing struct {
	own          []int     // the cohort's weights
	coefficients []float64 // of the criteria, of their not being known, and the intercept
	means        [rubric.MaxCriteria]float64
}

// criteria returns the coefficients of the criteria.
func (m *weighing) criteria() []float64 { return m.coefficients[:len(m.own)] }

// weighing returns the model that fits some accounts of the cohort; a similar one,
// which may be nil, is where the search for it starts.
func (c *cohort) weighing(some []Row, ridge float64, similar *weighing) *weighing {
	n := len(c.own)
	r := newRegression(2*n + 1)
	r.bounded = n
	r.reserve(len(some))
	if similar != nil {
		r.start = similar.coefficients
	}
	c.penalize(r, ridge)
	m := &weighing{own: c.own}
	var all Tally
	m.means, all = means(some)
	for i := range some {
		row := &some[i]
		m.observe(&row.Ratings, r.observe(all.softened(row.Tally), float64(row.Accounts())))
	}
	m.coefficients = r.fit()
	return m
}

// observe sets in x, all 0, what the model knows of ratings.
func (m *weighing) observe(ratings *[rubric.MaxCriteria]int8, x []float64) {
	n := len(m.own)
	x[2*n] = 1
	for k, own := range m.own {
		switch rating := ratings[k]; {
		case own == 0:
		case rating == 0:
			x[n+k] = 1
		default:
			x[k] = (m.means[k] - float64(rating)) / 4
		}
	}
}

func (m *weighing) logit(ratings *[rubric.MaxCriteria]int8) float64 {
	var x [2*rubric.MaxCriteria + 1]float64
	m.observe(ratings, x[:len(m.coefficients)])
	return dot(m.coefficients, x[:len(m.coefficients)])
}

func (m *weighing) without(k int, ratings *[rubric.MaxCriteria]int8) float64 {
	return m.logit(ratings) - float64(m.coefficients[k]*(m.means[k]-float64(ratings[k]))/4)
}

// penalize sets the penalty of a regression of the cohort.
func (c *cohort) penalize(r *regression, ridge float64) {
	squares := 0.0
	for _, w := range c.own {
		squares += float64(w * w)
	}
	for i, w := range c.own {
		for k, other := range c.own {
			if squares > 0 {
				r.penalty[i][k] = -ridge * float64(w*other) / squares
			}
		}
		r.penalty[i][i] += ridge
		missing := len(c.own) + i
		r.penalty[missing][missing] = ridge
	}
}

// means returns the mean of the known ratings of accounts, by criterion, and all
// accounts.
func means(rows []Row) (means [rubric.MaxCriteria]float64, all Tally) {
	var sums, known [rubric.MaxCriteria]int
	for i := range rows {
		n := rows[i].Accounts()
		all.add(rows[i].Tally)
		for k, rating := range rows[i].Ratings {
			if rating > 0 {
				sums[k] += n * int(rating)
				known[k] += n
			}
		}
	}
	for k := range means {
		means[k] = Share{sums[k], known[k]}.Value()
	}
	return means, all
}
