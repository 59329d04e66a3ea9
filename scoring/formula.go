package scoring

import (
	"fmt"
	"math"

	"chs/rubric"
)

// A row is what formulas read of one account.
type row struct {
	cells    []cell   // one a column of the rubric
	texts    []string // theirs, as in the file
	asOf     float64  // day number of --as-of
	value    float64  // NaN if missing
	coverage float64  // whole percent
	segment  string
	score    float64 // points; NaN if unscored
	band     string
	ratings  [rubric.MaxCriteria]int8 // 0 if unknown
}

// A cell is the content of one cell, read as its column's type.
type cell struct {
	num     float64 // a number, or the day number of a date; NaN if missing or neither
	missing bool    // also if unreadable
}

// text returns the text of a cell.
func (r *row) text(column int) string { return trim(r.texts[column]) }

// A number is a compiled formula. NaN is a missing value; no result is
// infinite.
type number func(*row) float64

// A text is a compiled text; ok is false if it is missing.
type text func(*row) (s string, ok bool)

// compileNumber compiles an expression of type Number, or nil.
func compileNumber(e rubric.Expr) number {
	switch e := e.(type) {
	case rubric.NumberLit:
		return func(*row) float64 { return e.Value }
	case rubric.NilLit:
		return func(*row) float64 { return math.NaN() }
	case rubric.ColumnRef:
		return func(r *row) float64 { return r.cells[e.Column].num }
	case rubric.NameRef:
		return compileName(e.Name)
	case rubric.RatingRef:
		return func(r *row) float64 { return knownRating(int(r.ratings[e.Criterion])) }
	case rubric.Neg:
		x := compileNumber(e.X)
		return func(r *row) float64 { return -x(r) }
	case rubric.Arith:
		return compileArith(e)
	case rubric.Cond:
		test, then, otherwise := compileCondition(e.If), compileNumber(e.Then), compileNumber(e.Else)
		return func(r *row) float64 {
			if test(r) == yes {
				return then(r)
			}
			return otherwise(r)
		}
	case rubric.Rate:
		x := compileNumber(e.X)
		return func(r *row) float64 { return knownRating(Rate(x(r), e.Cuts.At, e.Cuts.LowerIsBetter)) }
	case rubric.Call:
		return compileCall(e)
	}
	panic(fmt.Sprintf("scoring: %T is not a number", e))
}

// knownRating returns a rating as a number, NaN for the unknown one.
func knownRating(rating int) float64 {
	if rating == 0 {
		return math.NaN()
	}
	return float64(rating)
}

func compileName(name rubric.Name) number {
	switch name {
	case rubric.NameValue:
		return func(r *row) float64 { return r.value }
	case rubric.NameCoverage:
		return func(r *row) float64 { return r.coverage }
	case rubric.NameScore:
		return func(r *row) float64 { return r.score }
	}
	panic(fmt.Sprintf("scoring: %q is not a number", name))
}

// compileArith compiles the four operations. The conversion keeps a product
// from being fused with an addition, which would round it otherwise.
func compileArith(e rubric.Arith) number {
	l, r := compileNumber(e.L), compileNumber(e.R)
	switch e.Op {
	case '+':
		return func(row *row) float64 { return finite(l(row) + r(row)) }
	case '-':
		return func(row *row) float64 { return finite(l(row) - r(row)) }
	case '*':
		return func(row *row) float64 { return finite(float64(l(row) * r(row))) }
	case '/':
		return func(row *row) float64 { return finite(l(row) / r(row)) }
	}
	panic(fmt.Sprintf("scoring: unknown operator %q", e.Op))
}

// finite returns x, or NaN, missing, if it is infinite.
func finite(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.NaN()
	}
	return x
}

// compileText compiles an expression of type Text, or nil.
func compileText(e rubric.Expr) text {
	switch e := e.(type) {
	case rubric.TextLit:
		return func(*row) (string, bool) { return e.Value, true }
	case rubric.NilLit:
		return func(*row) (string, bool) { return "", false }
	case rubric.ColumnRef:
		return func(r *row) (string, bool) {
			return r.text(e.Column), !r.cells[e.Column].missing
		}
	case rubric.NameRef:
		if e.Name == rubric.NameSegment {
			return func(r *row) (string, bool) { return r.segment, true }
		}
		return func(r *row) (string, bool) { return r.band, true }
	case rubric.Cond:
		test, then, otherwise := compileCondition(e.If), compileText(e.Then), compileText(e.Else)
		return func(r *row) (string, bool) {
			if test(r) == yes {
				return then(r)
			}
			return otherwise(r)
		}
	}
	panic(fmt.Sprintf("scoring: %T is not a text", e))
}
