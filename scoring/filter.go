package scoring

import "chs/rubric"

// A Filter tells which accounts a condition takes. It reads the condition's
// columns by itself, so that it changes nothing about how a rubric scores.
// Each goroutine needs a Filter of its own.
type Filter struct {
	reader reader
	takes  condition
	row    row
	states []State // of its cells, for the reader alone
}

// NewFilter compiles a condition on accounts that the rubric r scores.
func NewFilter(r *rubric.Rubric, w *rubric.Where) *Filter {
	return &Filter{
		reader: newReader(r, w.Columns),
		takes:  compileCondition(w.Root),
		row:    row{cells: make([]cell, len(w.Columns))},
		states: make([]State, len(w.Columns)),
	}
}

// Takes reports whether the condition is true for an account: its cells, one
// for each of the condition's columns, and its result. unreadable is how many
// of these cells are not what the condition takes them for; they count as
// missing.
func (f *Filter) Takes(cells []string, r *Result) (takes bool, unreadable int) {
	own := f.row.cells
	f.row = r.row
	f.row.cells, f.row.texts = own, cells
	unreadable = f.reader.read(cells, own, f.states)
	return f.takes(&f.row) == yes, unreadable
}
