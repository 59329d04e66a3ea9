package rubric

// A Where is a condition that stands outside the rubric's file: a filter.
type Where struct {
	Formula
	Columns []Column // that it reads; its ColumnRefs are indexes into these
}

// ParseWhere reads a condition that may use all that the conditions of the
// rubric's plays may. The error is a [*Faults] that names the condition's
// origin, such as "--where", for a file.
func (r *Rubric) ParseWhere(origin, text string) (*Where, error) {
	columns := &columnSet{}
	at := func(offset int) Pos { return Pos{1, offset + 1} }
	parser := formulas{criteria: r.criterionNames(), columns: columns}
	formula, faults := parser.parse(text, Condition, scopePlay, at)
	if formula != nil {
		faults = r.unknownBands(formula.Root, at)
	}
	all := &Faults{File: origin, List: append(faults, columns.faults()...)}
	if err := all.err(); err != nil {
		return nil, err
	}
	return &Where{*formula, columns.list()}, nil
}
