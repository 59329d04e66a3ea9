package warehouse

import (
	"fmt"

	"chs/rubric"
)

// sqlOp returns SQL's sign for a comparison.
func sqlOp(op rubric.CompareOp) string {
	switch op {
	case rubric.Eq:
		return "="
	case rubric.Ne:
		return "<>"
	}
	return string(op)
}

// condition returns an expression of type Condition, or nil. It is true, false or
// NULL, for unknown, as in scoring.
func (p *plan) condition(e rubric.Expr) expr {
	switch e := e.(type) {
	case rubric.NilLit:
		return compareWord(literal("NULL"), "= 1")
	case rubric.Compare:
		return p.compare(e)
	case rubric.In:
		return p.oneOf(e)
	case rubric.Not:
		return not(p.condition(e.X))
	case rubric.Logic:
		parts := []expr{p.condition(e.L), p.condition(e.R)}
		if e.Or {
			return some(parts...)
		}
		return all(parts...)
	case rubric.Cond:
		return choose([]branch{{p.condition(e.If), p.condition(e.Then)}}, p.condition(e.Else))
	case rubric.Call:
		return isNull(p.anyOf(e.Args[0]))
	}
	panic(fmt.Sprintf("warehouse: %T is not a condition", e))
}

func (p *plan) compare(e rubric.Compare) expr {
	if e.L.Type() == rubric.Text || e.R.Type() == rubric.Text {
		return compare(p.textOf(e.L), sqlOp(e.Op), p.textOf(e.R))
	}
	return compare(p.compared(e.L, e.R), sqlOp(e.Op), p.compared(e.R, e.L))
}

// compared returns one side of a comparison. Beside a number that is written out a
// rating and the coverage need not be doubles.
func (p *plan) compared(e, other rubric.Expr) expr {
	if _, ok := constant(other); ok {
		switch e := e.(type) {
		case rubric.RatingRef:
			return p.ratings[e.Criterion]
		case rubric.NameRef:
			if e.Name == rubric.NameCoverage {
				return p.coverage
			}
		}
	}
	return p.side(e, other)()
}

// oneOf returns whether a number or text is one of some.
func (p *plan) oneOf(e rubric.In) expr {
	in := "IN"
	if e.Not {
		in = "NOT IN"
	}
	values := p.literals(e.Texts)
	for _, number := range e.Numbers {
		values = append(values, p.plain(number))
	}
	if e.Texts != nil {
		return p.among(p.textOf(e.X), in, values)
	}
	x := p.typedNumber(e.X)
	if _, isCell := e.X.(rubric.ColumnRef); !isCell {
		x = operate(x, "+", whole(0), plus) // 0 for -0, which some engines look up as another
	}
	return p.among(x, in, values)
}

// anyOf returns an expression of any type.
func (p *plan) anyOf(e rubric.Expr) expr {
	if c, ok := e.(rubric.ColumnRef); ok {
		return p.cells[c.Column]
	}
	if e.Type() == rubric.Text {
		return p.textOf(e)
	}
	return p.typedNumber(e)
}
