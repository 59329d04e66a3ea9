package rubric

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A sample is a formula and the tree that it should have.
type sample struct{ text, tree string }

// drawNumber draws a number of at most depth levels.
func drawNumber(t *rapid.T, depth int) sample {
	kinds := 8
	if depth == 0 {
		kinds = 3
	}
	number := func() sample { return drawNumber(t, depth-1) }
	switch rapid.IntRange(0, kinds-1).Draw(t, "number") {
	case 0:
		n := rapid.SampledFrom([]string{"0", "7", "0.5", "1e+30"}).Draw(t, "literal")
		return sample{n, n}
	case 1:
		return sample{"n1", "n1:number"}
	case 2:
		return sample{`days_since(col("d 1"))`, "(days_since d 1:date)"}
	case 3:
		x := number()
		return sample{"-(" + x.text + ")", "(- " + x.tree + ")"}
	case 4:
		op := rapid.SampledFrom([]string{"+", "-", "*", "/"}).Draw(t, "op")
		return join(op, number(), number())
	case 5:
		x, y := number(), number()
		return sample{"max(" + x.text + ", " + y.text + ")", "(max " + x.tree + " " + y.tree + ")"}
	case 6:
		c := drawCondition(t, depth-1)
		return sample{"count_true(" + c.text + ")", "(count_true " + c.tree + ")"}
	default:
		c, x := drawCondition(t, depth-1), number()
		return sample{"((" + c.text + ") ? nil : " + x.text + ")", "(? " + c.tree + " nil " + x.tree + ")"}
	}
}

// drawCondition draws a condition of at most depth levels.
func drawCondition(t *rapid.T, depth int) sample {
	kinds := 7
	if depth == 0 {
		kinds = 3
	}
	switch rapid.IntRange(0, kinds-1).Draw(t, "condition") {
	case 0:
		return sample{`"a b" != t1`, `(!= "a b" t1:text)`}
	case 1:
		return sample{"is_missing(t1)", "(is_missing t1:anything)"}
	case 2:
		return sample{`n1 not in [1, -2]`, "(in n1:number [1 -2] [] false)"}
	case 3:
		c := drawCondition(t, depth-1)
		return sample{"not (" + c.text + ")", "(not " + c.tree + ")"}
	case 4:
		op := rapid.SampledFrom([]string{"and", "or"}).Draw(t, "op")
		return join(op, drawCondition(t, depth-1), drawCondition(t, depth-1))
	default:
		op := rapid.SampledFrom([]string{"==", "!=", "<", "<=", ">", ">="}).Draw(t, "op")
		return join(op, drawNumber(t, depth-1), drawNumber(t, depth-1))
	}
}

func join(op string, l, r sample) sample {
	return sample{"(" + l.text + ") " + op + " (" + r.text + ")", "(" + op + " " + l.tree + " " + r.tree + ")"}
}

func TestFormulaRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawNumber(t, 4)
		formula, columns, faults := parseText(s.text, Number, scopeColumns)
		if faults != nil {
			t.Fatalf("%s: %v", s.text, faults)
		}
		// not (x in …) is one node; the drawn tree has two.
		want := strings.ReplaceAll(s.tree, "(not (in n1:number [1 -2] [] true))", "(in n1:number [1 -2] [] false)")
		if got := dump(formula.Root, columns.list()); got != want {
			t.Fatalf("%s\n got %s\nwant %s", s.text, got, want)
		}
	})
}

// checkOutcome wants what holds of any text: a tree or faults but not both,
// places inside the text, and the same outcome each time.
func checkOutcome(t interface{ Fatalf(string, ...any) }, text string, want Type, sc scope) {
	formula, columns, faults := parseText(text, want, sc)
	if clashes := len(columns.faults()); (formula == nil) != (len(faults) > clashes) {
		t.Fatalf("%q: formula %v with faults %v", text, formula, faults)
	}
	for _, f := range faults {
		if end := len([]rune(text)); f.Pos.Column < 0 || f.Pos.Column > end {
			t.Fatalf("%q: a fault at %d, beyond the text: %v", text, f.Pos.Column, f)
		}
	}
	if formula != nil && formula.Root.Type() != want {
		t.Fatalf("%q: type %v, want %v", text, formula.Root.Type(), want)
	}
	again, columnsAgain, faultsAgain := parseText(text, want, sc)
	diff := cmp.Diff(faults, faultsAgain) + cmp.Diff(columns.list(), columnsAgain.list())
	if formula != nil {
		diff += cmp.Diff(dump(formula.Root, columns.list()), dump(again.Root, columns.list()))
	}
	if diff != "" {
		t.Fatalf("%q: read twice: %s", text, diff)
	}
}

func TestFormulaOfAnyTokens(t *testing.T) {
	tokens := strings.Fields(`a b plan value segment score nil true 1 2.5 .5 1e9 0x1 1_0 "x" 'y' "\q" + - * / % ** == != < <= > >= = <>
		in not and or ! && || & | ? : ?. ?? ( ) [ ] { } , ; . .. # @ // /* */ let if else contains ::
		abs( min( mean( rate( count_true( is_missing( days_since( col( rating( filter( sum(`)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(tokens), 0, 12).Draw(t, "tokens")
		want := rapid.SampledFrom([]Type{Number, Condition}).Draw(t, "want")
		checkOutcome(t, strings.Join(words, " "), want, rapid.SampledFrom([]scope{scopeColumns, scopeCap, scopePlay}).Draw(t, "scope"))
	})
}

func FuzzFormula(f *testing.F) {
	for _, text := range []string{
		"active / seats * 100", `col("Tickets (90d)") / seats`, `plan == "none" ? nil : count_true(sso == "Yes", api != "No")`,
		`not (now > 10) or before > 10 and plan not in ["free", 'none'] ? 5 : 1`, "round(mean(rate(days_since(d), 5, 5, 1, -1), x))",
		`rating("NPS") == 1 and value >= 1000 and band == "red"`, "1 < x < 5", "not x > 5", "a.b[0]?.c", "“x”", `"\u{1F600}\x41\101"`,
		"filter(a, {# > 1}) | map(.b)", "let x = 1; x", "if a {1} else {2}", "1..2", "b'x'", "/* a */ // b", "é\x80(", "((((", "- - -",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkOutcome(t, text, Number, scopeColumns)
		checkOutcome(t, text, Condition, scopePlay)
	})
}
