package warehouse

import (
	"strings"
	"time"

	"chs/rubric"
)

// readDate reads the trimmed text of a cell as a date, counted from 1970-01-01: the
// day of the formats that read it, or NULL where two of them read two days.
func (p *plan) readDate(text expr, formats []rubric.DateFormat) expr {
	days := make([]expr, len(formats))
	for i, format := range formats {
		days[i] = p.bindAs("date", p.dayIn(format, text))
	}
	if len(days) == 1 {
		return days[0]
	}
	day := p.bind(call("COALESCE", days...))
	agree := make([]expr, len(days))
	for i, other := range days {
		agree[i] = compare(call("COALESCE", other, day), "=", day)
	}
	return where(all(agree...), day)
}

// A dateReader takes a date off the front of a text.
type dateReader struct {
	*plan
	rest             expr
	at               int    // where in rest the next field is, from 1
	ok               []expr // what must hold
	year, month, day expr
}

// dayIn returns the day that a text is in one format, NULL if it is none.
func (p *plan) dayIn(format rubric.DateFormat, text expr) expr {
	r := dateReader{plan: p, rest: text, at: 1}
	for _, token := range format.Tokens() {
		r.take(token)
	}
	behind := p.bindAs("time", r.from())
	r.ok = append(r.ok, some(compare(behind, "=", p.literal("")), p.clock(p, behind)))
	year, month, day := p.bindAs("year", r.year), p.bindAs("month", r.month), p.bindAs("day", r.day)
	return where(all(append(r.ok, p.isDay(year, month, day))...), p.dayNumber(year, month, day))
}

// take takes one token of a format.
func (r *dateReader) take(token string) {
	switch token {
	case "YYYY":
		r.year = r.digits(4)
	case "MM":
		r.month = r.digits(2)
	case "DD":
		r.day = r.digits(2)
	case "M":
		r.month = r.digit()
	case "D":
		r.day = r.digit()
	case "MMM":
		r.month = r.monthName()
	default:
		r.ok = append(r.ok, compare(r.next(1), "=", r.literal(token)))
		r.at++
	}
}

// from returns what is not taken yet.
func (r *dateReader) from() expr {
	if r.at == 1 {
		return r.rest
	}
	return call("substr", r.rest, whole(r.at))
}

// next returns the next characters.
func (r *dateReader) next(n int) expr { return call("substr", r.rest, whole(r.at), whole(n)) }

// digits takes so many digits.
func (r *dateReader) digits(n int) expr {
	text := r.bindAs("digits", r.next(n))
	r.at += n
	return r.number(text, compare(call("length", text), "=", whole(n)))
}

// digit takes one digit, or two if there are.
func (r *dateReader) digit() expr {
	second := call("substr", r.rest, whole(r.at+1), whole(1))
	is := all(compare(second, "<>", r.literal("")), r.isDigits(second))
	text := r.bind(choose([]branch{{is, r.next(2)}}, r.next(1)))
	r.rest = r.bind(say("substr(%s, %s + length(%s))", r.rest, whole(r.at), text))
	r.at = 1
	return r.number(text, compare(text, "<>", r.literal("")))
}

// number returns the number of a text of digits, NULL if it is none.
func (r *dateReader) number(text, ok expr) expr {
	return where(all(ok, r.isDigits(text)), cast(text, r.bigint))
}

// isDigits returns whether text is digits alone, or empty.
func (p *plan) isDigits(text expr) expr {
	return compare(p.trim.both(text, digitSet), "=", p.literal(""))
}

const digitSet = "0123456789"

// monthName takes the three letters of an English month.
func (r *dateReader) monthName() expr {
	const upper, lower = "ABCDEFGJLMNOPRSTUVY", "abcdefgjlmnoprstuvy"
	name := r.fold(r.next(3), strings.Split(upper, ""), strings.Split(lower, ""))
	r.at += 3
	var months []branch
	for i, month := range strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec") {
		months = append(months, branch{r.literal(month), whole(i + 1)})
	}
	return match(name, months, expr{})
}

// isDay returns whether there is such a day in the Gregorian calendar.
func (p *plan) isDay(year, month, day expr) expr {
	multiple := func(of int) expr {
		return compare(operate(whole(of), "*", p.divide(year, whole(of)), times), "=", year)
	}
	leap := all(multiple(4), some(not(multiple(100)), multiple(400)))
	last := choose([]branch{
		{p.among(month, "IN", []expr{whole(4), whole(6), whole(9), whole(11)}), whole(30)},
		{compare(month, "<>", whole(2)), whole(31)},
		{leap, whole(29)},
	}, whole(28))
	return all(compare(year, ">=", whole(1)), between(month, 1, whole(12)), between(day, 1, last))
}

// between returns whether x is one of a range.
func between(x expr, from int, to expr) expr {
	return all(compare(x, ">=", whole(from)), compare(x, "<=", to))
}

// dayNumber returns the days from 1970-01-01 to a day, as a double. Years that start
// with March have the leap day as their last: see Hinnant, chrono-Compatible Low-Level
// Date Algorithms, days_from_civil.
func (p *plan) dayNumber(year, month, day expr) expr {
	late := compare(month, ">", whole(2))
	y := p.bind(choose([]branch{{late, year}}, operate(year, "-", whole(1), plus)))
	m := p.bind(choose([]branch{{late, operate(month, "-", whole(3), plus)}}, operate(month, "+", whole(9), plus)))
	before := p.divide(operate(operate(whole(153), "*", m, times), "+", whole(2), plus), whole(5))
	days := say("365 * %s + %s - %s + %s + %s + %s - 719469",
		y, p.divide(y, whole(4)), p.divide(y, whole(100)), p.divide(y, whole(400)), before, day)
	return cast(days, p.double)
}

// clockPattern is the pattern of a time of day as it may stand behind a date, with a
// zone or without.
const clockPattern = "^[T ]([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)([.][0-9]+)?)?" +
	"( ?(Z|[-+]([01][0-9]|2[0-3])(:?[0-5][0-9])?))?$"

// clockByPattern returns the clock of a dialect with regular expressions.
func clockByPattern(p *plan, text expr) expr { return p.matches(text, clockPattern) }

// needsDay reports whether the rubric counts days.
func (p *plan) needsDay() bool {
	for _, c := range p.rubric.Columns {
		if c.Type == rubric.Date {
			return true
		}
	}
	return false
}

// dayColumn returns the column with the day that days are counted to.
func (p *plan) dayColumn(o *Options) column {
	if o.AsOf != nil {
		day := time.Unix(0, 0).UTC().AddDate(0, 0, *o.AsOf).Format(time.DateOnly)
		return column{name: "as_of", value: p.typed(float64(*o.AsOf)), comment: day + ", in days from 1970-01-01"}
	}
	return column{name: "as_of", value: literal(p.today), comment: "today in UTC, in days from 1970-01-01"}
}
