package fleet

import "slices"

// A Top holds what comes first in an order, of equal ones those that were taken
// first. However many are taken, it holds little more than its limit.
type Top[T any] struct {
	Limit  int // 0 for all
	Before func(a, b *T) int
	held   []*T
	full   bool // held[Limit-1] is the last that counts so far
}

// Take holds a copy of x if it may be among the first.
func (t *Top[T]) Take(x *T) {
	if t.full && t.Before(t.held[t.Limit-1], x) <= 0 {
		return
	}
	t.held = append(t.held, new(*x))
	if t.Limit > 0 && len(t.held) >= 2*t.Limit+100 {
		t.sort()
	}
}

// List returns the first in order.
func (t *Top[T]) List() []*T {
	t.sort()
	return t.held
}

func (t *Top[T]) sort() {
	slices.SortStableFunc(t.held, t.Before)
	if t.Limit > 0 && len(t.held) >= t.Limit {
		clear(t.held[t.Limit:])
		t.held, t.full = t.held[:t.Limit], true
	}
}
