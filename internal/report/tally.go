package report

import (
	"math"

	"chs/rubric"
	"chs/scoring"
)

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

// AddValue counts an account of the band with index band, or scoring.None,
// whose value is NaN where it is not known.
func (t Tally) AddValue(band int, value float64) {
	b := &t.Bands[len(t.Bands)-1]
	if band != scoring.None {
		b = &t.Bands[band]
	}
	b.Accounts++
	if !math.IsNaN(value) {
		b.Value += value
	}
}

// Accounts is how many the tally has counted.
func (t Tally) Accounts() int {
	sum := 0
	for _, b := range t.Bands {
		sum += b.Accounts
	}
	return sum
}
