package fleet

import (
	"math"

	"chs/scoring"
)

// A Sum is how many accounts there are of a kind, and what they are worth
// together: their known values, added in the order of the rows.
type Sum struct {
	Accounts int
	Value    float64
}

// add adds an account, whose value is NaN if it is not known.
func (s *Sum) add(value float64) {
	s.Accounts++
	if !math.IsNaN(value) {
		s.Value += value
	}
}

// bandPlace returns where the accounts of a band are summed, and those of
// scoring.None, which are unscored.
func bandPlace(band, unscored int) int {
	if band == scoring.None {
		return unscored
	}
	return band
}
