package report

import "chs/rubric"

// A writtenJSON is a new rubric.
type writtenJSON struct {
	File       string          `json:"file"`
	Propensity calibrationJSON `json:"propensity"` // how good its probabilities are
}

// A fitJSON is what was fitted.
type fitJSON struct {
	What      string               `json:"what"`     // weights, cuts, or all
	Segments  []segmentWeightsJSON `json:"segments"` // null if cuts alone were fitted
	Cuts      []fittedCutsJSON     `json:"cuts"`     // null if weights alone were
	OutOfFold alternativeJSON      `json:"out_of_fold"`
	Later     *alternativeJSON     `json:"later_half"` // by what was fitted to the earlier
}

// A segmentWeightsJSON is the weights of segments that share them.
type segmentWeightsJSON struct {
	Segments []string `json:"segments"`
	Fitted   bool     `json:"fitted"`
	tallyJSON
	Criteria []weightJSON `json:"criteria"`
}

type weightJSON struct {
	Key string `json:"key"`
	Old number `json:"old"`
	New number `json:"new"`
}

// A fittedCutsJSON is the cuts of a criterion that is judged by four. The accounts
// are those that they are fitted to, or would be.
type fittedCutsJSON struct {
	Key    string `json:"key"`
	Fitted bool   `json:"fitted"`
	tallyJSON
	Old     cutsJSON  `json:"old"`
	New     *cutsJSON `json:"new"` // null if the old ones stay
	Flipped bool      `json:"flipped"`
	Gain    *float64  `json:"log_loss_gain"` // of an account; null if the old ones stay
}

type cutsJSON struct {
	At     [4]float64 `json:"cuts"`
	Better string     `json:"better"` // higher or lower
}

func (b *Backtest) jsonFit() *fitJSON {
	if b.Fit == nil {
		return nil
	}
	all := &fitJSON{What: "weights", OutOfFold: b.jsonAlternative(&b.Fit.Judged)}
	if b.Fit.Later.Known {
		all.Later = new(b.jsonAlternative(&b.Fit.Later))
	}
	if b.fitsWeights() {
		all.Segments = b.jsonWeights()
	}
	if b.fitsCuts() {
		all.What, all.Cuts = "cuts", b.jsonCuts()
		if b.fitsWeights() {
			all.What = "all"
		}
	}
	return all
}

func (b *Backtest) jsonWeights() (all []segmentWeightsJSON) {
	for _, w := range b.weighings() {
		one := segmentWeightsJSON{Segments: w.segments, Fitted: w.Fitted, tallyJSON: jsonTally(w.Tally)}
		for i, c := range b.Rubric.Criteria {
			one.Criteria = append(one.Criteria, weightJSON{c.Key, jsonPoints(w.old[i]), jsonPoints(w.Weights[i])})
		}
		all = append(all, one)
	}
	return all
}

func (b *Backtest) jsonCuts() (all []fittedCutsJSON) {
	for i, c := range b.Rubric.Criteria {
		if b.cutsFate(i) == uncut {
			continue
		}
		f := &b.Fit.Cuts[i]
		one := fittedCutsJSON{Key: c.Key, Fitted: f.Fitted, tallyJSON: jsonTally(f.Tally), Old: jsonCutsOf(&c.Cuts), Flipped: f.Flipped}
		if f.Fitted {
			one.New, one.Gain = new(jsonCutsOf(&f.Cuts)), &f.Gain
		}
		all = append(all, one)
	}
	return all
}

func jsonCutsOf(c *rubric.Cuts) cutsJSON {
	if c.LowerIsBetter {
		return cutsJSON{c.At, "lower"}
	}
	return cutsJSON{c.At, "higher"}
}
