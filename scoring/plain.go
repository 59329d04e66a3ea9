package scoring

import "strings"

// maxPlain is how long a plain number may be behind its sign: float64 holds
// every integer of so many digits, and so large a power of ten.
const maxPlain = 15

// plainNumber reads what most cells of numbers hold: at most 15 digits, perhaps
// with a decimal sign between or behind them and a "-" before. ok is false for
// all else, numbers too; where it is true, the Numeral is parseNumber's.
func plainNumber(cell string, decimal byte) (n Numeral, ok bool) {
	digits := strings.TrimPrefix(cell, "-")
	if digits == "" || len(digits) > maxPlain || !isDigit(digits[0]) {
		return Numeral{}, false
	}
	mantissa, point := 0, len(digits)
	for i := range len(digits) {
		switch c := digits[i]; {
		case isDigit(c):
			mantissa = 10*mantissa + int(c-'0')
		case c == decimal && point == len(digits):
			point = i
		default:
			return Numeral{}, false
		}
	}
	n.Value = float64(mantissa)
	if point < len(digits) {
		n.Separators = ClearSeparators
		n.Value /= exactPowers[len(digits)-point-1] // both exact: it rounds once, as in digitReader.value
	}
	if len(digits) < len(cell) {
		n.Value = 0 - n.Value // 0 - 0 is 0, where -0 would show
	}
	return n, true
}
