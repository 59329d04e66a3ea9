package evidence

import (
	"slices"
	"testing"
)

func TestFifthsOfPrebins(t *testing.T) {
	for _, test := range []struct{ accounts, want []int }{
		{[]int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, []int{2, 4, 6, 8, 10}},
		{[]int{6, 1, 1, 1, 1}, []int{1, 3, 5}},
		{[]int{0, 5, 5, 0}, []int{2, 4}},
		{[]int{3}, []int{1}},
		{[]int{0, 0}, []int{2}},
	} {
		var bins []prebin
		for _, n := range test.accounts {
			bins = append(bins, prebin{Accounts: n})
		}
		if got := fifths(bins); !slices.Equal(got, test.want) {
			t.Errorf("of %v they end at %v, want %v", test.accounts, got, test.want)
		}
	}
}
