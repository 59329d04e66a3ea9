package warehouse

import (
	"fmt"
	"strings"
)

// operator returns l op r of doubles, NULL for a division by zero.
func operator(_ *plan, op byte, l, r expr) expr {
	switch op {
	case '+', '-':
		return operate(l, string(op), r, plus)
	case '/':
		if !r.isNumber || r.value == 0 {
			r = call("NULLIF", r, literal("0"))
		}
	}
	return operate(l, string(op), r, times)
}

// known returns a function whose result is NULL if an argument is, which the
// engine's own of that name passes over.
func known(name string) func(*plan, []expr) expr {
	return func(p *plan, args []expr) expr {
		conditions := make([]expr, len(args))
		for i := range args {
			args[i] = p.bind(args[i])
			conditions[i] = isKnown(args[i])
		}
		return where(all(conditions...), call(name, args...))
	}
}

// strict returns a function whose result is NULL if an argument is.
func strict(name string) func(*plan, []expr) expr {
	return func(_ *plan, args []expr) expr { return call(name, args...) }
}

// function returns a function of one argument.
func function(name string) func(*plan, expr) expr {
	return func(_ *plan, x expr) expr { return call(name, x) }
}

// decimalOf returns the points of a dialect with a type of decimals.
func decimalOf(kind string) func(whole expr, decimals int) expr {
	return func(whole expr, decimals int) expr {
		unit := literal(powerOfTen(decimals) + ".0")
		return cast(operate(whole, "/", unit, times), fmt.Sprintf("%s(%d, %d)", kind, decimals+3, decimals))
	}
}

// roundedBy returns the cents of a dialect with a function that rounds a double to
// a whole number, ties to even. Where doubles are too large for hundredths, x has
// none to round.
func roundedBy(round string) func(*plan, expr, float64) expr {
	return func(p *plan, x expr, by float64) expr {
		x = p.bind(p.finite(p, p.arith(p, '/', x, p.plain(by))))
		rounded := say(round+" / 100", say("%s * 100", x))
		return choose([]branch{
			{compare(size(x), "<=", p.plain(0.005)), p.typed(0)}, // never -0
			{compare(size(x), "<", p.plain(1e13)), rounded},
		}, x)
	}
}

// roundedToCents returns the cents of a dialect with a function that rounds to two
// decimals: round calls it, and adds 0, which makes 0 of -0. It keeps some 15 digits;
// doubles of more before the point stay as they are, with hardly more decimals.
func roundedToCents(round string) func(*plan, expr, float64) expr {
	return func(p *plan, x expr, by float64) expr {
		x = p.bind(p.finite(p, p.arith(p, '/', x, p.plain(by))))
		return choose([]branch{{compare(size(x), "<", p.plain(1<<43)), say(round, x)}}, x)
	}
}

// finiteWhere returns the finite of a dialect by a test of what is.
func finiteWhere(test string) func(*plan, expr) expr {
	return func(p *plan, x expr) expr {
		x = p.bind(x)
		return where(say(test, x), x)
	}
}

// powerOfTen returns 10^n as a whole number.
func powerOfTen(n int) string { return "1" + strings.Repeat("0", n) }

// floorOfCast returns the floor of a dialect whose own yields a whole number, which
// large doubles are not; beyond 2^53 they have no decimals.
func floorOfCast(floor string) func(*plan, expr) expr {
	return func(p *plan, x expr) expr {
		x = p.bind(x)
		return choose([]branch{{compare(size(x), "<", p.plain(maxWhole)), cast(say(floor, x), p.double)}}, x)
	}
}

// size returns the absolute value of x.
func size(x expr) expr { return call("abs", x) }
