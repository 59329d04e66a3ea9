package scoring

import (
	"testing"

	"pgregory.net/rapid"

	"chs/rubric"
)

const supposeRubric = `
min_coverage: 60
criteria:
- {name: A, column: a, weight: 40}
- {name: B, column: b, weight: 40, missing: required}
- {name: C, column: c, weight: 20, missing: 3}
`

func TestSuppose(t *testing.T) {
	tests := []struct {
		name, cells string
		ratings     [rubric.MaxCriteria]int8
		want        [rubric.MaxCriteria]int
		ok          bool
	}{
		{"as it is", "a=5|b=3|c=1", [rubric.MaxCriteria]int8{}, [rubric.MaxCriteria]int{4000, 2000}, true},
		{"another rating", "a=5|b=3|c=1", [rubric.MaxCriteria]int8{1, 0, 5}, [rubric.MaxCriteria]int{0, 2000, 2000}, true},
		{"unscored for want of a required metric", "a=5|c=1", [rubric.MaxCriteria]int8{}, [rubric.MaxCriteria]int{6667}, true},
		{"unscored for want of coverage", "", [rubric.MaxCriteria]int8{}, [rubric.MaxCriteria]int{0, 0, 5000}, true},
		{"a missing metric is known", "a=5|c=1", [rubric.MaxCriteria]int8{0, 3}, [rubric.MaxCriteria]int{4000, 2000}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, r := scoreText(t, supposeRubric, test.cells)
			before := r.Contributions()
			if got, ok := r.Suppose(test.ratings); got != test.want || ok != test.ok {
				t.Errorf("got %v, %t; want %v, %t", got, ok, test.want, test.ok)
			}
			if r.Contributions() != before {
				t.Error("the account has changed")
			}
		})
	}
}

func TestSupposeKnowsWhereNothingCounts(t *testing.T) {
	text := "criteria: [{name: A, column: a, weight: 1}, {name: B, column: b, weight: 1}]\n" +
		"segments: [{name: s, when: x > 0, weights: {B: 0}}]\n"
	_, r := scoreText(t, text, "b=4|x=1")
	if _, ok := r.Suppose([rubric.MaxCriteria]int8{0, 5}); ok {
		t.Error("a criterion without weight counts")
	}
}

// A supposed account is one that has the ratings.
func TestSupposeIsAsIfScored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawRubric(t)
		other := d
		other.ratings = rapid.SliceOfN(rapid.IntRange(1, 5), len(d.ratings), len(d.ratings)).Draw(t, "other ratings")
		var ratings [rubric.MaxCriteria]int8
		for i, rating := range other.ratings {
			ratings[i] = int8(rating)
		}
		got, _ := d.score(t).Suppose(ratings)
		if want := other.score(t).Contributions(); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestOnCountsDaysToAnotherDay(t *testing.T) {
	r, err := rubric.Load("r.yaml", []byte("name: Test\nid: id\ncriteria: [{name: A, formula: days_since(a), weight: 1, cuts: [40, 30, 20, 10]}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	day, err := ParseDay("2026-11-21")
	if err != nil {
		t.Fatal(err)
	}
	s := New(r, day)
	for days, want := range map[int]int8{0: 5, 1: 5, 2: 4, 40: 1} {
		moved := s.On(day + days)
		result := moved.NewResult()
		moved.Score([]string{"2026-11-12"}, result)
		if got := result.Ratings[0]; got != want {
			t.Errorf("%d days later the rating is %d, want %d", days, got, want)
		}
	}
}
