package scoring

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// What an engine has made of an account stands, and all that follows from it is
// what it would be had it been made here, whatever was made here before.
func TestSettledIsAsScored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawRubric(t)
		r := loadText(t, d.text())
		s := New(r, today)
		cells := cellsOf(t, r, d.cells())
		want, got := s.NewResult(), s.NewResult()
		s.Score(cells, want)
		s.Score(make([]string, len(cells)), got)
		s.read(cells, got) // what Settle does not tell
		got.Scored, got.Score, got.Uncapped, got.Coverage = want.Scored, want.Score, want.Uncapped, want.Coverage
		got.Segment, got.Cap, got.Ratings, got.Plays = want.Segment, want.Cap, want.Ratings, want.Plays
		s.Settle(got)
		said := func(r *Result) []any {
			var way Way
			hasWay := s.Way(r, &way)
			return []any{r.Band, r.Contributions(), r.Lost(), r.Possible(), s.Firmness(r), hasWay, way.Band, way.Uncapped, r.row}
		}
		if diff := cmp.Diff(said(want), said(got), equalNaNs, cmp.AllowUnexported(row{}, cell{})); diff != "" {
			t.Error(diff)
		}
	})
}
