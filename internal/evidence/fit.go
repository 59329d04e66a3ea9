package evidence

import (
	"errors"

	"chs/rubric"
	"chs/scoring"
)

// A Fit is the weights or the cuts that the outcomes call for, or both.
type Fit struct {
	Segments []SegmentWeights // first the default segment, then the rubric's
	Cuts     []FittedCuts     // by criterion; nil if none were to be fitted

	// Judged is out of fold: each account by what was fitted to the accounts of the
	// other folds. Its Way says what was fitted.
	Judged Alternative

	// Later is the later half of the accounts, by what was fitted to the earlier. It
	// is not known where there are no halves, or too few accounts in one.
	Later Alternative
}

// FittedCuts are those of a criterion.
type FittedCuts struct {
	Cuts    rubric.Cuts // meaningless if they are not fitted
	Fitted  bool        // or else the rubric's stay
	Flipped bool        // the other way round than the rubric's: what was better is worse
	Gain    float64     // what they gain of log-loss an account, out of folds of the accounts that they were fitted to
	Tally               // the accounts that they are fitted to, or would be: with a score, and a metric that the rubric's cuts judge

	ratings []int8 // by prebin; nil if they are not fitted
}

// errNoCuts is the error that there are no cuts to be fitted.
var errNoCuts = errors.New("no criterion is judged by four cuts of its own; want one, to fit cuts")

// FitCuts fits the cuts of the criteria that are judged by four numbers and, if
// refit, weights with them, as [Table.FitWeights] does. It judges what comes out of
// so many folds, 2 to [ToEvaluate]. Cuts of segments stay as they are. The table
// must have kept its metrics (see [Table.KeepMetrics]). It returns an
// error if no criterion has such cuts, and a [*Refusal] if all have too few
// accounts: of the one that has most.
//
// The metrics of a criterion that has at least [ToFitCuts] accounts of both outcomes
// are parted into 64 prebins of as many accounts; where it has less, into five, so
// that only quintiles may be cuts; and where it has less than [ToFitQuintiles] its
// cuts stay. All accounts part them, whose outcomes have no say in that.
//
// Prebins are joined (see [joinAtLeast]) to stretches of at least a twentieth of the
// accounts, given what is expected of these had they all the criterion's mean
// rating: by the regression of [Table.FitWeights] if weights are fitted, else by
// Platt's method of the score that the rubric's weights give; both on ratings by the
// cuts found so far, and fitted anew when a cut changes. At most three rounds go
// over the criteria, those that would gain most first. New cuts are taken if, out of
// five folds of the accounts that they are fitted to, they gain at least 0.0005 of
// log-loss an account, and more than the standard error of that: over the cuts that
// there are, and over rating all accounts 3. Each fold is judged by the cuts and the
// model of the others.
//
// Source: of one criterion given the others, Hastie and Tibshirani, Generalized
// additive models, Statistical Science 1 (1986) 297–318; of the standard error,
// Breiman, Friedman, Olshen and Stone, Classification and Regression Trees (1984).
func (t *Table) FitCuts(folds int, ridge float64, refit bool) (*Fit, error) {
	if err := t.gateCuts(); err != nil {
		return nil, err
	}
	way := Recut
	if refit {
		way = RecutRefitted
	}
	cohorts := t.cohorts()
	fit := func(accounts []account) *Fit { return t.fitCuts(cohorts, accounts, ridge, refit) }
	all := t.having()
	f := fit(all)
	var pairs []pair
	inFold := deal(all, folds)
	for fold := range folds {
		others, those := divide(all, func(i int) bool { return int(inFold[i]) == fold })
		pairs = append(pairs, t.rejudged(fit(others), those)...)
	}
	f.Judged = judge(way, scoring.None, pairs)
	if h, ok := t.halves(); ok {
		earlier, later := divide(all, func(i int) bool { return int(all[i].day) > h.Until })
		if tally(earlier).Permit() >= ToFitQuintiles {
			f.Later = judge(way, scoring.None, t.rejudged(fit(earlier), later))
		}
	}
	return f, nil
}

// gateCuts refuses criteria none of which has enough accounts for its cuts to be
// fitted.
func (t *Table) gateCuts() error {
	if len(t.metrics.criteria) == 0 {
		return errNoCuts
	}
	var most Tally
	for _, k := range t.metrics.criteria {
		if known := t.metrics.known[k]; known.Rarer() >= most.Rarer() {
			most = known
		}
	}
	if most.Permit() < ToFitQuintiles {
		return &Refusal{Tally: most, Want: ToFitQuintiles}
	}
	return nil
}

// fitCuts returns the cuts, and the weights, that fit accounts, which are in order.
func (t *Table) fitCuts(cohorts []cohort, accounts []account, ridge float64, refit bool) *Fit {
	r := t.newRecutting(cohorts, accounts, func(c *cohort, some []Row, similar model) model {
		if !refit {
			return c.ownScore(t.Rubric, some)
		}
		near, _ := similar.(*weighing)
		return c.weighing(some, ridge, near)
	})
	r.run()
	f := &Fit{Cuts: make([]FittedCuts, len(t.Rubric.Criteria))}
	for k, c := range t.Rubric.Criteria {
		fitted := &f.Cuts[k]
		fitted.Tally, fitted.Gain = t.metrics.known[k], r.found[k].gain
		fitted.ratings = r.found[k].byPrebin()
		if fitted.Cuts, fitted.Fitted = r.found[k].Cuts(t.metrics.bins[k]); fitted.Fitted {
			fitted.Flipped = fitted.Cuts.LowerIsBetter != c.Cuts.LowerIsBetter
		}
	}
	f.Segments = t.segmentWeights(cohorts, func(i int) []float64 {
		if !refit {
			return nil
		}
		return cohorts[i].weighing(r.rows[i], ridge, nil).criteria()
	})
	return f
}

// tally counts accounts.
func tally(accounts []account) (all Tally) {
	for _, a := range accounts {
		all.add(one(a.left))
	}
	return all
}

// divide returns the accounts that are not such, and those that are.
func divide(all []account, such func(i int) bool) (others, those []account) {
	for i, a := range all {
		if such(i) {
			those = append(those, a)
		} else {
			others = append(others, a)
		}
	}
	return others, those
}

// rejudged returns the scores of accounts, and those by a fit.
func (t *Table) rejudged(by *Fit, accounts []account) (pairs []pair) {
	r := t.rerating(by.Segments, by.Cuts)
	for _, a := range accounts {
		row := &t.Rows[a.row].Pattern
		p := r.rerate(row, a.bins)
		if p.Scored() {
			pairs = append(pairs, pair{int(row.Score), int(p.Score), one(a.left)})
		}
	}
	return pairs
}
