package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/scoring"

	"github.com/spf13/cobra"
)

// ofSnapshots reports whether chs diff compares snapshots: --history was given,
// or there is a setting of it and the arguments are days.
func ofSnapshots(c *cobra.Command, args []string) bool {
	f := c.Flags().Lookup("history")
	_, err := parseDays(args)
	return given(f) || f.Changed && len(args) > 0 && err == nil
}

// fileFlags are those flags of chs diff and chs explain that say how files are
// read and judged: a snapshot is stored as it was.
var fileFlags = []string{
	"rubric", "against", "set", "as-of", "as-of-old", "dates", "decimal", "delimiter", "encoding", "sheet",
	"tolerance", "strict", "where",
}

// refuseFileFlags refuses flags that a stored snapshot has no use for, but for
// some that the command has.
func refuseFileFlags(c *cobra.Command, but ...string) error {
	for _, name := range fileFlags {
		if f := c.Flags().Lookup(name); f != nil && given(f) && !slices.Contains(but, name) {
			return &usageError{err: fmt.Errorf("--%s is for files; a snapshot of --history is stored as it was scored", name)}
		}
	}
	return nil
}

// parseDays reads arguments that are days.
func parseDays(args []string) ([]int, error) {
	var days []int
	for _, arg := range args {
		day, err := scoring.ParseDay(arg)
		if err != nil {
			return nil, &usageError{err: fmt.Errorf("%w, as --history compares days", err)}
		}
		days = append(days, day)
	}
	if len(days) > 2 {
		return nil, &usageError{err: fmt.Errorf("chs diff --history takes two days at most; there are %d", len(days))}
	}
	return days, nil
}

// diffSnapshots runs chs diff on a history.
func (a *app) diffSnapshots(ctx context.Context, args []string, o *diffOptions) (err error) {
	a.quiet = o.quiet
	days, err := parseDays(args)
	if err != nil {
		return err
	}
	k := &comparison{app: a}
	if err = k.flags(o); err != nil {
		return err
	}
	store, err := a.openHistory(ctx, o.history, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	before, after, err := k.planSnapshots(ctx, store, days, o)
	if err != nil {
		return err
	}
	diff := fleet.NewStoredDiff(k.old.rubric, k.new.rubric, o.limit)
	k.diff = diff.Diff
	var files outputFiles
	err = k.run(o, &files, func() error {
		return gatherSnapshots(ctx, store, diff, before, after)
	})
	if err = files.settle(ctx, errors.Join(err, ctx.Err())); err != nil {
		return err
	}
	return k.new.gate.check(k.gateCount)
}

// planSnapshots picks the snapshots that are compared, and loads their rubrics.
func (k *comparison) planSnapshots(ctx context.Context, s *history.Store, days []int, o *diffOptions) (before, after *history.Snapshot, err error) {
	all, err := portfolioOf(ctx, s, o.portfolio)
	if err != nil {
		return nil, nil, err
	}
	if before, after, err = pickPair(s, all, days); err != nil {
		return nil, nil, err
	}
	for _, side := range []struct {
		*diffSide
		of *history.Snapshot
	}{{&k.old, before}, {&k.new, after}} {
		side.files, side.day = []string{s.Name()}, side.of.Day
		if side.rubric, err = s.Rubric(ctx, side.of); err != nil {
			return nil, nil, err
		}
	}
	k.note("%s: %q as of %s and %s", s.Name(), after.Portfolio, scoring.FormatDay(before.Day), scoring.FormatDay(after.Day))
	return before, after, k.new.checkPaths(&o.scoreOptions)
}

// gatherSnapshots reads the snapshots into a diff.
func gatherSnapshots(ctx context.Context, s *history.Store, diff *fleet.StoredDiff, before, after *history.Snapshot) error {
	if err := s.Accounts(ctx, before, 0, diff.AddOld); err != nil {
		return err
	}
	if err := s.Accounts(ctx, after, 0, diff.AddNew); err != nil {
		return err
	}
	return diff.Finish()
}
