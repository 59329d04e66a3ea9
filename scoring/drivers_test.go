package scoring

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/rubric"
)

func TestDrivers(t *testing.T) {
	even := "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 1}, {name: C, column: c, weight: 1}, {name: D, column: d, weight: 1}]\n"
	tests := []struct {
		name, rubric, cells string
		want                []Driver
	}{
		{"what costs most first", three, "a=4|b=2|c=1", []Driver{{1, 2250}, {2, 2000}, {0, 1250}}},
		{"of equal ones the first", even, "a=4|b=2|c=4|d=2", []Driver{{1, 1875}, {3, 1875}, {0, 625}, {2, 625}}},
		{"what costs nothing is none", three, "a=5|b=1|c=5", []Driver{{1, 3000}}},
		{"nothing is lost", three, "a=5|b=5|c=5", nil},
		{"unscored", three, "", nil},
	}
	for _, test := range tests {
		_, result := scoreText(t, test.rubric, test.cells)
		if diff := cmp.Diff(test.want, result.Drivers(nil)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestDriversAreAppendedWithoutAllocation(t *testing.T) {
	_, result := scoreText(t, three, "a=4|b=2|c=1")
	n := testing.AllocsPerRun(100, func() {
		var held [1 + rubric.MaxCriteria]Driver
		if all := result.Drivers(held[:1]); len(all) != 4 || all[0] != (Driver{}) || all[1].Criterion != 1 {
			t.Error("what was there is not, or is not alone, before the drivers")
		}
	})
	if n > 0 {
		t.Error(n, "allocations")
	}
}
