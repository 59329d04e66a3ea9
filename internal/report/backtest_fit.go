package report

import (
	"fmt"
	"slices"

	"chs/internal/evidence"
)

// fitted says what was to be fitted: weights, cuts, or weights and cuts.
func (b *Backtest) fitted() string { return weightsAndCuts(b.fitsWeights(), b.fitsCuts()) }

// changed says what was fitted of it; "" if all stays.
func (b *Backtest) changed() string {
	return weightsAndCuts(
		slices.ContainsFunc(b.Fit.Segments, func(s evidence.SegmentWeights) bool { return s.Fitted }),
		slices.ContainsFunc(b.Fit.Cuts, func(c evidence.FittedCuts) bool { return c.Fitted }))
}

// weightsAndCuts names them, or one of them.
func weightsAndCuts(weights, cuts bool) string {
	switch {
	case weights && cuts:
		return "weights and cuts"
	case weights:
		return "weights"
	case cuts:
		return "cuts"
	}
	return ""
}

// fitsWeights and fitsCuts report whether such were to be fitted.
func (b *Backtest) fitsWeights() bool { return b.Fit != nil && b.Fit.Judged.Way != evidence.Recut }

func (b *Backtest) fitsCuts() bool { return b.Fit != nil && b.Fit.Cuts != nil }

// fitGains are what is gained by all that was fitted.
func (b *Backtest) fitGains() backtestBlock {
	if b.Fit == nil {
		return backtestBlock{}
	}
	what := b.fitted()
	block := backtestBlock{title: "What fitted " + what + " gain"}
	if b.InTime != nil {
		block.said = append(block.said, gainWords("In the later half, by "+what+" fitted to the earlier", &b.Fit.Later))
	}
	block.said = append(block.said, gainWords("Out of fold", &b.Fit.Judged))
	return block
}

// written says where the new rubric is, and how good its probabilities of leaving
// are.
func (b *Backtest) written() backtestBlock {
	if b.Written == "" {
		return backtestBlock{}
	}
	return backtestBlock{title: "The new rubric", said: []string{
		fmt.Sprintf("Written to %s.", b.Written),
		fmt.Sprintf("Its probability of leaving, by %s, out of %d folds: %s.",
			methodText(b.Propensity.Method), b.Folds, calibrationText(&b.Propensity)),
	}}
}

// gainWords says what an alternative gains, and whether chance explains it.
func gainWords(how string, a *evidence.Alternative) string {
	if !a.Known {
		return how + ": not known; there are too few accounts for that."
	}
	words := "no more than chance explains"
	switch {
	case a.Gain.Better():
		words = "more than chance explains"
	case a.Gain.Worse():
		words = "worse, and not by chance"
	}
	return fmt.Sprintf("%s: AUC %s (%s), a gain of %s: %s.", how, figure(a.AUC.Value), between(a.AUC.Interval), gainText(a.Gain), words)
}
