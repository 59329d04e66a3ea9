package report

import (
	"io"

	"chs/internal/evidence"
	"chs/scoring"
)

// A backtestJSON is a backtest as a JSON object. Its fields, and theirs, stay as
// they are; later versions may add others. What is not known is null. Shares and
// probabilities are 0 to 1.
type backtestJSON struct {
	Rubric  string   `json:"rubric"`
	Of      []string `json:"of"`
	Outcome string   `json:"outcome"`
	AsOf    *string  `json:"as_of"`
	Horizon *int     `json:"horizon_days"`
	Seed    uint64   `json:"seed"`
	Folds   int      `json:"folds"`

	tallyJSON
	Unscored tallyJSON `json:"unscored"`
	Unknown  int       `json:"unknown_outcomes"`

	Verdict  evidence.Verdict `json:"verdict"`
	Sentence string           `json:"sentence"`
	AUC      aucJSON          `json:"auc"`
	Gini     float64          `json:"gini"`
	KS       ksJSON           `json:"ks"`
	Tenths   []tenthJSON      `json:"tenths"`
	Caught   shareOfJSON      `json:"caught"`         // of the leavers, those in the lowest band
	Missed   shareOfJSON      `json:"looked_healthy"` // of the leavers, those in the top band
	Bands    []bandOfJSON     `json:"bands"`
	Scores   []groupOfJSON    `json:"scores"` // by ten points
	ROC      []rocJSON        `json:"roc"`

	Calibration  calibrationJSON   `json:"calibration"`
	InTime       *inTimeJSON       `json:"in_time"`
	Criteria     []criterionOfJSON `json:"criteria"`
	Alternatives []alternativeJSON `json:"alternatives"`
	Fit          *fitJSON          `json:"fit"`
	Drift        *fileDriftJSON    `json:"drift"`
	Late         []lateJSON        `json:"dated_after_outcome"`
	Written      *writtenJSON      `json:"written"`
	WhatToDo     []string          `json:"what_to_do"`
}

// writeBacktestJSON writes a backtest as one object.
func writeBacktestJSON(w io.Writer, b *Backtest) error {
	all := backtestJSON{
		Rubric: stampOf(b.Rubric), Of: append([]string{}, b.Of...), Outcome: b.Outcome, AsOf: orNull(b.AsOf), Horizon: orNull(b.Horizon),
		Seed: b.Seed, Folds: b.Folds, tallyJSON: jsonTally(b.Scores.Tally), Unscored: jsonTally(b.Unscored), Unknown: b.Unknown,
		Verdict: b.AUC.Verdict(), Sentence: b.AUC.Sentence(), AUC: jsonAUC(b.AUC), Gini: b.AUC.Gini(),
		KS: ksJSON{b.KS.Value, jsonPoints(b.KS.Score)}, Caught: jsonShareOf(b.Caught()), Missed: jsonShareOf(b.Missed()),
		Calibration: jsonCalibration(&b.Calibration), InTime: b.jsonInTime(), Criteria: b.jsonCriteria(), Alternatives: b.jsonAlternatives(),
		Tenths: jsonTenths(b.Tenths), Bands: jsonBands(b.Rubric, b.Bands), Fit: b.jsonFit(), Late: b.jsonLate(), WhatToDo: b.advice().steps,
	}
	for _, g := range b.Bins {
		all.Scores = append(all.Scores, jsonGroupOf(g))
	}
	for _, p := range b.Scores.ROC() {
		all.ROC = append(all.ROC, rocJSON{jsonPoints(p.Score), p.Leavers.Value(), p.Stayers.Value()})
	}
	if b.Written != "" {
		all.Written = &writtenJSON{b.Written, jsonCalibration(&b.Propensity)}
	}
	if d := b.Drift; d != nil {
		all.Drift = &fileDriftJSON{d.File, d.Accounts, jsonDrift(d.Drift)}
	}
	return WriteJSON(w, all, "  ")
}

// orNull returns what says something, nil for what is empty.
func orNull[T comparable](x T) *T {
	var empty T
	if x == empty {
		return nil
	}
	return &x
}

func (b *Backtest) jsonInTime() *inTimeJSON {
	t := b.InTime
	if t == nil {
		return nil
	}
	all := &inTimeJSON{
		First: scoring.FormatDay(t.First), Until: scoring.FormatDay(t.Until), Last: scoring.FormatDay(t.Last),
		Earlier: jsonHalf(t.Earlier), Later: jsonHalf(t.Later), Drift: jsonDrift(t.Drift),
	}
	if t.Known() {
		all.Calibration = new(jsonCalibration(&t.Calibration))
	}
	return all
}

// jsonCriteria returns what is known of each criterion.
func (b *Backtest) jsonCriteria() []criterionOfJSON {
	var all []criterionOfJSON
	for i, c := range b.Rubric.Criteria {
		one := criterionOfJSON{
			Criterion: c.Name, Key: c.Key, Weight: jsonPoints(c.Weight), Role: orNull(b.role(i)), IV: b.Rated[i].IV(),
			Alone: b.jsonAlternative(b.way(evidence.Alone, i)),
		}
		if without := b.way(evidence.LeftOut, i); without != nil {
			one.LeftOut = new(b.jsonAlternative(without))
		}
		all = append(all, one)
	}
	return all
}

// jsonAlternatives returns the ways that are not of one criterion.
func (b *Backtest) jsonAlternatives() []alternativeJSON {
	all := []alternativeJSON{}
	for i := range b.Alternatives {
		if a := &b.Alternatives[i]; a.Criterion == scoring.None {
			all = append(all, b.jsonAlternative(a))
		}
	}
	if b.Ceiling != nil {
		all = append(all, b.jsonAlternative(b.Ceiling))
	}
	return all
}

func (b *Backtest) jsonLate() []lateJSON {
	all := []lateJSON{}
	for _, l := range b.Late {
		if l.Accounts > 0 {
			all = append(all, lateJSON{b.Rubric.Columns[l.Column].Name, l.Accounts, l.File, l.Line, l.ID})
		}
	}
	return all
}
