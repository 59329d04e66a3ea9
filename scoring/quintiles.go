package scoring

import (
	"math"
	"slices"

	"chs/rubric"
)

// Quintiles collects the known values of the criteria that are rated relative
// to the run's accounts: 8 bytes an account and such criterion.
type Quintiles struct {
	values [rubric.MaxCriteria][]float64
}

// Collect adds an account's values to q. It uses r for what it reads.
func (s *Scorer) Collect(cells []string, r *Result, q *Quintiles) {
	s.read(cells, r)
	for i := range s.criteria {
		c := &s.criteria[i]
		if c.judge != rubric.ByQuintiles || c.expired(&r.row) {
			continue
		}
		if metric := c.metric(&r.row); !math.IsNaN(metric) {
			q.values[i] = append(q.values[i], metric)
		}
	}
}

// Merge moves what other has collected into q.
func (q *Quintiles) Merge(other *Quintiles) {
	for i := range q.values {
		q.values[i] = append(q.values[i], other.values[i]...)
		other.values[i] = nil
	}
}

// WithQuintiles returns a Scorer that rates relative to what q has collected.
// It sorts q's values.
func (s *Scorer) WithQuintiles(q *Quintiles) *Scorer {
	relative := *s
	relative.groups = slices.Clone(s.groups)
	for g := range relative.groups {
		relative.groups[g].cuts = slices.Clone(s.groups[g].cuts)
	}
	for i, c := range s.rubric.Criteria {
		if c.Judge != rubric.ByQuintiles {
			continue
		}
		at := quintileCuts(q.values[i], c.Cuts.LowerIsBetter)
		for _, g := range relative.groups {
			g.cuts[i].At = at
		}
	}
	relative.setReached()
	return &relative
}

// quintileCuts returns the cuts that rate each of values by its middle rank:
// 1 + (5·(2·worse + equal)) div (2·n), worse and equal counting the values
// worse than and equal to it, itself included. A rating that no value reaches
// has a cut beyond all values, or that of the next rating.
func quintileCuts(values []float64, lowerIsBetter bool) [4]float64 {
	beyond := math.Inf(1)
	slices.Sort(values)
	if lowerIsBetter {
		beyond = math.Inf(-1)
		slices.Reverse(values)
	}
	cuts := [4]float64{beyond, beyond, beyond, beyond}
	n := len(values)
	for worse := 0; worse < n; {
		equal := 1
		for worse+equal < n && values[worse+equal] == values[worse] {
			equal++
		}
		rating := 1 + 5*(2*worse+equal)/(2*n)
		for i := range cuts[:rating-1] {
			if cuts[i] == beyond {
				cuts[i] = values[worse]
			}
		}
		worse += equal
	}
	return cuts
}
