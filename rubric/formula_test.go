package rubric

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// parseText parses a formula whose offsets become the columns of line 1,
// counted from 0, with criteria called NPS and Usage.
func parseText(text string, want Type, sc scope) (*Formula, *columnSet, []Fault) {
	f := formulas{criteria: []string{"NPS", "Usage"}, columns: &columnSet{}}
	formula, faults := f.parse(text, want, sc, func(offset int) Pos { return Pos{1, offset} })
	return formula, f.columns, append(faults, f.columns.faults()...)
}

// dump writes a tree with every parenthesis, and columns as name:type.
func dump(e Expr, columns []Column) string {
	list := func(exprs ...Expr) string {
		texts := make([]string, len(exprs))
		for i, x := range exprs {
			texts[i] = dump(x, columns)
		}
		return strings.Join(texts, " ")
	}
	switch e := e.(type) {
	case NumberLit:
		return strconv.FormatFloat(e.Value, 'g', -1, 64)
	case TextLit:
		return strconv.Quote(e.Value)
	case NilLit:
		return "nil"
	case ColumnRef:
		return columns[e.Column].Name + ":" + e.Kind.String()
	case NameRef:
		return "@" + string(e.Name)
	case RatingRef:
		return fmt.Sprintf("(rating %d)", e.Criterion)
	case Neg:
		return "(- " + list(e.X) + ")"
	case Arith:
		return "(" + string(e.Op) + " " + list(e.L, e.R) + ")"
	case Compare:
		return "(" + string(e.Op) + " " + list(e.L, e.R) + ")"
	case In:
		return fmt.Sprintf("(in %s %v %q %v)", list(e.X), e.Numbers, e.Texts, !e.Not)
	case Not:
		return "(not " + list(e.X) + ")"
	case Logic:
		return "(" + map[bool]string{false: "and", true: "or"}[e.Or] + " " + list(e.L, e.R) + ")"
	case Cond:
		return "(? " + list(e.If, e.Then, e.Else) + ")"
	case Call:
		return "(" + string(e.Func) + " " + list(e.Args...) + ")"
	case Rate:
		return fmt.Sprintf("(rate %s %v %v)", list(e.X), e.Cuts.At, e.Cuts.LowerIsBetter)
	}
	return fmt.Sprintf("%T", e)
}

