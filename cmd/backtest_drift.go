package cmd

import (
	"context"
	"errors"
	"fmt"

	"chs/internal/evidence"
	"chs/internal/pipeline"
	"chs/internal/report"
)

// driftTo finds how far the scores of other accounts are from those of the table.
func (b *backtest) driftTo(ctx context.Context) error {
	p := b.plan
	p.files = []string{b.driftFile}
	inputs, err := b.open(ctx, p.files, p.read, p.rubric.Relative())
	if err != nil {
		return err
	}
	census := new(evidence.Census)
	err = errors.Join(b.countScores(ctx, inputs, &p, census), inputs.Close())
	if err != nil {
		return err
	}
	scores := census.Scores()
	if scores.Accounts() == 0 {
		return fmt.Errorf("%s: no account has a score; want some to compare", inputName(b.driftFile))
	}
	b.found.Drift = &report.FileDrift{File: inputName(b.driftFile), Accounts: scores.Accounts(), Drift: scores.Drift(b.found.Scores)}
	return nil
}

// countScores scores what the inputs hold into a census.
func (b *backtest) countScores(ctx context.Context, inputs *pipeline.Inputs, p *scorePlan, census *evidence.Census) error {
	if hints, err := inputs.Check(pipeline.NeedsOf(p.rubric)); err != nil {
		return &hintedError{err, hints}
	}
	run, err := b.scan(ctx, p.files, &pipeline.Job{
		Inputs: inputs, Rubric: p.rubric, Day: p.day, Gather: func() pipeline.Part { return census.Part() },
	})
	if err != nil {
		return err
	}
	b.sayOdd(run)
	b.sayProblems(run, "", "chs score --problems")
	b.note("%s: %s", inputName(b.driftFile), rowsRead(&run.Summary))
	return b.tolerate(p, &run.Summary, inputName(b.driftFile)+" is not compared")
}
