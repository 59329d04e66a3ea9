package scoring

import (
	"strings"

	"chs/rubric"
)

// A Numeral is a number as a cell writes it.
type Numeral struct {
	Value      float64 // finite, never -0
	Currency   string  // the sign or code as written, such as "€" or "USD"; "" if none
	Separators Separators
}

// Separators say what a number's separators tell of the notation.
type Separators int8

// The kinds: none, one group of thousands that could as well be decimals
// (1,234), and any that leave no doubt (1,234.5 or 1,234,567 or 1 234 or 1.5).
const (
	NoSeparators Separators = iota
	OneGroup
	ClearSeparators
)

// ParseNumber reads a cell as a number whose decimal sign is decimal, '.' or
// ','; the other one may set off groups. ok is false if the cell is no number
// or beyond the range of a float64; one that is too small is 0. Value is the
// nearest float64, ties to even.
//
// White space around the cell is dropped. (x) is the negative of an x without
// a sign. Else a number is an optional sign and an optional currency in either
// order, digits with an optional decimal sign and exponent, and, if no currency
// led, an optional currency or "%", which is dropped: 45% is 45. Currencies are
// $, €, £, ¥ and the codes of ISO 4217, and may be set off by one space, also a
// no-break one. The digits before the decimal sign are plain, or one to three
// and then groups of three, all behind the same separator.
func ParseNumber(cell string, decimal byte) (n Numeral, ok bool) {
	if value, separators, ok := plainNumber(cell, decimal); ok {
		return Numeral{Value: value, Separators: separators}, true
	}
	return parseNumber(trim(cell), decimal)
}

// parseNumber is ParseNumber for a cell without white space around it.
func parseNumber(cell string, decimal byte) (n Numeral, ok bool) {
	text, inParens := cutParens(cell)
	sign, currency, text := cutLead(text)
	r := digitReader{rest: text, decimal: decimal}
	if inParens && sign != 0 || !r.read() {
		return Numeral{}, false
	}
	if r.rest != "" {
		led := currency != ""
		if currency, ok = cutUnit(r.rest); led || !ok {
			return Numeral{}, false
		}
	}
	value, ok := r.value(text[:len(text)-len(r.rest)])
	if inParens || sign == '-' {
		value = 0 - value // 0 - 0 is 0, where -0 would show
	}
	return Numeral{value, currency, r.separators()}, ok
}

func cutParens(s string) (inner string, inParens bool) {
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		return s[1 : len(s)-1], true
	}
	return s, false
}

// cutLead takes what may stand before the digits off the front of s: a sign,
// 0 if there is none, and a currency, "" if there is none, in either order.
func cutLead(s string) (sign byte, currency, rest string) {
	sign, s = cutSign(s)
	currency, s = cutCurrency(s)
	if currency == "" {
		return sign, "", s
	}
	s = s[len(space(s)):]
	if sign == 0 {
		sign, s = cutSign(s)
	}
	return sign, currency, s
}

// cutSign returns '+', '-', or 0 if s has no sign in front.
func cutSign(s string) (sign byte, rest string) {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[0], s[1:]
	}
	return 0, s
}

// cutCurrency returns "" if s has no currency in front.
func cutCurrency(s string) (currency, rest string) {
	if s == "" || isDigit(s[0]) {
		return "", s
	}
	for _, sign := range [...]string{"$", "€", "£", "¥"} {
		if strings.HasPrefix(s, sign) {
			return sign, s[len(sign):]
		}
	}
	if len(s) >= 3 && rubric.KnownCurrency(s[:3]) {
		return s[:3], s[3:]
	}
	return "", s
}

// cutUnit reads what stands behind a number: a currency or "%", and no more.
func cutUnit(s string) (currency string, ok bool) {
	s = s[len(space(s)):]
	if s == "%" {
		return "", true
	}
	currency, s = cutCurrency(s)
	return currency, currency != "" && s == ""
}

// space returns the space that s has in front, or "".
func space(s string) string {
	for _, space := range [...]string{" ", "\u00a0", "\u202f"} {
		if strings.HasPrefix(s, space) {
			return space
		}
	}
	return ""
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
