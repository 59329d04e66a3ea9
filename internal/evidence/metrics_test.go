package evidence

import (
	"math"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPrebins(t *testing.T) {
	tests := []struct {
		metrics []float64
		n       int
		want    []prebin
	}{
		{nil, 5, nil},
		{[]float64{1, 2, 3}, 0, nil},
		{[]float64{1, 2, 3, 4}, 2, []prebin{{Low: 1, High: 2, Accounts: 2}, {Low: 3, High: 4, Accounts: 2}}},
		{[]float64{1, 2}, 5, []prebin{{Low: 1, High: 1, Accounts: 1}, {Low: 2, High: 2, Accounts: 1}}},
		{[]float64{0, 0, 0, 0, 0, 0, 0, 0, 1, 2}, 5, []prebin{{Accounts: 8}, {Low: 1, High: 2, Accounts: 2}}},
		{[]float64{3, 3, 3}, 64, []prebin{{Low: 3, High: 3, Accounts: 3}}},
	}
	for _, test := range tests {
		got := prebinsOf(test.metrics, test.n)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%d of %v (-want +got):\n%s", test.n, test.metrics, diff)
		}
		for i, bin := range got {
			if low, high := binOf(got, bin.Low), binOf(got, bin.High); int(low) != i+1 || int(high) != i+1 {
				t.Errorf("the ends of %+v are in %d and %d", bin, low, high)
			}
		}
	}
	if got := binOf(tests[2].want, math.NaN()); got != 0 {
		t.Errorf("what is not known is in %d", got)
	}
}

// Where no metrics are kept, an account takes no more than what is said of it.
func TestAccountsAreSmall(t *testing.T) {
	if size := reflect.TypeFor[account]().Size(); size != 24 {
		t.Errorf("an account takes %d bytes, want 24", size)
	}
}
