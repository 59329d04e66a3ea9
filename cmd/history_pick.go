package cmd

import (
	"context"
	"fmt"
	"slices"

	"chs/internal/history"
	"chs/scoring"
)

// portfolioOf returns the snapshots of a portfolio, or of the only one that
// there is for "", by day. There is at least one.
func portfolioOf(ctx context.Context, s *history.Store, name string) ([]history.Snapshot, error) {
	all, err := s.Snapshots(ctx, "")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, n := range all {
		names = append(names, n.Portfolio)
	}
	names = slices.Compact(names) // they are in order
	switch {
	case len(all) == 0:
		return nil, &hintedError{fmt.Errorf("%s: there are no snapshots", s.Name()), []string{"chs score --history stores one"}}
	case name == "" && len(names) > 1:
		return nil, &usageError{err: fmt.Errorf("%s: there are several portfolios; want --portfolio %s", s.Name(), listed(quoted(names)))}
	case name != "" && !slices.Contains(names, name):
		return nil, &usageError{err: fmt.Errorf("%s: there is no portfolio %q; want %s", s.Name(), name, listed(quoted(names)))}
	}
	return slices.DeleteFunc(all, func(n history.Snapshot) bool { return name != "" && n.Portfolio != name }), nil
}

// indexOfDay returns the index of a day's snapshot, of those of a portfolio; -1
// if there is none.
func indexOfDay(all []history.Snapshot, day int) int {
	return slices.IndexFunc(all, func(n history.Snapshot) bool { return n.Day == day })
}

// lastUpTo returns the index of the last of a portfolio's snapshots that is no
// newer than a day; -1 if there is none.
func lastUpTo(all []history.Snapshot, day int) int {
	i := len(all) - 1
	for i >= 0 && all[i].Day > day {
		i--
	}
	return i
}

// noSnapshot says that there is no snapshot of a day.
func noSnapshot(s *history.Store, day int) error {
	return &hintedError{fmt.Errorf("%s: there is no snapshot of %s", s.Name(), scoring.FormatDay(day)),
		[]string{`"chs history list" lists those that there are`}}
}

// pickPair returns the snapshots of an old and a new day, of those of a
// portfolio: by default the newest, and the one before the new one.
func pickPair(s *history.Store, all []history.Snapshot, days []int) (before, after *history.Snapshot, err error) {
	at := func(day int) (int, error) {
		i := indexOfDay(all, day)
		if i < 0 {
			return i, noSnapshot(s, day)
		}
		return i, nil
	}
	newer := len(all) - 1
	if len(days) == 2 {
		if newer, err = at(days[1]); err != nil {
			return nil, nil, err
		}
	}
	older := newer - 1
	if len(days) > 0 {
		if older, err = at(days[0]); err != nil {
			return nil, nil, err
		}
	}
	switch {
	case older < 0:
		return nil, nil, fmt.Errorf("%s: there is one snapshot of %q, of %s; want two", s.Name(), all[0].Portfolio, scoring.FormatDay(all[0].Day))
	case older >= newer:
		return nil, nil, &usageError{err: fmt.Errorf("%s is not before %s; want the old day and then the new one",
			scoring.FormatDay(all[older].Day), scoring.FormatDay(all[newer].Day))}
	}
	return &all[older], &all[newer], nil
}
