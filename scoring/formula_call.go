package scoring

import (
	"fmt"
	"math"

	"chs/rubric"
)

// compileCall compiles a function that yields a number.
func compileCall(e rubric.Call) number {
	switch e.Func {
	case rubric.FuncDaysSince:
		date := compileNumber(e.Args[0])
		return func(r *row) float64 { return r.asOf - date(r) }
	case rubric.FuncDaysUntil:
		date := compileNumber(e.Args[0])
		return func(r *row) float64 { return date(r) - r.asOf }
	case rubric.FuncCountTrue:
		return compileCount(e.Args)
	}
	args := make([]number, len(e.Args))
	for i, arg := range e.Args {
		args[i] = compileNumber(arg)
	}
	switch e.Func {
	case rubric.FuncAbs:
		return func(r *row) float64 { return math.Abs(args[0](r)) }
	case rubric.FuncRound:
		return func(r *row) float64 { return math.Floor(args[0](r) + 0.5) }
	case rubric.FuncMin:
		return fold(args, func(a, b float64) float64 { return min(a, b) })
	case rubric.FuncMax:
		return fold(args, func(a, b float64) float64 { return max(a, b) })
	case rubric.FuncMean:
		return func(r *row) float64 { return mean(args, r) }
	}
	panic(fmt.Sprintf("scoring: %q is not a number", e.Func))
}

// fold joins the arguments from left to right.
func fold(args []number, join func(a, b float64) float64) number {
	return func(r *row) float64 {
		x := args[0](r)
		for _, arg := range args[1:] {
			x = join(x, arg(r))
		}
		return x
	}
}

// mean returns the mean of the arguments that are known, summed from left to
// right; it is missing if none is.
func mean(args []number, r *row) float64 {
	sum, n := 0.0, 0
	for _, arg := range args {
		if x := arg(r); !math.IsNaN(x) {
			sum += x
			n++
		}
	}
	return finite(sum / float64(n))
}

// compileCount compiles the number of conditions that are true.
func compileCount(exprs []rubric.Expr) number {
	conditions := make([]condition, len(exprs))
	for i, e := range exprs {
		conditions[i] = compileCondition(e)
	}
	return func(r *row) float64 {
		n := 0
		for _, c := range conditions {
			if c(r) == yes {
				n++
			}
		}
		return float64(n)
	}
}
