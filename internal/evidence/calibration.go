package evidence

import (
	"cmp"
	"math"
	"slices"
)

// A Calibration says how good the probabilities of leaving are that a method
// makes of scores, judged out of fold: each account by what was fitted to the
// accounts of the other folds.
type Calibration struct {
	Method Method

	Brier   float64 // the mean of (probability − outcome)²
	LogLoss float64 // the mean of −ln of the probability of what happened

	// ECE, the expected calibration error, is by how much the probabilities of
	// a tenth of the accounts differ from the share of it that left, on average
	// (Naeini, Cooper and Hauskrecht, AAAI 2015; with tenths of as many accounts,
	// after Nguyen and O'Connor, EMNLP 2015).
	ECE    float64
	Tenths []CalibrationTenth

	// Slope is Cox's (Biometrika 45 (1958) 562–565): below 1 the probabilities
	// are too far from the base rate, above 1 too near. It is not known where
	// all scores are equal or separate the outcomes wholly.
	Slope      float64
	SlopeKnown bool
}

// A CalibrationTenth is a tenth of the accounts, by probability. Accounts of equal
// ones are in one tenth.
type CalibrationTenth struct {
	Probability float64 // the mean
	Share               // that left
}

// A forecast is the accounts of which the same is expected, by the logarithm of
// their odds.
type forecast struct {
	logit float64
	Tally
}

// Calibrate judges probabilities of leaving out of so many folds: those of
// [ByPlatt], or of [ByIsotonic] if there are 1,000 accounts, 200 of each outcome,
// and its LogLoss is less. Each outcome must have at least as many accounts as
// there are folds, and two.
func (t *Table) Calibrate(folds int) Calibration {
	trials := t.trials(folds)
	c := calibrate(ByPlatt, trials)
	if !t.Scores().allowsIsotonic() {
		return c
	}
	if other := calibrate(ByIsotonic, trials); other.LogLoss < c.LogLoss {
		return other
	}
	return c
}

// A trial is what is fitted to some scores, and judged by others.
type trial struct{ fitted, judged *Scores }

// trials returns those of so many folds, each judged by what is fitted to all
// others.
func (t *Table) trials(folds int) []trial {
	var all []trial
	for _, fold := range t.folds(folds) {
		all = append(all, trial{t.scoresOf(t.without(fold)), t.scoresOf(fold)})
	}
	return all
}

// calibrate judges the probabilities of a method.
func calibrate(by Method, trials []trial) Calibration {
	all := forecasts(by, trials)
	c := Calibration{Method: by}
	accounts := 0
	for _, f := range all {
		p := probability(f.logit)
		leavers, stayers := float64(f.Leavers), float64(f.Stayers)
		c.Brier += float64(leavers*(1-p)*(1-p)) + float64(stayers*p*p)
		c.LogLoss += float64(leavers*softplus(-f.logit)) + float64(stayers*softplus(f.logit))
		accounts += f.Accounts()
	}
	c.Brier /= float64(accounts)
	c.LogLoss /= float64(accounts)
	c.Tenths = tenthsOf(all, accounts)
	for _, tenth := range c.Tenths {
		c.ECE += float64(math.Abs(tenth.Probability-tenth.Value())*float64(tenth.Whole)) / float64(accounts)
	}
	if !constant(trials) {
		c.Slope, c.SlopeKnown = slope(all)
	}
	return c
}

// forecasts returns the forecasts of all accounts that are judged, by rising
// probability, each once.
func forecasts(by Method, trials []trial) []forecast {
	var all []forecast
	for _, t := range trials {
		logit := by.fit(t.fitted)
		for _, c := range t.judged.Cells {
			all = append(all, forecast{logit(c.Score), c.Tally})
		}
	}
	slices.SortFunc(all, func(a, b forecast) int { return cmp.Compare(a.logit, b.logit) })
	once := all[:0]
	for _, f := range all {
		if last := len(once) - 1; last >= 0 && once[last].logit == f.logit {
			once[last].add(f.Tally)
		} else {
			once = append(once, f)
		}
	}
	return once
}

// tenthsOf returns the tenths of so many accounts that have any. A forecast is
// in the tenth that the middle of its accounts is in.
func tenthsOf(all []forecast, accounts int) []CalibrationTenth {
	var tenths []CalibrationTenth
	last, seen := -1, 0
	for _, f := range all {
		if at := 5 * (2*seen + f.Accounts()) / accounts; at != last {
			tenths = append(tenths, CalibrationTenth{})
			last = at
		}
		seen += f.Accounts()
		t := &tenths[len(tenths)-1]
		t.Probability += float64(probability(f.logit) * float64(f.Accounts()))
		t.Part += f.Leavers
		t.Whole += f.Accounts()
	}
	for i := range tenths {
		tenths[i].Probability /= float64(tenths[i].Whole)
	}
	return tenths
}

// constant reports whether all scores that are judged are equal.
func constant(trials []trial) bool {
	for _, t := range trials {
		if len(t.judged.Cells) > 1 || t.judged.Cells[0].Score != trials[0].judged.Cells[0].Score {
			return false
		}
	}
	return true
}

// slope returns the slope of a logistic regression of the outcomes on the
// forecasts. ok is false if these part the outcomes.
func slope(all []forecast) (slope float64, ok bool) {
	if parted(all) {
		return 0, false
	}
	samples := make([]sample, len(all))
	for i, f := range all {
		samples[i] = sample{f.logit, float64(f.Leavers), float64(f.Accounts())}
	}
	return fit(samples).Slope, true
}

// parted reports whether all leavers' forecasts are on one side of the stayers',
// or at its end.
func parted(all []forecast) bool {
	leavers, stayers := Interval{math.Inf(1), math.Inf(-1)}, Interval{math.Inf(1), math.Inf(-1)}
	for _, f := range all {
		if f.Leavers > 0 {
			leavers = Interval{min(leavers.Low, f.logit), max(leavers.High, f.logit)}
		}
		if f.Stayers > 0 {
			stayers = Interval{min(stayers.Low, f.logit), max(stayers.High, f.logit)}
		}
	}
	return leavers.High <= stayers.Low || stayers.High <= leavers.Low
}
