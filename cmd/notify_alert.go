package cmd

import (
	"cmp"
	"context"
	"slices"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/notify"
	"chs/rubric"
	"chs/scoring"
)

// An alert is a message on its way, and what it is made of.
type alert struct {
	*notify.Message
	store            *history.Store
	all              []history.Snapshot // of the portfolio; the last is told
	newest, baseline *history.Snapshot  // the same where there is nothing to compare with
	after, before    *rubric.Rubric
}

// alert returns what there is to tell a name: of the newest snapshot, compared
// with the one that it was told last, or the one before the newest if it was
// told none.
func (t *telling) alert(ctx context.Context, s *history.Store, name string) (*alert, error) {
	all, err := portfolioOf(ctx, s, t.portfolio)
	if err != nil {
		return nil, err
	}
	newest := &all[len(all)-1]
	told, wasTold, err := s.LastDelivery(ctx, newest.Portfolio, name)
	if err != nil {
		return nil, err
	}
	a := &alert{store: s, all: all, newest: newest, baseline: newest, Message: &notify.Message{
		Schema: notify.Schema, Chs: version, To: name, Portfolio: newest.Portfolio, AsOf: notify.Day(newest.Day),
		Rows: newest.Rows, Rejected: newest.Rejected,
		Rubric: notify.Rubric{Name: newest.RubricName, Version: newest.RubricVersion, Hash: newest.RubricHash},
	}}
	if baseline := baselineOf(all, told, wasTold); baseline != nil {
		a.baseline, a.Baseline = baseline, new(notify.Day(baseline.Day))
		if wasTold && baseline.Day != told && told < newest.Day {
			t.note("%s: the snapshot of %s, which was told last, is no longer there; compared with that of %s",
				name, scoring.FormatDay(told), a.Baseline)
		}
	}
	return a, a.gather(ctx, t.limit)
}

// baselineOf returns the snapshot to compare the last one of all with: that of
// the day that was told, or the nearest before it that is still there, or else
// the oldest. If none was told it is the one before the last, nil if there is
// none.
func baselineOf(all []history.Snapshot, told int, wasTold bool) *history.Snapshot {
	last := len(all) - 1
	switch {
	case wasTold:
		return &all[max(lastUpTo(all, told), 0)]
	case last > 0:
		return &all[last-1]
	}
	return nil
}

// gather fills the alert from its snapshots.
func (a *alert) gather(ctx context.Context, limit int) (err error) {
	if a.after, err = a.store.Rubric(ctx, a.newest); err != nil {
		return err
	}
	if a.before, err = a.store.Rubric(ctx, a.baseline); err != nil {
		return err
	}
	g := notify.NewGatherer(a.Message, a.before, a.after, limit)
	d := &details{rubric: a.after, scorer: scoring.New(a.after, a.newest.Day), diff: fleet.NewStoredDiff(a.before, a.after, limit)}
	if d.roster, err = a.store.Roster(ctx, a.Portfolio); err != nil {
		return err
	}
	warned, err := a.warned(ctx, d.roster)
	if err != nil {
		return err
	}
	err = a.store.Pairs(ctx, a.baseline, a.newest, func(before, after *history.Account) error {
		g.Take(before, after)
		if after != nil {
			if text := warned(after.ID); text != "" {
				g.Warn(before, after, text)
			}
		}
		if before == nil {
			return nil
		}
		return d.diff.Collect(before)
	})
	if err == nil && !a.Empty() {
		err = d.lookBack(ctx, a)
	}
	if err == nil {
		g.Finish(d.add)
	}
	return err
}

// warned returns what says of an account what it is newly warned of, "" if of
// nothing: it was not warned of at the baseline.
func (a *alert) warned(ctx context.Context, roster *history.Roster) (func(id string) string, error) {
	at := func(n *history.Snapshot) (*watch, error) {
		return watchOver(ctx, a.store, a.all[:indexOfDay(a.all, n.Day)+1], roster.Numbers, a.after.Warning, n.Day, nil)
	}
	before, err := at(a.baseline)
	if err != nil {
		return nil, err
	}
	now, err := at(a.newest)
	return func(id string) string {
		index, _ := roster.Find(id)
		if now.Of(index) != fleet.Warned || before.Of(index) == fleet.Warned {
			return ""
		}
		return now.text(index)
	}, err
}

// details know of accounts what is not stored of them, and what two snapshots do
// not tell.
type details struct {
	rubric *rubric.Rubric
	scorer *scoring.Scorer
	diff   *fleet.StoredDiff // knows the older snapshot's quintiles
	roster *history.Roster
	since  *fleet.Tenures // by the roster's indexes
}

// lookBack finds since when accounts are in their bands.
func (d *details) lookBack(ctx context.Context, a *alert) error {
	d.since = fleet.NewTenures(d.roster.Count)
	return eachBack(ctx, a.store, a.all, d.roster.Numbers, func(n *history.Snapshot, bands []rubric.Band, scores []int16) bool {
		return d.since.Before(n.Day, bands, scores)
	})
}

// add adds the details to a listed account.
func (d *details) add(i *notify.Item, before, after *history.Account) {
	if after == nil {
		return
	}
	index, _ := d.roster.Find(after.ID)
	if day, ok := d.since.In(index, i.New.Band); ok {
		i.Since = new(notify.Day(day))
	}
	r := after.Result()
	d.scorer.Recall(&r, after.Metrics)
	for _, driver := range r.Drivers(nil) {
		i.Drivers = append(i.Drivers, notify.Driver{Criterion: d.rubric.Criteria[driver.Criterion].Name, Lost: notify.Points(driver.Lost)})
	}
	if before != nil {
		i.Parts = d.parts(before, after)
	}
}

// parts returns what moved an account, the largest part first.
func (d *details) parts(before, after *history.Account) []notify.Part {
	parts := []notify.Part{}
	add := func(cause fleet.Cause, criterion string, points int) {
		if points != 0 {
			parts = append(parts, notify.Part{Cause: cause.String(), Criterion: criterion, Points: notify.Points(points)})
		}
	}
	c := d.diff.Compare(before, after)
	for cause := range fleet.ByCaps {
		for criterion := range d.diff.Criteria {
			add(cause, d.diff.Criteria[criterion].Name, c.By(cause, criterion))
		}
	}
	add(fleet.ByCaps, "", c.Parts[fleet.ByCaps])
	slices.SortStableFunc(parts, func(a, b notify.Part) int { return cmp.Compare(max(b.Points, -b.Points), max(a.Points, -a.Points)) })
	return parts
}
