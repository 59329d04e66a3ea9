// Package warehouse says a rubric as one statement of SQL, for the engine that
// the accounts are in: the same scores, to the last hundredth, where there are too
// many for a file. It is the second back end of the rubric's typed tree, beside
// package scoring, and mirrors it.
package warehouse

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chs/rubric"
)

// Options say what a statement is to be.
type Options struct {
	Dialect string   // one of [Dialects]
	Table   string   // as SQL names it: parts with a point between, those in double quotes as they are
	Text    []string // the columns that hold text as a CSV file does
	AllText bool     // all do
	Prefix  string   // of the columns that chs adds, such as "health_"
	AsOf    *int     // the day that days are counted to, from 1970-01-01; nil for the engine's current one, in UTC
	Why     bool     // add the criteria that cost most
	As      string   // one of [Forms], "" for the first
}

// isText reports whether a column holds text as a CSV file does.
func (o *Options) isText(column string) bool { return o.AllText || slices.Contains(o.Text, column) }

// Statement returns the statement that selects all columns of the table and those
// of [Columns]. Its cells are those of chs score: NULL where that leaves them empty.
// It refuses what the dialect cannot do, or not exactly.
//
// Columns of the table hold what the rubric uses them as, numbers, dates or text, in
// the engine's own types, but those that the options call text.
func Statement(r *rubric.Rubric, o Options) (string, error) {
	p, err := newPlan(r, &o)
	if err != nil {
		return "", err
	}
	p.read(&o)
	p.segments()
	p.rateAll()
	p.scoreAll()
	if o.Why {
		p.drive()
	}
	p.predict()
	p.result(o)
	if p.err != nil {
		return "", p.err
	}
	return p.shape(&o)
}

func newPlan(r *rubric.Rubric, o *Options) (*plan, error) {
	d := dialectOf(o.Dialect)
	if d == nil {
		return nil, fmt.Errorf("there is no dialect %q; want %s", o.Dialect, strings.Join(Dialects(), ", "))
	}
	t, err := parseTable(o.Table)
	if err != nil {
		return nil, err
	}
	if err := d.fits(r, o); err != nil {
		return nil, err
	}
	return &plan{dialect: d, rubric: r, table: t, bound: map[string]expr{}, keys: names{}}, nil
}

// fits refuses names that the dialect would take for others.
func (d *dialect) fits(r *rubric.Rubric, o *Options) error {
	for i, c := range r.Columns {
		for _, other := range r.Columns[:i] {
			if d.foldsCase && strings.EqualFold(c.Name, other.Name) {
				return fmt.Errorf("%s: columns %q and %q are one to it, as letter case is nothing to it; want other names", d.name, other.Name, c.Name)
			}
		}
	}
	for _, c := range r.Columns {
		if err := cmp.Or(d.keepsName(c.Name, "name"), d.leavesName(c.Name), d.readsName(c.Name)); err != nil {
			return err
		}
	}
	for _, c := range Columns(r, *o) {
		if err := d.keepsName(c.Name, "key or prefix"); err != nil {
			return err
		}
	}
	return cmp.Or(d.leavesName(o.Prefix), d.readsName(o.Prefix), d.readsName(o.Table))
}

// keepsName refuses a column's name that the engine would cut off: another column's may
// be the same up to there. What is to be shorter is named.
func (d *dialect) keepsName(name, shorter string) error {
	if d.maxName > 0 && len(name) > d.maxName {
		return fmt.Errorf("%s: column %q has %d bytes, of which it keeps %d; want a shorter %s", d.name, name, len(name), d.maxName, shorter)
	}
	return nil
}

// leavesName refuses a name that may be one of the statement's own columns.
func (d *dialect) leavesName(name string) error {
	if d.own != "" && strings.HasPrefix(strings.ToLower(name), d.own) {
		return fmt.Errorf("%s: the name %q starts as those of the statement's own columns, %q; want another name", d.name, name, d.own)
	}
	return nil
}

// readsName refuses a name that the engine would read as another.
func (d *dialect) readsName(name string) error {
	if d.noName != "" && strings.Contains(name, d.noName) {
		return fmt.Errorf("%s: the name %q holds %q, which it replaces wherever it stands; want another name", d.name, name, d.noName)
	}
	return nil
}
