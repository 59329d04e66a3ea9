package scoring

import (
	"fmt"
	"math"
	"slices"

	"chs/rubric"
)

// A truth is one of SQL's three. They are ordered: "and" is the lesser of two,
// "or" the greater, and "not" turns the sign round.
type truth int8

const (
	no truth = iota - 1
	unknown
	yes
)

// truthOf returns yes or no.
func truthOf(holds bool) truth {
	if holds {
		return yes
	}
	return no
}

// A condition is a compiled condition.
type condition func(*row) truth

// compileCondition compiles an expression of type Condition, or nil.
func compileCondition(e rubric.Expr) condition {
	switch e := e.(type) {
	case rubric.NilLit:
		return func(*row) truth { return unknown }
	case rubric.Compare:
		if e.L.Type() == rubric.Text || e.R.Type() == rubric.Text {
			return compareTexts(e)
		}
		return compareNumbers(e)
	case rubric.In:
		if e.Texts != nil {
			return inTexts(e)
		}
		return inNumbers(e)
	case rubric.Not:
		x := compileCondition(e.X)
		return func(r *row) truth { return -x(r) }
	case rubric.Logic:
		return compileLogic(e)
	case rubric.Cond:
		test, then, otherwise := compileCondition(e.If), compileCondition(e.Then), compileCondition(e.Else)
		return func(r *row) truth {
			if test(r) == yes {
				return then(r)
			}
			return otherwise(r)
		}
	case rubric.Call:
		return isMissing(e.Args[0])
	}
	panic(fmt.Sprintf("scoring: %T is not a condition", e))
}

func compileLogic(e rubric.Logic) condition {
	l, r := compileCondition(e.L), compileCondition(e.R)
	if e.Or {
		return func(row *row) truth {
			if t := l(row); t != yes {
				return max(t, r(row))
			}
			return yes
		}
	}
	return func(row *row) truth {
		if t := l(row); t != no {
			return min(t, r(row))
		}
		return no
	}
}

// compareNumbers compiles a comparison of numbers, unknown if one is missing.
func compareNumbers(e rubric.Compare) condition {
	l, r, holds := compileNumber(e.L), compileNumber(e.R), comparison(e.Op)
	return func(row *row) truth {
		a, b := l(row), r(row)
		if math.IsNaN(a) || math.IsNaN(b) {
			return unknown
		}
		return truthOf(holds(a, b))
	}
}

func comparison(op rubric.CompareOp) func(a, b float64) bool {
	switch op {
	case rubric.Eq:
		return func(a, b float64) bool { return a == b }
	case rubric.Ne:
		return func(a, b float64) bool { return a != b }
	case rubric.Lt:
		return func(a, b float64) bool { return a < b }
	case rubric.Le:
		return func(a, b float64) bool { return a <= b }
	case rubric.Gt:
		return func(a, b float64) bool { return a > b }
	case rubric.Ge:
		return func(a, b float64) bool { return a >= b }
	}
	panic(fmt.Sprintf("scoring: unknown comparison %q", op))
}

// compareTexts compiles == and != of texts, unknown if one is missing.
func compareTexts(e rubric.Compare) condition {
	l, r := compileText(e.L), compileText(e.R)
	equal := e.Op == rubric.Eq
	return func(row *row) truth {
		a, okA := l(row)
		b, okB := r(row)
		if !okA || !okB {
			return unknown
		}
		return truthOf((a == b) == equal)
	}
}

func inNumbers(e rubric.In) condition {
	x := compileNumber(e.X)
	return func(r *row) truth {
		v := x(r)
		if math.IsNaN(v) {
			return unknown
		}
		return truthOf(slices.Contains(e.Numbers, v) != e.Not)
	}
}

func inTexts(e rubric.In) condition {
	x := compileText(e.X)
	return func(r *row) truth {
		v, ok := x(r)
		if !ok {
			return unknown
		}
		return truthOf(slices.Contains(e.Texts, v) != e.Not)
	}
}

// isMissing compiles is_missing, which is never unknown.
func isMissing(e rubric.Expr) condition {
	if column, ok := e.(rubric.ColumnRef); ok {
		return func(r *row) truth { return truthOf(r.cells[column.Column].missing) }
	}
	if e.Type() == rubric.Text {
		x := compileText(e)
		return func(r *row) truth {
			_, ok := x(r)
			return truthOf(!ok)
		}
	}
	x := compileNumber(e)
	return func(r *row) truth { return truthOf(math.IsNaN(x(r))) }
}
