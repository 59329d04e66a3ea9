package scoring

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestRange(t *testing.T) {
	late := "caps: [{when: late > 0, band: yellow, reason: late}]\n"
	levels := "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 1, levels: {poor: 2, good: 4}}]\n"
	skipping := "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 1, cuts: [1, 2, 3, 3]}]\n"
	quintiles := "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 1, cuts: quintiles}]\n"
	expiring := "criteria: [{name: A, column: a, weight: 1, expires: {column: on, days: 90}}]\n"
	tests := []struct{ name, rubric, cells, want string }{
		{"nothing is missing", three, "a=1|b=1|c=1", "none"},
		{"one is missing", three, "a=5|b=3", "6500 to 8500"},
		{"from 20", three + "scale: 20-100\n", "a=5|b=3", "7200 to 8800"},
		{"all are missing", three, "", "0 to 10000"},
		{"unscored", three, "a=5", "5000 to 10000"},
		{"unreadable", three, "a=5|b=3|c=6", "6500 to 8500"},
		{"expired", expiring, "a=5|on=2020-01-01", "0 to 10000"},
		{"levels reach what they have", levels, "a=1", "1250 to 3750"},
		{"equal cuts skip no end", skipping, "a=1", "0 to 5000"},
		{"a given rating is missing", "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 1, missing: 3}]\n", "a=5", "5000 to 10000"},
		{"without weight", three + "segments: [{name: new, when: new > 0, weights: {C: 0}}]\n", "a=5|b=3|new=1", "none"},
		{"no weight at all", three + "segments: [{name: new, when: new > 0, weights: {A: 0, B: 0, C: 0}}]\n", "new=1", "none"},
		{"held by a cap", three + late, "a=5|b=3|late=1", "6500 to 7499"},
		{"quintiles of which none is known", quintiles, "a=5", "5000 to 10000"},
	}
	for _, test := range tests {
		r := loadText(t, test.rubric)
		s := New(r, today)
		if r.Relative() {
			s = s.WithQuintiles(&Quintiles{})
		}
		result := s.NewResult()
		s.Score(cellsOf(t, r, test.cells), result)
		got := "none"
		if low, high, ok := s.Range(result); ok {
			got = fmt.Sprintf("%d to %d", low, high)
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestRangeIsThatOfAllCompletions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawAccount(t)
		result := d.score(t, d.cells)
		low, high, ok := d.scorer.Range(result)
		missing := func(i int) bool { return result.Ratings[i] == 0 }
		lowest, highest := 10000, 0
		d.each(t, missing, func(complete *Result) {
			lowest, highest = min(lowest, complete.Score), max(highest, complete.Score)
		})
		if some := slices.Contains(d.cells, ""); ok != some {
			t.Fatalf("there is a range: %t, want %t", ok, some)
		}
		if ok && (low != lowest || high != highest) {
			t.Errorf("from %d to %d, want from %d to %d", low, high, lowest, highest)
		}
	})
}
