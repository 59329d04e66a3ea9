// Package history keeps snapshots of scoring runs over time, in an SQLite file
// or a PostgreSQL database, in tables that are plain to query.
package history

import (
	"crypto/sha256"
	"encoding/hex"
	"math"

	"chs/rubric"
	"chs/scoring"
)

// A Head says of which run a snapshot is. Portfolio and Day are its key: a
// history has one snapshot of a portfolio and a day.
type Head struct {
	Portfolio string
	Day       int // of --as-of, as scoring.Day counts
	Rubric    *rubric.Rubric
	Chs       string // the version of chs
}

// An Input is a file that a run has read.
type Input struct {
	Path   string `json:"path"`   // absolute, or "stdin"
	Bytes  int64  `json:"bytes"`  // of the file as it is stored
	SHA256 string `json:"sha256"` // of these bytes, in hexadecimal
}

// A Snapshot is one stored scoring run, without its accounts.
type Snapshot struct {
	Portfolio     string
	Day           int // as scoring.Day counts
	RubricName    string
	RubricVersion string // "" if it has none
	RubricHash    string // SHA-256 of the rubric's text, in hexadecimal
	Chs           string // the version of chs that scored
	Accounts      int    // how many are stored
	Rows          int    // how many the run read: those of accounts, and the rejected ones
	Rejected      int
	Inputs        []Input

	key, rubric int64
}

// An Account is what a snapshot holds of an account.
type Account struct {
	ID, Label, Owner string // without white space around them; label and owner "" where there is none

	// Scored, Score, Uncapped, Band, Coverage, Cap, Segment and Ratings are
	// those of [scoring.Result].
	Scored          bool
	Score, Uncapped int
	Band, Coverage  int
	Cap, Segment    int
	Ratings         [rubric.MaxCriteria]int8

	Value   float64                     // NaN if not known
	Metrics [rubric.MaxCriteria]float64 // by criterion, NaN if not known or judged by levels
}

// NewAccount returns what is stored of an account that s has scored by a rubric
// of so many criteria, its texts aside.
func NewAccount(s *scoring.Scorer, criteria int, r *scoring.Result) Account {
	a := Account{
		Scored: r.Scored, Score: r.Score, Uncapped: r.Uncapped, Band: r.Band, Coverage: r.Coverage, Cap: r.Cap,
		Segment: r.Segment, Value: r.Value, Ratings: r.Ratings,
	}
	if !r.Scored {
		a.Cap = scoring.None
	}
	for i := range a.Metrics {
		a.Metrics[i] = math.NaN()
		if i < criteria {
			a.Metrics[i] = s.Metric(i, r)
		}
	}
	return a
}

// Result returns the account as a result that [scoring.Scorer.Recall] completes.
func (a *Account) Result() scoring.Result {
	return scoring.Result{
		Scored: a.Scored, Score: a.Score, Uncapped: a.Uncapped, Band: a.Band, Coverage: a.Coverage, Cap: a.Cap,
		Segment: a.Segment, Value: a.Value, Ratings: a.Ratings,
	}
}

// hashOf returns the SHA-256 of a rubric's text, in hexadecimal.
func hashOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
