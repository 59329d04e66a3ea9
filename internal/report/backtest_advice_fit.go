package report

import (
	"fmt"
	"slices"

	"chs/internal/evidence"
	"chs/rubric"
)

// fitAdvisable reports whether anything can be said of what was fitted.
func (b *Backtest) fitAdvisable() bool {
	return b.Fit != nil && b.Fit.Judged.Known && b.named(suspect) == nil
}

func (b *Backtest) adviseFlipped() string {
	if !b.fitsCuts() || !b.fitAdvisable() || !b.Fit.Judged.Gain.Better() {
		return ""
	}
	names := b.quoted(func(i int) bool { return b.Fit.Cuts[i].Flipped && b.role(i) != reversed })
	if names == nil {
		return ""
	}
	return fmt.Sprintf("Look at %s before you believe the new cuts: given the other criteria, they are the other way round.", List(names))
}

func (b *Backtest) adviseFitted() string {
	switch {
	case !b.fitAdvisable():
		return ""
	case b.changed() == "":
		return fmt.Sprintf("Keep your %s: no others were found.", b.fitted())
	case !b.Fit.Judged.Gain.Better():
		return fmt.Sprintf("Keep your %s: the fitted ones gain no more than chance explains.", b.fitted())
	case b.Written != "":
		return fmt.Sprintf("Compare %s with the rubric (chs diff), and take it: its %s gain more than chance explains.", b.Written, b.changed())
	}
	return fmt.Sprintf("Take the fitted %s (--write FILE): they gain more than chance explains.", b.changed())
}

func (b *Backtest) adviseCeiling() string {
	const more = "these ratings could tell more than the score does."
	switch {
	case b.Ceiling == nil || !b.Ceiling.Known || b.named(suspect) != nil:
		return ""
	case !b.ceilingFar():
		return "To separate better, look for other metrics: these ratings could hardly do more, however they were weighed."
	case b.fitsCuts() && b.fitsWeights() || !slices.ContainsFunc(b.Rubric.Criteria, func(c rubric.Criterion) bool { return c.Judge == rubric.ByCuts }):
		return "Look at how metrics are rated: " + more
	case b.fitsCuts():
		return "Fit weights, too (--fit all): " + more
	case b.Scores.Permit() < evidence.ToFitQuintiles || b.Refused != nil:
		return fmt.Sprintf("Look at the levels and cuts: %s Fitting cuts wants %s.", more, b.rarer(int(evidence.ToFitQuintiles)))
	case b.fitsWeights():
		return "Fit cuts, too (--fit all): " + more
	}
	return "Try other cuts (--fit cuts): " + more
}

// ceilingFar reports whether the ratings could tell more than the score does, or what
// was fitted.
func (b *Backtest) ceilingFar() bool {
	return b.Ceiling.Gain.Better() && b.beyondFit() >= farCeiling
}

// beyondFit returns what the ceiling gains over the score, or over what was fitted
// if that is better.
func (b *Backtest) beyondFit() float64 {
	gain := b.Ceiling.Gain.Value
	if b.Fit != nil && b.Fit.Judged.Gain.Better() {
		gain -= b.Fit.Judged.Gain.Value
	}
	return gain
}

func (b *Backtest) adviseFit() string {
	switch {
	case b.Refused != nil:
		return b.collect(b.Refused)
	case b.Fit != nil || len(b.Rubric.Criteria) == 1:
		return ""
	case b.Scores.Permit() < evidence.ToFitWeights:
		return b.collect(&evidence.Refusal{Tally: b.Scores.Tally, Want: evidence.ToFitWeights})
	case b.Ceiling != nil && b.Ceiling.Known && !b.ceilingFar():
		return ""
	}
	return "See whether other weights would do better (--fit weights)."
}

// collect says how many outcomes it takes to fit what was refused.
func (b *Backtest) collect(r *evidence.Refusal) string {
	what, of := "weights", ""
	if r.Want == evidence.ToFitQuintiles {
		what = "cuts"
	}
	if r.Segment {
		of = " in a segment"
	}
	return fmt.Sprintf("Collect more outcomes: fitting %s wants %s%s, and there are %s.", what, b.rarer(int(r.Want)), of, count(r.Rarer()))
}
