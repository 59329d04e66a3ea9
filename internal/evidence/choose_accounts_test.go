package evidence

import "testing"

func TestRepeatedAccounts(t *testing.T) {
	a := NewAccounts(1)
	for line, id := range []string{"a", "b", "c", "b", "a"} {
		a.Add(id, line+2, false)
	}
	a.Add("a row", 0, true)
	a.Add("a row", 0, true)
	if line, before, ok := a.Repeated(); !ok || line != 5 || before != 3 {
		t.Errorf("line %d repeats line %d, %t; want 5, 3", line, before, ok)
	}
	b := NewAccounts(1)
	b.Add("a", 2, false)
	b.Add("b", 3, false)
	if line, before, ok := b.Repeated(); ok {
		t.Errorf("line %d repeats line %d", line, before)
	}
}
