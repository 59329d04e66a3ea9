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

	mutex   sync.Mutex
	rubrics map[string]*rubric.Rubric // by hash
	diffs   map[int]*fleet.StoredDiff // by day
	err     error                     // the first
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
		rubrics: map[string]*rubric.Rubric{}, diffs: map[int]*fleet.StoredDiff{},
	}
}

// close closes the history, and returns the first error that there was.
func (p *stories) close() error {
	if p == nil {
		return nil
	}
	return errors.Join(p.err, p.store.Close())
}

// of returns what the history says of an account, nil if it cannot. The workers
// of a run take turns.
func (p *stories) of(id string, r *scoring.Result) *fleet.Story {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.err != nil {
		return nil
	}
	now := history.NewAccount(p.scorer, len(p.rubric.Criteria), r)
	story, err := p.story(id, &now)
	p.err = err
	return story
}

func (p *stories) story(id string, now *history.Account) (*fleet.Story, error) {
	series, err := p.store.Series(p.ctx, p.portfolio, id)
	if err != nil {
		return nil, err
	}
	older := slices.DeleteFunc(series, func(m history.Moment) bool { return m.Day >= p.day })
	return fleet.NewStory(p, older, now, p.rubric, p.day)
}

// Rubric implements [fleet.Snapshots].
func (p *stories) Rubric(n *history.Snapshot) (r *rubric.Rubric, err error) {
	r = p.rubrics[n.RubricHash]
	if r == nil {
		r, err = p.store.Rubric(p.ctx, n)
		p.rubrics[n.RubricHash] = r
	}
	return r, err
}

// Diff implements [fleet.Snapshots].
func (p *stories) Diff(n *history.Snapshot) (*fleet.StoredDiff, error) {
	if d := p.diffs[n.Day]; d != nil {
		return d, nil
	}
	r, err := p.Rubric(n)
	if err != nil {
		return nil, err
	}
	d := fleet.NewStoredDiff(r, p.rubric, 0)
	if r.Relative() {
		err = p.store.Accounts(p.ctx, n, 0, d.Collect)
	}
	p.diffs[n.Day] = d
	return d, err
}
