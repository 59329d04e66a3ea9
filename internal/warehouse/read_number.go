package warehouse

import (
	"fmt"
	"strings"

	"chs/rubric"
)

// letters are those of currencies' codes.
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// noBreaks are the spaces of numbers that are none to most programs.
const noBreaks = "\u00a0\u202f"

// currencySigns are those that a number may be written with.
var currencySigns = [...]string{"$", "€", "£", "¥"}

// readNumber reads the trimmed text of a cell as a number, as chs score reads
// one of a file: its digits are what is left without what may stand around them, and
// its frame what stands around them.
func (p *plan) readNumber(c rubric.Column, text expr) expr {
	signs := strings.Join(currencySigns[:], "")
	digits := p.bindAs("digits", p.trim.end(p.trim.start(text, "(+-"+signs+" "+noBreaks+letters), ")%"+signs+" "+noBreaks+letters))
	frame := p.bindAs("frame", p.framed(call("replace", text, digits, p.literal("#"))))
	code := p.bindAs("currency", p.trim.both(frame, "()+-#%$ "))
	want := ""
	if c.Name == p.rubric.Value.Column {
		want = p.rubric.Value.Currency
	}
	conditions := []expr{
		p.isFrame(call("replace", frame, code, p.literal("$"))),
		p.isCode(code, want), p.numeral(p, digits),
	}
	for _, sign := range currencySigns {
		if !rubric.CurrencyFits(want, sign) {
			conditions = append(conditions, compare(call("replace", text, p.literal(sign), p.literal("")), "=", text))
		}
	}
	isNegative := some(say("%s LIKE '(%%'", frame), say("%s LIKE '%%-%%'", frame))
	value := p.bind(where(all(conditions...), p.doubleOf(digits)))
	return p.finite(p, choose([]branch{{isNegative, operate(p.typed(0), "-", value, plus)}}, value))
}

// framed returns a frame with one sign for all signs of currencies, and one space.
func (p *plan) framed(frame expr) expr {
	var from, to []string
	for _, sign := range currencySigns[1:] {
		from, to = append(from, sign), append(to, currencySigns[0])
	}
	for _, space := range noBreaks {
		from, to = append(from, string(space)), append(to, " ")
	}
	return p.fold(frame, from, to)
}

// isFrame returns whether so much may stand around a number: a sign and a currency
// before it, a currency or % behind it, or parentheses.
func (p *plan) isFrame(frame expr) expr {
	var frames []string
	for _, currency := range []string{"", "$", "$ "} {
		for _, sign := range []string{"", "-", "+"} {
			frames = append(frames, sign+currency+"#")
		}
		frames = append(frames, "("+currency+"#)")
		if currency != "" {
			frames = append(frames, currency+"-#", currency+"+#")
		}
	}
	for _, unit := range []string{"$", " $", "%", " %"} {
		frames = append(frames, "#"+unit, "-#"+unit, "+#"+unit, "(#"+unit+")")
	}
	return p.in(frame, frames)
}

// isCode returns whether a text is the code of a currency, of the wanted one if one
// is, or empty.
func (p *plan) isCode(code expr, want string) expr {
	if want != "" {
		return p.in(code, []string{"", want})
	}
	codes := p.column("currencies", p.literal(","+strings.Join(rubric.Currencies(), ",")+","))
	known := all(compare(call("length", code), "=", whole(3)),
		compare(p.place(codes, list([]expr{p.literal(","), code, p.literal(",")}, " || ")), ">", whole(0)))
	return some(compare(code, "=", p.literal("")), known)
}

// groupMarks returns what may set off groups of thousands.
func groupMarks(decimal byte) []string {
	other := ","
	if decimal == ',' {
		other = "."
	}
	return []string{other, "'", "’", " ", "\u00a0", "\u202f"}
}

// doubleOf returns digits as a double.
func (p *plan) doubleOf(digits expr) expr {
	from := groupMarks(p.rubric.Decimal)
	to := make([]string, len(from))
	if p.rubric.Decimal == ',' {
		from, to = append(from, ","), append(to, ".")
	}
	return p.parse(p, p.bind(replace(p.text)(digits, from, to)))
}

// numeralPattern returns the pattern of digits with their separators and exponent. It
// needs no back-references, which few engines have.
func numeralPattern(decimal byte) string {
	const digit, three, power = "[0-9]", "[0-9][0-9][0-9]", "([eE][-+]?[0-9]+)?"
	var groups []string
	for _, mark := range groupMarks(decimal) {
		groups = append(groups, fmt.Sprintf("([%s]%s)+", mark, three))
	}
	point := "[" + string(decimal) + "]"
	whole := fmt.Sprintf("(%s+|%s%s?%s?(%s))", digit, digit, digit, digit, strings.Join(groups, "|"))
	return fmt.Sprintf("^(%s(%s%s*)?|%s%s+)%s$", whole, point, digit, point, digit, power)
}

// numeralByPattern returns the numeral of a dialect with regular expressions.
func numeralByPattern(p *plan, digits expr) expr {
	return p.matches(digits, numeralPattern(p.rubric.Decimal))
}
