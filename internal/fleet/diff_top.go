package fleet

import (
	"cmp"
	"math"
)

// moreMoved puts those that cross a band first, and of these and the others the
// larger change, and what became scored or unscored behind such.
func moreMoved(a, b *Change) int {
	x, _ := a.Points()
	y, _ := b.Points()
	return cmp.Or(cmp.Compare(b.crosses(), a.crosses()), cmp.Compare(abs(y), abs(x)), moreValue(a, b))
}

// moreValue puts the more valuable account first, and those of unknown value
// last.
func moreValue(a, b *Change) int { return cmp.Compare(orLeast(b.Value), orLeast(a.Value)) }

func orLeast(value float64) float64 {
	if math.IsNaN(value) {
		return math.Inf(-1)
	}
	return value
}
