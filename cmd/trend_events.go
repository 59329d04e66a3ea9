package cmd

import (
	"context"
	"fmt"
	"os"
	"slices"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// events reads the events of --events that are on the days that are drawn and
// concern what is drawn, with the changes around them.
func (t *trending) events(ctx context.Context) ([]report.CourseMark, error) {
	name := t.options.events
	if name == "" {
		return nil, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, bare(err))
	}
	defer func() { _ = file.Close() }() // nothing was written
	events, err := history.ReadEvents(name, file)
	if err != nil {
		return nil, err
	}
	var marks []report.CourseMark
	first, last := t.shown[0].Day, t.shown[len(t.shown)-1].Day
	for _, e := range events {
		if e.Day < first || e.Day > last {
			t.beyond++
			continue
		}
		who, err := t.concerned(ctx, &e)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, e.Line, err)
		}
		if !who.all && len(who.accounts) == 0 {
			if t.found == nil {
				t.unknown = append(t.unknown, fmt.Sprintf("%s:%d: there is no account %q in the history; the event is left out", name, e.Line, e.ID))
			}
			continue
		}
		mark := report.CourseMark{Day: e.Day, What: e.What, ID: e.ID, Segment: e.Segment}
		if mark.Before, mark.After, err = t.shifts(ctx, &e, who); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, e.Line, err)
		}
		marks = append(marks, mark)
	}
	return marks, nil
}

// concerned are accounts whose changes around an event are looked at: all, or
// some by their moments.
type concerned struct {
	all      bool
	accounts [][]history.Moment
}

// concerned returns the accounts that an event concerns, its segment aside: of
// those that are drawn, if some were asked for.
func (t *trending) concerned(ctx context.Context, e *history.Event) (concerned, error) {
	switch {
	case t.found != nil:
		accounts := slices.Clone(t.found)
		if e.ID != "" {
			accounts = slices.DeleteFunc(accounts, func(m []history.Moment) bool { return m[0].Account.ID != e.ID })
		}
		return concerned{accounts: accounts}, nil
	case e.ID == "":
		return concerned{all: true}, nil
	}
	series, err := t.store.Series(ctx, t.all[0].Portfolio, e.ID)
	if err != nil || series == nil {
		return concerned{}, err
	}
	return concerned{accounts: [][]history.Moment{series}}, nil
}

// shifts returns the changes before and after an event, which is no earlier
// than the first snapshot.
func (t *trending) shifts(ctx context.Context, e *history.Event, who concerned) (before, after fleet.Shift, err error) {
	days := make([]int, len(t.all))
	for i, n := range t.all {
		days[i] = n.Day
	}
	from, at, to := fleet.AroundEvent(days, e.Day)
	var scores [3][]int16
	for i, snapshot := range []int{from, at, to} {
		if snapshot != scoring.None && err == nil {
			scores[i], err = t.scoresAt(ctx, snapshot, who)
		}
	}
	if err == nil && e.Segment != "" {
		err = t.keepSegment(ctx, e.Segment, at, who, scores[1])
	}
	if err != nil {
		return before, after, err
	}
	if from != scoring.None {
		before.Days = days[at] - days[from]
		before.Take(scores[0], scores[1])
	}
	if to != scoring.None {
		after.Days = days[to] - days[at]
		after.Take(scores[1], scores[2])
	}
	return before, after, nil
}

// scoresAt returns the scores of accounts in a snapshot.
func (t *trending) scoresAt(ctx context.Context, snapshot int, who concerned) ([]int16, error) {
	if who.all {
		return t.scoresOf(ctx, &t.all[snapshot])
	}
	scores := make([]int16, len(who.accounts))
	for i, moments := range who.accounts {
		scores[i] = history.Absent
		if m := momentOf(moments, t.all[snapshot].Day); m != nil && m.Account.Scored {
			scores[i] = int16(m.Account.Score)
		}
	}
	return scores, nil
}

// momentOf returns the moment of a day, nil if there is none.
func momentOf(moments []history.Moment, day int) *history.Moment {
	i, ok := slices.BinarySearchFunc(moments, day, func(m history.Moment, day int) int { return m.Day - day })
	if !ok {
		return nil
	}
	return &moments[i]
}

// keepSegment leaves in scores those of the accounts that a snapshot has in a
// segment.
func (t *trending) keepSegment(ctx context.Context, name string, snapshot int, who concerned, scores []int16) error {
	n := &t.all[snapshot]
	r, err := t.store.Rubric(ctx, n)
	if err != nil {
		return err
	}
	segment := slices.IndexFunc(r.Segments, func(s rubric.Segment) bool { return s.Name == name })
	if segment < 0 && name != rubric.DefaultSegment {
		return fmt.Errorf("column \"segment\": the rubric of %s has no segment %q", scoring.FormatDay(n.Day), name)
	}
	if !who.all {
		for i, moments := range who.accounts {
			if m := momentOf(moments, n.Day); m == nil || m.Account.Segment != segment {
				scores[i] = history.Absent
			}
		}
		return nil
	}
	roster, err := t.store.Roster(ctx, n.Portfolio)
	if err != nil {
		return err
	}
	return t.store.Accounts(ctx, n, 0, func(a *history.Account) error {
		if i, ok := roster.Find(a.ID); ok && a.Segment != segment {
			scores[i] = history.Absent
		}
		return nil
	})
}
