package evidence

import (
	"math"
	"slices"

	"chs/rubric"
	"chs/scoring"
)

// metrics are those that new cuts may be found for, by account.
type metrics struct {
	scorer   *scoring.Scorer
	criteria []int     // judged by cuts, by index into the rubric's
	values   []float64 // of the accounts in the order in which they were taken, and of each by criterion; nil once they are binned
	bins     [rubric.MaxCriteria][]prebin
	known    [rubric.MaxCriteria]Tally // of the accounts that have a score, those with a metric
}

// KeepMetrics has the table keep the metrics of criteria that are judged by cuts,
// as the scorer knows them, for [Table.FitCuts]. It is called before any part is
// made or account added. While accounts are read it takes 8 bytes more for each of
// their metrics, and then none.
//
// A metric is not kept of an account whose segment has cuts of its own for it.
func (t *Table) KeepMetrics(s *scoring.Scorer) {
	t.metrics = &metrics{scorer: s}
	for i, c := range t.Rubric.Criteria {
		if c.Judge == rubric.ByCuts {
			t.metrics.criteria = append(t.metrics.criteria, i)
		}
	}
}

// measure appends the metrics of an account, if they are kept, to values: NaN where
// one is not known or not kept.
func (t *Table) measure(r *scoring.Result, values []float64) []float64 {
	if t.metrics == nil {
		return values
	}
	for _, k := range t.metrics.criteria {
		metric := math.NaN()
		if r.Segment == scoring.None || t.Rubric.Segments[r.Segment].Cuts[k] == t.Rubric.Criteria[k].Cuts {
			metric = t.metrics.scorer.Metric(k, r)
		}
		values = append(values, metric)
	}
	return values
}

// bin finds the prebins of the metrics that accounts with a score have, if they are
// kept, and which of them each is in. Rows and accounts are in the order in which
// they were taken.
func (t *Table) bin() {
	m := t.metrics
	if m == nil {
		return
	}
	for j, k := range m.criteria {
		metric := func(account int) float64 { return m.values[account*len(m.criteria)+j] }
		var known []float64
		for i, a := range t.accounts {
			if v := metric(i); !math.IsNaN(v) && t.Rows[a.row].Scored() {
				known = append(known, v)
				m.known[k].add(one(a.left))
			}
		}
		slices.Sort(known)
		m.bins[k] = prebinsOf(known, m.known[k].prebins())
		for i := range t.accounts {
			if a := &t.accounts[i]; t.Rows[a.row].Scored() {
				a.bins[k] = binOf(m.bins[k], metric(i))
			}
		}
	}
	m.values = nil
}
