package warehouse

import (
	"fmt"

	"chs/rubric"
)

// numberOf returns an expression of type Number, or nil, as a finite double; NULL is
// missing.
func (p *plan) numberOf(e rubric.Expr) expr {
	switch e := e.(type) {
	case rubric.NumberLit:
		return p.plain(e.Value)
	case rubric.NilLit:
		return null(p.double)
	case rubric.ColumnRef:
		return p.cells[e.Column]
	case rubric.NameRef:
		return p.named(e.Name)
	case rubric.RatingRef:
		return cast(p.ratings[e.Criterion], p.double).upTo(5)
	case rubric.Neg:
		return p.negative(p.typedNumber(e.X))
	case rubric.Arith:
		return p.arithmetic(e)
	case rubric.Cond:
		return choose([]branch{{p.condition(e.If), p.typedNumber(e.Then)}}, p.typedNumber(e.Else))
	case rubric.Rate:
		return cast(p.rate(p.typedNumber(e.X), e.Cuts), p.double).upTo(5)
	case rubric.Call:
		return p.call(e)
	}
	panic(fmt.Sprintf("warehouse: %T is not a number", e))
}

// typedNumber is numberOf for where nothing beside the number makes it a double.
func (p *plan) typedNumber(e rubric.Expr) expr {
	if value, ok := constant(e); ok {
		return p.typed(value)
	}
	return p.numberOf(e)
}

// constant returns the value of a number that is written out, with a sign or
// without.
func constant(e rubric.Expr) (value float64, ok bool) {
	switch e := e.(type) {
	case rubric.NumberLit:
		return e.Value, true
	case rubric.Neg:
		value, ok = constant(e.X)
		return -value, ok
	}
	return 0, false
}

// negative returns -x.
func (p *plan) negative(x expr) expr {
	e := say("-%s", x.within(tight)).upTo(x.most)
	e.prec = plus
	return e
}

// arithmetic returns l op r. Engines that have infinity keep it up to the end of
// a chain of operations, where it becomes missing; but what a chain divides by must
// not be infinite.
func (p *plan) arithmetic(e rubric.Arith) expr {
	x := p.operation(e)
	if x.isFinite {
		return x
	}
	if part, ok := p.bound[x.sql]; ok {
		x = part
	}
	return p.finite(p, x)
}

func (p *plan) operation(e rubric.Arith) expr {
	l, r := p.side(e.L, e.R), p.side(e.R, e.L)
	if inner, ok := e.L.(rubric.Arith); ok {
		l = func() expr { return p.operation(inner) }
	}
	if inner, ok := e.R.(rubric.Arith); ok && e.Op != '/' {
		r = func() expr { return p.operation(inner) }
	}
	left, right := l(), r()
	x := p.arith(p, e.Op, left, right)
	x.isFinite = left.isModest() && right.isModest()
	return x
}

// side returns what makes one side of an operator. A number that is written out needs
// no type beside another that is a double.
func (p *plan) side(e, other rubric.Expr) func() expr {
	if _, both := constant(other); both {
		return func() expr { return p.typedNumber(e) }
	}
	return func() expr { return p.numberOf(e) }
}

// named returns a number that chs gives by a name.
func (p *plan) named(name rubric.Name) expr {
	switch name {
	case rubric.NameValue:
		return p.value()
	case rubric.NameCoverage:
		return cast(p.coverage, p.double).upTo(100)
	case rubric.NameScore:
		return operate(cast(p.score, p.double), "/", p.plain(100), times)
	}
	panic(fmt.Sprintf("warehouse: %q is not a number", name))
}

// value returns what the account is worth.
func (p *plan) value() expr {
	if !p.rubric.Valued() {
		return null(p.double)
	}
	return p.cell(p.rubric.Value.Column)
}

// call returns a function that yields a number.
func (p *plan) call(e rubric.Call) expr {
	switch e.Func {
	case rubric.FuncDaysSince:
		return operate(p.asOf, "-", p.numberOf(e.Args[0]), plus).upTo(maxDays)
	case rubric.FuncDaysUntil:
		return operate(p.numberOf(e.Args[0]), "-", p.asOf, plus).upTo(maxDays)
	case rubric.FuncCountTrue:
		return p.count(e.Args)
	}
	args := make([]expr, len(e.Args))
	for i, arg := range e.Args {
		args[i] = p.typedNumber(arg)
	}
	switch e.Func {
	case rubric.FuncAbs:
		return call("abs", args[0]).upTo(args[0].most)
	case rubric.FuncRound:
		return p.floor(p, p.arith(p, '+', args[0], p.plain(0.5)))
	case rubric.FuncMin:
		return p.extreme(p.least, args)
	case rubric.FuncMax:
		return p.extreme(p.greatest, args)
	case rubric.FuncMean:
		return p.mean(args)
	}
	panic(fmt.Sprintf("warehouse: %q is not a number", e.Func))
}

// maxDays is more than there are from a day to another, in any engine's calendar.
const maxDays = 1 << 33

// extreme returns the least or greatest of arguments; of one that is it.
func (p *plan) extreme(of func(*plan, []expr) expr, args []expr) expr {
	if len(args) == 1 {
		return args[0]
	}
	return of(p, args)
}

// mean returns the mean of the arguments that are known.
func (p *plan) mean(args []expr) expr {
	var total expr
	known, areModest := make([]expr, len(args)), true
	for i, arg := range args {
		arg = p.bind(arg)
		areModest = areModest && arg.isModest()
		known[i] = choose([]branch{{isKnown(arg), literal("1")}}, literal("0"))
		arg = call("COALESCE", arg, p.typed(0)).upTo(arg.most)
		if i == 0 {
			total = arg
			continue
		}
		total = p.arith(p, '+', total, arg)
	}
	n := cast(sum(known), p.double).upTo(len(args))
	mean := p.arith(p, '/', total, n)
	if areModest {
		return mean
	}
	return p.finite(p, mean)
}

// count returns the number of conditions that are true.
func (p *plan) count(conditions []rubric.Expr) expr {
	counts := make([]expr, len(conditions))
	for i, c := range conditions {
		counts[i] = choose([]branch{{p.condition(c), whole(1)}}, whole(0))
	}
	return cast(sum(counts), p.double).upTo(len(conditions))
}

// rate returns the rating of x by cuts, a whole number.
func (p *plan) rate(x expr, cuts rubric.Cuts) expr {
	x = p.bind(x)
	op := ">="
	if cuts.LowerIsBetter {
		op = "<="
	}
	var branches []branch
	for rating := 5; rating >= 2; rating-- {
		at := cuts.At[rating-2]
		if rating < 5 && at == cuts.At[rating-1] {
			continue // it is skipped
		}
		branches = append(branches, branch{compare(x, op, p.plain(at)), whole(rating)})
	}
	branches = append(branches, branch{isKnown(x), whole(1)})
	return choose(branches, expr{})
}

// textOf returns an expression of type Text, or nil; NULL is missing.
func (p *plan) textOf(e rubric.Expr) expr {
	switch e := e.(type) {
	case rubric.TextLit:
		return p.literal(e.Value)
	case rubric.NilLit:
		return null(p.varchar)
	case rubric.ColumnRef:
		return p.cells[e.Column]
	case rubric.NameRef:
		if e.Name == rubric.NameSegment {
			return p.segment
		}
		return p.band
	case rubric.Cond:
		return choose([]branch{{p.condition(e.If), p.textOf(e.Then)}}, p.textOf(e.Else))
	}
	panic(fmt.Sprintf("warehouse: %T is not a text", e))
}
