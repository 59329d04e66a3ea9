package cmd

import (
	"context"
	"errors"
	"fmt"

	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/scoring"
)

// rfm runs chs rfm.
func (a *app) rfm(ctx context.Context, args []string, o *rfmOptions) error {
	a.quiet = o.quiet
	p, err := a.planRFM(args, o)
	if err != nil {
		return err
	}
	inputs, err := a.open(ctx, p.files, p.read, false)
	if err != nil {
		return err
	}
	var files outputFiles
	columns, err := p.columns(inputs, o)
	if err == nil {
		err = a.readTransactions(ctx, inputs, columns, p, o, &files)
	}
	return files.settle(ctx, errors.Join(err, inputs.Close(), ctx.Err()))
}

// columns finds the columns of the inputs, and makes the rubric by which they
// are read.
func (p *rfmPlan) columns(inputs *pipeline.Inputs, o *rfmOptions) (fleet.Transactions, error) {
	t := o.columns.Guess(inputs.Header)
	var needs pipeline.Needs
	for _, n := range []struct{ column, flag, what string }{
		{t.ID, "--id", "the customer"}, {t.Date, "--date", "the day"}, {t.Amount, "--amount", "the amount"},
	} {
		if n.column == "" {
			return t, fmt.Errorf("%s: no column's name tells that it has %s; want %s, one of %s",
				inputName(p.files[0]), n.what, n.flag, listed(quoted(inputs.Header)))
		}
		needs = append(needs, pipeline.Need{Column: n.column, By: n.flag})
	}
	if hints, err := inputs.Check(needs); err != nil {
		return t, &hintedError{err, hints}
	}
	r, err := t.Rubric()
	if err != nil {
		return t, err
	}
	if p.rubric, err = o.overrule(r); err != nil {
		return t, err
	}
	return t, p.checkPaths(&o.scoreOptions)
}

// readTransactions reads the inputs and writes the customers. Files are not kept
// yet.
func (a *app) readTransactions(ctx context.Context, inputs *pipeline.Inputs, t fleet.Transactions, p *rfmPlan, o *rfmOptions, files *outputFiles) error {
	m, scorer := fleet.NewRFM(inputs.Header, t, p.rubric, p.day)
	job := &pipeline.Job{
		Inputs: inputs, Rubric: p.rubric, Day: p.day, Scorer: scorer, Check: m.Check,
		Gather: func() pipeline.Part { return m.Part() },
	}
	var err error
	if job.Problems, err = files.create(o.problems); err != nil {
		return err
	}
	if job.Rejects, err = files.create(o.rejects); err != nil {
		return err
	}
	run, err := a.scan(ctx, p.files, job)
	if err != nil {
		return err
	}
	err = a.tolerateBy(&p.scorePlan, &run.Summary, "nothing was written",
		"--rejects FILE writes the rejected rows of a run that tolerates them, to mend and read again", fleet.RFMAdvice)
	if err == nil {
		err = a.writeRFM(m, p, files)
	}
	a.sayTransactions(inputs, t, m, run, o)
	return err
}

// writeRFM writes the customers to all places.
func (a *app) writeRFM(m *fleet.RFM, p *rfmPlan, files *outputFiles) error {
	return a.eachTarget(p.targets, "never", files, func(to *outlet) error {
		return report.WriteRFM(to, to.format, &report.RFM{RFM: m, Horizon: p.horizon})
	})
}

// sayTransactions says what was read as what, what was odd, and where the rows
// went.
func (a *app) sayTransactions(inputs *pipeline.Inputs, t fleet.Transactions, m *fleet.RFM, run *pipeline.Run, o *rfmOptions) {
	a.note("customers by %q, days by %q, amounts by %q, as of %s", t.ID, t.Date, t.Amount, scoring.FormatDay(m.Day))
	for _, warning := range inputs.Warnings() {
		a.warn("%s", warning)
	}
	a.sayNumbers(run, "give --decimal %s")
	a.sayProblems(run, o.problems, "--problems")
	leftOut := func(rows int, column, why string) {
		if rows > 0 {
			a.warn("%s left out: %q is %s", count(rows, "row"), column, why)
		}
	}
	leftOut(m.Left.NoID, t.ID, "empty")
	leftOut(m.Left.NoDate, t.Date, "missing, unreadable or in the future")
	leftOut(m.Left.NoAmount, t.Amount, "missing or unreadable")
	a.note("%s read = %s + %s + %d left out + %d rejected; %s", count(run.Read, "row"),
		count(m.Orders, "order"), count(m.Refunds, "refund"), m.Left.All(), run.Rejected, count(m.Count(), "customer"))
}
