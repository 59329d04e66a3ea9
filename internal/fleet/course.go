package fleet

import (
	"slices"

	"chs/rubric"
	"chs/scoring"
)

// A Course is how values of a portfolio went from snapshot to snapshot.
type Course struct {
	What   CourseOf
	Runs   []CourseRun // at least one, by day, each day once
	Series []CourseSeries
}

// A CourseOf says what the values of a course are.
type CourseOf string

// What values can be: an account's score, the mean score of all, the share of
// accounts in a band, an account's rating by a criterion, the mean rating of
// the accounts whose metric is known.
const (
	CourseScore      CourseOf = "score"
	CourseMeanScore  CourseOf = "mean_score"
	CourseShare      CourseOf = "share"
	CourseRating     CourseOf = "rating"
	CourseMeanRating CourseOf = "mean_rating"
)

// A CourseRun is a snapshot.
type CourseRun struct {
	Day      int // as scoring.Day counts
	Accounts int
	Rubric   *rubric.Rubric // one pointer for one text
}

// A CourseSeries is one line of values.
type CourseSeries struct {
	ID, Label string        // of the account, "" if it is of none
	Key, Name string        // of the band or the criterion, "" if it is of none
	Points    []CoursePoint // by run
}

// A CoursePoint is a value on a day.
type CoursePoint struct {
	Value int    // in hundredths of a point, of a rating or of a percent; scoring.None if there is none
	Band  string // of a score: its name, or unscored; "" where the account is not in the snapshot
}

// Known reports whether there is a value.
func (p CoursePoint) Known() bool { return p.Value != scoring.None }

// AddSeries adds a line of a given name and account. It has no values yet.
func (c *Course) AddSeries(s CourseSeries) *CourseSeries {
	s.Points = slices.Repeat([]CoursePoint{{Value: scoring.None}}, len(c.Runs))
	c.Series = append(c.Series, s)
	return &c.Series[len(c.Series)-1]
}

// AddBands adds a line for each band of any of the rubrics, those of the newest
// first, and one for the unscored.
func (c *Course) AddBands() {
	c.addKeyed(func(r *rubric.Rubric) (all []CourseSeries) {
		for _, b := range r.Bands {
			all = append(all, CourseSeries{Key: b.Name, Name: b.Name})
		}
		return all
	})
	c.AddSeries(CourseSeries{Key: rubric.Unscored, Name: rubric.Unscored})
}

// AddCriteria adds a line for each criterion of any of the rubrics, those of
// the newest first. Criteria of one key are the same.
func (c *Course) AddCriteria() {
	c.addKeyed(func(r *rubric.Rubric) (all []CourseSeries) {
		for _, c := range r.Criteria {
			all = append(all, CourseSeries{Key: c.Key, Name: c.Name})
		}
		return all
	})
}

func (c *Course) addKeyed(of func(*rubric.Rubric) []CourseSeries) {
	for i, run := range slices.Backward(c.Runs) {
		if i+1 < len(c.Runs) && run.Rubric == c.Runs[i+1].Rubric {
			continue
		}
		for _, s := range of(run.Rubric) {
			if c.keyed(s.Key) == nil {
				c.AddSeries(s)
			}
		}
	}
}

// SetAccount makes all lines those of an account.
func (c *Course) SetAccount(id, label string) {
	for i := range c.Series {
		c.Series[i].ID, c.Series[i].Label = id, label
	}
}

// keyed returns the line of a key, nil if there is none.
func (c *Course) keyed(key string) *CourseSeries {
	i := slices.IndexFunc(c.Series, func(s CourseSeries) bool { return s.Key == key })
	if i < 0 {
		return nil
	}
	return &c.Series[i]
}

// Newest returns the rubric of the newest snapshot.
func (c *Course) Newest() *rubric.Rubric { return c.Runs[len(c.Runs)-1].Rubric }

// RubricChanges returns the runs whose rubric is not that of the run before.
func (c *Course) RubricChanges() []int {
	var changes []int
	for i := 1; i < len(c.Runs); i++ {
		if c.Runs[i].Rubric != c.Runs[i-1].Rubric {
			changes = append(changes, i)
		}
	}
	return changes
}
