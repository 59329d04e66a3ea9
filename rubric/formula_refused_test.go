package rubric

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each refused formula has its faults, as "offset: message".
func TestRefusedFormulas(t *testing.T) {
	tests := []struct {
		text   string
		want   Type
		scope  scope
		faults []string
	}{

		// signs and words of other languages
		{`!x`, Condition, scopeColumns, []string{`0: formulas do not know "!"; want not (…)`}},
		{`a > 1 && b > 1`, Condition, scopeColumns, []string{`6: formulas do not know "&&"; want and`}},
		{`a > 1 & b > 1`, Condition, scopeColumns, []string{`6: formulas do not know "&"; want and`}},
		{`a > 1 || b > 1`, Condition, scopeColumns, []string{`6: formulas do not know "||"; want or`}},
		{`x | round`, Number, scopeColumns, []string{`2: formulas do not know "|"; want or, or for a pipe a call such as round(x)`}},
		{`x = 1`, Condition, scopeColumns, []string{`2: formulas do not know "="; want ==`}},
		{`a <> 1`, Condition, scopeColumns, []string{`2: formulas do not know "<>"; want !=`}},
		{`a ≥ 1`, Condition, scopeColumns, []string{`2: formulas do not know "≥"; want >=`}},
		{`a ≠ 1 and a ≤ 2`, Condition, scopeColumns, []string{`2: formulas do not know "≠"; want !=`}},
		{`a − b ÷ 2`, Number, scopeColumns, []string{`2: formulas do not know "−"; want -`}},
		{`a × b`, Number, scopeColumns, []string{`2: formulas do not know "×"; want *`}},
		{`x ** 2`, Number, scopeColumns, []string{`2: formulas do not know "**"; want x * x`}},
		{`x ^ 2`, Number, scopeColumns, []string{`2: formulas do not know "^"; want x * x`}},
		{`x % 2`, Number, scopeColumns, []string{`2: formulas do not know "%"; want a plain number: 45% is 45`}},
		{`a; b`, Number, scopeColumns, []string{`1: formulas do not know ";"; want one formula alone`}},
		{`a?.b`, Number, scopeColumns, []string{`1: formulas do not know "?."; want col("a.b"), or a space between ? and .`}},
		{`a ?? b`, Number, scopeColumns, []string{`2: formulas do not know "??"; want is_missing(x) ? y : x`}},
		{`x in 1..5`, Condition, scopeColumns, []string{`2: "in" has no list behind it; want x in ["a", "b"] or x in [1, 2]`, `6: formulas do not know ".."; want the values one by one, or two comparisons with and`}},
		{`#x`, Number, scopeColumns, []string{`0: formulas do not know "#"`}},
		{`a @ b`, Number, scopeColumns, []string{`2: formulas do not know "@"`}},
		{`let a = 1`, Number, scopeColumns, []string{`0: formulas do not know "let"; want the expression itself, written out`, `6: formulas do not know "="; want ==`}},
		{`if x`, Number, scopeColumns, []string{`0: formulas do not know "if"; want condition ? a : b`}},
		{`x contains "a"`, Condition, scopeColumns, []string{`2: formulas do not know "contains"; want a whole text: == "…" or in ["…", "…"]`}},
		{`x matches`, Condition, scopeColumns, []string{`2: formulas do not know "matches"; want a whole text: == "…" or in ["…", "…"]`}},
		{`{a: 1}`, Number, scopeColumns, []string{`0: formulas do not know "{"`, `5: formulas do not know "}"`}},
		{`a::b`, Number, scopeColumns, []string{`1: formulas do not know "::"`}},
		{`a // half`, Number, scopeColumns, []string{`2: "//" starts a comment inside the formula; want it in YAML, behind " #"`}},
		{`a /* half */ / 2`, Number, scopeColumns, []string{`2: "/*" starts a comment inside the formula; want it in YAML, behind " #"`}},
		{`a /* half`, Number, scopeColumns, []string{`2: "/*" starts a comment inside the formula; want it in YAML, behind " #"`}},
		{`“a” == x`, Condition, scopeColumns, []string{`0: formulas do not know "“"; want straight quotes, "…"`}},

		// numbers
		{`1_000`, Number, scopeColumns, []string{`0: "1_000" has a _ in it; want 1000`}},
		{`0xff + 0b1 + 0O7`, Number, scopeColumns, []string{`0: "0xff" is not written in decimal digits`, `7: "0b1" is not written in decimal digits`, `13: "0O7" is not written in decimal digits`}},
		{`1e`, Number, scopeColumns, []string{`0: "1e" is not a number`}},
		{`1e400`, Number, scopeColumns, []string{`0: "1e400" is beyond the range of numbers`}},
		{`-1e400`, Number, scopeColumns, []string{`1: "1e400" is beyond the range of numbers`}},
		{`9223372036854775808`, Number, scopeColumns, []string{`0: "9223372036854775808" is too long; want 9.223372036854776e+18`}},
		{`90d / 2`, Number, scopeColumns, []string{`0: "90d" is not a number`}},
		{`1.5x`, Number, scopeColumns, []string{`0: "1.5x" is not a number`}},
		{`1,5`, Number, scopeColumns, []string{`1: "," stands outside a call and a list; a decimal sign is "."`}},

		// texts
		{"`a` == x", Condition, scopeColumns, []string{`0: a text stands in backticks; want quotes, as in "a"`}},
		{`b"a" == x`, Condition, scopeColumns, []string{`0: a text in quotes has no letter before it`}},
		{`x == "a`, Condition, scopeColumns, []string{`5: the text that begins here does not end; want " on the same line`}},
		{"x == 'a\n'", Condition, scopeColumns, []string{`5: the text that begins here does not end; want ' on the same line`}},
		{`x == "\q"`, Condition, scopeColumns, []string{`5: the text that begins here has an unknown \ in it; want \\ for a backslash`}},
		{`x == "\xzz"`, Condition, scopeColumns, []string{`5: the text that begins here has an unknown \ in it; want \\ for a backslash`}},

		// not
		{`not x > 5`, Condition, scopeColumns, []string{`0: "not" has no parenthesis behind it; want not (x > 5)`}},
		{`not x > 5 and b > 1`, Condition, scopeColumns, []string{`0: "not" has no parenthesis behind it; want not (x > 5)`}},
		{`(not f(x) > 5 ? 1 : 2)`, Number, scopeColumns, []string{`10: ">" has a condition beside it; want numbers or texts, and conditions joined by and, or`}},
		{`not (not a > 1)`, Condition, scopeColumns, []string{`5: "not" has no parenthesis behind it; want not (a > 1)`}},
		{`x not (a > 1)`, Condition, scopeColumns, []string{`2: "not" stands behind a value; want not (…) around the whole comparison`}},
		{`x not > 5`, Condition, scopeColumns, []string{`2: "not" stands behind a value; want not (…) around the whole comparison`}},
		{`not`, Condition, scopeColumns, []string{`0: "not" has no parenthesis behind it; want not (…)`}},
		{`not in [1]`, Condition, scopeColumns, []string{`4: "in" stands where a value is wanted`}},
		{`not not (x > 1)`, Condition, scopeColumns, []string{`0: "not" has no parenthesis behind it; want not (not (x > 1))`}},
		{`not (x) > 5`, Condition, scopeColumns, []string{`8: ">" has a condition beside it; want numbers or texts, and conditions joined by and, or`}},
		{`not round(x) > 5`, Condition, scopeColumns, []string{`13: ">" has a condition beside it; want numbers or texts, and conditions joined by and, or`}},
		{`not (x)`, Condition, scopeColumns, []string{`5: column "x" alone is no condition; want a comparison, as in x > 0 or x == "yes"`}},
		{`not (x > 1) + 1 > 2`, Condition, scopeColumns, []string{`0: this is a condition; want a number, as in condition ? 1 : 0`}},

		// comparisons
		{`1 < x < 5`, Condition, scopeColumns, []string{`6: comparisons are chained; want … < x and x < …`}},
		{`1 < a + b <= c < 7`, Condition, scopeColumns, []string{`10: comparisons are chained; want … < a + b and a + b <= …`}},
		{`a == b == c`, Condition, scopeColumns, []string{`7: "==" has a condition beside it; want numbers or texts, and conditions joined by and, or`}},
		{`a < b == c`, Condition, scopeColumns, []string{`6: "==" has a condition beside it; want numbers or texts, and conditions joined by and, or`}},
		{`x == nil`, Condition, scopeColumns, []string{`2: a value is compared with nil; want is_missing(x)`}},
		{`nil != x`, Condition, scopeColumns, []string{`4: a value is compared with nil; want not is_missing(x)`}},
		{`x > nil`, Condition, scopeColumns, []string{`2: a value is compared with nil; want is_missing(x)`}},
		{`x == true`, Condition, scopeColumns, []string{`5: formulas do not know true and false; want a comparison, as in x == "true" for a cell that says so`}},
		{`plan < "b"`, Condition, scopeColumns, []string{`5: "<" compares a text; want numbers, without quotes, or == or !=`}},
		{`"a" == "b"`, Condition, scopeColumns, []string{`0: two texts are compared, neither of them a column; a column is written without quotes, or col("a")`}},
		{`x + 1 == "a"`, Condition, scopeColumns, []string{`0: this is a number; want a text`}},

		// lists
		{`x in 5`, Condition, scopeColumns, []string{`2: "in" has no list behind it; want x in ["a", "b"] or x in [1, 2]`}},
		{`x in ("a", "b")`, Condition, scopeColumns, []string{`2: "in" has no list behind it; want x in ["a", "b"] or x in [1, 2]`}},
		{`x in`, Condition, scopeColumns, []string{`2: "in" has no list behind it; want x in ["a", "b"] or x in [1, 2]`}},
		{`x in []`, Condition, scopeColumns, []string{`5: the list is empty; want x in ["a", "b"] or x in [1, 2]`}},
		{`x in [1, ]`, Condition, scopeColumns, []string{`7: "," has nothing behind it`}},
		{`x in [1, "a"]`, Condition, scopeColumns, []string{`9: the list holds something else than numbers here; want all numbers or all texts in quotes`}},
		{`x in ["a", 1, y]`, Condition, scopeColumns, []string{`11: the list holds something else than texts here; want all numbers or all texts in quotes`, `14: the list holds something else than texts here; want all numbers or all texts in quotes`}},
		{`x in [y]`, Condition, scopeColumns, []string{`6: the list holds something else than numbers here; want all numbers or all texts in quotes`}},
		{`x in [- -1]`, Condition, scopeColumns, []string{`6: the list holds something else than numbers here; want all numbers or all texts in quotes`}},
		{`x in [1] + 2`, Condition, scopeColumns, []string{`9: "in" has more than a list behind it; want x in ["a", "b"] or x in [1, 2]`}},
		{`"a" in ["a"]`, Condition, scopeColumns, []string{`0: two texts are compared, neither of them a column; a column is written without quotes, or col("a")`}},
		{`[1] == x`, Condition, scopeColumns, []string{`0: "[" does not follow "in"; want lists there alone`}},
		{`x[0]`, Number, scopeColumns, []string{`1: "[" does not follow "in"; want lists there alone`}},
		{`x in [[1]]`, Condition, scopeColumns, []string{`6: "[" does not follow "in"; want lists there alone`}},
		{`x in [1][0]`, Condition, scopeColumns, []string{`8: "[" does not follow "in"; want lists there alone`}},
		{`(x > 1) in [1]`, Condition, scopeColumns, []string{`1: this is a condition; want a number, as in condition ? 1 : 0`}},
		{`x + 1 in ["a"]`, Condition, scopeColumns, []string{`0: this is a number; want a text`}},

		// dots
		{`a.b.c`, Number, scopeColumns, []string{`0: "a.b.c" has a dot in it; want col("a.b.c")`}},
		{`a.b(1) + c . d`, Number, scopeColumns, []string{`0: "a.b" has a dot in it; want col("a.b")`, `9: "c.d" has a dot in it; want col("c.d")`}},
		{`"a".b == x`, Condition, scopeColumns, []string{`3: "." stands outside a number`}},

		// calls
		{`avg(x)`, Number, scopeColumns, []string{`0: unknown function "avg"`}},
		{`maen(x)`, Number, scopeColumns, []string{`0: unknown function "maen"; did you mean "mean"?`}},
		{`sum(x, y) + filter(z)`, Number, scopeColumns, []string{`0: unknown function "sum"`, `12: unknown function "filter"`}},
		{`Count_true(x)`, Number, scopeColumns, []string{`0: unknown function "Count_true"; did you mean "count_true"?`}},
		{`abs()`, Number, scopeColumns, []string{`0: abs has 0 arguments; want one`}},
		{`abs(a, b)`, Number, scopeColumns, []string{`0: abs has 2 arguments; want one`}},
		{`min()`, Number, scopeColumns, []string{`0: min has no argument; want at least one`}},
		{`min(a, )`, Number, scopeColumns, []string{`5: "," has nothing behind it`}},
		{`col(a)`, Number, scopeColumns, []string{`0: col names no column; want one name in quotes, as in col("Tickets (90d)")`}},
		{`col("a", "b")`, Number, scopeColumns, []string{`0: col names no column; want one name in quotes, as in col("Tickets (90d)")`}},
		{`col(" ")`, Number, scopeColumns, []string{`0: col names no column; want one name in quotes, as in col("Tickets (90d)")`}},
		{`col()`, Number, scopeColumns, []string{`0: col names no column; want one name in quotes, as in col("Tickets (90d)")`}},
		{`rate(x)`, Number, scopeColumns, []string{`0: rate is not of a number and four cuts; want rate(x, 25, 50, 65, 80)`}},
		{`rate(x, 1, 2, 3)`, Number, scopeColumns, []string{`0: rate is not of a number and four cuts; want rate(x, 25, 50, 65, 80)`}},
		{`rate(x, 1, 2, 3, a)`, Number, scopeColumns, []string{`17: a cut of rate is no plain number; want rate(x, 25, 50, 65, 80)`}},
		{`rate(x, 1, 3, 2, 4)`, Number, scopeColumns, []string{`8: the cuts of rate neither rise nor fall throughout; want one direction`}},
		{`days_since(a + 1)`, Number, scopeColumns, []string{`13: days_since is not of a column; want a column of dates`}},
		{`days_until("d")`, Number, scopeColumns, []string{`11: days_until is not of a column; want a column of dates`}},
		{`days_since(value)`, Number, scopeCap, []string{`11: days_since is not of a column; want a column of dates`}},
		{`is_missing("a")`, Condition, scopeColumns, []string{`11: is_missing has a text in quotes; want a column, without quotes`}},
		{`is_missing(a > 1)`, Condition, scopeColumns, []string{`13: is_missing has a condition; want a column or a number`}},
		{`count_true(a, b > 1, c + 1)`, Number, scopeColumns, []string{`11: column "a" alone is no condition; want a comparison, as in x > 0 or x == "yes"`, `21: this is a number; want a condition, as in x > 0`}},
		{`rating("NPS")`, Number, scopeColumns, []string{`0: rating is known in caps and plays alone; want columns and functions of them`}},
		{`rating(NPS) == 1`, Condition, scopeCap, []string{`0: rating names no criterion; want one name in quotes, as in rating("Usage")`}},
		{`rating("Nps") == 1`, Condition, scopeCap, []string{`7: unknown criterion "Nps"; did you mean "NPS"?`}},
		{`rating("Churn") == 1`, Condition, scopeCap, []string{`7: unknown criterion "Churn"`}},
		{`ratin(1) == 1`, Condition, scopeCap, []string{`0: unknown function "ratin"; did you mean "rating"?`}},

		// types
		{`plan`, Condition, scopeColumns, []string{`0: column "plan" alone is no condition; want a comparison, as in x > 0 or x == "yes"`}},
		{`col("a b")`, Condition, scopeColumns, []string{`0: column "a b" alone is no condition; want a comparison, as in x > 0 or x == "yes"`}},
		{`a + 1`, Condition, scopeColumns, []string{`0: this is a number; want a condition, as in x > 0`}},
		{`5`, Condition, scopeColumns, []string{`0: this is a number; want a condition, as in x > 0`}},
		{`"a"`, Condition, scopeColumns, []string{`0: "a" is a text; want a condition, as in x == "yes"`}},
		{`a > 1`, Number, scopeColumns, []string{`0: this is a condition; want a number, as in condition ? 1 : 0`}},
		{`a > 1 and b`, Condition, scopeColumns, []string{`10: column "b" alone is no condition; want a comparison, as in x > 0 or x == "yes"`}},
		{`a > 1 and b > 1`, Number, scopeColumns, []string{`0: this is a condition; want a number, as in condition ? 1 : 0`}},
		{`is_missing(a)`, Number, scopeColumns, []string{`0: is_missing(…) is a condition; want a number, as in condition ? 1 : 0`}},
		{`"a b" / 2`, Number, scopeColumns, []string{`0: "a b" is a text; want a number`}},
		{`+a`, Number, scopeColumns, []string{`0: "+" stands before a value; want the value alone`}},
		{`-"5"`, Number, scopeColumns, []string{`1: "5" is a text; want a number`}},
		{`true`, Condition, scopeColumns, []string{`0: formulas do not know true and false; want a comparison, as in x == "true" for a cell that says so`}},
		{`nil`, Number, scopeColumns, []string{`0: nil stands alone; want it as a branch of ?:, and is_missing(x) to test for a missing value`}},
		{`nil`, Condition, scopeColumns, []string{`0: nil stands alone; want it as a branch of ?:, and is_missing(x) to test for a missing value`}},
		{`1 + nil`, Number, scopeColumns, []string{`4: nil stands alone; want it as a branch of ?:, and is_missing(x) to test for a missing value`}},
		{`segment > 1`, Condition, scopeCap, []string{`8: ">" compares a text; want numbers, without quotes, or == or !=`}},
		{`segment`, Condition, scopeCap, []string{`0: segment is a text; want a condition, as in x == "yes"`}},
		{`rating("NPS")`, Condition, scopeCap, []string{`0: rating(…) is a number; want a condition, as in x > 0`}},
		{`rate(x, 1, 2, 3, 4)`, Condition, scopeCap, []string{`0: rate(…) is a number; want a condition, as in x > 0`}},
		{`value`, Condition, scopeCap, []string{`0: value is a number; want a condition, as in x > 0`}},
		{`a ? 1 : 2`, Number, scopeColumns, []string{`0: column "a" alone is no condition; want a comparison, as in x > 0 or x == "yes"`}},
		{`a > 1 ? nil : nil`, Number, scopeColumns, []string{`0: both branches of ?: are nil; want a value in one of them`}},
		{`a > 1 ? 1 : b > 1`, Number, scopeColumns, []string{`12: this is a condition; want a number, as in condition ? 1 : 0`}},
		{`a > 1 ? 1 : "b"`, Number, scopeColumns, []string{`12: "b" is a text; want a number`}},
		{`x == 1 and x == "a"`, Condition, scopeColumns, []string{`11: column "x" is a text here and a number at line 1, column 0; a column has one type`}},
		{`days_since(d) > d`, Condition, scopeColumns, []string{`16: column "d" is a number here and a date at line 1, column 11; a column has one type`}},

		// syntax
		{"", Number, scopeColumns, []string{`0: the formula is empty`}},
		{" \n", Number, scopeColumns, []string{`0: the formula is empty`}},
		{`a +`, Number, scopeColumns, []string{`3: the end stands where a value is wanted`}},
		{`(a`, Number, scopeColumns, []string{`0: "(" is not closed`}},
		{`abs(a`, Number, scopeColumns, []string{`3: "(" is not closed`}},
		{`x in [1`, Condition, scopeColumns, []string{`5: "[" is not closed`}},
		{`a)`, Number, scopeColumns, []string{`1: ")" closes nothing`}},
		{`(a]`, Number, scopeColumns, []string{`2: "]" closes nothing`}},
		{`()`, Number, scopeColumns, []string{`1: ")" stands where a value is wanted`}},
		{`a b`, Number, scopeColumns, []string{`2: "b" follows "a" with no operator between`}},
		{`a.2`, Number, scopeColumns, []string{`1: ".2" follows "a" with no operator between`}},
		{`a > 1 ?.5 : 1`, Number, scopeColumns, []string{`6: formulas do not know "?."; want col("a.b"), or a space between ? and .`}},
		{`Account Age > 5`, Condition, scopeColumns, []string{`8: "Age" follows "Account" with no operator between`}},
		{`a (b) c`, Number, scopeColumns, []string{`6: "c" follows ")" with no operator between`}},
		{`5 (a)`, Number, scopeColumns, []string{`2: "(" follows "5" with no operator between`}},
		{`a "b"`, Number, scopeColumns, []string{`2: text "b" follows "a" with no operator between`}},
		{`a * / b`, Number, scopeColumns, []string{`4: "/" stands where a value is wanted`}},
		{`abs(, a)`, Number, scopeColumns, []string{`4: "," stands where a value is wanted`}},
		{`a, b`, Number, scopeColumns, []string{`1: "," stands outside a call and a list; a decimal sign is "."`}},
		{`a : b`, Number, scopeColumns, []string{`2: ":" has no "?" before it; want condition ? a : b`}},
		{`a > 1 ? b`, Number, scopeColumns, []string{`6: "?" has no ":"; want condition ? a : b`}},
		{`(a > 1 ? b)`, Number, scopeColumns, []string{`7: "?" has no ":"; want condition ? a : b`}},
		{`max(a > 1 ? b, 2)`, Number, scopeColumns, []string{`10: "?" has no ":"; want condition ? a : b`}},
		{`a > 1 ? : b`, Number, scopeColumns, []string{`6: "?:" has nothing between; want condition ? a : b`}},
		{`a > 1 ? b :`, Number, scopeColumns, []string{`11: the end stands where a value is wanted`}},

		// several at once
		{`!a || b.c == 1_000`, Condition, scopeColumns, []string{`0: formulas do not know "!"; want not (…)`, `3: formulas do not know "||"; want or`, `6: "b.c" has a dot in it; want col("b.c")`, `13: "1_000" has a _ in it; want 1000`}},
		{`avg(x) + abs() + (y > 1)`, Number, scopeColumns, []string{`0: unknown function "avg"`, `9: abs has 0 arguments; want one`, `18: this is a condition; want a number, as in condition ? 1 : 0`}},
	}
	for _, test := range tests {
		_, _, faults := parseText(test.text, test.want, test.scope)
		var got []string
		for _, f := range faults {
			got = append(got, fmt.Sprintf("%d: %s", f.Pos.Column, f.Message))
		}
		if diff := cmp.Diff(test.faults, got); diff != "" {
			t.Errorf("%q:\n%s", test.text, diff)
		}
	}
}

