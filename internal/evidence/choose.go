package evidence

import (
	"fmt"
	"slices"

	"chs/rubric"
)

// A Choice is the criteria that outcomes call for.
type Choice struct {
	Criteria []Chosen // in the order in which they were chosen
	Passed   []Passed // the metrics that no criterion is made of, in their order
	Fitted   Permit   // what was fitted: ToFitWeights, ToFitQuintiles or ToFitCuts
	Tally             // of all accounts

	// Judged is how well the score separates the outcomes out of fold: each
	// account is scored by criteria that were chosen anew, from the accounts of
	// the other folds alone.
	Judged AUC
}

// A Chosen metric is made a criterion of.
type Chosen struct {
	Metric  int         // by index
	Cuts    rubric.Cuts // of numbers
	Ratings []int       // of texts, by index
	Weight  int         // whole; all sum to 100
	Gain    float64     // by how much less the mean −ln of the probability of what happened was, out of fold, once it was chosen beside those before it
	Alone   AUC         // of its ratings
	Rated   Rated       // the accounts by its ratings
}

// A Passed metric is not made a criterion of.
type Passed struct {
	Metric      int // by index
	Why         Why
	Beside      int     // the metric that it moves with, by index, if that is why
	Correlation float64 // with that
	AUC         float64 // of the metric alone, either way round, if it leaks; 0 where only one outcome knows it
}

// A Why says why no criterion is made of a metric.
type Why int

// The reasons: it separates the outcomes so well alone that it may know them; its
// ranks nearly follow from those of a chosen one; there are six already; what it
// adds to those is too little.
const (
	Leaks Why = iota
	MovesWith
	NoRoom
	AddsNothing
)

// TooFew is the error that there are too few accounts of an outcome to choose
// criteria by: fewer than [ToFitWeights].
type TooFew struct{ Tally }

// Error implements error.
func (e *TooFew) Error() string {
	return fmt.Sprintf("too few to choose criteria by: %s among %s; want at least %d",
		counted(e.Rarer(), e.rarerName()), counted(e.Accounts(), "account"), ToFitWeights)
}

// NothingTells is the error that no criteria were found, or none whose score
// separates the outcomes.
type NothingTells struct {
	Passed []Passed // the metrics that no criterion would be made of
	Judged AUC      // as of a [Choice]; 0 if no criteria were found
}

// Error implements error.
func (e *NothingTells) Error() string {
	const nothing = "nothing was found that tells leavers from stayers"
	if e.Judged == (AUC{}) {
		return nothing
	}
	return fmt.Sprintf("%s: out of fold the AUC is %.3f, with a 95%% interval from %.3f to %.3f; chance has 0.5", nothing,
		e.Judged.Value, e.Judged.Low, e.Judged.High)
}

// Choose chooses up to six criteria, out of so many folds, 2 to [ToEvaluate]. It
// starts with none, and takes again and again the metric that gains most log-loss
// out of fold beside those taken, if that is at least 0.0005 an account, and ln 20
// in all. Of metrics that move together it takes one; what may know the outcome it
// leaves out.
//
// A metric is joined to twentieths of the accounts, whatever became of them; from
// [ToFitCuts] accounts of each outcome on its cuts are those of [joinAtLeast], with a
// twentieth of the accounts each at least; from [ToFitQuintiles] on they are
// chosen from those of fifths; with fewer they are those of fifths, and the
// outcomes tell the direction alone. Texts are ordered by the odds of leaving,
// drawn to those of all, and then are treated as numbers are. Weights are
// proportional to the coefficients of [Table.FitWeights], drawn to equal weights.
//
// It returns [*TooFew] or [*NothingTells] if there is nothing to be said. The
// order of the accounts does not matter.
//
// Source: forward selection by cross-validation as in Hastie, Tibshirani and
// Friedman, The Elements of Statistical Learning (2009), 3.3 and 7.10.
func (a *Accounts) Choose(metrics []Metric, folds int) (*Choice, error) {
	if a.Permit() < ToFitWeights {
		return nil, &TooFew{a.Tally}
	}
	c := a.chooser(metrics, folds)
	choice := c.choose(none).choice()
	choice.Tally = a.Tally
	if len(choice.Criteria) == 0 {
		return nil, &NothingTells{Passed: choice.Passed}
	}
	if choice.Judged = c.judge(); choice.Judged.Verdict() != Separates {
		return nil, &NothingTells{choice.Passed, choice.Judged}
	}
	return choice, nil
}

// choice returns what was chosen from all accounts.
func (s *selection) choice() *Choice {
	weights := s.weights()
	choice := &Choice{Passed: s.passed(weights), Fitted: s.permit}
	for i, weight := range weights {
		if weight == 0 {
			continue
		}
		chosen := Chosen{Metric: s.taken[i], Weight: weight, Gain: s.gains[i]}
		m, shape := s.metrics[chosen.Metric], &s.final.shapes[i]
		if m.texts > 0 {
			for _, rating := range shape.ratings[1:] {
				chosen.Ratings = append(chosen.Ratings, int(rating))
			}
		} else {
			chosen.Cuts, _ = shape.joined.Cuts(shape.bins) // there are some: it tells leavers from stayers
		}
		for account, code := range m.codes {
			chosen.Rated[shape.ratings[code]].add(one(s.left[account]))
		}
		chosen.Alone = aucOf(chosen.Rated[1:])
		choice.Criteria = append(choice.Criteria, chosen)
	}
	return choice
}

// aucOf returns how well what rises separates the outcomes, of accounts counted by
// it. Both must be there.
func aucOf(counts []Tally) AUC {
	var s Scores
	for i, in := range counts {
		if in.Accounts() > 0 {
			s.Cells = append(s.Cells, Cell{i, in})
			s.add(in)
		}
	}
	return s.AUC()
}

// passed returns why no criteria are made of the other metrics.
func (s *selection) passed(weights []int) []Passed {
	var all []Passed
	for i := range s.metrics {
		taken := slices.Index(s.taken, i)
		switch p := s.barred[i]; {
		case taken >= 0 && weights[taken] > 0:
		case p != nil:
			all = append(all, *p)
		case taken < 0 && s.would[i] >= s.least():
			all = append(all, Passed{Metric: i, Why: NoRoom})
		default:
			all = append(all, Passed{Metric: i, Why: AddsNothing})
		}
	}
	return all
}
