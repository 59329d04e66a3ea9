package scoring

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParseNumber(t *testing.T) {
	const none, one, other = NoSeparators, OneGroup, ClearSeparators
	tests := []struct {
		cell string
		want Numeral
	}{
		{"0", Numeral{0, "", none}},
		{"-0", Numeral{0, "", none}},
		{"(0)", Numeral{0, "", none}},
		{" 12\t", Numeral{12, "", none}},
		{"+12", Numeral{12, "", none}},
		{"-12", Numeral{-12, "", none}},
		{"000045", Numeral{45, "", none}},
		{".5", Numeral{.5, "", other}},
		{"-.5", Numeral{-.5, "", other}},
		{"5.", Numeral{5, "", other}},
		{"1234.5", Numeral{1234.5, "", other}},

		{"1,234", Numeral{1234, "", one}},
		{"0,125", Numeral{125, "", one}},
		{"-12,345", Numeral{-12345, "", one}},
		{"1,234 €", Numeral{1234, "€", one}},
		{"1,234e3", Numeral{1234e3, "", one}},
		{"1,234.", Numeral{1234, "", other}},
		{"1,234.50", Numeral{1234.5, "", other}},
		{"1,234,567", Numeral{1234567, "", other}},
		{"1 234", Numeral{1234, "", other}},
		{"1'234", Numeral{1234, "", other}},
		{"1’234’567", Numeral{1234567, "", other}},
		{"1\u00a0234", Numeral{1234, "", other}},
		{"1\u202f234.5", Numeral{1234.5, "", other}},

		{"1e3", Numeral{1000, "", none}},
		{"1E+3", Numeral{1000, "", none}},
		{"1.5e-3", Numeral{.0015, "", other}},
		{"1e-999", Numeral{0, "", none}},
		{"0e999", Numeral{0, "", none}},
		{"-1e-999", Numeral{0, "", none}},
		{"1e0000000000000000000000003", Numeral{1000, "", none}},

		{"$1234", Numeral{1234, "$", none}},
		{"-$12", Numeral{-12, "$", none}},
		{"$-12", Numeral{-12, "$", none}},
		{"€ -5", Numeral{-5, "€", none}},
		{"-€ 5", Numeral{-5, "€", none}},
		{"€\u00a05", Numeral{5, "€", none}},
		{"£5", Numeral{5, "£", none}},
		{"¥5", Numeral{5, "¥", none}},
		{"+USD5", Numeral{5, "USD", none}},
		{"EUR -5", Numeral{-5, "EUR", none}},
		{"45€", Numeral{45, "€", none}},
		{"-45\u202f€", Numeral{-45, "€", none}},
		{"1 000 EUR", Numeral{1000, "EUR", other}},
		{"5EUR", Numeral{5, "EUR", none}},
		{"1e3EUR", Numeral{1000, "EUR", none}},

		{"45%", Numeral{45, "", none}},
		{"45 %", Numeral{45, "", none}},
		{"(12)", Numeral{-12, "", none}},
		{"($45)", Numeral{-45, "$", none}},
		{"(45 €)", Numeral{-45, "€", none}},
		{"(4%)", Numeral{-4, "", none}},
	}
	for _, test := range tests {
		got, ok := ParseNumber(test.cell, '.')
		if diff := cmp.Diff(test.want, got); !ok || diff != "" {
			t.Errorf("%q: ok is %t (-want +got)\n%s", test.cell, ok, diff)
		}
		if math.Signbit(got.Value) && got.Value == 0 {
			t.Errorf("%q is -0", test.cell)
		}
	}
}

