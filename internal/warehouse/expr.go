package warehouse

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// An expr is an expression in SQL.
type expr struct {
	sql  string
	step int  // the last step that computes a column it reads, -1 if it reads none
	prec prec // what it needs parentheses under
	atom bool // a column or literal: it may stand twice at no cost

	isNumber bool // a number that is written out, which is value
	value    float64
	most     int  // of a whole number that is known to be no larger, besides its sign; else 0
	isFinite bool // a double that is known to be neither infinite nor no number
}

// upTo returns e as a whole number from -most to most, or NULL.
func (e expr) upTo(most int) expr {
	e.most = most
	return e
}

// isModest reports whether e is a whole number of known size, or a number so far from
// the ends of the range that two such make no double beyond it.
func (e expr) isModest() bool {
	return e.most > 0 || e.isNumber && 1e-150 < math.Abs(e.value) && math.Abs(e.value) < 1e150
}

// A prec is how weakly an expression's outermost operator binds.
type prec int8

const (
	tight prec = iota // a name, a literal, a call, CASE … END
	times
	plus
	comparison
	negation
	conjunction
	disjunction
)

// literal returns an expression that reads no column.
func literal(sql string) expr { return expr{sql: sql, step: -1, atom: true} }

// say puts parts into a format with a %s for each, as they are.
func say(format string, parts ...expr) expr {
	texts, step := make([]any, len(parts)), -1
	for i, part := range parts {
		texts[i] = part.sql
		step = max(step, part.step)
	}
	return expr{sql: fmt.Sprintf(format, texts...), step: step}
}

// call returns a function of arguments.
func call(name string, args ...expr) expr { return say(name+"(%s)", list(args, ", ")) }

// list joins expressions.
func list(parts []expr, separator string) expr {
	return say(strings.TrimSuffix(strings.Repeat("%s"+separator, len(parts)), separator), parts...)
}

// within returns e as an operand of an operator that binds as strongly as most
// at least.
func (e expr) within(most prec) expr {
	if e.prec > most {
		e.sql, e.prec = "("+e.sql+")", tight
	}
	return e
}

// operate returns l op r. What binds as op does stands at the left without
// parentheses.
func operate(l expr, op string, r expr, p prec) expr {
	e := say("%s "+op+" %s", l.within(p), r.within(p-1))
	e.prec = p
	return e
}

// compare returns l op r, which is true, false or, where one is NULL, NULL.
func compare(l expr, op string, r expr) expr {
	e := say("%s "+op+" %s", l.within(plus), r.within(plus))
	e.prec = comparison
	return e
}

// isNull returns whether e is NULL.
func isNull(e expr) expr { return compareWord(e, "IS NULL") }

// isKnown returns whether e is not NULL.
func isKnown(e expr) expr { return compareWord(e, "IS NOT NULL") }

// not returns the negation of a condition.
func not(condition expr) expr {
	e := say("NOT %s", condition.within(comparison))
	e.prec = negation
	return e
}

func compareWord(e expr, words string) expr {
	e = say("%s "+words, e.within(plus))
	e.prec = comparison
	return e
}

// all returns the conjunction of conditions, TRUE of none.
func all(conditions ...expr) expr { return chain(conditions, "AND", conjunction, "TRUE") }

// some returns the disjunction of conditions, FALSE of none.
func some(conditions ...expr) expr { return chain(conditions, "OR", disjunction, "FALSE") }

// sum returns the sum of terms, 0 of none.
func sum(terms []expr) expr { return chain(terms, "+", plus, "0") }

func chain(parts []expr, op string, p prec, none string) expr {
	switch len(parts) {
	case 0:
		return literal(none)
	case 1:
		return parts[0]
	}
	parts = slices.Clone(parts)
	for i, part := range parts {
		most := p
		if i > 0 {
			most--
		}
		parts[i] = part.within(most)
	}
	e := list(parts, " "+op+" ")
	if e.isLong() {
		e = list(parts, lineBreak+op+" ").indented()
	}
	e.prec = p
	return e
}

// A branch is one WHEN of a CASE.
type branch struct{ when, then expr }

// choose returns the then of the first branch whose when is true, else
// otherwise, or NULL if that is the zero expr.
func choose(branches []branch, otherwise expr) expr { return choice("CASE", branches, otherwise) }

// match is choose by the value of e.
func match(e expr, branches []branch, otherwise expr) expr {
	if len(branches) == 0 {
		return otherwise
	}
	return choice(say("CASE %s", e).sql, branches, otherwise).after(e)
}

// after returns e as what reads other, too.
func (e expr) after(other expr) expr {
	e.step = max(e.step, other.step)
	return e
}

func choice(start string, branches []branch, otherwise expr) expr {
	if len(branches) == 0 {
		return otherwise
	}
	parts := make([]expr, 0, len(branches)+2)
	parts = append(parts, literal(start))
	for _, b := range branches {
		parts = append(parts, say("WHEN %s THEN %s", b.when, b.then))
	}
	if otherwise.sql != "" {
		parts = append(parts, say("ELSE %s", otherwise))
	}
	e := say("%s END", list(parts, " "))
	if e.isLong() {
		e = say("%s"+lineBreak+"END", list(parts, lineBreak).indented())
	}
	return e
}

// lineBreak stands for the end of a line and the indentation of the next. No literal
// holds it.
const lineBreak = "\x00"

// width is how long an expression on one line is at most.
const width = 90

// isLong reports whether e does not fit on a line.
func (e expr) isLong() bool { return len(e.sql) > width || strings.Contains(e.sql, lineBreak) }

// indented returns e with the lines behind its first further in.
func (e expr) indented() expr {
	e.sql = strings.ReplaceAll(e.sql, lineBreak, lineBreak+"  ")
	return e
}

// where returns e where a condition is true, else NULL.
func where(condition, e expr) expr { return choose([]branch{{condition, e}}, expr{}) }
