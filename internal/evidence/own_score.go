package evidence

import (
	"math"

	"chs/rubric"
	"chs/scoring"
)

// An ownScore is the model that goes by the score that the cohort's weights give,
// without caps. A lower score is never taken for a better one.
type ownScore struct {
	logistic // by risk, as [platt]
	rubric   *rubric.Rubric
	own      []int // the cohort's weights
	means    [rubric.MaxCriteria]float64
}

// ownScore returns the model that fits some accounts of the cohort.
func (c *cohort) ownScore(by *rubric.Rubric, some []Row) *ownScore {
	m := &ownScore{rubric: by, own: c.own}
	var all Tally
	m.means, all = means(some)
	var counts histogram
	for i := range some {
		counts[m.score(some[i].Ratings)].add(some[i].Tally)
	}
	if s := counts.scores(); len(s.Cells) > 1 {
		m.logistic = fitPlatt(s).logistic
	}
	if m.Slope <= 0 {
		m.logistic = logistic{Intercept: math.Log(float64(all.Leavers+1) / float64(all.Stayers+1))}
	}
	return m
}

// score returns the score of ratings; 0 if nothing counts.
func (m *ownScore) score(ratings [rubric.MaxCriteria]int8) int {
	score, _ := scoring.Reweigh(m.rubric, ratings, m.own)
	return score
}

func (m *ownScore) logit(ratings *[rubric.MaxCriteria]int8) float64 {
	return m.logistic.logit(risk(m.score(*ratings)))
}

func (m *ownScore) without(k int, ratings *[rubric.MaxCriteria]int8) float64 {
	worst, best := *ratings, *ratings
	worst[k], best[k] = 1, 5
	atWorst, atBest := m.logit(&worst), m.logit(&best)
	return atWorst + float64((atBest-atWorst)*(m.means[k]-1)/4)
}
