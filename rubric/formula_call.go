package rubric

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// The calls with literal arguments, which become nodes of their own.
const (
	callColumn = "col"
	callRating = "rating"
	callRate   = "rate"
)

// signature returns the type of f's arguments and whether it takes any number
// of them, not one. It is false for what is no function.
func signature(f Func) (arg Type, many, ok bool) {
	switch f {
	case FuncAbs, FuncRound:
		return Number, false, true
	case FuncMin, FuncMax, FuncMean:
		return Number, true, true
	case FuncCountTrue:
		return Condition, true, true
	case FuncIsMissing:
		return Any, false, true
	case FuncDaysSince, FuncDaysUntil:
		return Date, false, true
	}
	return Any, false, false
}

// callNames returns what may be called in the formula's scope.
func (b *builder) callNames() []string {
	names := []string{
		string(FuncAbs), string(FuncMin), string(FuncMax), string(FuncMean), string(FuncRound), callRate,
		string(FuncCountTrue), string(FuncIsMissing), string(FuncDaysSince), string(FuncDaysUntil), callColumn,
	}
	if b.scope >= scopeCap {
		names = append(names, callRating)
	}
	return names
}

func (b *builder) call(n *ast.CallNode, want Type) Expr {
	at := At(n.Location().From)
	switch name := callee(n); name {
	case callColumn:
		return b.columnCall(n, at, want)
	case callRating:
		return b.ratingCall(n, at)
	case callRate:
		return b.rateCall(n, at)
	default:
		return b.function(Func(name), n, at)
	}
}

func callee(n *ast.CallNode) string { return n.Callee.(*ast.IdentifierNode).Value }

func (b *builder) function(f Func, n *ast.CallNode, at At) Expr {
	arg, many, ok := signature(f)
	if !ok {
		known := b.callNames()
		b.hint(int(at), "functions are "+strings.Join(known, ", ")+`; a column of such a name is col("its name")`,
			"unknown function %s%s", quote(string(f)), didYouMean(string(f), known))
		return NilLit{at}
	}
	switch got := len(n.Arguments); {
	case many && got == 0:
		return b.wrong(at, "%s has no argument; want at least one", f)
	case !many && got != 1:
		return b.wrong(at, "%s has %d arguments; want one", f, got)
	}
	call := Call{At: at, Func: f}
	for _, a := range n.Arguments {
		call.Args = append(call.Args, b.argument(a, f, arg))
	}
	return call
}

func (b *builder) argument(n ast.Node, f Func, want Type) Expr {
	switch {
	case want == Date && !b.isColumn(n):
		return b.wrong(At(n.Location().From), "%s is not of a column; want a column of dates", f)
	case want == Any && !b.isColumn(n):
		return b.missable(n)
	default:
		return b.expr(n, want)
	}
}

// missable returns what is_missing asks about, other than a column.
func (b *builder) missable(n ast.Node) Expr {
	at := At(n.Location().From)
	if _, ok := n.(*ast.StringNode); ok {
		return b.wrong(at, "is_missing has a text in quotes; want a column, without quotes")
	}
	if isCondition(n) {
		return b.wrong(at, "is_missing has a condition; want a column or a number")
	}
	if b.isText(n) {
		return b.expr(n, Text)
	}
	return b.expr(n, Number)
}

// isColumn reports whether n is a column: a name that is not given, or col(…).
func (b *builder) isColumn(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		_, given := b.given(n.Value)
		return !given
	case *ast.CallNode:
		return callee(n) == callColumn
	}
	return false
}

func (b *builder) columnCall(n *ast.CallNode, at At, want Type) Expr {
	name, ok := soleText(n)
	if !ok || name == "" {
		return b.wrong(at, `col names no column; want one name in quotes, as in col("Tickets (90d)")`)
	}
	return b.column(name, at, want)
}

func (b *builder) ratingCall(n *ast.CallNode, at At) Expr {
	if b.scope < scopeCap {
		return b.wrong(at, "rating is known in caps and plays alone; want columns and functions of them")
	}
	name, ok := soleText(n)
	if !ok {
		return b.wrong(at, `rating names no criterion; want one name in quotes, as in rating("Usage")`)
	}
	i := slices.Index(b.criteria, name)
	if i < 0 {
		return b.wrong(At(n.Arguments[0].Location().From), "unknown criterion %s%s", quote(name), didYouMean(name, b.criteria))
	}
	return RatingRef{at, i}
}

// soleText returns the only argument of n if it is a text in quotes, trimmed.
func soleText(n *ast.CallNode) (text string, ok bool) {
	if len(n.Arguments) != 1 {
		return "", false
	}
	lit, ok := n.Arguments[0].(*ast.StringNode)
	if !ok {
		return "", false
	}
	return strings.TrimSpace(lit.Value), true
}

func (b *builder) rateCall(n *ast.CallNode, at At) Expr {
	const want = "rate(x, 25, 50, 65, 80)"
	rate := Rate{At: at}
	if len(n.Arguments) != 1+len(rate.Cuts.At) {
		return b.wrong(at, "rate is not of a number and four cuts; want %s", want)
	}
	rate.X = b.expr(n.Arguments[0], Number)
	for i, a := range n.Arguments[1:] {
		cut, ok := literal(a)
		if !ok {
			return b.wrong(At(a.Location().From), "a cut of rate is no plain number; want %s", want)
		}
		rate.Cuts.At[i] = cut
	}
	switch direction(rate.Cuts.At) {
	case "mixed":
		return b.wrong(At(n.Arguments[1].Location().From), "the cuts of rate neither rise nor fall throughout; want one direction")
	case "lower":
		rate.Cuts.LowerIsBetter = true
	}
	return rate
}
