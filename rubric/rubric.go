// Package rubric reads the YAML file that says how accounts are judged, and
// checks all of it before anything is scored.
package rubric

import (
	"slices"
	"time"
)

// FormatVersion is the newest version of the file's format that Load reads.
const FormatVersion = 1

// MaxCriteria is how many criteria a rubric holds at most.
const MaxCriteria = 6

// Unscored is the name of the band of accounts about which too little is
// known. No rubric may use it for a band of its own.
const Unscored = "unscored"

// DefaultSegment is the name of the segment of accounts that no segment's
// condition takes.
const DefaultSegment = "default"

// A Pos is a place in a rubric file. Both count from 1, Column in characters.
// The zero Pos is the file as a whole.
type Pos struct{ Line, Column int }

// A Rubric says how accounts are judged. It comes from [Load] alone, which
// guarantees what the fields' comments say, and is not changed afterwards.
type Rubric struct {
	File    string // as named in messages
	Source  []byte // the file's bytes
	Name    string
	Version string // "" if not given

	ID           string   // the column that names an account
	Label, Owner string   // columns that people see, "" if not given
	Show         []string // further columns that people see

	Value       Value
	Scale       Scale
	MinCoverage int      // in hundredths of a percent, 0 to 10000
	Missing     []string // the tokens for a missing value; letter case does not count
	Decimal     byte     // '.' or ','
	Dates       []DateFormat

	Criteria []Criterion // 1 to MaxCriteria
	Bands    []Band      // at least one, rising from 0
	Segments []Segment
	Caps     []Cap
	Plays    []Play
	Warning  Warning
	Examples []Example

	Propensity *Propensity // nil if not given

	// Columns are those that the rubric judges by, each once, in the order
	// of their first mention. ID, Label, Owner and Show are not among them
	// unless they are also judged.
	Columns []Column
}

// Relative reports whether a criterion is rated by quintiles: then all of a
// run's accounts are to be read before the first can be scored.
func (r *Rubric) Relative() bool {
	return slices.ContainsFunc(r.Criteria, func(c Criterion) bool { return c.Judge == ByQuintiles })
}

// Valued reports whether the rubric says what accounts are worth.
func (r *Rubric) Valued() bool { return r.Value.Column != "" }

// SegmentName returns the name of the segment with the given index, or of the
// default one for -1.
func (r *Rubric) SegmentName(index int) string {
	if index < 0 {
		return DefaultSegment
	}
	return r.Segments[index].Name
}

// SegmentNames returns the names of the segments, the default one first.
func (r *Rubric) SegmentNames() []string {
	names := []string{DefaultSegment}
	for _, s := range r.Segments {
		names = append(names, s.Name)
	}
	return names
}

// CapLimit returns the highest score, in hundredths of a point, that the cap with
// the given index lets an account have.
func (r *Rubric) CapLimit(index int) int { return r.Bands[r.Caps[index].Band+1].From - 1 }

// Weights returns the weights of the default segment: one a criterion, in
// hundredths.
func (r *Rubric) Weights() []int {
	weights := make([]int, len(r.Criteria))
	for i := range r.Criteria {
		weights[i] = r.Criteria[i].Weight
	}
	return weights
}

// TotalWeight returns the sum of the criteria's weights, in hundredths.
func (r *Rubric) TotalWeight() int {
	total := 0
	for i := range r.Criteria {
		total += r.Criteria[i].Weight
	}
	return total
}

// BandOf returns the index of the band that a score is in, in hundredths of a
// point.
func (r *Rubric) BandOf(score int) int {
	band := 0
	for i := range r.Bands {
		if score >= r.Bands[i].From {
			band = i
		}
	}
	return band
}

// A Value says which column holds an account's worth.
type Value struct {
	Column   string // "" if the rubric has no value
	Currency string // ISO 4217 code, "" if not given
	Pos      Pos
}

// A Scale says how ratings become points.
type Scale int

// The scales: the whole range, and the spreadsheet form Σ weight × rating / 5.
const (
	Scale0to100 Scale = iota
	Scale20to100
)

