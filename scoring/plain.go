package scoring

// maxPlain is how long a plain number may be behind its sign: float64 holds
// every integer of so many digits, and so large a power of ten.
const maxPlain = 15

// plainNumber reads what most cells of numbers hold: at most 15 digits, perhaps
// with a decimal sign between or behind them and a "-" before. ok is false for
// all else, numbers too; where it is true, the value and its separators are
// those of parseNumber.
func plainNumber(cell string, decimal byte) (value float64, separators Separators, ok bool) {
	switch len(cell) { // most are of one or two digits
	case 1:
		if digit := cell[0] - '0'; digit <= 9 {
			return float64(digit), NoSeparators, true
		}
	case 2:
		if tens, ones := cell[0]-'0', cell[1]-'0'; tens <= 9 && ones <= 9 {
			return float64(10*int(tens) + int(ones)), NoSeparators, true
		}
	}
	digits := cell
	if cell != "" && cell[0] == '-' {
		digits = cell[1:]
	}
	if digits == "" || len(digits) > maxPlain || !isDigit(digits[0]) {
		return 0, NoSeparators, false
	}
	mantissa, point := 0, len(digits)
	for i := range len(digits) {
		digit := digits[i] - '0'
		if digit > 9 {
			if digits[i] != decimal || point < len(digits) {
				return 0, NoSeparators, false
			}
			point = i
			continue
		}
		mantissa = 10*mantissa + int(digit)
	}
	value = float64(mantissa)
	if point < len(digits) {
		separators = ClearSeparators
		value /= exactPowers[len(digits)-point-1] // both exact: it rounds once, as in digitReader.value
	}
	if len(digits) < len(cell) {
		value = 0 - value // 0 - 0 is 0, where -0 would show
	}
	return value, separators, true
}
