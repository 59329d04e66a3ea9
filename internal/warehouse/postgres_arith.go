package warehouse

import (
	"math"
	"strconv"
)

// postgresArith returns l op r. PostgreSQL ends the statement where the result of
// doubles is beyond their range, or is too small to be anything but 0: what would
// be so is told before, by operands scaled by powers of two, which is exact.
func postgresArith(p *plan, op byte, l, r expr) expr {
	switch {
	case op == '*' && l.isNumber && !r.isNumber:
		return postgresTimes(p.bind(r), l, op)
	case (op == '*' || op == '/') && r.isNumber && !l.isNumber:
		return postgresTimes(p.bind(l), r, op)
	case (op == '+' || op == '-') && (isSmall(l) || isSmall(r)):
		return operate(l, string(op), r, plus)
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

// isSmall reports whether a number is too small to bring the largest double beyond the
// range.
func isSmall(e expr) bool { return e.isNumber && math.Abs(e.value) < 0x1p969 }

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
		return where(compare(size(x), "<=", literal(scientific(last))), result)
	}
	first := edge(func(x float64) bool { return of(x) == 0 })
	return choose([]branch{
		{compare(size(x), ">", literal(scientific(first))), result},
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

// postgresWhole returns x times a whole number up to a million.
func postgresWhole(p *plan, x, whole expr) expr {
	x, whole = p.bind(x), p.bind(whole)
	result := operate(x, "*", whole, times)
	scaled := operate(scale(x, -20), "*", whole, times)
	return choose([]branch{
		{compare(size(x), "<", literal("1")), result},
		{compare(size(scaled), "<", power2(1004)), result},
	}, expr{})
}

// power2 returns 2^exponent.
func power2(exponent int) expr {
	return literal(strconv.FormatFloat(math.Ldexp(1, exponent), 'g', -1, 64))
}

func postgresAdd(op byte, l, r expr) expr {
	result := operate(l, string(op), r, plus)
	half := literal("0.5")
	halves := operate(operate(l, "*", half, times), string(op), operate(r, "*", half, times), plus)
	below := func(most string) []expr {
		return []expr{compare(size(l), "<", literal(most)), compare(size(r), "<", literal(most))}
	}
	return choose([]branch{
		{all(below("8e307")...), result},
		{some(below("1")...), result},
		{compare(size(halves), "<", power2(1023)), result},
	}, expr{})
}

func postgresMultiply(l, r expr) expr {
	result := operate(l, "*", r, times)
	scaled := func(by int) expr {
		return size(operate(scale(l, by), "*", scale(r, by), times))
	}
	large := func(than expr) (one, both expr) {
		l, r := compare(size(l), ">=", than), compare(size(r), ">=", than)
		return some(l, r), all(l, r)
	}
	oneOverOne, bothOverOne := large(whole(1))
	_, bothOverTiny := large(power2(-537))
	return choose([]branch{
		{some(compare(l, "=", whole(0)), compare(r, "=", whole(0))), result},
		{bothOverOne, where(compare(scaled(-512), "<", whole(1)), result)},
		{some(oneOverOne, bothOverTiny), result},
		{compare(scaled(537), ">", literal("0.5")), result},
		{all(isKnown(l), isKnown(r)), whole(0)},
	}, expr{})
}

func postgresDivide(l, r expr) expr {
	result := operate(l, "/", r, times)
	return choose([]branch{
		{compare(r, "=", whole(0)), null("double precision")},
		{compare(l, "=", whole(0)), result},
		{all(compare(size(l), "<", power2(-510)), compare(size(r), "<", whole(1))), result}, // 2^564 at most
		{compare(size(r), "<", whole(1)), where(compare(size(scale(l, -512)), "<", size(scale(r, 512))), result)},
		{compare(size(l), ">=", whole(1)), result},
		{compare(size(scale(l, 537)), ">", size(scale(r, -538))), result},
		{all(isKnown(l), isKnown(r)), whole(0)},
	}, expr{})
}

// scale returns x times 2^exponent.
func scale(x expr, exponent int) expr { return operate(x, "*", power2(exponent), times) }

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