func TestParseNumberWithDecimalComma(t *testing.T) {
	tests := []struct {
		cell string
		want Numeral
	}{
		{"1.234,50", Numeral{1234.5, "", ClearSeparators}},
		{"1.234", Numeral{1234, "", OneGroup}},
		{"1.234.567,8", Numeral{1234567.8, "", ClearSeparators}},
		{"1'234,5", Numeral{1234.5, "", ClearSeparators}},
		{"45,0", Numeral{45, "", ClearSeparators}},
		{",5", Numeral{.5, "", ClearSeparators}},
		{"44,99 %", Numeral{44.99, "", ClearSeparators}},
		{"0,12345678901234567890", Numeral{0.12345678901234567890, "", ClearSeparators}},
	}
	for _, test := range tests {
		got, ok := ParseNumber(test.cell, ',')
		if diff := cmp.Diff(test.want, got); !ok || diff != "" {
			t.Errorf("%q: ok is %t (-want +got)\n%s", test.cell, ok, diff)
		}
	}
	for _, cell := range []string{"12.5", "1,234.50", "1.2345", "1,234,567"} {
		if got, ok := ParseNumber(cell, ','); ok {
			t.Errorf("%q is read as %v", cell, got.Value)
		}
	}
}

func TestParseNumberRefuses(t *testing.T) {
	for _, cell := range []string{
		"", " ", ".", "-", "+", "()", "(", "e5", ".e5", "$", "%", "EUR",
		"--5", "+-5", "- 5", "- $5", "$- 5", "-$-5", "5-", "−5",
		"(-5)", "($-5)", "-(5)", "((5))", "(5", "5)", "( 5)", "(5 )", "$(5)", "(5)%",
		"1.2.3", "12abc", "TRUE", "0x1F", "1_000", "NaN", "inf", "Infinity", "٣", "１２", "1e", "1e+", "1 e3", "1e3.5", "1e1,000",
		",234", "12,34", "1,23", "1 23", "1,2345", "1234,567", "1,234 567", "1,234,56", "1,,234", "1,", "1.5,000", "1  234", "1\u2009234",
		"€5€", "€5%", "€€5", "€  5", "5  €", "5%%", "5€%", "5 % ?", "eur 5", "5 usd", "5 XXX", "USDT 5", "US$5", "5 USDT", "₹5",
		"1e999", "-1e309", "1e99999999999999999999",
	} {
		if got, ok := ParseNumber(cell, '.'); ok {
			t.Errorf("%q is read as %v %s", cell, got.Value, got.Currency)
		}
	}
}

func TestParseNumberRoundsCorrectly(t *testing.T) {
	for _, cell := range []string{
		"9007199254740992", "9007199254740993", "9007199254740992e22", "9007199254740993e22",
		"1e22", "1e23", "1e-22", "1e-23", "8.5e-22", "123456789e-22", "0.1", "0.3", "2.675", "1234.4999999999999",
		"0.12345678901234567", "18446744073709551615", "18446744073709551616", "99999999999999999999999999",
		"1.7976931348623157e308", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072011e-308",
		"0.0000000000000000000000000000000000000000001e43", "10000000000000000000000000000000000000000000e-43",
	} {
		want, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := ParseNumber(cell, '.'); !ok || got.Value != want {
			t.Errorf("%s: %v, %t, want %v", cell, got.Value, ok, want)
		}
	}
}

func TestParseNumberReadsWhatGoWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Float64().Draw(t, "value")
		format := rapid.SampledFrom([]byte("eEfg")).Draw(t, "format")
		digits := rapid.IntRange(-1, 30).Draw(t, "digits")
		cell := strconv.FormatFloat(want, format, digits, 64)
		want, err := strconv.ParseFloat(cell, 64)
		got, ok := ParseNumber(cell, '.')
		if ok != (err == nil) || ok && got.Value != want {
			t.Fatalf("%s: %v, %t, want %v, %v", cell, got.Value, ok, want, err)
		}
	})
}

