package fleet

import (
	"cmp"
	"math"
	"slices"
)

// A top holds the changes that come first in an order, of equal ones those
// that were taken first.
type top struct {
	limit  int // 0 for all
	before func(a, b *Change) int
	held   []*Change
	full   bool // held[limit-1] is the last that counts so far
}

// take holds a copy of a change if it may be among the first.
func (t *top) take(c *Change) {
	if t.full && t.before(t.held[t.limit-1], c) <= 0 {
		return
	}
	t.held = append(t.held, new(*c))
	if t.limit > 0 && len(t.held) >= 2*t.limit+100 {
		t.sort()
	}
}

// list returns the first in order.
func (t *top) list() []*Change {
	t.sort()
	return t.held
}

func (t *top) sort() {
	slices.SortStableFunc(t.held, t.before)
	if t.limit > 0 && len(t.held) >= t.limit {
		clear(t.held[t.limit:])
		t.held, t.full = t.held[:t.limit], true
	}
}

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
