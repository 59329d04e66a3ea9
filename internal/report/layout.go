// Package report writes what packages scoring and fleet have computed, one file
// a report and format.
package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// A Layout says what stands in each column of a report.
type Layout struct {
	Rubric  *rubric.Rubric
	Header  []string // the names of the input's columns
	Columns []Column
	AsOf    string // YYYY-MM-DD
	Excel   bool   // for people's spreadsheet programs: see [NewCSV]
	stamp   string

	Propensity *scoring.Propensity // nil if the rubric has none
}

// A Column is one of a report's.
type Column struct {
	Name  string
	Kind  Kind
	Index int // of the input's column, for Input; of the criterion, for Rating
}

// A Kind says what a column holds.
type Kind int

// The kinds of columns: a cell of the input, or one of what chs adds, in the
// order in which it is added.
const (
	Input Kind = iota
	Score
	Band
	Coverage
	Segment
	Uncapped
	CapReason
	Rating
	Priority
	Plays
	Stamp
	AsOf
	Drivers
	Previous
	Change
	Trend
	Since
	Warning
	ChurnProbability
	ExpectedLoss
)

// isNumeric reports whether columns of a kind that chs adds hold numbers.
func (k Kind) isNumeric() bool {
	switch k {
	case Score, Uncapped, Previous, Change, Coverage, Rating, Priority, ChurnProbability, ExpectedLoss:
		return true
	}
	return false
}

// An Account is one scored row of the input, or one that is lost: of which no
// row is there.
type Account struct {
	Cells  Cells
	Result *scoring.Result
	Past   *fleet.Comparison // nil if nothing is compared
}

// lost reports whether no row of the input is the account's.
func (a *Account) lost() bool { return a.Past != nil && a.Past.Lost }

// Cells are those of a row, by index into the layout's Header.
type Cells interface {
	// Cell returns what a cell holds. It is valid until the row changes.
	Cell(i int) string
	// Verbatim returns the bytes of the cells from i up to, not including, j,
	// as they stand in a comma-separated UTF-8 file; ok is false if the input
	// is none.
	Verbatim(i, j int) (raw []byte, ok bool)
}

// Options say what a Layout is to hold.
type Options struct {
	Prefix  string   // of the columns that chs adds, such as "health_"
	Columns []string // those wanted, in this order; nil for all
	Stamp   bool     // add the rubric and the day
	Why     bool     // add the criteria that cost most
	Past    bool     // add what accounts were before
	AsOf    string
	Excel   bool
}

// NewLayout lays out a report on accounts of an input with the given header.
// Columns of the input that have the name of one that chs adds are replaced
// by it; replaced names them.
func NewLayout(r *rubric.Rubric, header []string, o Options) (l *Layout, replaced []string, err error) {
	l = &Layout{Rubric: r, Header: header, AsOf: o.AsOf, Excel: o.Excel, stamp: stampOf(r), Propensity: scoring.NewPropensity(r.Propensity)}
	added := addedColumns(r, o)
	for i, name := range header {
		if slices.ContainsFunc(added, func(c Column) bool { return c.Name == name }) {
			replaced = append(replaced, name)
			continue
		}
		l.Columns = append(l.Columns, Column{name, Input, i})
	}
	l.Columns = append(l.Columns, added...)
	if o.Columns != nil {
		l.Columns, err = choose(l.Columns, o.Columns, addedColumns(r, Options{Prefix: o.Prefix, Stamp: true, Why: true, Past: true}))
	}
	return l, replaced, err
}

