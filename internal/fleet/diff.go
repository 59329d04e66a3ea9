package fleet

import (
	"slices"

	"chs/rubric"
	"chs/scoring"
)

// A Diff compares the accounts of two runs, an old and a new one, of other
// files, by another rubric, or both. It is gathered in three steps: an old run
// with [Diff.OldPart], a new run with [Diff.NewPart], and [Diff.Finish].
//
// Accounts are matched by their ids, white space around these trimmed. Rows
// without an id cannot be matched, and of rows with the same id the first
// stands: the others are left out, and counted in the sides.
//
// It holds some 200 bytes for each old account, the id of each that came, and
// the changes that are listed.
type Diff struct {
	Old, New Side
	Criteria []DiffCriterion // the new rubric's, and then those that the old one alone has

	// Matrix counts the accounts by old band, or last that they came, and by
	// new band, or last that they left. Behind a rubric's bands are the
	// unscored. Values are those of [Change.Value].
	Matrix [][]Sum

	Matched    Sum
	Moved      Sum            // of the matched ones, those whose score changed
	Changed    Sum            // and those whose score or band did
	Crossing   [crossings]Sum // of the matched ones, by how they crossed
	Came, Left Sum
	Compared   int         // of the matched ones, those that are scored on both sides
	Sums       [Causes]int // of the parts of their changes, in hundredths of a point

	// The first of the matched accounts whose score or band changed: those that
	// cross a band come first, and of these and the others those with the
	// largest change. The first of those that came, and of those that left: the
	// most valuable come first.
	Movers, Comers, Leavers []*Change

	// Each are given every account: those of the new file in its order, and
	// then those that left, in the old one's. The change is valid for the call
	// alone.
	Each []func(*Change) error

	accounts                []oldAccount
	index                   map[string]int // into accounts, by id
	came                    map[string]bool
	oldKeys, newKeys        []int // by criterion of a rubric its index in Criteria
	movers, comers, leavers Top[Change]
}

// A Side is one of the two that a Diff compares.
type Side struct {
	Rubric   *rubric.Rubric
	All      Sum
	NoID     int // rows left out, for they have no id
	Repeated int // rows left out, for their account is there already
}

// A DiffCriterion is a criterion of one of the rubrics, or of both: those with
// the same key are the same.
type DiffCriterion struct{ Key, Name string }

// NewDiff returns a Diff that lists at most so many changes of a kind, 0 for
// all.
func NewDiff(before, after *rubric.Rubric, limit int) *Diff {
	d := &Diff{
		Old: Side{Rubric: before}, New: Side{Rubric: after},
		index: map[string]int{}, came: map[string]bool{},
		movers:  Top[Change]{Limit: limit, Before: moreMoved},
		comers:  Top[Change]{Limit: limit, Before: moreValue},
		leavers: Top[Change]{Limit: limit, Before: moreValue},
	}
	d.newKeys, d.oldKeys = d.keys(after), d.keys(before)
	for range len(before.Bands) + 2 {
		d.Matrix = append(d.Matrix, make([]Sum, len(after.Bands)+2))
	}
	return d
}

// keys returns where the criteria of r are in Criteria, and adds those that
// are not there yet.
func (d *Diff) keys(r *rubric.Rubric) []int {
	var keys []int
	for _, c := range r.Criteria {
		at := slices.IndexFunc(d.Criteria, func(known DiffCriterion) bool { return known.Key == c.Key })
		if at < 0 {
			at = len(d.Criteria)
			d.Criteria = append(d.Criteria, DiffCriterion{c.Key, c.Name})
		}
		keys = append(keys, at)
	}
	return keys
}

// take adds an account to the whole.
func (d *Diff) take(c *Change) error {
	row, column := len(d.Matrix)-1, len(d.Matrix[0])-1
	switch c.Status {
	case Came:
		d.Came.add(c.Value)
		d.comers.Take(c)
		column = bandPlace(c.New.Band, column-1)
	case Left:
		d.Left.add(c.Value)
		d.leavers.Take(c)
		row = bandPlace(c.Old.Band, row-1)
	default:
		d.match(c)
		row, column = bandPlace(c.Old.Band, row-1), bandPlace(c.New.Band, column-1)
	}
	d.Matrix[row][column].add(c.Value)
	for _, each := range d.Each {
		if err := each(c); err != nil {
			return err
		}
	}
	return nil
}

// match adds a matched account.
func (d *Diff) match(c *Change) {
	d.Matched.add(c.Value)
	d.Crossing[c.Crossing].add(c.Value)
	points, ok := c.Points()
	if ok {
		d.Compared++
		for cause, part := range c.Parts {
			d.Sums[cause] += part
		}
	}
	if points != 0 {
		d.Moved.add(c.Value)
	}
	if points != 0 || c.Crossing != NotCrossed {
		d.Changed.add(c.Value)
		d.movers.Take(c)
	}
}

// Crossed counts the matched accounts whose band is not called what it was.
func (d *Diff) Crossed() Sum {
	var sum Sum
	for _, c := range d.Crossing[NotCrossed+1:] {
		sum.Accounts += c.Accounts
		sum.Value += c.Value
	}
	return sum
}

// Mean returns the mean change of the accounts that are scored on both sides,
// in hundredths of a point, half up, and its parts, rounded so that they sum to
// it. ok is false if there are no such accounts.
func (d *Diff) Mean() (mean int, parts [Causes]int, ok bool) {
	if d.Compared == 0 {
		return 0, parts, false
	}
	sum := 0
	for _, part := range d.Sums {
		sum += part
	}
	mean = ratio(sum, d.Compared)
	shares := scoring.Apportion(mean, d.Compared, d.Sums[:]...)
	copy(parts[:], shares[:])
	return mean, parts, true
}

// Finish adds the accounts that left, once the new run has ended, and sets the
// lists.
func (d *Diff) Finish() error {
	for i := range d.accounts {
		if a := &d.accounts[i]; !a.seen {
			c := Change{ID: a.id, Label: a.label, Status: Left, Old: a.standing(), Value: a.value}
			if err := d.take(&c); err != nil {
				return err
			}
		}
	}
	d.Movers, d.Comers, d.Leavers = d.movers.List(), d.comers.List(), d.leavers.List()
	return nil
}