func TestFormulas(t *testing.T) {
	tests := []struct {
		text  string
		want  Type
		scope scope
		tree  string
	}{
		// numbers
		{"seats", Number, scopeColumns, "seats:number"},
		{"42", Number, scopeColumns, "42"},
		{"010", Number, scopeColumns, "10"},
		{".5", Number, scopeColumns, "0.5"},
		{"1.", Number, scopeColumns, "1"},
		{"1e3", Number, scopeColumns, "1000"},
		{"9223372036854775807", Number, scopeColumns, "9.223372036854776e+18"},
		{"1e-999", Number, scopeColumns, "0"},
		{"active / seats * 100", Number, scopeColumns, "(* (/ active:number seats:number) 100)"},
		{"a + b * c", Number, scopeColumns, "(+ a:number (* b:number c:number))"},
		{"a - b - c", Number, scopeColumns, "(- (- a:number b:number) c:number)"},
		{"a - (b - c)", Number, scopeColumns, "(- a:number (- b:number c:number))"},
		{"-a * b", Number, scopeColumns, "(* (- a:number) b:number)"},
		{"min(now, before) - -1", Number, scopeColumns, "(- (min now:number before:number) (- 1))"},
		{"- -x", Number, scopeColumns, "(- (- x:number))"},
		{"a\n  +\tb", Number, scopeColumns, "(+ a:number b:number)"},

		// columns
		{`col("Tickets (90d)")`, Number, scopeColumns, "Tickets (90d):number"},
		{`col('a.b')`, Number, scopeColumns, "a.b:number"},
		{"col(\"\u00a0 a b\t\")", Number, scopeColumns, "a b:number"},
		{`col("\u00e9t\xe9")`, Number, scopeColumns, "été:number"},
		{`col("if") + col("not")`, Number, scopeColumns, "(+ if:number not:number)"},
		{"Größe_$ + 日本", Number, scopeColumns, "(+ Größe_$:number 日本:number)"},
		{"abs + mean(min)", Number, scopeColumns, "(+ abs:number (mean min:number))"}, // no call, no function
		{"count + map + filter", Number, scopeColumns, "(+ (+ count:number map:number) filter:number)"},
		{"value + coverage + score", Number, scopeColumns, "(+ (+ value:number coverage:number) score:number)"},

		// functions
		{"abs(x) + round(y)", Number, scopeColumns, "(+ (abs x:number) (round y:number))"},
		{"mean(a, b, max(c))", Number, scopeColumns, "(mean a:number b:number (max c:number))"},
		{"days_since(d) - days_until(col(\"e f\"))", Number, scopeColumns, "(- (days_since d:date) (days_until e f:date))"},
		{"rate(x, 20, 20, 40, 40)", Number, scopeColumns, "(rate x:number [20 20 40 40] false)"},
		{"rate(x, 5, 1, -1, -1.5)", Number, scopeColumns, "(rate x:number [5 1 -1 -1.5] true)"},
		{"rate(x, 5, 5, 5, 5)", Number, scopeColumns, "(rate x:number [5 5 5 5] false)"},
		{`count_true(a > 1, plan == "x")`, Number, scopeColumns, `(count_true (> a:number 1) (== plan:text "x"))`},

		// conditions
		{"1 < x", Condition, scopeColumns, "(< 1 x:number)"},
		{"a == b", Condition, scopeColumns, "(== a:number b:number)"},
		{`plan != "pro"`, Condition, scopeColumns, `(!= plan:text "pro")`},
		{`" pro " == plan`, Condition, scopeColumns, `(== "pro" plan:text)`}, // cells are trimmed, too
		{`a > 1 and b > 2 or c > 3`, Condition, scopeColumns, "(or (and (> a:number 1) (> b:number 2)) (> c:number 3))"},
		{`not (a > 1) and b > 2`, Condition, scopeColumns, "(and (not (> a:number 1)) (> b:number 2))"},
		{`not is_missing(x)`, Condition, scopeColumns, "(not (is_missing x:anything))"},
		{`is_missing(col("x y")) or is_missing(x + 1)`, Condition, scopeColumns, "(or (is_missing x y:anything) (is_missing (+ x:number 1)))"},
		{`x in [1, -2.5]`, Condition, scopeColumns, "(in x:number [1 -2.5] [] true)"},
		{`x not  in ["a", 'b']`, Condition, scopeColumns, `(in x:text [] ["a" "b"] false)`},
		{`not (x in ["a"])`, Condition, scopeColumns, `(in x:text [] ["a"] false)`},
		{`not (x not in ["a"])`, Condition, scopeColumns, `(not (in x:text [] ["a"] false))`},
		{`a + 1 in [1]`, Condition, scopeColumns, "(in (+ a:number 1) [1] [] true)"},

		// ?:
		{`plan == "none" ? nil : 1`, Number, scopeColumns, `(? (== plan:text "none") nil 1)`},
		{"a > 1 ? 1 : b > 1 ? 2 : nil", Number, scopeColumns, "(? (> a:number 1) 1 (? (> b:number 1) 2 nil))"},
		{"a > 1 ? b > 1 : nil", Condition, scopeColumns, "(? (> a:number 1) (> b:number 1) nil)"},
		{`(a > 1 ? p : q) == "x"`, Condition, scopeColumns, `(== (? (> a:number 1) p:text q:text) "x")`},
		{`p == (a > 1 ? "x" : nil)`, Condition, scopeColumns, `(== p:text (? (> a:number 1) "x" nil))`},

		// names
		{"value > 1 and coverage < 100", Condition, scopeCap, "(and (> @value 1) (< @coverage 100))"},
		{`segment == "a" and segment in ["b"]`, Condition, scopeCap, `(and (== @segment "a") (in @segment [] ["b"] true))`},
		{`region == segment`, Condition, scopeCap, "(== region:text @segment)"},
		{`rating(" Usage ") == 1`, Condition, scopeCap, "(== (rating 1) 1)"},
		{`score > 1 and band == 2`, Condition, scopeCap, "(and (> score:number 1) (== band:number 2))"},
		{`score > 1 and band == "red"`, Condition, scopePlay, `(and (> @score 1) (== @band "red"))`},
		{`is_missing(segment)`, Condition, scopeCap, "(is_missing @segment)"},
		{`is_missing(score) or is_missing(col("value"))`, Condition, scopePlay, "(or (is_missing @score) (is_missing value:anything))"},
	}
	for _, test := range tests {
		formula, columns, faults := parseText(test.text, test.want, test.scope)
		if len(faults) > 0 {
			t.Errorf("%s: %v", test.text, faults)
			continue
		}
		if got := dump(formula.Root, columns.list()); got != test.tree {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.tree)
		}
		if formula.Text != test.text || formula.Pos != (Pos{1, 0}) {
			t.Errorf("%s: Text %q at %v", test.text, formula.Text, formula.Pos)
		}
	}
}

