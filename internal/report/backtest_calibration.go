package report

import (
	"fmt"

	"chs/internal/evidence"
	"chs/scoring"
)

// Slopes of calibration that are near enough to 1.
const (
	minSlope = 0.8
	maxSlope = 1.25
)

// calibration says how good the probabilities of leaving are that the score
// stands for.
func (b *Backtest) calibration() backtestBlock {
	var said []string
	if t := b.InTime; t != nil && t.Known() {
		said = append(said, fmt.Sprintf("Fitted up to %s and judged by later outcomes: %s.",
			scoring.FormatDay(t.Until), calibrationText(&t.Calibration)))
	}
	said = append(said, fmt.Sprintf("By %s, out of %d folds: %s.", methodText(b.Calibration.Method), b.Folds, calibrationText(&b.Calibration)))
	return backtestBlock{title: "Calibration", plate: b.calibrationPlate, said: said}
}

// methodText names a method.
func methodText(m evidence.Method) string {
	if m == evidence.ByIsotonic {
		return "isotonic regression"
	}
	return "Platt's method"
}

// calibrationText words the figures of a calibration.
func calibrationText(c *evidence.Calibration) string {
	return fmt.Sprintf("Brier %s, log-loss %s, off by %.1f percentage points on average (ECE), %s",
		figure(c.Brier), figure(c.LogLoss), 100*c.ECE, slopeWords(c))
}

// slopeWords says what the slope of a calibration means.
func slopeWords(c *evidence.Calibration) string {
	if !c.SlopeKnown {
		return "slope not known"
	}
	words := "near 1, as it should be"
	switch {
	case c.Slope < 0:
		words = "the wrong way round"
	case c.Slope < minSlope:
		words = "too sure"
	case c.Slope > maxSlope:
		words = "too cautious"
	}
	return fmt.Sprintf("slope %.2f: %s", c.Slope, words)
}

// drifts is how far scores have drifted: those of the later half, and those of
// another file.
func (b *Backtest) drifts() backtestBlock {
	columns := []tableColumn{
		{heading: "DRIFT"}, {heading: "ACCOUNTS", right: true}, {heading: "PSI", right: true}, {heading: "BOUND", right: true}, {heading: "SCORES"},
	}
	add := func(name string, accounts int, d evidence.Drift) {
		words := tableCell{text: "stable"}
		if d.Alarm() {
			words = tableCell{"have drifted", bandStyle("red")}
		}
		addRow(columns,
			tableCell{text: cellText(name)}, tableCell{text: count(accounts)}, tableCell{text: figure(d.PSI)}, tableCell{text: figure(d.Bound)}, words)
	}
	if b.InTime != nil {
		add("later half", b.InTime.Later.Accounts(), b.InTime.Drift)
	}
	if b.Drift != nil {
		add(b.Drift.File, b.Drift.Accounts, b.Drift.Drift)
	}
	if columns[0].cells == nil {
		return backtestBlock{}
	}
	return backtestBlock{title: "Whether scores have drifted", columns: columns}
}

// warnings are reasons not to trust the figures.
func (b *Backtest) warnings() backtestBlock {
	block := backtestBlock{title: "Warnings"}
	for i, c := range b.Rubric.Criteria {
		if a := b.way(evidence.Alone, i); a.Leaks() {
			block.said = append(block.said,
				fmt.Sprintf("%q alone has an AUC of %s: it may have been measured after the outcome.", c.Name, figure(a.AUC.Value)))
		}
	}
	for _, l := range b.Late {
		if l.Accounts > 0 {
			first := fmt.Sprintf("%q", l.ID)
			if l.File != "" {
				first += fmt.Sprintf(" (%s:%d)", l.File, l.Line)
			}
			block.said = append(block.said, fmt.Sprintf("%q is dated after the outcome for %s, first for %s.",
				b.Rubric.Columns[l.Column].Name, accounts(l.Accounts), first))
		}
	}
	return block
}
