package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// past returns what the accounts of a snapshot that is being written are
// compared with: an earlier one of its portfolio.
func (s *snapshot) past(ctx context.Context, p *scorePlan, baseline string) (*past, error) {
	earlier, err := s.store.Snapshots(ctx, s.Portfolio)
	if err != nil {
		return nil, err
	}
	earlier = slices.DeleteFunc(earlier, func(n history.Snapshot) bool { return n.Day >= p.day })
	at, err := chooseBaseline(earlier, baseline, p.day)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.store.Name(), err)
	}
	roster, err := s.store.Roster(ctx, s.Portfolio)
	if err != nil {
		return nil, err
	}
	found := &past{Past: &fleet.Past{Find: roster.Find, Since: fleet.NewTenures(roster.Count)}}
	if at == nil {
		found.none = "nothing"
		if baseline != "" && len(earlier) > 0 {
			found.none = fmt.Sprintf("no snapshot as old as --baseline %s", baseline)
		}
		found.Then = slices.Repeat([]int16{history.Absent}, roster.Count)
	} else {
		found.day = at.Day
		found.name = "the snapshot of " + scoring.FormatDay(at.Day)
	}
	found.describe = func(indexes []int) ([]history.Account, error) {
		return describeStored(ctx, s.store, at, roster, indexes)
	}
	found.watch = func() (*watch, error) {
		return watchOver(ctx, s.store, earlier, roster.Numbers, p.rubric.Warning, p.day, found.Now)
	}
	return found, s.goBack(ctx, found.Past, earlier, at, roster.Numbers)
}

// goBack reads the scores of earlier snapshots, the last first: of the baseline,
// and as far back as these tell since when accounts are in their bands.
func (s *snapshot) goBack(ctx context.Context, found *fleet.Past, earlier []history.Snapshot, at *history.Snapshot, numbers history.Numbers) error {
	more := true
	return eachBack(ctx, s.store, earlier, numbers, func(n *history.Snapshot, bands []rubric.Band, scores []int16) bool {
		if n == at {
			found.Then, found.Old = scores, bands
		}
		more = more && found.Since.Before(n.Day, bands, scores)
		return more || found.Then == nil
	})
}

// eachBack calls visit with snapshots, the last first, their bands and scores, as
// long as it wants more.
func eachBack(ctx context.Context, s *history.Store, all []history.Snapshot, numbers history.Numbers,
	visit func(n *history.Snapshot, bands []rubric.Band, scores []int16) (more bool)) error {
	for i := len(all) - 1; i >= 0; i-- {
		n := &all[i]
		r, err := s.Rubric(ctx, n)
		if err != nil {
			return err
		}
		scores, err := s.Scores(ctx, n, numbers)
		if err != nil {
			return err
		}
		if !visit(n, r.Bands, scores) {
			break
		}
	}
	return ctx.Err()
}

// chooseBaseline returns which of the earlier snapshots, ordered by day, the one
// of a day is compared with: the last, the last that is as old as a span says,
// or that of a day. It is nil if there is none that old, yet.
func chooseBaseline(earlier []history.Snapshot, when string, day int) (*history.Snapshot, error) {
	newest := day - 1
	if span, ok := history.ParseSpan(when); ok {
		newest = day - span
	} else if when != "" {
		exactly, err := scoring.ParseDay(when)
		if err != nil {
			return nil, &usageError{err: fmt.Errorf("--baseline %q: want a day as YYYY-MM-DD, or a span such as 30d or 4w", when)}
		}
		if i := indexOfDay(earlier, exactly); i >= 0 {
			return &earlier[i], nil
		}
		return nil, &hintedError{fmt.Errorf("--baseline: there is no snapshot of %s before %s", when, scoring.FormatDay(day)),
			[]string{`"chs history list" lists those that there are`}}
	}
	if i := lastUpTo(earlier, newest); i >= 0 {
		return &earlier[i], nil
	}
	return nil, nil
}

// describeStored reads accounts of a snapshot by their indexes, which rise.
func describeStored(ctx context.Context, s *history.Store, n *history.Snapshot, roster *history.Roster, indexes []int) ([]history.Account, error) {
	var all []history.Account
	errDone := errors.New("all are read")
	err := s.Accounts(ctx, n, 0, func(account *history.Account) error {
		index, _ := roster.Find(account.ID)
		if index == indexes[len(all)] {
			all = append(all, *account)
		}
		if len(all) == len(indexes) {
			return errDone
		}
		return nil
	})
	if errors.Is(err, errDone) {
		err = nil
	}
	return all, err
}