func TestFormulaOffsets(t *testing.T) {
	// Every node starts where its first part does, in characters.
	formula, _, faults := parseText(`é + max(-b, "x" == p ? 3 : q in [1] ? 5 : nil)`, Number, scopeColumns)
	if faults != nil {
		t.Fatal(faults)
	}
	sum := formula.Root.(Arith)
	call := sum.R.(Call)
	outer := call.Args[1].(Cond)
	inner := outer.Else.(Cond)
	got := []int{
		sum.Offset(), sum.L.Offset(), call.Offset(), call.Args[0].Offset(), call.Args[0].(Neg).X.Offset(),
		outer.Offset(), outer.If.(Compare).R.Offset(), outer.Then.Offset(), inner.Offset(), inner.Then.Offset(), inner.Else.Offset(),
	}
	if diff := cmp.Diff([]int{0, 0, 4, 8, 9, 12, 19, 23, 27, 38, 42}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFormulaColumns(t *testing.T) {
	_, columns, faults := parseText(
		`is_missing(b) or a > 1 or b in ["x", "y"] or "y" == b or days_since(c) > 1 or is_missing(d) or (a > 1 ? b : e) != "z"`,
		Condition, scopeColumns)
	want := []Column{
		{Name: "b", Type: Text, Texts: []string{"x", "y", "z"}, Pos: Pos{1, 11}},
		{Name: "a", Type: Number, Pos: Pos{1, 17}},
		{Name: "c", Type: Date, Pos: Pos{1, 68}},
		{Name: "d", Type: Any, Pos: Pos{1, 89}},
		{Name: "e", Type: Text, Texts: []string{"z"}, Pos: Pos{1, 108}},
	}
	if diff := cmp.Diff(want, columns.list()); diff != "" || faults != nil {
		t.Error(faults, diff)
	}
}

func TestFormulaLimits(t *testing.T) {
	nested := func(before, behind string) func(int) string {
		return func(n int) string { return strings.Repeat(before, n) + "1" + strings.Repeat(behind, n) }
	}
	padded := func(n int) string { return "1" + strings.Repeat(" ", n-1) }
	tests := []struct {
		name string
		text func(n int) string
		most int
		want string
	}{
		{"parentheses", nested("(", ")"), 200, "the formula is more than 200 levels deep here"},
		{"calls", nested("abs(", ")"), 200, "the formula is more than 200 levels deep here"},
		{"signs", nested("- ", ""), 200, "the formula is more than 200 levels deep here"},
		{"signs and calls", nested("-abs(", ")"), 100, "the formula is more than 200 levels deep here"},
		{"branches", nested("x > 1 ? 2 : ", ""), 200, "the formula is more than 200 levels deep here"},
		{"characters", padded, 10_000, "the formula has 10001 characters; want at most 10000"},
	}
	for _, test := range tests {
		if _, _, faults := parseText(test.text(test.most), Number, scopeColumns); faults != nil {
			t.Errorf("%s: %d are refused: %v", test.name, test.most, faults)
		}
		_, _, faults := parseText(test.text(test.most+1), Number, scopeColumns)
		if len(faults) != 1 || faults[0].Message != test.want {
			t.Errorf("%s: %d give %v", test.name, test.most+1, faults)
		}
	}
}

func TestFormulaWidth(t *testing.T) {
	// What stands side by side is no level, however much of it there is.
	for _, text := range []string{
		"1" + strings.Repeat("+1", 4999),
		"1" + strings.Repeat("+ -1", 2000),
		"1" + strings.Repeat("*(1+(1))", 1000),
		"max(1" + strings.Repeat(",x>1?2:3", 1000) + ")",
		"x in [1" + strings.Repeat(",-1", 3000) + "] ? 1 : 2",
		"x > 1" + strings.Repeat(" or x > 1", 1000) + " ? 1 : 2",
	} {
		if _, _, faults := parseText(text, Number, scopeColumns); faults != nil {
			t.Errorf("%.20s…: %v", text, faults)
		}
	}
}
