package fleet

import (
	"chs/rubric"
	"chs/scoring"
)

// SetScore sets an account's score in a run; band is an index into the run's
// bands, and scoring.None if it is unscored.
func (c *Course) SetScore(s *CourseSeries, run, score, band int) {
	if band == scoring.None {
		s.Points[run].Band = rubric.Unscored
		return
	}
	s.Points[run] = CoursePoint{score, c.Runs[run].Rubric.Bands[band].Name}
}

// SetRatings sets an account's ratings in a run, by criterion of the run's
// rubric; 0 is none.
func (c *Course) SetRatings(run int, ratings [rubric.MaxCriteria]int8) {
	for i, criterion := range c.Runs[run].Rubric.Criteria {
		if ratings[i] > 0 {
			c.keyed(criterion.Key).Points[run].Value = 100 * int(ratings[i])
		}
	}
}

// SetMeanRatings sets the means of ratings in a run, of their sums and of how
// many there are, by criterion of the run's rubric.
func (c *Course) SetMeanRatings(run int, sums, counts [rubric.MaxCriteria]int) {
	for i, criterion := range c.Runs[run].Rubric.Criteria {
		if counts[i] > 0 {
			c.keyed(criterion.Key).Points[run].Value = ratio(100*sums[i], counts[i])
		}
	}
}

// SetMeanScore sets the mean of scores in a run, rounded half up. Scores are in
// hundredths of a point; negative ones are none.
func (c *Course) SetMeanScore(s *CourseSeries, run int, scores []int16) {
	sum, n := 0, 0
	for _, score := range scores {
		if score >= 0 {
			sum += int(score)
			n++
		}
	}
	if n > 0 {
		mean := ratio(sum, n)
		c.SetScore(s, run, mean, c.Runs[run].Rubric.BandOf(mean))
	}
}

// SetShares sets the bands' shares of the accounts in a run, which has these
// scores. Scores are as those of SetMeanScore; those that are none are unscored,
// as far as the run has such accounts. All shares are those of a rubric's bands
// or of the unscored: a band of another rubric has none.
func (c *Course) SetShares(run int, scores []int16) {
	r := c.Runs[run].Rubric
	counts, of := make([]int, len(r.Bands)), bandsByScore(r.Bands)
	unscored := c.Runs[run].Accounts
	for _, score := range scores {
		if score >= 0 {
			counts[of[score]]++
			unscored--
		}
	}
	set := func(key string, n int) {
		if all := c.Runs[run].Accounts; all > 0 {
			c.keyed(key).Points[run].Value = ratio(10000*n, all)
		}
	}
	for i, b := range r.Bands {
		set(b.Name, counts[i])
	}
	set(rubric.Unscored, unscored)
}
