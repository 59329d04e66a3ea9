package rubric

import "strings"

// Currencies returns the ISO 4217 codes of all currencies that [KnownCurrency]
// knows, in their order.
func Currencies() []string { return strings.Fields(currencies) }
