package evidence

import "chs/rubric"

// A coding numbers the cohorts and ratings that accounts may have, so that they
// are counted without a search: the ratings by criterion are digits to base 6, the
// first the least, and the cohort is what stands before them.
type coding struct {
	place   [rubric.MaxCriteria]uint32 // what a rating of a criterion counts
	cohort  uint32                     // what a cohort counts
	cohorts int
}

func newCoding(criteria, cohorts int) coding {
	c := coding{cohort: 1, cohorts: cohorts}
	for k := range criteria {
		c.place[k] = c.cohort
		c.cohort *= 6
	}
	return c
}

// of returns the code of a cohort and ratings.
func (c *coding) of(cohort int, ratings *[rubric.MaxCriteria]int8) uint32 {
	code := uint32(cohort) * c.cohort
	for k, rating := range ratings {
		code += uint32(rating) * c.place[k]
	}
	return code
}

// rating returns the rating of a criterion that a code has.
func (c *coding) rating(code uint32, k int) int8 { return int8(code / c.place[k] % 6) }

// recode returns a code with another rating of a criterion.
func (c *coding) recode(code uint32, k int, rating int8) uint32 {
	return code - uint32(c.rating(code, k))*c.place[k] + uint32(rating)*c.place[k]
}

// empty returns counts of no accounts yet, by code.
func (c *coding) empty() []Tally { return make([]Tally, c.cohorts*int(c.cohort)) }

// rows returns the accounts of a cohort by their ratings, of counts by code.
func (c *coding) rows(counts []Tally, cohort int) (rows []Row) {
	first := cohort * int(c.cohort)
	for i, in := range counts[first : first+int(c.cohort)] {
		if in.Accounts() == 0 {
			continue
		}
		row := Row{Tally: in}
		for k := 0; i > 0; k++ {
			row.Ratings[k] = int8(i % 6)
			i /= 6
		}
		rows = append(rows, row)
	}
	return rows
}
