package report

import (
	"chs/internal/fleet"
	"chs/rubric"
)

// A Tally counts the accounts of a run by band.
type Tally struct {
	Bands []fleet.Sum // one a band of the rubric, and last the unscored
}

// NewTally returns a Tally of no accounts.
func NewTally(r *rubric.Rubric) Tally {
	return Tally{Bands: make([]fleet.Sum, len(r.Bands)+1)}
}

// Accounts is how many the tally has counted.
func (t Tally) Accounts() int {
	sum := 0
	for _, b := range t.Bands {
		sum += b.Accounts
	}
	return sum
}
