package fleet

import "chs/scoring"

// A Fall says how far an account is below its baseline. Points are in hundredths
// and at the level of the last week: what the fleet has moved since is added to
// them, so that a baseline may lie beyond 0 and 10000.
type Fall struct {
	Baseline int
	Score    int // in the last week
	Since    int // index of the week since which it has been so low that it counts, or None
}

// Depth returns how far the score is below the baseline, in hundredths of a
// point; above it, it is negative.
func (f Fall) Depth() int { return f.Baseline - f.Score }

// Fall returns how far an account is below its baseline. Its verdict is to be
// Clear or Warned.
//
// Since is the first of the weeks, counted as those that [NewWarnings] was
// given, in all of which from then on the account's score, if it had one, was
// too far below what is its baseline now. An account that is too low, but not
// yet for long enough, has one and is Clear.
func (w *Warnings) Fall(account int) Fall {
	baseline, _ := w.split(w.scores(account, nil))
	last := len(w.weeks) - 1
	f := Fall{Baseline: baseline, Score: w.score(last, account), Since: scoring.None}
	for week := last; week >= 0; week-- {
		switch score := w.score(week, account); {
		case score < 0:
		case w.isBelow(baseline - score - w.lifts[week]):
			f.Since = w.before + week
		default:
			return f
		}
	}
	return f
}
