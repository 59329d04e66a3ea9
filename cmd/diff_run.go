package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// A comparison is a diff under way.
type comparison struct {
	*app
	old, new diffSide
	one      bool // both sides are of one file
	diff     *fleet.Diff
}

// diff runs chs diff.
func (a *app) diff(ctx context.Context, args []string, o *diffOptions) error {
	a.quiet = o.quiet
	k := &comparison{app: a}
	if err := k.planDiff(ctx, args, o); err != nil {
		return err
	}
	k.diff = fleet.NewDiff(k.old.rubric, k.new.rubric, o.limit)
	if err := k.openSides(ctx); err != nil {
		return err
	}
	var files outputFiles
	err := k.fit()
	if err == nil {
		err = k.run(o, &files, func() error { return k.gather(ctx) })
	}
	if err = files.settle(ctx, errors.Join(err, k.close(), ctx.Err())); err != nil {
		return err
	}
	return k.new.gate.check(k.gateCount)
}

// openSides opens the files.
func (k *comparison) openSides(ctx context.Context) (err error) {
	relative := k.old.rubric.Relative()
	if k.old.inputs, err = k.open(ctx, k.old.files, k.new.read, k.one || relative); err != nil {
		return err
	}
	if k.new.inputs = k.old.inputs; k.one {
		return nil
	}
	if k.new.inputs, err = k.open(ctx, k.new.files, k.new.read, relative || k.new.rubric.Relative()); err != nil {
		return errors.Join(err, k.old.inputs.Close())
	}
	return nil
}

func (k *comparison) close() error {
	err := k.new.inputs.Close()
	if !k.one {
		err = errors.Join(k.old.inputs.Close(), err)
	}
	return err
}

// run has the diff gathered and writes what there is to say. Output files are
// not kept yet.
func (k *comparison) run(o *diffOptions, files *outputFiles, gather func() error) error {
	drawn := &report.Diff{Diff: k.diff, OldRun: k.old.said(), NewRun: k.new.said()}
	var outputs []report.DiffOutput
	err := k.eachTarget(k.new.targets, o.color, files, func(to *outlet) error {
		output := report.NewDiffOutput(to, to.format, drawn, to.width, to.colored)
		if output.Each != nil {
			k.diff.Each = append(k.diff.Each, output.Each)
		}
		outputs = append(outputs, output)
		return nil
	})
	if err != nil {
		return err
	}
	if err := gather(); err != nil {
		return err
	}
	for _, output := range outputs {
		if err := output.End(); err != nil {
			return err
		}
	}
	return nil
}

// fit checks that the files have the columns that are read: the new file has
// those that the old rubric judges by, too.
func (k *comparison) fit() error {
	var needs pipeline.Needs
	for _, c := range k.old.rubric.Columns {
		needs = append(needs, pipeline.Need{Column: c.Name, By: c.By})
	}
	if k.one {
		needs = pipeline.NeedsOf(k.old.rubric)
	}
	if k.old.rubric.File != k.new.rubric.File {
		for i := range needs {
			needs[i].By = inputName(k.old.rubric.File) + ": " + needs[i].By
		}
	}
	hints, err := k.new.inputs.Check(slices.Concat(pipeline.NeedsOf(k.new.rubric), needs))
	if !k.one {
		more, also := k.old.inputs.Check(pipeline.NeedsOf(k.old.rubric))
		hints, err = append(more, hints...), errors.Join(also, err)
	}
	if err != nil {
		return &hintedError{err, slices.Compact(hints)}
	}
	return nil
}

// gather scans the old file by the old rubric, and then the new file by the
// new one and the old one. Where the old one is relative to other accounts, and
// these or the day are others, the new file is scanned by it before, for its
// quintiles.
func (k *comparison) gather(ctx context.Context) error {
	old, err := k.gatherOld(ctx)
	if err != nil {
		return err
	}
	by := fleet.OldScorers{ToOld: old.On(k.new.day)}
	if k.old.rubric.Relative() && (!k.one || k.old.day != k.new.day) {
		if by.ToNew, err = k.quintiles(ctx); err != nil {
			return err
		}
	}
	if err := k.gatherNew(ctx, by); err != nil {
		return err
	}
	if d := k.diff; d.Matched.Accounts == 0 && d.Old.All.Accounts > 0 && d.New.All.Accounts > 0 {
		return fmt.Errorf("no account of %s is in %s; want files whose ids (%q, %q) are the same",
			k.old.name(), k.new.name(), k.old.rubric.ID, k.new.rubric.ID)
	}
	return k.diff.Finish()
}

