package cmd

import (
	"context"
	"errors"
	"fmt"

	"chs/internal/evidence"
	"chs/internal/history"
	"chs/scoring"
)

// staleAfter is how many days a snapshot may be older than the horizon says.
const staleAfter = 31

// backtestHistory runs chs backtest on scores that a history has kept.
func (a *app) backtestHistory(ctx context.Context, args []string, o *backtestOptions) (err error) {
	switch {
	case len(args) > 0:
		return &usageError{err: errors.New("FILE and --history are both there; want one of them")}
	case o.outcomes == "":
		return &usageError{err: errors.New("--history needs --outcomes FILE: what became of the accounts, and when")}
	}
	b, err := a.planBacktest(o)
	if err != nil {
		return err
	}
	if b.found.Horizon, err = o.parseHorizon(); err != nil {
		return err
	}
	if err := b.readOnce(); err != nil {
		return err
	}
	store, err := a.openHistory(ctx, o.history, false)
	if err != nil {
		return err
	}
	err = store.Still(ctx, func(s *history.Store) error { return b.judgeHistory(ctx, s) })
	if err = errors.Join(err, store.Close()); err == nil {
		err = b.conclude(ctx)
	}
	return b.files.settle(ctx, errors.Join(err, ctx.Err()))
}

// A stand is what accounts were at some days: those of a snapshot.
type stand struct {
	*history.Snapshot
	ids []string
}

// judgeHistory reads the scores as they stood into the table. The rubric is that of
// the newest snapshot that is needed.
func (b *backtest) judgeHistory(ctx context.Context, s *history.Store) error {
	all, err := portfolioOf(ctx, s, b.portfolio)
	if err != nil {
		return err
	}
	lines, err := b.outcomeLines(ctx)
	if err != nil {
		return err
	}
	b.sayUndated(undatedOf(lines))
	stands, without := b.stands(all, lines)
	if len(stands) == 0 {
		return &hintedError{fmt.Errorf("%s: no outcome has a snapshot that is %s older", s.Name(), b.oldEnough()),
			[]string{`"chs history list" lists those that there are`}}
	}
	newest := stands[len(stands)-1]
	if b.plan.rubric, err = s.Rubric(ctx, newest.Snapshot); err != nil {
		return err
	}
	if err := b.spare(); err != nil {
		return err
	}
	b.found.Of = []string{fmt.Sprintf("%s, %q", s.Name(), newest.Portfolio)}
	b.found.Outcome = inputName(b.outcomes)
	b.sayLeftOut(without, "no snapshot is %s older", b.oldEnough())
	return b.addStands(ctx, s, stands, lines)
}

// oldEnough says how much older than an outcome a snapshot may be.
func (b *backtest) oldEnough() string {
	return fmt.Sprintf("%d to %d days", b.found.Horizon, b.found.Horizon+staleAfter)
}

// addStands fills the table with the accounts that the newest snapshot's rubric
// has scored.
func (b *backtest) addStands(ctx context.Context, s *history.Store, stands []stand, lines []history.Outcome) error {
	file, err := b.readOutcomes(lines)
	if err != nil {
		return err
	}
	newest := stands[len(stands)-1]
	b.table = evidence.NewTable(b.plan.rubric, scoring.None, b.seed, nil)
	b.keepMetrics()
	otherwise, absent := 0, 0
	for _, at := range stands {
		if at.RubricHash != newest.RubricHash {
			otherwise += len(at.ids)
			continue
		}
		found, err := b.addStored(ctx, s, at, file)
		if err != nil {
			return err
		}
		absent += len(at.ids) - found
	}
	if err := b.finish(ctx); err != nil {
		return err
	}
	b.sayLeftOut(otherwise, "by another rubric than that of %s", scoring.FormatDay(newest.Day))
	b.sayLeftOut(absent, "of accounts that the snapshot does not have")
	return file.check(b.table)
}

// stands returns the snapshots that tell how accounts stood the horizon before
// their outcomes, by day: each time the last that is old enough and not stale.
// Without are the outcomes for which there is none.
func (b *backtest) stands(all []history.Snapshot, lines []history.Outcome) (stands []stand, without int) {
	ids := make([][]string, len(all))
	for _, line := range lines {
		then := b.dayOf(&line) - b.found.Horizon
		if i := lastUpTo(all, then); i >= 0 && all[i].Day >= then-staleAfter {
			ids[i] = append(ids[i], line.ID)
		} else {
			without++
		}
	}
	for i := range all {
		if ids[i] != nil {
			stands = append(stands, stand{&all[i], ids[i]})
		}
	}
	return stands, without
}

// addStored adds a snapshot's accounts to the table, and returns how many of those
// wanted it has.
func (b *backtest) addStored(ctx context.Context, s *history.Store, at stand, file *outcomeFile) (found int, err error) {
	scorer := scoring.New(b.plan.rubric, at.Day)
	err = s.Some(ctx, at.Snapshot, at.ids, func(a *history.Account) {
		found++
		told := file.of(a.ID)
		if told.Outcome == evidence.Unknown {
			b.table.Unknown++
			return
		}
		r := a.Result()
		scorer.Recall(&r, a.Metrics)
		b.table.Add(a.ID, told.Day, told.Outcome == evidence.Left, &r)
	})
	return found, err
}
