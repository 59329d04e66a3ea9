package report

import (
	"math"
	"strconv"
	"strings"
)

// maxAmount is the least amount that is no longer written out.
const maxAmount = 1e15

// appendMoney appends x with two decimals, rounded to nearest, ties to even,
// and never as -0.00.
func appendMoney(dst []byte, x float64) []byte {
	if !(math.Abs(x) < maxCents) {
		return strconv.AppendFloat(dst, x, 'f', 2, 64)
	}
	cents := toCents(math.Abs(x))
	if x < 0 && cents > 0 {
		dst = append(dst, '-')
	}
	dst = strconv.AppendInt(dst, cents/100, 10)
	return append(dst, '.', '0'+byte(cents/10%10), '0'+byte(cents%10))
}

// maxCents is where doubles get too large for all to have exact hundredths.
const maxCents = 1e13

// toCents returns the hundredths that are nearest to x, of two the even ones. x is
// not negative and below maxCents. A fused multiply-add tells what the product
// is off, and so does on every machine.
func toCents(x float64) int64 {
	hundredfold := float64(x * 100)
	off := math.FMA(x, 100, -hundredfold)
	whole := math.Floor(hundredfold)
	overHalf := float64(hundredfold-whole) - 0.5
	cents := int64(whole)
	if overHalf > -off || overHalf == -off && cents%2 == 1 {
		cents++
	}
	return cents
}

// moneyText returns an amount with its cents, or in powers of ten where it has
// more digits than a double knows.
func moneyText(x float64) string {
	if math.Abs(x) < maxAmount {
		return string(appendMoney(nil, x))
	}
	return strconv.FormatFloat(x, 'e', 2, 64)
}

// withCurrency puts a currency, an ISO 4217 code or "", before an amount.
// Dollars other than those of the United States are named by their code, and
// so are yuan, lest they be taken for others.
func withCurrency(amount, currency string) string {
	sign := ""
	if strings.HasPrefix(amount, "-") {
		sign, amount = amount[:1], amount[1:]
	}
	switch currency {
	case "":
	case "USD":
		sign += "$"
	case "EUR":
		sign += "€"
	case "GBP":
		sign += "£"
	case "JPY":
		sign += "¥"
	default:
		sign += currency + " "
	}
	return sign + amount
}

// groupThousands sets commas into the whole part of a number.
func groupThousands(number string) string {
	end := strings.IndexAny(number, ".e")
	if end < 0 {
		end = len(number)
	}
	start := 0
	if strings.HasPrefix(number, "-") {
		start = 1
	}
	for i := end - 3; i > start; i -= 3 {
		number = number[:i] + "," + number[i:]
	}
	return number
}

// CompactMoney returns an amount rounded to two or three digits, such as $950,
// €103K or CHF 1.9M.
func CompactMoney(x float64, currency string) string {
	const units = "KMBT"
	scaled, unit := x, ""
	for i := 0; math.Abs(scaled) >= 999.5 && i < len(units); i++ {
		scaled, unit = scaled/1000, units[i:i+1]
	}
	switch {
	case !isFinite(x):
		return "too much to add up"
	case math.Abs(scaled) >= 999.5:
		return withCurrency(strconv.FormatFloat(x, 'e', 1, 64), currency)
	}
	decimals := 0
	if unit != "" && math.Abs(scaled) < 9.95 {
		decimals = 1
	}
	amount := strconv.FormatFloat(scaled, 'f', decimals, 64)
	if amount == "-0" {
		amount = "0"
	}
	return withCurrency(amount+unit, currency)
}

// AmountText returns an amount with two decimals, "" where it is not known or
// too large.
func AmountText(x float64) string {
	if !isFinite(x) {
		return ""
	}
	return string(appendMoney(nil, x))
}

// isFinite reports whether x is known, and not too large to be added up.
func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
