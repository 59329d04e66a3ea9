package scoring

import (
	"math"

	"chs/rubric"
)

// None is the index of nothing: no cap, the default segment, no band.
const None = -1

// A Result is the outcome of scoring one account.
//
// It is made by [Scorer.NewResult] and filled by [Scorer.Score], which reuses
// its slices: a caller that keeps them beyond the next account copies them.
type Result struct {
	// Scored tells whether enough is known. If not, Band is None and Score,
	// Uncapped and Cap mean nothing.
	Scored bool

	// Uncapped is in hundredths of a point, 0 to 10000; Score is Uncapped
	// after the caps.
	Score, Uncapped int

	Band     int                      // index into the rubric's Bands, or None
	Coverage int                      // whole percent of weight whose metric is known, 0 to 100
	Segment  int                      // index into the rubric's Segments, or None for the default
	Cap      int                      // index into the rubric's Caps of the one that lowered the score, or None
	Ratings  [rubric.MaxCriteria]int8 // by criterion, 1 to 5; 0 where the metric is not known
	Plays    []int                    // indexes into the rubric's Plays, rising

	Value    float64   // what the account is worth, NaN if not known
	States   []State   // by column of the rubric
	Problems []Problem // in the order of the rubric's columns, then of its criteria

	counted [rubric.MaxCriteria]int8 // the ratings that the score is made of; 0 where none counts
	weights []int                    // of the account's segment
	scale   rubric.Scale
	row     row

	recalled *[rubric.MaxCriteria]float64 // metrics, where there is no row
}

// A State says what became of a cell.
type State int8

// The states of a cell. One that is Known, or beyond, is known: Known + s is a
// number with the Separators s.
const (
	Missing State = iota
	Unreadable
	Known
	States = Known + State(ClearSeparators) + 1 // how many there are
)

// A Problem is a cell that is not what its column should hold, or a formula's
// value that is no rating.
type Problem struct {
	Column    int    // index into the rubric's Columns, or None for a formula's value
	Criterion int    // index into the rubric's Criteria, or None where no criterion alone wants it
	Value     string // as in the file, white space around it trimmed
	Wanted    string // such as "a number"
}

// Priority returns whom to call first: value × (100 − score) / 100. It is a
// sort key in the value's unit, neither a forecast nor to be totalled. ok is
// false where the account is unscored, its value is not known, or the product
// is too large for a double.
func (r *Result) Priority() (priority float64, ok bool) {
	if !r.Scored || math.IsNaN(r.Value) {
		return 0, false
	}
	priority = float64(r.Value*float64(maxScore-r.Score)) / maxScore
	return priority, !math.IsInf(priority, 0)
}
