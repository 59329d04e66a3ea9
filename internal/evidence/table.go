package evidence

import (
	"slices"

	"chs/rubric"
	"chs/scoring"
)

// A Table is the accounts whose outcome is known, counted by [Pattern]. It is
// filled by the parts that [Table.Part] makes, and is complete once
// [Table.Finish] was called.
//
// It holds a row for each pattern, and 24 bytes for each account, which tell the
// fold and the half that it is in.
type Table struct {
	Rubric *rubric.Rubric
	Rows   []Row // in the order of the patterns: the unscored, then by rising score

	Unknown    int             // accounts whose outcome is not known; they are in no row
	Unreadable int             // and those whose outcome cannot be read
	Examples   []BadOutcome    // the first of these
	Late       []Late          // by column that says when a metric was measured
	Repeated   int             // rows whose account is there already, as far as 64-bit hashes of their ids tell
	id         int             // the id's column, by index into the header
	seed       uint64          // of the folds
	source     Source          // of the outcomes
	index      map[Pattern]int // of Rows
	accounts   []account       // by hash
	metrics    *metrics        // nil if they are not kept
}

// A Row is the accounts of a pattern.
type Row struct {
	Pattern
	Tally
}

// An account is what folds need of one.
type account struct {
	hash uint64 // of the seed and the id
	row  uint32 // index of its row
	day  int32  // of its outcome
	left bool
	bins [rubric.MaxCriteria]uint8 // of the metrics that are kept
}

// A BadOutcome is an outcome that cannot be read.
type BadOutcome struct {
	File     string
	Line     int
	ID, Text string
}

// MaxExamples is how many outcomes that cannot be read are kept.
const MaxExamples = 10

// NewTable returns a table of no accounts yet, whose id is in a column by index
// into the header. The seed deals accounts out to folds. One that [Table.Add] fills
// needs no column and no source.
func NewTable(r *rubric.Rubric, id int, seed uint64, source Source) *Table {
	return &Table{Rubric: r, Late: lateOf(r), id: id, seed: seed, source: source, index: map[Pattern]int{}}
}

// Add adds an account that was scored before: its id, the day of its outcome, as
// scoring.Day counts, whether it left, and its result.
func (t *Table) Add(id string, day int, left bool, r *scoring.Result) {
	t.take(patternOf(r), account{hash: hash(t.seed, id), day: int32(day), left: left})
	if t.metrics != nil {
		t.metrics.values = t.measure(r, t.metrics.values)
	}
}

// take adds an account of known outcome.
func (t *Table) take(p Pattern, a account) {
	row, known := t.index[p]
	if !known {
		row = len(t.Rows)
		t.index[p] = row
		t.Rows = append(t.Rows, Row{Pattern: p})
	}
	t.Rows[row].add(one(a.left))
	a.row = uint32(row)
	t.accounts = append(t.accounts, a)
}

// Finish puts the table in order once all accounts have been given.
func (t *Table) Finish() {
	slices.SortFunc(t.Rows, func(a, b Row) int { return a.compare(&b.Pattern) })
	moved := make([]uint32, len(t.Rows))
	for to := range t.Rows {
		moved[t.index[t.Rows[to].Pattern]] = uint32(to)
	}
	for i := range t.accounts {
		t.accounts[i].row = moved[t.accounts[i].row]
	}
	t.index = nil
	t.bin()
	t.order()
}

// Scores returns the scores of the accounts that have one.
func (t *Table) Scores() *Scores { return t.scoresOf(t.scored()) }

// scoresOf returns the scores of accounts that have one, by row of the table.
func (t *Table) scoresOf(counts []Tally) *Scores {
	var at histogram
	for i, in := range counts {
		if in.Accounts() > 0 {
			at[t.Rows[i].Score].add(in)
		}
	}
	return at.scores()
}

// All returns the accounts whose outcome is known, whether they have a score or
// not.
func (t *Table) All() Tally {
	all := t.unscored()
	all.add(sum(t.scored()))
	return all
}

// unscored returns the accounts that have no score.
func (t *Table) unscored() (all Tally) {
	for i := range t.Rows {
		if row := &t.Rows[i]; !row.Scored() {
			all.add(row.Tally)
		}
	}
	return all
}
