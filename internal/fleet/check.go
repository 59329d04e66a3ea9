package fleet

import (
	"fmt"
	"slices"
	"strings"

	"chs/rubric"
)

// A Census says what became of the cells and accounts of a run.
type Census struct {
	Accounts int                        // scored and unscored ones
	Columns  []Cells                    // by column of the rubric
	Ratings  [rubric.MaxCriteria][6]int // accounts by criterion and rating; 0 is unknown
}

// Cells say what became of the cells of one column.
type Cells struct {
	Known, Missing, Unreadable int

	Constant string  // what all known cells hold; "" if they differ
	Values   []Value // unreadable ones, the commonest first
}

// A Value is a text and how often it is there.
type Value struct {
	Text  string
	Count int
}

// shownValues is how many unreadable values a message shows.
const shownValues = 3

// data looks for what the accounts' data leave to be desired.
func (l *linter) data(census *Census) {
	var judged []int
	hints := l.hints(census)
	for i, c := range l.rubric.Criteria {
		columns := ColumnsOf(l.rubric, c)
		judged = append(judged, columns...)
		l.rated(c, census.Ratings[i], census, columns)
	}
	for i, c := range l.rubric.Columns {
		cells := &census.Columns[i]
		if cells.Unreadable > 0 {
			l.unreadable(c, cells, hints[c.Name])
		}
		if cells.Constant != "" && cells.Known > 1 && slices.Contains(judged, i) {
			l.add(c.Pos, "column %q: all %d known cells hold %q; want a metric that differs", c.Name, cells.Known, cells.Constant)
		}
	}
}

// hints returns the remedies for unreadable cells by column: one for several
// columns is with the first.
func (l *linter) hints(census *Census) map[string]string {
	var bad []BadColumn
	for i, c := range l.rubric.Columns {
		if cells := &census.Columns[i]; cells.Unreadable > 0 {
			texts := make([]string, len(cells.Values))
			for j, v := range cells.Values {
				texts[j] = v.Text
			}
			bad = append(bad, BadColumn{c, texts})
		}
	}
	hints := map[string]string{}
	for _, x := range remedies(l.rubric, bad) {
		switch first := x.columns[0]; {
		case hints[first] == "":
			hints[first] = x.String()
		case len(x.columns) == 1:
			hints[first] += "; " + x.text
		default:
			hints[first] += "; " + x.String()
		}
	}
	return hints
}

// rated looks for a criterion that gives no ratings, or one alone, if its
// columns do not tell why.
func (l *linter) rated(c rubric.Criterion, counts [6]int, census *Census, columns []int) {
	told := func(i int) bool { return census.Columns[i].Unreadable > 0 || census.Columns[i].Constant != "" }
	if slices.ContainsFunc(columns, told) {
		return
	}
	rated := census.Accounts - counts[0]
	if rated == 0 && census.Accounts > 0 {
		l.add(c.Pos, "criterion %q: no account has a rating; want a metric that the files hold", c.Name)
	}
	if rating := slices.Index(counts[1:], rated) + 1; rating > 0 && rated > 1 {
		l.add(c.Pos, "criterion %q: all %d accounts with a rating have %d; want cuts or levels that tell them apart", c.Name, rated, rating)
	}
}

// unreadable names a column's commonest unreadable values and the remedy.
func (l *linter) unreadable(c rubric.Column, cells *Cells, hint string) {
	var shown []string
	others := cells.Unreadable
	for i, v := range cells.Values {
		if i < shownValues {
			shown = append(shown, fmt.Sprintf("%q (%d)", v.Text, v.Count))
			others -= v.Count
		}
	}
	if others > 0 {
		shown = append(shown, fmt.Sprintf("others (%d)", others))
	}
	l.found = append(l.found, rubric.Fault{
		Pos: c.Pos,
		Message: fmt.Sprintf("column %q: %d of %d cells unreadable: %s",
			c.Name, cells.Unreadable, cells.Known+cells.Unreadable, strings.Join(shown, ", ")),
		Hint: hint,
	})
}

// ColumnsOf returns the indexes of the columns that a criterion reads, each
// once: its metric's, and then that of the day from which it expires.
func ColumnsOf(r *rubric.Rubric, c rubric.Criterion) []int {
	var all []int
	add := func(i int) {
		if i >= 0 && !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	named := func(name string) int {
		return slices.IndexFunc(r.Columns, func(c rubric.Column) bool { return c.Name == name })
	}
	if c.Formula == nil {
		add(named(c.Column))
	} else {
		rubric.Walk(c.Formula.Root, func(e rubric.Expr) {
			if ref, ok := e.(rubric.ColumnRef); ok {
				add(ref.Column)
			}
		})
	}
	if c.Expires != nil {
		add(named(c.Expires.Column))
	}
	return all
}
