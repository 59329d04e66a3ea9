package warehouse

import (
	"math"

	"chs/rubric"
)

// guards tells what the conditions of postgresArith are for.
const guards = "A double that overflows or underflows would end the statement: tests of size make it missing, or 0."

// postgresArith returns l op r. PostgreSQL ends the statement where the result of
// doubles is beyond their range, or is too small to be anything but 0: what would
// be so is told before, by operands scaled by powers of two, which is exact.
func postgresArith(p *plan, op byte, l, r expr) expr {
	switch {
	case l.isNumber && r.isNumber:
		return p.computed(op, l.value, r.value)
	case l.isNumber:
		l = p.plain(l.value)
	case r.isNumber:
		r = p.plain(r.value)
	}
	switch {
	case isWhole(l) && isWhole(r):
		return postgresWholes(op, l, r)
	case (op == '+' || op == '-') && (isSmall(l) || isSmall(r)):
		return operate(l, string(op), r, plus)
	case (op == '*' || op == '/') && l.isModest() && r.isModest():
		return operator(p, op, l, r)
	}
	p.note = guards
	switch {
	case op == '*' && l.isNumber:
		return postgresTimes(p.bind(r), l, op)
	case (op == '*' || op == '/') && r.isNumber:
		return postgresTimes(p.bind(l), r, op)
	case op == '*' && 0 < r.most && r.most <= rubric.Million:
		return postgresTimesWhole(p.bind(l), r)
	}
	l, r = p.operand(l), p.operand(r)
	switch op {
	case '+', '-':
		return postgresAdd(op, l, r)
	case '*':
		return postgresMultiply(l, r)
	}
	return postgresDivide(l, r)
}

// computed returns what two numbers that are written out make.
func (p *plan) computed(op byte, l, r float64) expr {
	result := map[byte]float64{'+': l + r, '-': l - r, '*': l * r, '/': l / r}[op]
	if math.IsInf(result, 0) || math.IsNaN(result) {
		return null(p.double)
	}
	return p.typed(result)
}

// operand binds e. PostgreSQL computes what is made of literals alone before it looks
// at conditions: they are columns, lest that overflows.
func (p *plan) operand(e expr) expr {
	if e.step >= 0 {
		return p.bind(e)
	}
	if e.isNumber {
		e = p.typed(e.value)
	}
	return p.column("part", e)
}

// isWhole reports whether e is a whole number of known size.
func isWhole(e expr) bool {
	return e.most > 0 || e.isNumber && e.value == math.Trunc(e.value) && math.Abs(e.value) <= maxWhole
}

// isSmall reports whether e is too small to bring the largest double beyond the range.
func isSmall(e expr) bool { return e.most > 0 || e.isNumber && math.Abs(e.value) < 0x1p969 }

// postgresWholes returns l op r of whole numbers of known sizes, which nothing brings
// beyond the range.
func postgresWholes(op byte, l, r expr) expr {
	if op == '/' {
		return operator(nil, op, l, r)
	}
	largest := func(e expr) float64 { return math.Max(float64(e.most), math.Abs(e.value)) }
	e, most := operator(nil, op, l, r), largest(l)+largest(r)
	if op == '*' {
		most = largest(l) * largest(r)
	}
	if most <= maxWhole {
		e.most = int(most)
	}
	return e
}

// postgresTimes returns x times, or divided by, a number that is written out. The result
// rises with x, so that the first or last x in its range tells.
func postgresTimes(x, by expr, op byte) expr {
	of := func(x float64) float64 { return math.Abs(x * by.value) }
	grows := math.Abs(by.value) >= 1
	if op == '/' {
		of = func(x float64) float64 { return math.Abs(x / by.value) }
		grows = math.Abs(by.value) < 1
	}
	result := operate(x, string(op), by.within(tight), times)
	switch {
	case by.value == 0 && op == '/':
		return null("double precision")
	case by.value == 0:
		return result
	case grows:
		last := edge(func(x float64) bool { return !math.IsInf(of(x), 0) })
		return where(compare(size(x), "<=", literal(shortest(last))), result)
	}
	first := edge(func(x float64) bool { return of(x) == 0 })
	return choose([]branch{
		{compare(size(x), ">", literal(shortest(first))), result},
		{isKnown(x), whole(0)},
	}, expr{})
}

