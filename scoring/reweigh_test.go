package scoring

import (
	"testing"

	"pgregory.net/rapid"

	"chs/rubric"
)

func TestReweigh(t *testing.T) {
	r := loadText(t, `
criteria:
- {name: A, column: a, weight: 40}
- {name: B, column: b, weight: 40, missing: required}
- {name: C, column: c, weight: 20, missing: 3}
`)
	tests := []struct {
		name    string
		ratings [rubric.MaxCriteria]int8
		weights []int
		want    int
		ok      bool
	}{
		{"equal weights", [rubric.MaxCriteria]int8{5, 3, 1}, []int{1, 1, 1}, 5000, true},
		{"one left out", [rubric.MaxCriteria]int8{5, 3, 1}, []int{40, 0, 10}, 8000, true},
		{"one alone", [rubric.MaxCriteria]int8{5, 3, 1}, []int{0, 7, 0}, 5000, true},
		{"a missing metric is left out, even if required", [rubric.MaxCriteria]int8{4, 0, 3}, []int{1, 1, 1}, 6250, true},
		{"or has a rating given", [rubric.MaxCriteria]int8{}, []int{1, 1, 1}, 5000, true},
		{"alone and missing", [rubric.MaxCriteria]int8{5, 0, 1}, []int{0, 1, 0}, 0, false},
		{"no weight at all", [rubric.MaxCriteria]int8{5, 3, 1}, []int{0, 0, 0}, 0, false},
		{"half up", [rubric.MaxCriteria]int8{5, 5, 1}, []int{1, 1, 1}, 6667, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, ok := Reweigh(r, test.ratings, test.weights); got != test.want || ok != test.ok {
				t.Errorf("got %d, %t; want %d, %t", got, ok, test.want, test.ok)
			}
		})
	}
}

// By the rubric's own weights an account has its own score.
func TestReweighByOwnWeightsIsTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawRubric(t)
		drawn, r := scoreText(t, d.text(), d.cells())
		if !r.Scored {
			return
		}
		if got, ok := Reweigh(drawn, r.Ratings, d.weights); got != r.Uncapped || !ok {
			t.Errorf("got %d, %t; want %d", got, ok, r.Uncapped)
		}
	})
}

func TestCapLimitIsWhereACapHolds(t *testing.T) {
	text, r := scoreText(t, "criteria: [{name: A, column: a, weight: 1}]\ncaps: [{when: late > 0, band: yellow, reason: late}]\n", "a=5|late=1")
	if got := text.CapLimit(r.Cap); got != 7499 || r.Score != got {
		t.Errorf("got %d, the score is %d; want 7499", got, r.Score)
	}
}