// gatherOld scans the old file, and returns the Scorer that it was scanned by.
// If it is the new one, too, that is opened anew, and speaks for both.
func (k *comparison) gatherOld(ctx context.Context) (*scoring.Scorer, error) {
	at := columnsOf(&k.old)
	run, err := k.scanSide(ctx, &k.old, k.old.rubric, func() pipeline.Part { return k.diff.OldPart(at) })
	if err != nil {
		return nil, err
	}
	if !k.one {
		k.say(run, &k.old, &k.diff.Old)
	}
	if err := k.tolerable(run, &k.old); err != nil {
		return nil, err
	}
	if k.one {
		err = k.new.inputs.Reopen()
	}
	return run.Scorer(), err
}

// gatherNew scans the new file.
func (k *comparison) gatherNew(ctx context.Context, by fleet.OldScorers) error {
	at := columnsOf(&k.new)
	for _, c := range k.old.rubric.Columns {
		at.Old = append(at.Old, k.new.inputs.Index(c.Name))
	}
	run, err := k.scanSide(ctx, &k.new, k.new.rubric, func() pipeline.Part { return k.diff.NewPart(at, by) })
	if err != nil {
		return err
	}
	k.say(run, &k.new, &k.diff.New)
	return k.tolerable(run, &k.new)
}

// quintiles scans the new file for a Scorer by the old rubric.
func (k *comparison) quintiles(ctx context.Context) (*scoring.Scorer, error) {
	run, err := k.scanSide(ctx, &k.new, k.old.rubric, nil)
	if err != nil {
		return nil, err
	}
	return run.Scorer(), k.new.inputs.Reopen()
}

// columnsOf finds what a diff reads of a side's accounts.
func columnsOf(s *diffSide) fleet.DiffColumns {
	return fleet.DiffColumns{ID: s.inputs.Index(s.rubric.ID), Label: labelIndex(s.inputs, s.rubric)}
}

// scanSide reads a side's file and scores it by a rubric.
func (k *comparison) scanSide(ctx context.Context, of *diffSide, by *rubric.Rubric, gather func() pipeline.Part) (*pipeline.Run, error) {
	return k.scan(ctx, of.files, &pipeline.Job{
		Inputs: of.inputs, Rubric: by, Day: of.day, Gather: gather, Unique: gather != nil,
	})
}

// tolerable returns an error if too much of a file was bad.
func (k *comparison) tolerable(run *pipeline.Run, s *diffSide) error {
	return k.tolerate(&s.scorePlan, &run.Summary, s.name()+" is not compared")
}

// say says what was odd about a file, and which rows are left out.
func (k *comparison) say(run *pipeline.Run, s *diffSide, compared *fleet.Side) {
	k.sayOdd(run)
	k.sayProblems(run, "", "chs score --problems")
	if compared.NoID > 0 {
		k.warn("%s: %s without an id left out", s.name(), count(compared.NoID, "row"))
	}
	if compared.Repeated > 0 {
		k.warn("%s: %s left out, of accounts that are there already; the first row of each stands", s.name(), count(compared.Repeated, "row"))
	}
	k.note("%s: %s", s.name(), rowsRead(&run.Summary))
}

// said returns what a report says of a side.
func (s *diffSide) said() report.DiffRun {
	name := fmt.Sprintf("%s (%s)", s.rubric.Title(), inputName(s.rubric.File))
	return report.DiffRun{File: s.name(), Rubric: name, Set: s.set, AsOf: scoring.FormatDay(s.day)}
}

// diffGateNames are those of the gates of chs diff.
var diffGateNames = []string{
	"crossed", "crossed_down", "crossed_up", "became_unscored", "became_scored", "moved", "came", "left",
}

// gateCount returns how many accounts there are of what a gate names, and of
// how many in all: those on both sides, but of those that came the new file's,
// and of those that left the old one's.
func (k *comparison) gateCount(name string) (count, all int) {
	d := k.diff
	switch name {
	case "came":
		return d.Came.Accounts, d.New.All.Accounts
	case "left":
		return d.Left.Accounts, d.Old.All.Accounts
	}
	counts := map[string]fleet.Sum{
		"crossed": d.Crossed(), "moved": d.Moved, "crossed_down": d.Crossing[fleet.Down], "crossed_up": d.Crossing[fleet.Up],
		"became_unscored": d.Crossing[fleet.BecameUnscored], "became_scored": d.Crossing[fleet.BecameScored],
	}
	return counts[name].Accounts, d.Matched.Accounts
}