// addedColumns are those that chs adds to the input's.
func addedColumns(r *rubric.Rubric, o Options) []Column {
	var columns []Column
	add := func(wanted bool, name string, kind Kind, index int) {
		if wanted {
			columns = append(columns, Column{o.Prefix + name, kind, index})
		}
	}
	add(true, "score", Score, 0)
	add(true, "band", Band, 0)
	add(true, "coverage", Coverage, 0)
	add(len(r.Segments) > 0, "segment", Segment, 0)
	add(len(r.Caps) > 0, "uncapped", Uncapped, 0)
	add(len(r.Caps) > 0, "cap", CapReason, 0)
	for i, c := range r.Criteria {
		add(true, "rating_"+c.Key, Rating, i)
	}
	add(r.Valued(), "priority", Priority, 0)
	add(len(r.Plays) > 0, "plays", Plays, 0)
	add(o.Stamp, "rubric", Stamp, 0)
	add(o.Stamp, "as_of", AsOf, 0)
	add(o.Why, "drivers", Drivers, 0)
	add(o.Past, "previous", Previous, 0)
	add(o.Past, "change", Change, 0)
	add(o.Past, "trend", Trend, 0)
	add(o.Past, "since", Since, 0)
	add(o.Past, "warning", Warning, 0)
	add(r.Propensity != nil, "churn_probability", ChurnProbability, 0)
	add(r.Propensity != nil && r.Valued(), "expected_loss", ExpectedLoss, 0)
	return columns
}

// ForPeople returns the names of the columns that people want to see first,
// in the order in which they want them: a report to read has these of all that
// the options add.
func ForPeople(r *rubric.Rubric, o Options) []string {
	names := []string{r.Label, r.ID, o.Prefix + "score", o.Prefix + "band"}
	if r.Propensity != nil {
		names = append(names, o.Prefix+"churn_probability")
	}
	if o.Past {
		names = append(names, o.Prefix+"change", o.Prefix+"since", o.Prefix+"warning")
	}
	if o.Why {
		names = append(names, o.Prefix+"drivers")
	}
	for _, c := range r.Criteria {
		names = append(names, o.Prefix+"rating_"+c.Key)
	}
	names = append(names, r.Value.Column)
	if r.Propensity != nil && r.Valued() {
		names = append(names, o.Prefix+"expected_loss")
	}
	names = append(names, r.Owner)
	if len(r.Plays) > 0 {
		names = append(names, o.Prefix+"plays")
	}
	if len(r.Caps) > 0 {
		names = append(names, o.Prefix+"cap")
	}
	names = append(names, r.Show...)
	var unique []string
	for _, name := range names {
		if name != "" && !slices.Contains(unique, name) {
			unique = append(unique, name)
		}
	}
	return unique
}

// choose returns the columns of the given names, in their order. Flags could
// have added others.
func choose(columns []Column, names []string, others []Column) ([]Column, error) {
	var chosen []Column
	known := make([]string, len(columns))
	for i, c := range columns {
		known[i] = c.Name
	}
	for _, name := range names {
		i := slices.Index(known, name)
		if i < 0 {
			if j := slices.IndexFunc(others, func(c Column) bool { return c.Name == name }); j >= 0 {
				return nil, fmt.Errorf("there is no column %q; %s adds it", name, others[j].Kind.flag())
			}
			if near, ok := rubric.Nearest(name, known); ok {
				return nil, fmt.Errorf("there is no column %q; did you mean %q?", name, near)
			}
			return nil, fmt.Errorf("there is no column %q; want some of %s", name, strings.Join(known, ", "))
		}
		chosen = append(chosen, columns[i])
	}
	return chosen, nil
}

// flag returns the flag that adds columns of a kind.
func (k Kind) flag() string {
	switch k {
	case Stamp, AsOf:
		return "--stamp"
	case Drivers:
		return "--why"
	}
	return "--history or --previous"
}

// stampOf names a rubric: its name, its version if it has one, and the
// start of its text's SHA-256 in hexadecimal.
func stampOf(r *rubric.Rubric) string {
	hash := sha256.Sum256(r.Source)
	return rubricStamp(r.Name, r.Version, hex.EncodeToString(hash[:]))
}

func rubricStamp(name, version, hash string) string {
	parts := []string{name, version, hash[:8]}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}
