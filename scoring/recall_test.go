package scoring

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/rubric"
)

// remembered returns what is kept of a result.
func remembered(s *Scorer, r *Result) (kept Result, metrics [rubric.MaxCriteria]float64) {
	kept = Result{
		Scored: r.Scored, Score: r.Score, Band: r.Band, Coverage: r.Coverage, Segment: r.Segment, Cap: r.Cap,
		Ratings: r.Ratings, Value: r.Value,
	}
	for i := range metrics {
		metrics[i] = math.NaN()
		if i < len(s.criteria) {
			metrics[i] = s.Metric(i, r)
		}
	}
	return kept, metrics
}

// A recalled account is what it was, as far as its caps do not matter.
func TestRecallIsAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawRubric(t)
		drawn, r := scoreText(t, d.text(), d.cells())
		s := New(drawn, today)
		kept, metrics := remembered(s, r)
		s.Recall(&kept, metrics)
		said := func(r *Result) []any {
			supposed, ok := r.Suppose([rubric.MaxCriteria]int8{5})
			low, high, ranges := s.Range(r)
			var way Way
			hasWay := s.Way(r, &way)
			return []any{
				r.Scored, r.Uncapped, r.Contributions(), r.Lost(), r.Possible(), supposed, ok, low, high, ranges,
				hasWay, way.Band, way.Uncapped, len(way.Steps), s.Firmness(r), s.Metric(0, r),
			}
		}
		if diff := cmp.Diff(said(r), said(&kept), equalNaNs); diff != "" {
			t.Error(diff)
		}
		if r.Recalled() || !kept.Recalled() {
			t.Error("recalled is not told from scored")
		}
	})
}

var equalNaNs = cmp.Comparer(func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) })

// A cap that held the score still does; the ratings say what it took.
func TestRecallKnowsTheCap(t *testing.T) {
	text, r := scoreText(t, "criteria: [{name: A, column: a, weight: 1, missing: 5}]\ncaps: [{when: late > 0, band: red, reason: late}]\n", "a=4|late=1")
	s := New(text, today)
	kept, metrics := remembered(s, r)
	s.Recall(&kept, metrics)
	if kept.Uncapped != 7500 || s.Firmness(&kept).Up != -1 {
		t.Errorf("%d, %+v", kept.Uncapped, s.Firmness(&kept))
	}
}

// What cannot have been scored is unscored.
func TestRecallOfNothing(t *testing.T) {
	s := New(loadText(t, "criteria: [{name: A, column: a, weight: 1}]\n"), today)
	r := Result{Scored: true, Score: 5000, Uncapped: 5000, Band: 1, Segment: None, Cap: None}
	s.Recall(&r, [rubric.MaxCriteria]float64{})
	if r.Scored || r.Band != None || r.Contributions() != [rubric.MaxCriteria]int{} {
		t.Errorf("%+v", r)
	}
}

// A metric that is rated again has the rating that it had.
func TestRerateIsRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := loadText(t, judgedAllWays)
		s := New(r, today)
		result := s.NewResult()
		var q, again Quintiles
		rows := rapid.SliceOfN(rapid.SampledFrom([]string{
			"a=12|on=2026-11-20|b=4|e=1", "a=45|b=1|e=3|new=1", "a=x|on=2026-11-20|e=2", "a=31|on=2026-11-20|b=7|e=3|new=2",
		}), 1, 9).Draw(t, "rows")
		for _, row := range rows {
			s.Collect(cellsOf(t, r, row), result, &q)
			s.Score(cellsOf(t, r, row), result)
			_, metrics := remembered(s, result)
			s.CollectKnown(&metrics, &again)
		}
		relative, also := s.WithQuintiles(&q), s.WithQuintiles(&again)
		for _, row := range rows {
			relative.Score(cellsOf(t, r, row), result)
			for _, i := range []int{0, 1, 4} {
				if got := also.Rerate(i, result.Segment, relative.Metric(i, result)); got != result.Ratings[i] {
					t.Errorf("%s: criterion %d is rated %d, was %d", row, i, got, result.Ratings[i])
				}
			}
		}
	})
}