// A Criterion is one judged dimension of an account.
type Criterion struct {
	Name string
	Key  string // its identity in columns, history and diffs; unique
	Pos  Pos

	Column  string   // the metric's column; "" if Formula is set
	Formula *Formula // the metric's formula; nil if Column is set

	Weight int // hundredths, 1 to 10000000

	Judge  Judge
	Cuts   Cuts    // for ByCuts; for ByQuintiles its direction alone
	Levels []Level // for ByLevels

	Missing    MissingRule
	Given      int  // the rating that stands in for a missing one, if Missing is GiveRating
	Actionable bool // false: never proposed as a way to a better band
	Expires    *Expires
}

// Metric returns what the criterion judges: a column, or a formula as it is
// written.
func (c *Criterion) Metric() string {
	if c.Formula != nil {
		return c.Formula.Text
	}
	return c.Column
}

// A Judge is the way from a criterion's metric to its rating.
type Judge int

// The ways: the metric is a rating already, four cuts, quintiles of the run's
// accounts, or named levels.
const (
	ByRating Judge = iota
	ByCuts
	ByQuintiles
	ByLevels
)

// Cuts are the four values at which the rating rises by one, in the order in
// which they reach the ratings 2 to 5. Neighbours may be equal.
type Cuts struct {
	At            [4]float64 // finite; falling if LowerIsBetter, else rising
	LowerIsBetter bool
}

// A Level rates a text.
type Level struct {
	Text   string
	Rating int // 1 to 5
}

// A MissingRule says what an unknown metric does to the account's score.
type MissingRule int

// The rules: leave the criterion out, give it a rating, leave the account unscored.
const (
	Skip MissingRule = iota
	GiveRating
	Required
)

// Expires makes a metric count as missing when it is older than Days, or of
// unknown date.
type Expires struct {
	Column string
	Days   int
	Pos    Pos
}

// A Band is a named interval of scores, from From up to the next band's From.
type Band struct {
	Name   string
	From   int // hundredths of a point, inclusive
	Color  Color
	Symbol string // "" if not given
	Action string // "" if not given
	Pos    Pos
}

// A Color is one of the names that a band may be painted in.
type Color string

// Colors are all colours a band may have, from bad to good and then the
// neutral ones.
var Colors = []Color{"red", "orange", "yellow", "green", "cyan", "blue", "magenta", "gray"}

// A Segment is a group of accounts judged with other weights or cuts.
type Segment struct {
	Name    string
	When    *Formula
	Weights []int  // one a criterion, hundredths, 0 to 10000000; the rubric's where it gives no other
	Cuts    []Cuts // one a criterion; the rubric's where it gives no other
	Pos     Pos
}

// A Cap holds the score of the accounts that When takes below the next band.
type Cap struct {
	When   *Formula
	Band   int // index into Bands, never the top one
	Reason string
	Pos    Pos
}

// A Play is a named action that a condition suggests.
type Play struct {
	Name string
	When *Formula
	Pos  Pos
}

// An Example is a made-up account, and what the rubric is to make of it: a
// test of the rubric. Scoring accounts takes no notice of it.
type Example struct {
	Name   string
	AsOf   time.Time  // the day that days are counted to, in UTC; given if a date is
	Given  []Given    // the account's cells, in the order of the columns; all others are empty
	Expect []Expected // at least one
	Pos    Pos
}

// A Given is a cell of an example.
type Given struct {
	Column int    // index into Rubric.Columns
	Text   string // as a file would hold it, white space around it trimmed
	Pos    Pos
}

// An Expected is one thing that is to come out of an example.
//
// Want has it as results name it: a score with two decimals; a rating, or
// missing; a band or unscored; a segment or default; a cap's reason; or any
// number of plays in the rubric's order.
type Expected struct {
	What      Expectation
	Criterion int // whose rating it is, by index into Rubric.Criteria
	Want      []string
	Pos       Pos
}

// An Expectation is a kind of thing that may come out of an example.
type Expectation string

// The kinds.
const (
	ExpectScore   Expectation = "score"
	ExpectBand    Expectation = "band"
	ExpectRating  Expectation = "rating"
	ExpectSegment Expectation = "segment"
	ExpectCap     Expectation = "cap"
	ExpectPlays   Expectation = "plays"
)

// MissingRating is how an example expects a criterion without a rating.
const MissingRating = "missing"

// A Column is one that the rubric judges by.
type Column struct {
	Name  string   // as written, white space around it trimmed
	Type  Type     // Number, Date or Text; Any if only is_missing reads it
	Texts []string // levels, and texts that formulas compare it with; these are never missing values
	Pos   Pos      // its first mention
	By    string   // what mentions it there, such as `criterion "Usage"`
}
