package evidence

import (
	"math"
	"slices"

	"chs/rubric"
)

// A selection is criteria taken one by one from the accounts of all folds but one,
// or of all.
type selection struct {
	*chooser
	without  int
	accounts int
	inner    []*learner // each judges by a fold, and learns from the others
	final    *learner   // learns from all
	orders   [][]int    // where each code of a metric stands among all
	barred   []*Passed  // by metric, nil where it may be taken
	taken    []int      // metrics, by index
	gains    []float64  // of those taken, an account
	would    []float64  // gain of each metric in sum, beside all that are taken
}

// choose returns the criteria that are chosen from the accounts of all folds but
// one, or of all.
func (c *chooser) choose(without int) *selection {
	s := &selection{chooser: c, without: without, final: c.newLearner(without, none), barred: make([]*Passed, len(c.metrics))}
	for fold := range c.folds {
		if fold != without {
			s.inner = append(s.inner, c.newLearner(without, fold))
		}
	}
	for i := range s.left {
		if s.has(i) {
			s.accounts++
		}
	}
	s.order()
	s.barLeaks()
	for {
		best := s.try()
		switch {
		case best < 0 || s.would[best] < s.least() || len(s.taken) == rubric.MaxCriteria:
			return s
		case !s.final.shapeOf(s.metrics[best]).tells():
			s.barred[best] = &Passed{Metric: best, Why: AddsNothing}
		default:
			s.take(best)
			s.barCollinear(best)
		}
	}
}

// has reports whether the selection knows an account.
func (s *selection) has(account int) bool { return int(s.fold[account]) != s.without }

// least returns what a metric must gain in sum to be taken: so much an account,
// and so much in all that what happened is twenty times as likely, which is strong
// evidence (Kass and Raftery, Bayes factors, Journal of the American Statistical
// Association 90 (1995) 773–795).
func (s *selection) least() float64 { return max(math.Log(20), leastGain*float64(s.accounts)) }

// try finds what each metric would gain, and returns the one that would most, the
// first of equal ones; -1 if none would gain.
func (s *selection) try() (best int) {
	best = -1
	s.would = make([]float64, len(s.metrics))
	for i, m := range s.metrics {
		if s.barred[i] != nil || slices.Contains(s.taken, i) {
			continue
		}
		for _, l := range s.inner {
			s.would[i] += l.try(m)
		}
		if s.would[i] > 0 && (best < 0 || s.would[i] > s.would[best]) {
			best = i
		}
	}
	return best
}

// take takes a metric as a criterion.
func (s *selection) take(i int) {
	for _, l := range s.inner {
		l.take(s.metrics[i])
	}
	s.final.take(s.metrics[i])
	s.taken = append(s.taken, i)
	s.gains = append(s.gains, s.would[i]/float64(s.accounts))
}

// weights returns those of the criteria, whole, which sum to 100. One of 0 adds
// nothing to the others. All are 0 if none tells leavers from stayers.
func (s *selection) weights() []int {
	weights, ok := wholeWeights(s.final.model.criteria())
	if !ok {
		return make([]int, len(s.taken))
	}
	for i := range weights {
		weights[i] /= 100 // they are hundredths
	}
	return weights
}
