package rubric

import (
	"strings"

	"github.com/expr-lang/expr/ast"
)

// A builder turns expr's tree into ours, and notes every fault that it meets.
// In the place of a faulty part stands a NilLit, which fits everywhere, so
// that one mistake is one fault.
type builder struct {
	*formulaText
	*formulas
	scope scope
}

// expr returns n as an expression that yields want. Want is Any for a column
// directly under is_missing.
func (b *builder) expr(n ast.Node, want Type) Expr {
	return b.fits(b.build(n, want), want)
}

func (b *builder) build(n ast.Node, want Type) Expr {
	at := At(n.Location().From)
	switch n := n.(type) {
	case *ast.IntegerNode:
		return NumberLit{at, float64(n.Value)}
	case *ast.FloatNode:
		return NumberLit{at, n.Value}
	case *ast.StringNode:
		return TextLit{at, strings.TrimSpace(n.Value)}
	case *ast.IdentifierNode:
		return b.name(n.Value, at, want)
	case *ast.CallNode:
		return b.call(n, want)
	case *ast.UnaryNode:
		return b.unary(n, at)
	case *ast.BinaryNode:
		return b.binary(n)
	case *ast.ConditionalNode:
		return b.conditional(n, want)
	case *ast.BoolNode:
		return b.wrong(at, `formulas do not know true and false; want a comparison, as in x == "true" for a cell that says so`)
	case *ast.NilNode:
		return b.wrong(at, "nil stands alone; want it as a branch of ?:, and is_missing(x) to test for a missing value")
	default:
		return b.wrong(at, "formulas do not know this")
	}
}

// wrong notes a fault and returns what stands for the faulty part.
func (b *builder) wrong(at At, format string, args ...any) Expr {
	b.fault(int(at), format, args...)
	return NilLit{at}
}

// name returns a name that chs gives, or else a column.
func (b *builder) name(name string, at At, want Type) Expr {
	if given, ok := b.given(name); ok {
		return NameRef{at, given}
	}
	return b.column(name, at, want)
}

// given reports whether name is one that chs gives in the formula's scope.
func (b *builder) given(name string) (Name, bool) {
	switch n := Name(name); n {
	case NameValue, NameCoverage, NameSegment:
		return n, b.scope >= scopeCap
	case NameScore, NameBand:
		return n, b.scope >= scopePlay
	}
	return "", false
}

func (b *builder) column(name string, at At, want Type) Expr {
	if want == Condition {
		return b.wrong(at, `column %s alone is no condition; want a comparison, as in x > 0 or x == "yes"`, quote(name))
	}
	return ColumnRef{at, b.columns.use(name, want, b.at(int(at))), want}
}

func (b *builder) unary(n *ast.UnaryNode, at At) Expr {
	switch n.Operator {
	case "-":
		return Neg{at, b.expr(n.Node, Number)}
	case "+":
		return b.wrong(at, `"+" stands before a value; want the value alone`)
	}
	x := b.expr(n.Node, Condition)
	if in, ok := x.(In); ok && !in.Not {
		in.Not, in.At = true, min(at, in.At)
		return in
	}
	return Not{at, x}
}

func (b *builder) binary(n *ast.BinaryNode) Expr {
	switch n.Operator {
	case "+", "-", "*", "/":
		l, r := b.expr(n.Left, Number), b.expr(n.Right, Number)
		return Arith{At(l.Offset()), n.Operator[0], l, r}
	case "and", "or":
		l, r := b.expr(n.Left, Condition), b.expr(n.Right, Condition)
		return Logic{At(l.Offset()), n.Operator == "or", l, r}
	case "&&": // the sign itself is refused by token, so expr made this of a < b < c
		return b.chained(n)
	case "in":
		return b.in(n)
	default:
		return b.compare(n)
	}
}

// chained refuses a < b < c, which is (a < b) && (b < c) in expr's tree.
func (b *builder) chained(n *ast.BinaryNode) Expr {
	first, second := n.Left.(*ast.BinaryNode), n.Right.(*ast.BinaryNode)
	if first.Operator == "&&" {
		return b.chained(first)
	}
	from, to := first.Location().To, second.Location().From
	middle := shorten(strings.TrimSpace(string(b.text[from:to])))
	return b.wrong(At(to), "comparisons are chained; want … %s %s and %s %s …", first.Operator, middle, middle, second.Operator)
}

// conditional returns a ?:. One of its branches may be nil.
func (b *builder) conditional(n *ast.ConditionalNode, want Type) Expr {
	cond := b.expr(n.Cond, Condition)
	at := At(cond.Offset())
	yes, yesNil := b.branch(n.Exp1, want)
	no, noNil := b.branch(n.Exp2, want)
	if yesNil && noNil {
		return b.wrong(at, "both branches of ?: are nil; want a value in one of them")
	}
	return Cond{at, cond, yes, no}
}

func (b *builder) branch(n ast.Node, want Type) (e Expr, isNil bool) {
	if _, ok := n.(*ast.NilNode); ok {
		return NilLit{At(n.Location().From)}, true
	}
	return b.expr(n, want), false
}

// fits returns e if it yields want, else it notes what is wanted.
func (b *builder) fits(e Expr, want Type) Expr {
	got := e.Type()
	if got == want || got == Any {
		return e
	}
	hint := ""
	switch e := e.(type) {
	case Not:
		hint = tightNot
	case TextLit:
		hint = "a column is written without quotes, or col(" + quote(e.Value) + ")"
	}
	b.hint(e.Offset(), hint, "%s is a %v; want a %v%s", describe(e), got, want, example(got, want))
	return NilLit{At(e.Offset())}
}

const tightNot = `"not" takes only the parenthesis or call behind it; a comparison is turned round by not (a > b)`

// example shows how what is a got becomes a want.
func example(got, want Type) string {
	switch {
	case got == Condition && want == Number:
		return ", as in condition ? 1 : 0"
	case got == Number && want == Condition:
		return ", as in x > 0"
	case got == Text && want == Condition:
		return `, as in x == "yes"`
	}
	return ""
}

// describe names e in a message that gives its place.
func describe(e Expr) string {
	switch e := e.(type) {
	case TextLit:
		return quote(e.Value)
	case NameRef:
		return string(e.Name)
	case RatingRef:
		return callRating + "(…)"
	case Rate:
		return callRate + "(…)"
	case Call:
		return string(e.Func) + "(…)"
	}
	return "this"
}
