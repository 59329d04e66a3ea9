package report

import "chs/rubric"

// A Tally counts the accounts of a run by band.
type Tally struct {
	Bands []BandTally // one a band of the rubric, and last the unscored
}

// A BandTally counts the accounts of one band.
type BandTally struct {
	Accounts int
	Value    float64 // the sum of the accounts' known values, in their order
}

// NewTally returns a Tally of no accounts.
func NewTally(r *rubric.Rubric) Tally {
	return Tally{Bands: make([]BandTally, len(r.Bands)+1)}
}

// Accounts is how many the tally has counted.
func (t Tally) Accounts() int {
	sum := 0
	for _, b := range t.Bands {
		sum += b.Accounts
	}
	return sum
}
