package report

import (
	"fmt"
	"strings"

	"chs/internal/evidence"
)

// Bounds of what calls for a step.
const (
	manyMissed = 0.2  // the share of the leavers that looked healthy
	farCeiling = 0.02 // what the ceiling gains over what is there
	maxSteps   = 5
)

// advice says what to do: at most five steps, the weightiest first. Each follows
// from a figure:
//
//   - a criterion is suspect, for alone it separates too well: take it out, or date it;
//   - metrics are dated after the outcome: score the accounts as they stood before;
//   - the whole interval of the AUC is below 0.5: do not steer by the score, and
//     turn round the criteria whose own interval is; if it holds 0.5: do not steer
//     by it yet, and collect as many outcomes as would settle it if the AUC stayed;
//     if only the later half's does: find out what has changed;
//   - a criterion's own interval is below 0.5, and the score is not worse without it:
//     turn it round, or take it out;
//   - the score is better without a criterion, beyond chance: the same;
//   - the scores have drifted: judge them anew;
//   - a fifth of the leavers or more looked healthy, though the score separates:
//     look at cuts and bands;
//   - what was fitted is better beyond chance: take it, but look first at criteria
//     whose cuts are the other way round, though alone these do not point the wrong way;
//     if not: keep your own;
//   - the slope of the calibration is below 0.8 or above 1.25, though the score
//     separates: do not take the probabilities at their word;
//   - the ceiling gains beyond chance, and 0.02 or more than what was fitted does:
//     fit what was not, or collect the outcomes that it takes; if all was, or there
//     are no cuts: look at how metrics are rated; if the ceiling is nearer: look for
//     other metrics;
//   - nothing was fitted to several criteria, and the ceiling is not known to be
//     near: fit weights, or collect the outcomes that it takes.
//
// Nothing is said of fits and ceiling while a criterion is suspect.
//
// If none of them holds, the score can be relied on as it is.
func (b *Backtest) advice() backtestBlock {
	rules := [...]func() string{
		b.adviseLeaks, b.adviseLate, b.adviseVerdict, b.adviseReversed, b.adviseMisleading, b.adviseDrift,
		b.adviseMissed, b.adviseFlipped, b.adviseFitted, b.adviseSlope, b.adviseCeiling, b.adviseFit,
	}
	block := backtestBlock{title: "What to do"}
	for _, rule := range rules {
		if step := rule(); step != "" && len(block.steps) < maxSteps {
			block.steps = append(block.steps, step)
		}
	}
	if block.steps == nil {
		block.steps = []string{"Rely on the score as it is, and judge it again when there are newer outcomes."}
	}
	return block
}

func (b *Backtest) adviseLeaks() string {
	names := b.named(suspect)
	if names == nil {
		return ""
	}
	return fmt.Sprintf("Take %s out of the rubric, or make sure that %s measured before the outcome, and judge again: no criterion alone is that good.",
		List(names), agreeing(names, "it was", "they were"))
}

func (b *Backtest) adviseLate() string {
	var names []string
	for _, l := range b.Late {
		if l.Accounts > 0 {
			names = append(names, fmt.Sprintf("%q", b.Rubric.Columns[l.Column].Name))
		}
	}
	if names == nil {
		return ""
	}
	return fmt.Sprintf("Judge the accounts as they stood before the outcome: %s %s dated after it.", List(names), agreeing(names, "is", "are"))
}

func (b *Backtest) adviseVerdict() string {
	switch b.AUC.Verdict() {
	case evidence.Against:
		step := "Do not steer by this score: those who stay score lower than those who leave."
		if names := b.named(reversed); names != nil {
			step += fmt.Sprintf(" Look first at the direction of %s.", List(names))
		}
		return step
	case evidence.NoEvidence:
		step := "Do not steer by this score yet."
		if n, ok := b.AUC.Wanted(b.Scores.Tally); ok {
			step += fmt.Sprintf(" If its AUC stays at %s, about %s would be enough to show it; there are %s.", figure(b.AUC.Value), b.rarer(n), count(b.Scores.Rarer()))
		} else {
			step += " More outcomes of this kind would hardly show it: look for metrics that tell more."
		}
		return step
	}
	if t := b.InTime; t != nil && t.Later.Known && t.Later.AUC.Verdict() != evidence.Separates {
		return "Find out what has changed: the score separates all outcomes, but not the later ones alone."
	}
	return ""
}

// rarer words a number of accounts of the outcome that is rarer.
func (b *Backtest) rarer(n int) string {
	if b.Scores.Stayers < b.Scores.Leavers {
		return stayers(n)
	}
	return leavers(n)
}

func (b *Backtest) adviseReversed() string {
	names := b.named(reversed)
	if names == nil || b.AUC.Verdict() == evidence.Against {
		return ""
	}
	return fmt.Sprintf("Turn round the cuts or levels of %s, or take %s the wrong way.", List(names),
		agreeing(names, "it out: alone it points", "them out: alone each points"))
}

func (b *Backtest) adviseMisleading() string {
	names := b.named(misleads)
	if names == nil {
		return ""
	}
	return fmt.Sprintf("Lower the weight of %s, or look at the cuts: the score is better without %s.", List(names), agreeing(names, "it", "each of them"))
}

func (b *Backtest) adviseDrift() string {
	drifted := ""
	switch {
	case b.Drift != nil && b.Drift.Alarm():
		drifted = b.Drift.File + " have drifted from these"
	case b.InTime != nil && b.InTime.Drift.Alarm():
		drifted = "the later half have drifted from the earlier"
	default:
		return ""
	}
	return "Judge the score again by the newest outcomes, before you rely on it for new accounts: the scores of " + drifted + "."
}

func (b *Backtest) adviseMissed() string {
	missed := b.Missed()
	if len(b.Rubric.Bands) == 1 || missed.Value() < manyMissed || b.AUC.Verdict() != evidence.Separates {
		return ""
	}
	return fmt.Sprintf("Look at the cuts, and at where the band %s starts: %s of those who left were in it.",
		b.Rubric.Bands[len(b.Rubric.Bands)-1].Name, sharePercent(missed))
}

func (b *Backtest) adviseSlope() string {
	c := &b.Calibration
	if b.InTime != nil && b.InTime.Known() {
		c = &b.InTime.Calibration
	}
	switch {
	case !c.SlopeKnown || b.AUC.Verdict() != evidence.Separates:
	case c.Slope < minSlope:
		return "Do not take the probabilities of leaving at their word: they are too sure, and the truth is nearer to the base rate."
	case c.Slope > maxSlope:
		return "Do not take the probabilities of leaving at their word: they are too cautious, and the truth is farther from the base rate."
	}
	return ""
}

// agreeing returns the words that go with a name, or with more of them.
func agreeing(names []string, one, more string) string {
	if len(names) == 1 {
		return one
	}
	return more
}

// List sets names, one at least, one after another: a, b and c.
func List(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