// The grammar once more, as a regular expression.
func grammar() *regexp.Regexp {
	currency := `(?:[$€£¥]|EUR|USD)`
	space := "[ \u00a0\u202f]?"
	integer := "[0-9]+|[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:'[0-9]{3})+|(?:’[0-9]{3})+|(?: [0-9]{3})+|(?:\u00a0[0-9]{3})+|(?:\u202f[0-9]{3})+)"
	digits := `((?:(?:` + integer + `)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)`
	unsigned := `(?:` + currency + space + digits + `|` + digits + `(?:` + space + `(?:` + currency + `|%))?)`
	signed := `(?:[+-]?` + unsigned + `|` + currency + space + `[+-]` + digits + `)`
	return regexp.MustCompile(`^(?:\(` + unsigned + `\)|` + signed + `)$`)
}

// readByGrammar leaves the digits, its groups, to strconv.
func readByGrammar(grammar *regexp.Regexp, cell string) (float64, error) {
	match := grammar.FindStringSubmatch(cell)
	if match == nil {
		return 0, strconv.ErrSyntax
	}
	digits := strings.Join(match[1:], "")
	before, _, _ := strings.Cut(cell, digits)
	value, err := strconv.ParseFloat(strings.NewReplacer(",", "", "'", "", "’", "", " ", "", "\u00a0", "", "\u202f", "").Replace(digits), 64)
	if strings.ContainsAny(before, "-(") {
		value = -value
	}
	return value, err
}

func TestParseNumberAcceptsTheGrammarAndNoMore(t *testing.T) {
	grammar := grammar()
	damage := rapid.SampledFrom(strings.Split("|5|123|,|.|e|+|-|(|)|%|€|USD|X| |\u00a0|_", "|"))
	rapid.Check(t, func(t *rapid.T) {
		cell := []rune(rapid.StringMatching(grammar.String()).Draw(t, "number"))
		if rapid.Bool().Draw(t, "damaged") {
			from := rapid.IntRange(0, len(cell)).Draw(t, "from")
			to := rapid.IntRange(from, min(from+1, len(cell))).Draw(t, "to")
			cell = slices.Concat(cell[:from], []rune(damage.Draw(t, "damage")), cell[to:])
		}
		want, err := readByGrammar(grammar, strings.TrimSpace(string(cell)))
		got, ok := ParseNumber(string(cell), '.')
		if ok != (err == nil) || ok && got.Value != want {
			t.Fatalf("%q: %v, %t, want %v, %v", string(cell), got.Value, ok, want, err)
		}
	})
}

func TestParseNumberOfAHugeCell(t *testing.T) {
	const million = 1 << 20
	if got, ok := ParseNumber("0."+strings.Repeat("1", million), '.'); !ok || got.Value != 0.1111111111111111111111 {
		t.Errorf("a million decimals: %v, %t", got.Value, ok)
	}
	for name, cell := range map[string]string{
		"digits":      strings.Repeat("1", million),
		"groups":      "1" + strings.Repeat(",000", million/4),
		"parentheses": strings.Repeat("(", million) + strings.Repeat(")", million),
		"spaces":      "1" + strings.Repeat(" ", million) + "1",
		"junk":        strings.Repeat("\xff", million),
	} {
		if got, ok := ParseNumber(cell, '.'); ok {
			t.Errorf("a million %s: %v", name, got.Value)
		}
	}
}

func TestParseNumberAllocatesNothing(t *testing.T) {
	cells := []string{"1234.5", "-$1,234,567.89", "(45 €)", "EUR 1'000", "0.12345678901234567", "1 234 567.1234567890123", "junk", ""}
	n := testing.AllocsPerRun(100, func() {
		for _, cell := range cells {
			ParseNumber(cell, '.')
		}
	})
	if n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkParseNumber(b *testing.B) {
	for _, cell := range []string{"42", "1234.5", "$1,234,567.89", "1 000 EUR", "45%", "0.12345678901234567", "junk"} {
		b.Run(cell, func(b *testing.B) {
			for b.Loop() {
				ParseNumber(cell, '.')
			}
		})
	}
}
