package cmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"chs/internal/pipeline"
	"chs/scoring"
)

// A diffSide is one of the two scorings that are compared. The new one's plan
// has what both share: outputs, gate and tolerance.
type diffSide struct {
	scorePlan
	set    []string         // what was changed in the rubric
	inputs *pipeline.Inputs // the file, once it is opened: one for both sides if they have one file
}

// name names the side's file.
func (s *diffSide) name() string { return inputName(s.files[0]) }

// planDiff checks the arguments, flags and rubrics. Its errors are the user's.
func (k *comparison) planDiff(ctx context.Context, args []string, o *diffOptions) error {
	files, err := k.files(args)
	if err != nil {
		return err
	}
	if len(files) > 2 {
		return &usageError{err: fmt.Errorf("chs diff takes one file or two; there are %d", len(files))}
	}
	k.one = len(files) == 1
	k.new.files, k.old.files = files[len(files)-1:], files[:1]
	if err = k.flags(o); err != nil {
		return err
	}
	if k.one && o.against == "" && o.sets == nil && k.old.day == k.new.day {
		return &usageError{
			fmt.Errorf("%s: nothing to compare it with; want a second file, --against RUBRIC, --set or --as-of-old", k.new.name()),
			"chs diff last-week.csv this-week.csv",
		}
	}
	if err = k.rubrics(ctx, files, o); err != nil {
		return err
	}
	if before, after := k.old.rubric.ID, k.new.rubric.ID; k.one && before != after {
		return &usageError{err: fmt.Errorf("id is %q in the old rubric and %q in the new one; want one column, to match the accounts by", before, after)}
	}
	return k.new.checkPaths(&o.scoreOptions, k.old.files[0], k.old.rubric.File)
}

// flags checks what can be checked without the rubrics.
func (k *comparison) flags(o *diffOptions) (err error) {
	if err = k.new.flags(k.app, &o.scoreOptions); err != nil {
		return err
	}
	k.old.tolerance, k.old.day = k.new.tolerance, k.new.day
	if o.asOfOld != "" {
		if k.old.day, err = scoring.ParseDay(o.asOfOld); err != nil {
			return &usageError{err: fmt.Errorf("--as-of-old %w", err)}
		}
	}
	k.new.gate, err = parseGate(o.failOn, diffGateNames)
	return err
}

// rubrics loads the rubrics.
func (k *comparison) rubrics(ctx context.Context, files []string, o *diffOptions) (err error) {
	if o.against == "-" {
		if err := k.checkOldRubric(ctx, o); err != nil {
			return err
		}
	}
	if k.new.rubric, err = k.loadRubric(ctx, &o.inputOptions, files); err != nil {
		return err
	}
	k.old.rubric = k.new.rubric
	if o.against != "" {
		against := o.inputOptions
		against.rubric = o.against
		if k.old.rubric, err = k.loadRubric(ctx, &against, files); err != nil {
			return err
		}
	}
	if k.new.set = o.sets; o.sets == nil {
		return nil
	}
	if k.new.rubric, err = k.new.rubric.Set("--set", o.sets); err != nil {
		return &usageError{err: err}
	}
	k.new.rubric, err = o.overrule(k.new.rubric)
	return err
}

// checkOldRubric refuses an old rubric from standard input that is none. Its
// start is read, but not lost.
func (k *comparison) checkOldRubric(ctx context.Context, o *diffOptions) error {
	if o.rubric == "-" {
		return &usageError{err: errors.New(`"-" is both rubrics; standard input can be read once`)}
	}
	in := bufio.NewReader(k.stdin)
	k.stdin = in
	err := interruptible(ctx, func() error {
		_, err := in.Peek(1)
		return err
	})
	if errors.Is(err, io.EOF) {
		return &usageError{
			errors.New("--against -: standard input is empty; want a rubric"),
			"git show REVISION:FILE prints nothing if the revision has no such file",
		}
	}
	return ctx.Err()
}
