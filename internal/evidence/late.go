package evidence

import "chs/rubric"

// Late are the accounts of which a metric is dated after the outcome, so that it
// may know it.
type Late struct {
	Column   int // the date's, by index into the rubric's Columns
	Accounts int

	// File, Line and ID are the first account's.
	File string
	Line int
	ID   string
}

// add adds what was counted further down.
func (l *Late) add(more Late) {
	if l.Accounts == 0 {
		l.File, l.Line, l.ID = more.File, more.Line, more.ID
	}
	l.Accounts += more.Accounts
}

// lateOf returns the columns that say when a metric was measured, in the order
// of the rubric's: those that a criterion counts the days since, or expires by.
// A day to come, such as that of a renewal, is none.
func lateOf(r *rubric.Rubric) (dated []Late) {
	measured := map[string]bool{}
	for _, c := range r.Criteria {
		if c.Expires != nil {
			measured[c.Expires.Column] = true
		}
		if c.Formula == nil {
			continue
		}
		rubric.Walk(c.Formula.Root, func(e rubric.Expr) {
			if call, ok := e.(rubric.Call); ok && call.Func == rubric.FuncDaysSince {
				measured[r.Columns[call.Args[0].(rubric.ColumnRef).Column].Name] = true
			}
		})
	}
	for i, c := range r.Columns {
		if measured[c.Name] {
			dated = append(dated, Late{Column: i})
		}
	}
	return dated
}
