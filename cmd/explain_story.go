package cmd

import (
	"context"
	"errors"
	"slices"
	"sync"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// stories finds what a history says of accounts: of the snapshots of a portfolio
// before a day, compared with what a scorer makes of the accounts now. Nil ones
// find nothing.
type stories struct {
	ctx       context.Context // of the run, as cards take none
	store     *history.Store
	portfolio string
	scorer    *scoring.Scorer
	rubric    *rubric.Rubric
	day       int

	mutex sync.Mutex
	diffs map[int]*fleet.StoredDiff // by day
	err   error                     // the first
}

// openStories opens the history that cards are to tell of, nil if there is none.
func (a *app) openStories(ctx context.Context, p *scorePlan, o *scoreOptions, scorer *scoring.Scorer) (*stories, error) {
	if o.history == "" {
		return nil, nil
	}
	store, err := a.openHistory(ctx, o.history, false)
	if err != nil {
		return nil, err
	}
	name := o.portfolio
	if name == "" {
		name = p.rubric.Name
	}
	all, err := store.Snapshots(ctx, name)
	if err == nil && len(all) == 0 && o.portfolio != "" {
		_, err = portfolioOf(ctx, store, name) // which says which there are
	}
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if !slices.ContainsFunc(all, func(n history.Snapshot) bool { return n.Day < p.day }) {
		a.note("%s: there is no snapshot of %q before %s", store.Name(), name, scoring.FormatDay(p.day))
	}
	return newStories(ctx, store, name, p.rubric, scorer, p.day), nil
}

func newStories(ctx context.Context, s *history.Store, portfolio string, r *rubric.Rubric, scorer *scoring.Scorer, day int) *stories {
	return &stories{
		ctx: ctx, store: s, portfolio: portfolio, rubric: r, scorer: scorer, day: day,
		diffs: map[int]*fleet.StoredDiff{},
	}
}

// close closes the history, and returns the first error that there was.
func (s *stories) close() error {
	if s == nil {
		return nil
	}
	return errors.Join(s.err, s.store.Close())
}

// of returns what the history says of an account, nil if it cannot. The workers
// of a run take turns.
func (s *stories) of(id string, r *scoring.Result) *fleet.Story {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.err != nil {
		return nil
	}
	now := history.NewAccount(s.scorer, len(s.rubric.Criteria), r)
	story, _, err := s.story(id, &now)
	s.err = err
	return story
}

// story returns what the history says of an account, and the account in the
// snapshots before.
func (s *stories) story(id string, now *history.Account) (*fleet.Story, []history.Moment, error) {
	series, err := s.store.Series(s.ctx, s.portfolio, id)
	if err != nil {
		return nil, nil, err
	}
	older := slices.DeleteFunc(series, func(m history.Moment) bool { return m.Day >= s.day })
	story, err := fleet.NewStory(s, older, now, s.rubric, s.day)
	return story, older, err
}

// Rubric implements [fleet.Snapshots].
func (s *stories) Rubric(n *history.Snapshot) (*rubric.Rubric, error) {
	return s.store.Rubric(s.ctx, n)
}

// Diff implements [fleet.Snapshots].
func (s *stories) Diff(n *history.Snapshot) (*fleet.StoredDiff, error) {
	if d := s.diffs[n.Day]; d != nil {
		return d, nil
	}
	r, err := s.Rubric(n)
	if err != nil {
		return nil, err
	}
	d, err := diffSince(s.ctx, s.store, n, r, s.rubric)
	s.diffs[n.Day] = d
	return d, err
}

// diffSince returns a comparison of single accounts of a snapshot, which was
// scored by a rubric, with what they are by another.
func diffSince(ctx context.Context, s *history.Store, n *history.Snapshot, before, after *rubric.Rubric) (d *fleet.StoredDiff, err error) {
	d = fleet.NewStoredDiff(before, after, 0)
	if before.Relative() {
		err = s.Accounts(ctx, n, 0, d.Collect)
	}
	return d, err
}
