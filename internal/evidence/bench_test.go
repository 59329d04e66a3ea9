package evidence

import (
	"fmt"
	"testing"

	"chs/scoring"
)

// BenchmarkEvaluate judges a million accounts of some 12,000 patterns: taking
// them in, putting them in order, and the evaluation.
func BenchmarkEvaluate(b *testing.B) {
	const accounts = 1_000_000
	r := loadRubric(b, `
criteria:
- {name: A, column: a, weight: 30}
- {name: B, column: b, weight: 20}
- {name: C, column: c, weight: 20}
- {name: D, column: d, weight: 10}
- {name: E, column: e, weight: 10}
- {name: F, column: f, weight: 10}
`)
	random := newRandom()
	var results []scoring.Result
	for range 20_000 {
		result := scoring.Result{Scored: true, Segment: scoring.None, Cap: scoring.None}
		for i := range r.Criteria {
			result.Ratings[i] = int8(1 + random.IntN(5))
		}
		result.Score, _ = scoring.Reweigh(r, result.Ratings, []int{3, 2, 2, 1, 1, 1})
		results = append(results, result)
	}
	cells := make([][2]string, accounts)
	for i := range cells {
		cells[i] = [2]string{fmt.Sprintf("A-%07d", i), []string{"yes", "no"}[min(1, random.IntN(9500)/results[i%len(results)].Score)]}
	}
	row := 0
	cell := func(column int) string { return cells[row][column] }
	b.ReportAllocs()
	for b.Loop() {
		table := NewTable(r, 0, 1, OutcomeReader{Missing: scoring.NewMissingTokens(r.Missing)}.In(1, 0))
		part := table.Part()
		for row = range cells {
			part.Note("", row, cell, &results[row%len(results)])
			if row%5000 == 4999 {
				if err := part.Give(); err != nil {
					b.Fatal(err)
				}
			}
		}
		table.Finish()
		if _, err := Evaluate(table, 5); err != nil {
			b.Fatal(err)
		}
	}
}
