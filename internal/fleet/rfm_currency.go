package fleet

import (
	"fmt"
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// A currencyPlace is a currency, as a cell writes it, and the first row that has it.
type currencyPlace struct {
	sign, file string
	line       int
}

// noteCurrency notes the currency of a row's amount, if it names one: beside the
// amount, or else in the column of currencies.
func (p *RFMPart) noteCurrency(file string, line int, cell func(i int) string) {
	m := p.whole
	sign := currencySign(cell(m.at.amount), m.decimal)
	if sign == "" && m.at.currency != scoring.None {
		if code := strings.TrimSpace(cell(m.at.currency)); rubric.KnownCurrency(code) {
			sign = code
		}
	}
	if sign == "" || slices.ContainsFunc(p.currencies, func(c currencyPlace) bool { return c.sign == sign }) {
		return
	}
	p.currencies = append(p.currencies, currencyPlace{strings.Clone(sign), file, line})
}

// currencySign returns the currency of a cell that is a number, "" if it has none.
func currencySign(cell string, decimal byte) string {
	cell = strings.TrimSpace(cell)
	if isDigit(cell[0]) && isDigit(cell[len(cell)-1]) { // most
		return ""
	}
	n, _ := scoring.ParseNumber(cell, decimal)
	return n.Currency
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// takeCurrency takes in a currency, which has to fit all others.
func (m *RFM) takeCurrency(c currencyPlace) error {
	for _, other := range m.currencies {
		switch {
		case other.sign == c.sign:
			return nil
		case !rubric.CurrencyFits(other.sign, c.sign) && !rubric.CurrencyFits(c.sign, other.sign):
			return fmt.Errorf("%s:%d: the amount is in %q, and at %s:%d in %q; want one currency: split the file, or convert the amounts",
				c.file, c.line, c.sign, other.file, other.line, other.sign)
		}
	}
	m.currencies = append(m.currencies, c)
	return nil
}
