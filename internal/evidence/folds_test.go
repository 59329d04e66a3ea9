package evidence

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestAccountsAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := make([]account, rapid.IntRange(0, 200).Draw(t, "accounts"))
		hashes := rapid.OneOf(rapid.Uint64(), rapid.Uint64Range(0, 3), rapid.SampledFrom([]uint64{0, 1 << 63, 1<<64 - 1}))
		for i := range all {
			all[i] = account{hash: hashes.Draw(t, "hash"), row: rapid.Uint32Range(0, 3).Draw(t, "row"), left: rapid.Bool().Draw(t, "left")}
		}
		want := slices.SortedFunc(slices.Values(all), account.compare)
		if got := inOrder(all); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}
