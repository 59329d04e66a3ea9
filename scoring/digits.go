package scoring

import (
	"strconv"
	"strings"
)

// A digitReader reads digits with their separators and exponent off the front
// of rest.
type digitReader struct {
	rest    string
	decimal byte

	mantissa uint64 // all digits, or just over maxExact if they are more
	exponent int    // the number is mantissa × 10^exponent
	groups   int    // of thousands, behind the first
	mark     string // what sets the groups off
	point    bool   // there is a decimal sign
}

// Up to maxExact, float64 holds every integer, and every power of ten of those
// listed.
const maxExact = 1 << 53

var exactPowers = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// read takes a number off the front of rest and reports whether there is one.
func (r *digitReader) read() bool {
	digits, ok := r.integer()
	if !ok {
		return false
	}
	if r.rest != "" && r.rest[0] == r.decimal {
		r.point = true
		r.rest = r.rest[1:]
		decimals := r.run()
		r.exponent = -decimals
		digits += decimals
	}
	r.power()
	return digits > 0
}

// integer reads what stands before the decimal sign and returns how many
// digits its first run has, perhaps none; groups of a wrong length are not ok.
func (r *digitReader) integer() (first int, ok bool) {
	first = r.run()
	r.mark = r.groupMark()
	if r.mark == "" {
		return first, true
	}
	if first == 0 || first > 3 {
		return first, false
	}
	for r.groupMark() == r.mark {
		r.rest = r.rest[len(r.mark):]
		if r.run() != 3 {
			return first, false
		}
		r.groups++
	}
	return first, true
}

// run reads digits and returns how many there are.
func (r *digitReader) run() int {
	n, text, mantissa := 0, r.rest, r.mantissa
	for n < len(text) && isDigit(text[n]) {
		if mantissa <= maxExact {
			mantissa = 10*mantissa + uint64(text[n]-'0')
		}
		n++
	}
	r.rest, r.mantissa = text[n:], mantissa
	return n
}

// groupMark returns the separator of groups that comes next, right before a
// digit, or "".
func (r *digitReader) groupMark() string {
	if r.rest == "" || r.rest[0] == r.decimal {
		return ""
	}
	other := ","
	if r.decimal == ',' {
		other = "."
	}
	for _, mark := range [...]string{other, "'", "’", " ", "\u00a0", "\u202f"} {
		if after, ok := strings.CutPrefix(r.rest, mark); ok && after != "" && isDigit(after[0]) {
			return mark
		}
	}
	return ""
}

// power reads an exponent, if there is one.
func (r *digitReader) power() {
	if r.rest == "" || r.rest[0] != 'e' && r.rest[0] != 'E' {
		return
	}
	sign, rest := cutSign(r.rest[1:])
	if rest == "" || !isDigit(rest[0]) {
		return
	}
	power := 0
	for rest != "" && isDigit(rest[0]) {
		if power < 10_000 { // all beyond is 0 or out of range
			power = 10*power + int(rest[0]-'0')
		}
		rest = rest[1:]
	}
	if sign == '-' {
		power = -power
	}
	r.rest = rest
	r.exponent += power
}

// separators tells the kind of those that were read.
func (r *digitReader) separators() Separators {
	switch {
	case r.groups == 0 && !r.point:
		return NoSeparators
	case r.groups == 1 && !r.point && (r.mark == "," || r.mark == "."):
		return OneGroup
	default:
		return ClearSeparators
	}
}

// value returns the number that was read from text, correctly rounded; one
// beyond the range is not ok.
func (r *digitReader) value(text string) (value float64, ok bool) {
	if r.mantissa <= maxExact && -len(exactPowers) < r.exponent && r.exponent < len(exactPowers) {
		// Both sides are exact, so the one operation rounds once
		// (Clinger, How to Read Floating Point Numbers Accurately, 1990).
		if r.exponent < 0 {
			return float64(r.mantissa) / exactPowers[-r.exponent], true
		}
		return float64(r.mantissa) * exactPowers[r.exponent], true
	}
	plain := make([]byte, 0, 64)
	for i := range len(text) {
		switch c := text[i]; {
		case c == r.decimal:
			plain = append(plain, '.')
		case isDigit(c), c == 'e', c == 'E', c == '+', c == '-':
			plain = append(plain, c)
		}
	}
	value, err := strconv.ParseFloat(string(plain), 64)
	return value, err == nil
}
