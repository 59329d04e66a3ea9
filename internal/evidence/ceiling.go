package evidence

import (
	"math"

	"chs/rubric"
	"chs/scoring"
)

// Ceiling judges, out of so many folds, what ratings could tell at best, however
// they were weighed: a ridge logistic regression on which rating each criterion
// gave, whatever the segment, without caps. The ridge is 1. As its score counts
// the logarithm of the odds, to the nearest 0.002.
//
// Source: le Cessie and van Houwelingen, Ridge estimators in logistic regression,
// Applied Statistics 41 (1992) 191–201.
func (t *Table) Ceiling(folds int) Alternative {
	var pairs []pair
	for _, fold := range t.folds(folds) {
		b := t.fitRatings(t.without(fold))
		for i := range t.Rows {
			if row := &t.Rows[i]; fold[i].Accounts() > 0 {
				logit := dot(b, indicators(&row.Ratings, make([]float64, len(b))))
				pairs = append(pairs, pair{int(row.Score), scoreOf(logit), fold[i]})
			}
		}
	}
	return judge(Ceiling, scoring.None, pairs)
}

// fitRatings returns the coefficients of the ratings that fit some accounts, by
// row of the table. Rows of the same ratings are one observation, of whatever
// segment.
func (t *Table) fitRatings(counts []Tally) []float64 {
	r := newRegression(5*len(t.Rubric.Criteria) + 1)
	for i := range r.width - 1 {
		r.penalty[i][i] = 1
	}
	code := newCoding(len(t.Rubric.Criteria), 1)
	of := code.empty()
	for i, tally := range counts {
		of[code.of(0, &t.Rows[i].Ratings)].add(tally)
	}
	for _, row := range code.rows(of, 0) {
		indicators(&row.Ratings, r.observe(float64(row.Leavers), float64(row.Accounts())))
	}
	return r.fit()
}

// indicators sets in x, all 0, a 1 for each criterion's rating, if its metric is
// known, and at the end one for the intercept.
func indicators(ratings *[rubric.MaxCriteria]int8, x []float64) []float64 {
	for i, rating := range ratings {
		if rating > 0 {
			x[5*i+int(rating)-1] = 1
		}
	}
	x[len(x)-1] = 1
	return x
}

// scoreOf returns a score that falls as the logarithm of the odds of leaving
// rises: 0 to maxScore for 10 to −10.
func scoreOf(logit float64) int {
	return int(math.Round(maxScore / 2 * (1 - max(-1, min(1, logit/10)))))
}
