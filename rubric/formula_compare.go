package rubric

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// compare returns a comparison of texts if one side shows that it is one,
// else of numbers: two columns are compared as numbers.
func (b *builder) compare(n *ast.BinaryNode) Expr {
	op, want := CompareOp(n.Operator), Number
	switch {
	case isNil(n.Left) || isNil(n.Right):
		return b.comparesNil(n)
	case isCondition(n.Left) || isCondition(n.Right):
		return b.comparesCondition(n)
	case !b.isText(n.Left) && !b.isText(n.Right):
	case op == Eq || op == Ne:
		want = Text
	default:
		return b.wrong(At(n.Location().From), `"%s" compares a text; want numbers, without quotes, or == or !=`, op)
	}
	l, r := b.expr(n.Left, want), b.expr(n.Right, want)
	at := At(l.Offset())
	lt, lok := l.(TextLit)
	rt, rok := r.(TextLit)
	if lok && rok {
		return b.quotedName(at, lt)
	}
	if lok {
		b.comparedWith(r, lt.Value)
	}
	if rok {
		b.comparedWith(l, rt.Value)
	}
	return Compare{at, op, l, r}
}

func isNil(n ast.Node) bool {
	_, ok := n.(*ast.NilNode)
	return ok
}

func (b *builder) comparesNil(n *ast.BinaryNode) Expr {
	want := "is_missing(x)"
	if n.Operator == string(Ne) {
		want = "not is_missing(x)"
	}
	return b.wrong(At(n.Location().From), "a value is compared with nil; want %s", want)
}

// isCondition reports whether n shows that it is a condition.
func isCondition(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.UnaryNode:
		return n.Operator == "not"
	case *ast.BinaryNode:
		return !slices.Contains([]string{"+", "-", "*", "/"}, n.Operator)
	case *ast.CallNode:
		return callee(n) == string(FuncIsMissing)
	}
	return false
}

func (b *builder) comparesCondition(n *ast.BinaryNode) Expr {
	hint := ""
	if _, ok := n.Left.(*ast.UnaryNode); ok {
		hint = tightNot
	}
	at := n.Location().From
	b.hint(at, hint, "%q has a condition beside it; want numbers or texts, and conditions joined by and, or", n.Operator)
	return NilLit{At(at)}
}

// quotedName refuses a text in the place of a column.
func (b *builder) quotedName(at At, text TextLit) Expr {
	return b.wrong(at, "two texts are compared, neither of them a column; a column is written without quotes, or col(%s)", quote(text.Value))
}

// isText reports whether n shows that it is a text. A column does not.
func (b *builder) isText(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.StringNode:
		return true
	case *ast.IdentifierNode:
		name, ok := b.given(n.Value)
		return ok && name.Type() == Text
	case *ast.ConditionalNode:
		return b.isText(n.Exp1) || b.isText(n.Exp2)
	}
	return false
}

// comparedWith notes the texts that the columns of e are compared with.
func (b *builder) comparedWith(e Expr, texts ...string) {
	switch e := e.(type) {
	case ColumnRef:
		b.columns.compare(e.Column, texts...)
	case Cond:
		b.comparedWith(e.Then, texts...)
		b.comparedWith(e.Else, texts...)
	}
}

// in returns a test of membership. Its list shows the type of what is tested.
func (b *builder) in(n *ast.BinaryNode) Expr {
	list, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		return b.wrong(At(n.Right.Location().From), `"in" has more than a list behind it; want x in ["a", "b"] or x in [1, 2]`)
	}
	if len(list.Nodes) == 0 {
		return b.wrong(At(list.Location().From), `the list is empty; want x in ["a", "b"] or x in [1, 2]`)
	}
	in := In{}
	want := Number
	if _, ok := list.Nodes[0].(*ast.StringNode); ok {
		want = Text
	}
	for _, node := range list.Nodes {
		text, isText := node.(*ast.StringNode)
		number, isNumber := literal(node)
		switch {
		case want == Text && isText:
			in.Texts = append(in.Texts, strings.TrimSpace(text.Value))
		case want == Number && isNumber:
			in.Numbers = append(in.Numbers, number)
		default:
			b.fault(node.Location().From, "the list holds something else than %ss here; want all numbers or all texts in quotes", want)
		}
	}
	in.X = b.expr(n.Left, want)
	in.At = At(in.X.Offset())
	if text, ok := in.X.(TextLit); ok {
		return b.quotedName(in.At, text)
	}
	b.comparedWith(in.X, in.Texts...)
	return in
}

// literal returns the value of a number as written, with a sign or without.
func literal(n ast.Node) (value float64, ok bool) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return float64(n.Value), true
	case *ast.FloatNode:
		return n.Value, true
	case *ast.UnaryNode:
		if _, twice := n.Node.(*ast.UnaryNode); n.Operator == "-" && !twice {
			value, ok = literal(n.Node)
			return -value, ok
		}
	}
	return 0, false
}
