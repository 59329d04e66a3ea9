// Package notify tells people and programs what changed in a history.
package notify

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"chs/internal/report"
	"chs/scoring"
)

// Schema names the form of a message as JSON. Its fields stay as they are; later
// versions of the same form may add others.
const Schema = "chs.notify/1"

// A Message is what is told of a portfolio: what changed from a snapshot, the
// baseline, to the newest one.
type Message struct {
	Schema    string `json:"schema"` // Schema
	Chs       string `json:"chs"`    // the version of chs
	To        string `json:"to"`     // the name that it is told to
	Portfolio string `json:"portfolio"`
	Rubric    Rubric `json:"rubric"`
	AsOf      Day    `json:"as_of"`
	Baseline  *Day   `json:"baseline"` // nil if there is no snapshot to compare with
	Currency  string `json:"currency"` // of all values; "" if not known

	Accounts
	Scored   int      `json:"scored"`
	Unscored int      `json:"unscored"`
	Rows     int      `json:"rows_read"` // by the run, and how many of them it
	Rejected int      `json:"rejected"`
	Bands    []Band   `json:"bands"`       // the rubric's, and last the unscored
	Mean     *Points  `json:"mean_score"`  // nil if none is scored
	Change   *Points  `json:"mean_change"` // of Mean from the baseline's; nil if there is none
	Events   []Events `json:"events"`      // of every kind, in the order of kinds
}

// A Rubric says by which rubric the newest snapshot was scored.
type Rubric struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Hash    string `json:"sha256"` // of its text
}

// Accounts are how many accounts there are of a kind, and what they are worth
// together.
type Accounts struct {
	Count int    `json:"accounts"`
	Value Amount `json:"value"` // NaN if the rubric has no values
}

// add adds an account, whose value is NaN if it is not known.
func (a *Accounts) add(value float64) {
	a.Count++
	if !math.IsNaN(value) {
		a.Value += Amount(value)
	}
}

// A Band is the accounts of a band.
type Band struct {
	Name string `json:"name"`
	Accounts
}

// Events are the accounts to which one kind of thing happened.
type Events struct {
	Kind Kind `json:"event"`
	Accounts
	Listed []Item `json:"listed"` // the first of them, those that matter most
}

// An Item is an account to which something happened.
type Item struct {
	Account string    `json:"account"` // its id
	Label   string    `json:"label"`
	Owner   string    `json:"owner"`
	Value   Amount    `json:"value"`
	Old     *Standing `json:"old"`    // in the baseline; nil if it was not there
	New     *Standing `json:"new"`    // nil if it is not there any more
	Change  *Points   `json:"change"` // of the score; nil unless it is scored in both
	Since   *Day      `json:"since"`  // the day it entered its band; nil if not known
	Action  string    `json:"action"` // that of its new band; "" if there is none
	Cap     string    `json:"cap"`    // the reason of the cap that holds its score down; "" if there is none
	Drivers []Driver  `json:"drivers"`
	Parts   []Part    `json:"parts"`
	Warning string    `json:"warning"` // what was warned of; "" if nothing
}

// A Standing is an account's score and the name of its band.
type Standing struct {
	Score *Points `json:"score"` // nil if it is unscored
	Band  string  `json:"band"`
}

// A Driver is a criterion that costs an account points.
type Driver struct {
	Criterion string `json:"criterion"`
	Lost      Points `json:"lost"`
}

// A Part is a part of the change of a score. An account's parts sum to it.
type Part struct {
	Cause     string `json:"cause"`     // as fleet.Cause names it
	Criterion string `json:"criterion"` // "" for caps
	Points    Points `json:"points"`
}

// A Kind is one of the things that may happen to an account.
type Kind int

// The kinds, in the order in which they are told.
const (
	CrossedDown Kind = iota
	Warned
	BecameUnscored
	Left
	CrossedUp
	BecameScored
	Came
	kinds // how many there are
)

// String returns the kind's name.
func (k Kind) String() string {
	return [...]string{"crossed_down", "warned", "became_unscored", "left", "crossed_up", "became_scored", "came"}[k]
}

// words says in a title what happened to accounts.
func (k Kind) words() string {
	return [...]string{"crossed down", "warned", "no longer scored", "left", "crossed up", "now scored", "came"}[k]
}

// MarshalText implements [encoding.TextMarshaler].
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// A Day is one as [scoring.Day] counts.
type Day int

// String returns the day as YYYY-MM-DD.
func (d Day) String() string { return scoring.FormatDay(int(d)) }

// MarshalText implements [encoding.TextMarshaler].
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Points are hundredths of a point.
type Points int

// String returns the points with two decimals.
func (p Points) String() string { return scoring.FormatPoints(int(p)) }

// MarshalJSON implements [encoding/json.Marshaler].
func (p Points) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

// An Amount is one of money.
type Amount float64

// MarshalJSON implements [encoding/json.Marshaler]: two decimals, or null for
// what is not known or too large.
func (a Amount) MarshalJSON() ([]byte, error) {
	return []byte(cmp.Or(report.AmountText(float64(a)), "null")), nil
}

// Empty reports whether nothing happened.
func (m *Message) Empty() bool {
	for _, e := range m.Events {
		if e.Count > 0 {
			return false
		}
	}
	return true
}

// Title says in a line what happened.
func (m *Message) Title() string {
	var said []string
	for _, e := range m.Events {
		if e.Count > 0 {
			said = append(said, strconv.Itoa(e.Count)+" "+e.Kind.words())
		}
	}
	if said == nil {
		return "nothing changed"
	}
	return strings.Join(said, ", ")
}
