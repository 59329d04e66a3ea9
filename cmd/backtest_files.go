package cmd

import (
	"context"
	"errors"
	"fmt"

	"chs/internal/evidence"
	"chs/internal/pipeline"
	"chs/scoring"
)

// backtestFiles runs chs backtest on metric files.
func (a *app) backtestFiles(ctx context.Context, args []string, o *backtestOptions, horizon bool) error {
	b, err := a.planBacktest(o)
	if err != nil {
		return err
	}
	if horizon {
		return &usageError{err: errors.New("--horizon goes with --history; files have the metrics of one day")}
	}
	o.history = "" // a setting of it is for other runs
	p := &b.plan
	if p.files, err = a.files(args); err != nil {
		return err
	}
	if err = b.readOnce(); err != nil {
		return err
	}
	if p.rubric, err = a.loadRubric(ctx, &o.inputOptions, p.files); err != nil {
		return err
	}
	if err = b.spare(); err != nil {
		return err
	}
	inputs, err := a.open(ctx, p.files, p.read, p.rubric.Relative())
	if err != nil {
		return err
	}
	err = b.judgeFiles(ctx, inputs)
	if err = errors.Join(err, inputs.Close()); err == nil {
		err = b.conclude(ctx)
	}
	return b.files.settle(ctx, errors.Join(err, ctx.Err()))
}

// judgeFiles scores what the inputs hold into the table.
func (b *backtest) judgeFiles(ctx context.Context, inputs *pipeline.Inputs) error {
	p := &b.plan
	if hints, err := inputs.Check(pipeline.NeedsOf(p.rubric)); err != nil {
		return &hintedError{err, hints}
	}
	outcomes, err := b.outcomesOf(ctx, inputs)
	if err != nil {
		return err
	}
	b.table = evidence.NewTable(p.rubric, inputs.Index(p.rubric.ID), b.seed, outcomes.source)
	b.keepMetrics()
	run, err := b.scan(ctx, p.files, &pipeline.Job{
		Inputs: inputs, Rubric: p.rubric, Day: p.day, Gather: func() pipeline.Part { return b.table.Part() }, Repeated: true,
	})
	if err != nil {
		return err
	}
	if err := b.finish(ctx); err != nil {
		return err
	}
	if err = b.tolerate(p, &run.Summary, "nothing was judged"); err == nil {
		err = outcomes.check(b.table)
	}
	b.app.report(p, &b.scoreOptions, run)
	if err == nil {
		b.found.RubricFrom = inputName(p.rubric.File)
		b.found.AsOf = scoring.FormatDay(p.day)
		b.found.Outcome = outcomes.said
		for _, file := range p.files {
			b.found.Of = append(b.found.Of, inputName(file))
		}
	}
	return err
}

// outcomes are what is said of accounts' outcomes, and where.
type outcomes struct {
	source evidence.Source
	said   string                        // how they are told, in words
	check  func(t *evidence.Table) error // that they can be judged by
}

// outcomesOf finds the outcomes of the inputs' accounts: in a column, or in the
// file of --outcomes.
func (b *backtest) outcomesOf(ctx context.Context, inputs *pipeline.Inputs) (*outcomes, error) {
	r := b.plan.rubric
	if b.outcome == "" {
		lines, err := b.outcomeLines(ctx)
		if err != nil {
			return nil, err
		}
		if undated := undatedOf(lines); undated < len(lines) { // else no day counts
			b.sayUndated(undated)
		}
		file, err := b.readOutcomes(lines)
		if err != nil {
			return nil, err
		}
		return &outcomes{file.source(inputs.Index(r.ID)), inputName(b.outcomes), func(t *evidence.Table) error {
			if err := checkIDs(t); err != nil {
				return err
			}
			b.sayLeftOut(file.known()-t.All().Accounts(), "of accounts that are not there")
			return file.check(t)
		}}, nil
	}
	column, err := findOutcome(inputs, b.outcome)
	if err != nil {
		return nil, err
	}
	said := column.name
	if column.left != "" {
		said += "=" + column.left
	}
	check := func(t *evidence.Table) error {
		if t.Unreadable > 0 {
			return column.unreadable(t.Unreadable, t.Examples)
		}
		if err := checkIDs(t); err != nil {
			return err
		}
		return column.checkBoth(t.All())
	}
	return &outcomes{column.reader(r.Missing).In(column.index, b.plan.day), said, check}, nil
}

// checkIDs refuses accounts that are there more than once.
func checkIDs(t *evidence.Table) error {
	if t.Repeated == 0 {
		return nil
	}
	return &hintedError{
		fmt.Errorf("%s of accounts that are there already; an account has one outcome", count(t.Repeated, "row is", "rows are")),
		[]string{"chs score --unique names their lines"},
	}
}
