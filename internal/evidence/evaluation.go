// Package evidence says what a score was worth: whether those that left had
// scored lower than those that stayed, which criteria tell them apart, which
// weights would do better, and what a score means as a probability. It knows no
// files and no clock, and judges by counts of accounts, so that the order of the
// rows changes nothing.
//
// A [Table] holds the accounts whose outcome is known. [Evaluate] judges it: by its
// [Scores], which give an [AUC] and its like, by the [Alternative] ways to make a
// score, and by the [Calibration] of the probability of leaving.
//
// [Table.FitWeights], [Table.FitCuts] and [Table.Ceiling] fit other ways, judged out
// of folds, and [FitPropensity] what a rubric keeps of the probability.
// [Accounts.Choose], in the files that start with choose, finds criteria where there
// is no rubric yet. Each has a [Permit] to ask for: the accounts that it takes.
//
// Below them lie the regression that all fits but the isotonic are, and prebins,
// which are joined to the stretches of a metric that cuts part.
package evidence

import "chs/rubric"

// An Evaluation says whether a score separates those that left from those that
// stayed, and what of it does. It is of the accounts that have a score.
type Evaluation struct {
	Rubric   *rubric.Rubric
	Scores   *Scores
	Unscored Tally // the accounts that have none
	Unknown  int   // accounts whose outcome is not known

	AUC    AUC
	KS     KS
	Tenths [10]Tenth
	Bins   []Group // by ten points of score
	Bands  []Group // by the rubric's bands

	Alternatives []Alternative
	Rated        []Rated // by criterion
	Folds        int     // that the calibration is out of
	Calibration  Calibration
	InTime       *InTime // nil if all outcomes are of one day
}

// Evaluate judges a table, with so many folds for what is fitted, 2 to
// [ToEvaluate]. Too few accounts of an outcome are a [*Refusal].
func Evaluate(t *Table, folds int) (*Evaluation, error) {
	s := t.Scores()
	if err := s.gate(); err != nil {
		return nil, err
	}
	e := &Evaluation{
		Rubric: t.Rubric, Scores: s, Unscored: t.unscored(), Unknown: t.Unknown,
		AUC: s.AUC(), KS: s.KS(), Tenths: s.Tenths(), Bins: s.Bins(), Bands: s.Bands(t.Rubric),
		Alternatives: t.alternatives(), Rated: t.rated(), Folds: folds, Calibration: t.Calibrate(folds),
	}
	e.InTime = t.inTime(e.Calibration.Method)
	return e, nil
}

// Caught returns the share of the leavers that the lowest band held.
func (e *Evaluation) Caught() Share { return Share{e.Bands[0].Part, e.Scores.Leavers} }

// Missed returns the share of the leavers that looked healthy: those that the
// top band held.
func (e *Evaluation) Missed() Share {
	return Share{e.Bands[len(e.Bands)-1].Part, e.Scores.Leavers}
}