func TestFormulaHints(t *testing.T) {
	const functions = "functions are abs, min, max, mean, round, rate, count_true, is_missing, days_since, days_until, col"
	tests := []struct {
		text  string
		scope scope
		hint  string
	}{
		{"Account Age > 5", scopeColumns, `a column whose name is not one word is col("Account Age")`},
		{"Tickets 90 > 5", scopeColumns, `a column whose name is not one word is col("Tickets 90")`},
		{"(a > 1) b", scopeColumns, ""},
		{"90d > 5", scopeColumns, oddColumn},
		{"# of users > 5", scopeColumns, oddColumn},
		{`"Account Age" > 5`, scopeColumns, ""},
		{`"Account Age" + 1 > 5`, scopeColumns, `a column is written without quotes, or col("Account Age")`},
		{"not round(x) > 5", scopeColumns, tightNot},
		{"not is_missing(x) + 1 > 5", scopeColumns, tightNot},
		{"sum(x) > 1", scopeColumns, functions + `; a column of such a name is col("its name")`},
		{"sum(x) > 1", scopeCap, functions + `, rating; a column of such a name is col("its name")`},
	}
	for _, test := range tests {
		_, _, faults := parseText(test.text, Condition, test.scope)
		if len(faults) != 1 {
			t.Errorf("%s: %d faults, want one", test.text, len(faults))
			continue
		}
		if faults[0].Hint != test.hint {
			t.Errorf("%s: hint %q, want %q", test.text, faults[0].Hint, test.hint)
		}
	}
}
