package evidence

import (
	"chs/rubric"
	"chs/scoring"
)

// judge returns how well the score separates the outcomes of each fold's accounts
// by criteria that are chosen from all others. Accounts that are unscored, as less
// than half of the weight is of known metrics, do not count. Where nothing is
// chosen, all have the same score.
func (c *chooser) judge() AUC {
	var at histogram
	for fold := range c.folds {
		s := c.choose(fold)
		weights := s.weights()
		for i, left := range c.left {
			if s.has(i) {
				continue
			}
			if score, ok := s.score(i, weights); ok {
				at[score].add(one(left))
			}
		}
	}
	scores := at.scores()
	if scores.Rarer() == 0 {
		return AUC{0.5, Interval{0, 1}}
	}
	return scores.AUC()
}

// score returns the score, in hundredths of a point, that an account has by the
// criteria.
func (s *selection) score(account int, weights []int) (score int, ok bool) {
	if len(s.taken) == 0 {
		return maxScore / 2, true
	}
	var ratings [rubric.MaxCriteria]int8
	known, all := 0, 0
	for k, i := range s.taken {
		ratings[k] = s.final.shapes[k].ratings[s.metrics[i].codes[account]]
		if all += weights[k]; ratings[k] > 0 {
			known += weights[k]
		}
	}
	if 2*known < all {
		return 0, false
	}
	return scoring.Reweigh(&rubric.Rubric{Criteria: make([]rubric.Criterion, len(s.taken))}, ratings, weights)
}
