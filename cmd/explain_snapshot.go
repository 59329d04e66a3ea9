package cmd

import (
	"context"
	"errors"
	"slices"

	"chs/internal/database"
	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// A storedRun is a snapshot whose accounts are explained.
type storedRun struct {
	*app
	store    *history.Store
	snapshot *history.Snapshot
	rubric   *rubric.Rubric
	scorer   *scoring.Scorer // by the quintiles of the metrics that are stored
	peers    *fleet.Peers
	ids      []string
	bands    []int // where there are no ids
}

// explainSnapshot runs chs explain on the newest snapshot of a history.
func (a *app) explainSnapshot(ctx context.Context, ids []string, o *scoreOptions) (err error) {
	if err := checkExplain(database.Name(o.history), ids, o); err != nil {
		return err
	}
	if err := checkColor(o.color); err != nil {
		return err
	}
	store, err := a.openHistory(ctx, o.history, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	k, err := a.newStoredRun(ctx, store, trimmed(ids), o)
	if err != nil {
		return err
	}
	wanted, err := k.find(ctx)
	if err != nil {
		return err
	}
	if wanted == nil {
		a.warn(noneExplained)
	}
	a.note("%s: %q as of %s", store.Name(), k.snapshot.Portfolio, scoring.FormatDay(k.snapshot.Day))
	return k.write(ctx, wanted, o)
}

// newStoredRun picks the snapshot.
func (a *app) newStoredRun(ctx context.Context, s *history.Store, ids []string, o *scoreOptions) (*storedRun, error) {
	all, err := portfolioOf(ctx, s, o.portfolio)
	if err != nil {
		return nil, err
	}
	k := &storedRun{app: a, store: s, snapshot: &all[len(all)-1], ids: ids}
	if k.rubric, err = s.Rubric(ctx, k.snapshot); err != nil {
		return nil, err
	}
	if k.rubric, err = o.atBaseRate(k.rubric); err != nil {
		return nil, err
	}
	k.scorer, k.peers = scoring.New(k.rubric, k.snapshot.Day), fleet.NewPeers(k.rubric)
	k.bands, err = bandIndexes(k.rubric, o.bands)
	return k, err
}

// find reads the snapshot for what its accounts are compared with, and returns
// those that are to be explained.
func (k *storedRun) find(ctx context.Context) ([]history.Account, error) {
	finder := fleet.NewFinder(k.ids, storedID, storedLabel)
	rows, peers, quintiles := finder.Part(), k.peers.Part(), scoring.Quintiles{}
	line := 0
	err := k.store.Accounts(ctx, k.snapshot, 0, func(a *history.Account) error {
		line++
		r := a.Result()
		k.scorer.Recall(&r, a.Metrics)
		peers.Note("", line, nil, &r)
		rows.Note("", line, namesOfStored(a.ID, a.Label), &r)
		k.scorer.CollectKnown(&a.Metrics, &quintiles)
		return errors.Join(peers.Give(), rows.Give())
	})
	if err != nil {
		return nil, err
	}
	k.scorer = k.scorer.WithQuintiles(&quintiles)
	lines, faults, unknown := wantedRows(finder)
	var wanted []history.Account
	line = 0
	err = k.store.Accounts(ctx, k.snapshot, 0, func(a *history.Account) error {
		line++
		if lines[fleet.Place{Line: line}] || slices.Contains(k.bands, a.Band) {
			wanted = append(wanted, *a)
		}
		compareStored(unknown, a.ID, a.Label)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return wanted, k.notFound(faults, unknown)
}

// The cells of a stored account that a finder reads.
const storedID, storedLabel = 0, 1

// namesOfStored returns these cells.
func namesOfStored(id, label string) func(i int) string {
	return func(i int) string { return [...]string{id, label}[i] }
}

// compareStored looks whether unknown ids, the first of them, may have meant a
// stored account.
func compareStored(unknown []*unknownID, id, label string) {
	for _, u := range unknown[:min(len(unknown), maxNear)] {
		u.compare([]int{storedID, storedLabel}, namesOfStored(id, label))
	}
}

// notFound returns an error if ids fit no account, or several: the first may have
// been meant to be a file.
func (k *storedRun) notFound(faults []string, unknown []*unknownID) error {
	err := notFound(k.store.Name(), faults, unknown)
	if err == nil || unknown == nil || unknown[0].text != k.ids[0] {
		return err
	}
	return &hintedError{err, noFile(k.ids)}
}

// write writes the cards.
func (k *storedRun) write(ctx context.Context, wanted []history.Account, o *scoreOptions) error {
	stored, err := report.NewStored(k.rubric, scoring.FormatDay(k.snapshot.Day))
	if err != nil {
		return err
	}
	stories := newStories(ctx, k.store, k.snapshot.Portfolio, k.rubric, k.scorer, k.snapshot.Day)
	explainer := fleet.NewExplainer(k.peers, k.scorer)
	writer := report.NewCards(report.Format(o.format), stored.Layout, explainer, k.cardOptions(o, stories))
	to := &pipe{to: k.stdout, alone: true}
	err = writeStored(to, writer, func(visit func(*report.Account) error) error {
		for i := range wanted {
			account := stored.Account(&wanted[i])
			k.scorer.Recall(account.Result, wanted[i].Metrics)
			if err := visit(account); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, stories.err)
}
