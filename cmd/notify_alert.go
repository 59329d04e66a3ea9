package cmd

import (
	"context"

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
		at := last
		for at > 0 && all[at].Day > told {
			at--
		}
		return &all[at]
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
	err = a.store.Pairs(ctx, a.baseline, a.newest, func(before, after *history.Account) error {
		g.Take(before, after)
		return nil
	})
	if err != nil {
		return err
	}
	details, err := a.details(ctx)
	if err == nil {
		g.Finish(details.add)
	}
	return err
}

// details know of accounts what two snapshots do not tell.
type details struct {
	roster *history.Roster
	since  *fleet.Tenures // by the roster's indexes
}

// details returns those of the alert's accounts: nothing if it lists none.
func (a *alert) details(ctx context.Context) (*details, error) {
	if a.Empty() {
		return nil, nil
	}
	roster, err := a.store.Roster(ctx, a.Portfolio)
	if err != nil {
		return nil, err
	}
	d := &details{roster, fleet.NewTenures(roster.Count)}
	return d, eachBack(ctx, a.store, a.all, roster.Numbers, func(n *history.Snapshot, bands []rubric.Band, scores []int16) bool {
		return d.since.Before(n.Day, bands, scores)
	})
}

// add adds the details to a listed account.
func (d *details) add(i *notify.Item, _, after *history.Account) {
	if after == nil {
		return
	}
	index, _ := d.roster.Find(after.ID)
	if day, ok := d.since.In(index, i.New.Band); ok {
		i.Since = new(notify.Day(day))
	}
}
