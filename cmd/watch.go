package cmd

import (
	"context"
	"fmt"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// A watch has the early warnings of a portfolio's accounts, by a roster's
// indexes.
type watch struct {
	*fleet.Warnings
	days []int // of the weeks that count
	rule rubric.Warning
}

// watchOver warns of accounts by the snapshots up to the last, ordered by day.
// Now has the scores of a run behind these, as of a day; nil if there is none.
func watchOver(ctx context.Context, s *history.Store, all []history.Snapshot, numbers history.Numbers, rule rubric.Warning, day int, now []int16) (*watch, error) {
	var days []int
	for _, n := range all {
		days = append(days, n.Day)
	}
	if now != nil {
		days = append(days, day)
	}
	w := &watch{rule: rule}
	var weeks [][]int16
	counted := fleet.Weekly(days)
	for _, i := range counted[max(0, len(counted)-rule.Span()):] {
		scores := now
		if i < len(all) {
			var err error
			if scores, err = s.Scores(ctx, &all[i], numbers); err != nil {
				return nil, err
			}
		}
		w.days, weeks = append(w.days, days[i]), append(weeks, scores)
	}
	w.Warnings = fleet.NewWarnings(weeks, rule)
	return w, nil
}

// last returns the last day of those that count.
func (w *watch) last() int { return w.days[len(w.days)-1] }

// missing returns how many weeks are missing until any account can be warned of.
func (w *watch) missing() int { return max(0, w.rule.AtLeast-len(w.days)) }

// text words what an account is warned of.
func (w *watch) text(account int) string {
	f := w.Fall(account)
	return fmt.Sprintf("%s below its usual %s since %s", scoring.FormatPoints(f.Depth()), scoring.FormatPoints(f.Baseline), scoring.FormatDay(w.days[f.Since]))
}