// edge returns the largest double that is not negative and of which is holds, as it
// does up to there.
func edge(is func(x float64) bool) float64 {
	low, high := uint64(0), math.Float64bits(math.MaxFloat64)
	for low < high { // the bits of doubles rise with them
		middle := low + (high-low+1)/2
		if is(math.Float64frombits(middle)) {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return math.Float64frombits(low)
}

// postgresTimesWhole returns x times a whole number up to a million.
func postgresTimesWhole(x, whole expr) expr {
	scaled := operate(say("GREATEST(abs(%s), 1) / 1048576", x), "*", whole, times) // 2^20
	return where(compare(size(scaled), "<", power2(1004)), operate(x, "*", whole, times))
}

// power2 returns 2^exponent.
func power2(exponent int) expr {
	return literal(shortest(math.Ldexp(1, exponent)))
}

// postgresAdd returns the sum or difference of any doubles.
func postgresAdd(op byte, l, r expr) expr {
	result := operate(l, string(op), r, plus)
	half := func(x expr) expr { return operate(x, "/", literal("2"), times) }
	return choose([]branch{
		{compare(call("LEAST", size(l), size(r)), "<", literal("1")), result},
		{compare(size(operate(half(l), string(op), half(r), plus)), "<", power2(1023)), result},
	}, expr{})
}

// postgresMultiply returns the product of any doubles. It overflows from 2^1024 on, where
// both are over 1, and underflows up to 2^-1075, where both are under 1 and one by far.
// One that is over 2^-1075 by less than 53 bits can tell is 0, too, not 2^-1074.
func postgresMultiply(l, r expr) expr {
	large := func(x expr) expr { return scale(say("GREATEST(abs(%s), 1)", x), -512) }
	least := scale(say("LEAST(abs(%s), abs(%s), 1e-150)", l, r), 537)
	most := scale(say("LEAST(GREATEST(abs(%s), abs(%s)), 1)", l, r), 537)
	return choose([]branch{
		{compare(operate(large(l), "*", large(r), times), ">=", literal("1")), null("double precision")},
		{compare(operate(least, "*", most, times), "<=", literal("0.5")), say("0 * %s * %s", l, r)},
	}, operate(l, "*", r, times))
}

// postgresDivide returns the quotient of any doubles. It overflows from 2^1024 on, where
// r is under 1 and l is over 2^-50, and underflows up to 2^-1075, where l is under 1 and r
// over it.
func postgresDivide(l, r expr) expr {
	large := func(x expr, least string) expr { return say("GREATEST(abs(%s), "+least+")", x) }
	small := func(x expr) expr { return scale(say("LEAST(abs(%s), 1)", x), 1023) }
	return choose([]branch{
		{compare(scale(large(l, "1e-16"), -1), ">=", small(r)), null("double precision")},
		{compare(small(l), "<=", scale(large(r, "1"), -52)), say("0 * %s", r)},
	}, operate(l, "/", r, times))
}

// scale returns x times 2^exponent.
func scale(x expr, exponent int) expr { return operate(x, "*", power2(exponent), times) }

// postgresCents rounds x / by to two decimals. It adds 0 to make -0 one.
func postgresCents(p *plan, x expr, by float64) expr {
	x = p.bind(x)
	quotient := operate(x, "/", p.plain(by), times)
	return choose([]branch{
		{compare(size(x), "<", p.plain(by/200)), literal("0")}, // lest it underflows
		{compare(size(x), "<", p.plain(by*1e13)), say("round(%s * 100) / 100 + 0", quotient)},
	}, quotient)
}

// postgresParse makes a double of digits. A cast would end the statement where they
// are beyond the range; as numerics they are compared before. An exponent of five
// digits and more is beyond those, too.
func postgresParse(_ *plan, digits expr) expr {
	large := say("%s ~ '[eE][+]?0*[1-9][0-9]{3}'", digits)
	small := say("%s ~ '[eE]-0*[1-9][0-9]{3}'", digits)
	exact := cast(digits, "numeric")
	return choose([]branch{
		{say("%s !~ '[0-9]'", digits), null("double precision")},
		{say("%s !~ '^[0.]*[1-9]'", digits), literal("0")},
		{large, null("double precision")},
		{small, literal("0")},
		{compare(exact, ">", literal("1.7976931348623158079e308")), null("double precision")},
		{compare(exact, "<", literal("2.4703282292062328e-324")), literal("0")},
	}, cast(digits, "double precision"))
}
