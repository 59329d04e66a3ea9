package pipeline

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// An idSet is a map from ids to where they stand first, however many it has.
func TestIDSet(t *testing.T) {
	var set idSet
	first := map[string]place{}
	random := rand.New(rand.NewPCG(1, 2))
	for line := range 10_000 {
		id := fmt.Sprint(random.IntN(5000))
		if line == 0 {
			id = "" // the shortest, and the first
		}
		here := place{line % 2, line}
		want, wantKnown := first[id]
		if !wantKnown {
			first[id], want = here, here
		}
		if line > 0 && set.has([]byte(id)) != wantKnown {
			t.Fatalf("has %q: %t; want %t", id, !wantKnown, wantKnown)
		}
		if got, known := set.add([]byte(id), here); known != wantKnown || got != want {
			t.Fatalf("add %q: %v, known: %t; want %v, %t", id, got, known, want, wantKnown)
		}
		if set.len() != len(first) {
			t.Fatalf("%d ids; want %d", set.len(), len(first))
		}
	}
}
