package scoring

// maxPlain is how long a plain number may be behind its sign: float64 holds
// every integer of so many digits, and so large a power of ten.
const maxPlain = 15

// smallNumber reads what most cells of numbers hold: one or two digits. One digit
// is taken for the tens, too, and they count for nothing: a jump between the two
// would be foreseen wrongly for every other number of many columns.
func smallNumber(cell string) (n int, ok bool) {
	last := len(cell) - 1
	if uint(last) > 1 {
		return 0, false
	}
	tens, ones := cell[0], cell[last]
	return 10*last*int(tens-'0') + int(ones-'0'), isDigit(tens) && isDigit(ones)
}

// plainNumber reads what most other cells of numbers hold: at most 15 digits,
// perhaps with a decimal sign between or behind them and a "-" before. ok is false
// for all else, numbers too; where it is true, the value and its separators are
// those of parseNumber.
func plainNumber(cell string, decimal byte) (value float64, separators Separators, ok bool) {
	digits := cell
	if cell != "" && cell[0] == '-' {
		digits = cell[1:]
	}
	if digits == "" || len(digits) > maxPlain || !isDigit(digits[0]) {
		return 0, NoSeparators, false
	}
	mantissa, n := leadingDigits(0, digits)
	value = float64(mantissa)
	if n < len(digits) {
		if digits[n] != decimal {
			return 0, NoSeparators, false
		}
		decimals := digits[n+1:]
		if mantissa, n = leadingDigits(mantissa, decimals); n < len(decimals) {
			return 0, NoSeparators, false
		}
		// Both are exact: it rounds once, as in digitReader.value.
		value, separators = float64(mantissa)/exactPowers[len(decimals)], ClearSeparators
	}
	if len(digits) < len(cell) {
		value = 0 - value // 0 - 0 is 0, where -0 would show
	}
	return value, separators, true
}

// leadingDigits appends the digits that text starts with to those of number, and
// returns how many there are.
func leadingDigits(number int, text string) (all, n int) {
	for n < len(text) && isDigit(text[n]) {
		number = 10*number + int(text[n]-'0')
		n++
	}
	return number, n
}
