package rubric

import "strings"

// currencies are the codes of ISO 4217, with those withdrawn since 2020 (older
// rows hold them), without XTS (for tests) and XXX (no currency).
const currencies = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN " +
	"BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD " +
	"CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK " +
	"DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD " +
	"HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY " +
	"KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD " +
	"MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN " +
	"NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF " +
	"SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL " +
	"THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS " +
	"VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XUA " +
	"YER ZAR ZMW ZWG ZWL"

// dollars are those of the currencies that are a dollar.
const dollars = "AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD " +
	"SBD SGD SRD TTD TWD USD USN XCD ZWL"

// KnownCurrency reports whether code is an ISO 4217 currency code, in upper
// case.
func KnownCurrency(code string) bool {
	return hasCode(currencies, code)
}

// Currencies returns the codes that [KnownCurrency] knows, in their order.
func Currencies() []string { return strings.Fields(currencies) }

// CurrencyFits reports whether sign, as a cell writes it ($, €, £, ¥ or an ISO
// 4217 code), can stand for the currency whose code is want: $ for every
// dollar, ¥ for yen and yuan. A cell without a sign, "", fits every currency,
// and every sign fits where none is wanted.
func CurrencyFits(want, sign string) bool {
	if want == "" || sign == "" || sign == want {
		return true
	}
	switch sign {
	case "$":
		return hasCode(dollars, want)
	case "€":
		return want == "EUR"
	case "£":
		return want == "GBP"
	case "¥":
		return want == "JPY" || want == "CNY"
	}
	return false
}

// hasCode reports whether code is one of codes, three letters each and set off
// by spaces.
func hasCode(codes, code string) bool {
	return len(code) == 3 && !strings.Contains(code, " ") && strings.Contains(codes, code)
}
