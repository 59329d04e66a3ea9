package rubric

import (
	"slices"
	"strings"
	"testing"
)

func TestKnownCurrency(t *testing.T) {
	for _, code := range []string{"AED", "USD", "EUR", "GBP", "JPY", "CLF", "BGN", "XCG", "ZWL"} {
		if !KnownCurrency(code) {
			t.Errorf("%q is not known", code)
		}
	}
	for _, code := range []string{"", "US", "usd", "USDT", "XXX", "XTS", "ABC", "ED ", "D A", "AED AFN", "€"} {
		if KnownCurrency(code) {
			t.Errorf("%q is known", code)
		}
	}
}

func TestCurrencyListsAreInOrder(t *testing.T) {
	for _, list := range []string{currencies, dollars} {
		codes := strings.Split(list, " ")
		if !slices.IsSorted(codes) || len(slices.Compact(codes)) != (len(list)+1)/4 {
			t.Errorf("out of order, or a code twice: %s", list)
		}
		for _, code := range codes {
			if !KnownCurrency(code) {
				t.Errorf("%q is not known", code)
			}
		}
	}
}

func TestCurrencyFits(t *testing.T) {
	tests := []struct {
		want, sign string
		fits       bool
	}{
		{"", "", true},
		{"", "¥", true},
		{"EUR", "", true},
		{"EUR", "EUR", true},
		{"EUR", "USD", false},
		{"EUR", "€", true},
		{"EUR", "$", false},
		{"USD", "$", true},
		{"AUD", "$", true},
		{"USD", "AUD", false},
		{"USD", "€", false},
		{"MXN", "$", false},
		{"GBP", "£", true},
		{"EGP", "£", false},
		{"JPY", "¥", true},
		{"CNY", "¥", true},
		{"USD", "¥", false},
	}
	for _, test := range tests {
		if fits := CurrencyFits(test.want, test.sign); fits != test.fits {
			t.Errorf("CurrencyFits(%q, %q) = %t", test.want, test.sign, fits)
		}
	}
}
