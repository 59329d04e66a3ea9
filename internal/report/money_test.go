package report

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Cents are what strconv makes of all digits of a double, but for the sign of 0.
func TestCentsAreExact(t *testing.T) {
	check := func(t interface{ Errorf(string, ...any) }, x float64) {
		want := strconv.FormatFloat(x, 'f', 2, 64)
		if strings.Trim(want, "-0.") == "" {
			want = "0.00"
		}
		if got := string(appendMoney(nil, x)); got != want {
			t.Errorf("%v is written as %s, want %s", x, got, want)
		}
	}
	for _, x := range []float64{
		0, 0.125, 0.375, 2.5, 0.005, 0.015, 1.005, 0.995, 4.35, 9.999, 1e13, 5e-324, math.MaxFloat64, math.Inf(1),
		math.Nextafter(0.125, 0), math.Nextafter(0.125, 1), math.Nextafter(1e13, 0), math.Copysign(0, -1), 8796093022208.125,
	} {
		check(t, x)
		check(t, -x)
	}
	rapid.Check(t, func(t *rapid.T) {
		eighths := float64(rapid.Int64Range(-1<<45, 1<<45).Draw(t, "eighths")) / 8 // half of them are ties
		check(t, eighths)
		near := float64(rapid.IntRange(-1e9, 1e9).Draw(t, "half cents")) / 200
		for _, x := range []float64{near, math.Nextafter(near, math.Inf(1)), math.Nextafter(near, math.Inf(-1)), rapid.Float64().Draw(t, "any")} {
			check(t, x)
		}
	})
}

func TestAmountsAreGroupedWithTheirCurrency(t *testing.T) {
	for _, test := range []struct {
		amount   float64
		currency string
		want     string
	}{
		{0, "", "0.00"},
		{999, "", "999.00"},
		{1000, "USD", "$1,000.00"},
		{100000, "EUR", "€100,000.00"},
		{1234567.891, "GBP", "£1,234,567.89"},
		{1000, "JPY", "¥1,000.00"},
		{1000, "CNY", "CNY 1,000.00"},
		{1000, "CAD", "CAD 1,000.00"},
		{-999, "USD", "-$999.00"},
		{-1000, "CHF", "-CHF 1,000.00"},
		{-0.001, "USD", "$0.00"},
		{999999999999999, "", "999,999,999,999,999.00"},
		{1e15, "USD", "$1.00e+15"},
		{-math.MaxFloat64, "USD", "-$1.80e+308"},
	} {
		if got := withCurrency(groupThousands(moneyText(test.amount)), test.currency); got != test.want {
			t.Errorf("%v %s is shown as %q, want %q", test.amount, test.currency, got, test.want)
		}
	}
}

func TestSumsAreRoundedToWhatFitsAFooter(t *testing.T) {
	for _, test := range []struct {
		amount   float64
		currency string
		want     string
	}{
		{0, "USD", "$0"},
		{-0.4, "USD", "$0"},
		{0.5, "", "0"},
		{9.4, "", "9"},
		{999.4, "USD", "$999"},
		{999.5, "USD", "$1.0K"},
		{9949, "USD", "$9.9K"},
		{9950, "USD", "$10K"},
		{103000, "EUR", "€103K"},
		{999499, "", "999K"},
		{999500, "", "1.0M"},
		{1.94e6, "CHF", "CHF 1.9M"},
		{-1.94e6, "USD", "-$1.9M"},
		{2e9, "", "2.0B"},
		{9.994e14, "", "999T"},
		{9.995e14, "USD", "$1.0e+15"},
		{1e300, "USD", "$1.0e+300"},
		{math.Inf(1), "USD", "too much to add up"},
		{math.NaN(), "USD", "too much to add up"},
	} {
		if got := CompactMoney(test.amount, test.currency); got != test.want {
			t.Errorf("%v %s is shown as %q, want %q", test.amount, test.currency, got, test.want)
		}
	}
}

func TestPercentagesMakeSense(t *testing.T) {
	for _, test := range []struct {
		part, all int
		want      string
	}{
		{1, 1, "100%"},
		{1, 2, "50%"},
		{1, 8, "13%"},
		{60, 248, "24%"},
		{1, 200, "1%"},
		{1, 201, "<1%"},
		{199, 200, ">99%"},
		{198, 200, "99%"},
	} {
		if got := percent(test.part, test.all); got != test.want {
			t.Errorf("%d of %d is %s, want %s", test.part, test.all, got, test.want)
		}
	}
}
