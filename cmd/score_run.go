package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"syscall"

	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// score runs chs score.
func (a *app) score(ctx context.Context, args []string, o *scoreOptions) error {
	a.quiet = o.quiet
	p, err := a.plan(ctx, args, o)
	if err == nil {
		err = p.planPast(o)
	}
	if err == nil {
		err = p.planPage(o)
	}
	if err != nil {
		return err
	}
	p.read.Digest = o.history != ""
	inputs, err := a.open(ctx, p.files, p.read, p.rubric.Relative() || o.compares() || p.countsFirst(o))
	if err != nil {
		return err
	}
	var files outputFiles
	run, past, err := a.scoreInputs(ctx, inputs, p, o, &files)
	if err = files.settle(ctx, errors.Join(err, inputs.Close(), ctx.Err())); err != nil {
		return err
	}
	a.sayStored(files.snapshot)
	return a.passGate(p, run, past)
}

// scoreInputs scores what the inputs hold. All outputs are written, but files
// are not kept yet.
func (a *app) scoreInputs(ctx context.Context, inputs *pipeline.Inputs, p *scorePlan, o *scoreOptions, files *outputFiles) (*pipeline.Run, *past, error) {
	if hints, err := inputs.Check(p.needs()); err != nil {
		return nil, nil, &hintedError{err, hints}
	}
	job := &pipeline.Job{Inputs: inputs, Rubric: p.rubric, Day: p.day, Where: p.where, Bands: p.bands, Unique: o.unique, Told: p.told}
	var err error
	if job.Outputs, err = a.outputs(inputs.Header, p, o, files); err != nil {
		return nil, nil, err
	}
	if job.Problems, err = files.create(o.problems); err != nil {
		return nil, nil, err
	}
	if job.Rejects, err = files.create(o.rejects); err != nil {
		return nil, nil, err
	}
	if err = a.beginSnapshot(ctx, job, o, files); err != nil {
		return nil, nil, err
	}
	if err = files.checkRoom(ctx, inputs, p, o); err != nil {
		return nil, nil, err
	}
	past, err := a.compareWith(ctx, job, p, o, files.snapshot)
	if err != nil {
		return nil, nil, err
	}
	if files.page, err = beginPage(job, p, o, files); err != nil {
		return nil, nil, err
	}
	files.beginWorkbooks(job)
	run, err := a.scan(ctx, p.files, job)
	if err != nil {
		return nil, nil, fullHint(err)
	}
	if past != nil {
		run.Warnings = past.warnings // of the first reading, which the second is spared
	}
	if err = a.writeOutputs(ctx, run, past, p, o, files); err == nil {
		err = files.snapshot.noteInputs(inputs, &run.Summary)
	}
	a.report(p, o, run)
	a.sayCompared(past)
	return run, past, err
}

// writeOutputs writes what can be once all accounts have been read, unless too
// much of the input was bad.
func (a *app) writeOutputs(ctx context.Context, run *pipeline.Run, past *past, p *scorePlan, o *scoreOptions, files *outputFiles) error {
	if err := a.tolerate(p, &run.Summary, p.written()); err != nil {
		return err
	}
	if err := files.page.fill(ctx, run, past); err != nil {
		return err
	}
	if err := run.Write(ctx); err != nil {
		return fullHint(err)
	}
	if err := a.finishWorkbooks(ctx, p, o, run, files); err != nil {
		return err
	}
	return files.page.write(a)
}

// scan scores all rows of files, which are the job's inputs, on all cores, and
// shows how far that has come.
func (a *app) scan(ctx context.Context, files []string, job *pipeline.Job) (*pipeline.Run, error) {
	if job.Told != nil {
		files = nil // a database, whose size says nothing of the rows'
	}
	progress := a.progress(files)
	defer progress.end()
	job.Cores, job.Progress = runtime.GOMAXPROCS(0), progress.add
	return pipeline.Scan(ctx, job)
}

// needs are the columns that the rubric and --where read.
func (p *scorePlan) needs() pipeline.Needs {
	needs := pipeline.NeedsOf(p.rubric)
	if p.where != nil {
		for _, c := range p.where.Columns {
			needs = append(needs, pipeline.Need{Column: c.Name, By: "--where", Names: rubric.Names()})
		}
	}
	return needs
}

// outputs lays out and opens the places to write to.
func (a *app) outputs(header []string, p *scorePlan, o *scoreOptions, files *outputFiles) ([]*pipeline.Output, error) {
	var outputs []*pipeline.Output
	for _, t := range p.targets {
		alone := len(p.targets) == 1 && o.problems+o.rejects+o.history == ""
		to, err := files.open(t, a.standardOutput(t.format), alone)
		if err != nil {
			return nil, err
		}
		switch t.format {
		case report.FormatHTML:
			files.pages = append(files.pages, to)
			continue
		case report.FormatEML:
			t.format, to = report.FormatCSV, files.addMail(t, to)
		}
		layout, replaced, err := report.NewLayout(p.rubric, header, o.layout(t.format, p))
		if err != nil {
			return nil, &usageError{err: fmt.Errorf("--columns: %w", err)}
		}
		if len(outputs) == 0 {
			for _, name := range replaced {
				a.warn("%s: column %q is replaced by the one that chs adds; --prefix gives that another name", inputName(p.files[0]), name)
			}
		}
		output := &pipeline.Output{To: to, Layout: layout, Order: p.order}
		if o.limited {
			output.Limit = o.limit
		}
		if err = a.shape(output, t, p, o, files); err != nil {
			return nil, err
		}
		outputs = append(outputs, output)
	}
	return outputs, nil
}

// shape says how an output writes accounts.
func (a *app) shape(output *pipeline.Output, t target, p *scorePlan, o *scoreOptions, files *outputFiles) error {
	if t.format == report.FormatTable {
		a.table(output, t, p, o)
		return nil
	}
	output.Writer = report.NewWriter(t.format, output.Layout)
	if t.format == report.FormatXLSX {
		return files.addWorkbook(output, t)
	}
	return nil
}

// layout returns what a format's layout is to hold.
func (o *scoreOptions) layout(format report.Format, p *scorePlan) report.Options {
	options := report.Options{
		Prefix: o.prefix, Columns: trimmed(o.columns), Stamp: o.stamp, Why: o.why, Past: o.compares(), AsOf: scoring.FormatDay(p.day),
		Excel: o.excel && format == report.FormatCSV,
	}
	if format == report.FormatMarkdown && options.Columns == nil {
		options.Columns = report.ForPeople(p.rubric, options)
	}
	return options
}

// trimmed returns names without white space around them; nil for none.
func trimmed(names []string) []string {
	var all []string
	for _, name := range names {
		all = append(all, strings.TrimSpace(name))
	}
	return all
}

// table makes an output a table: the worst accounts first, if nothing else is
// asked for.
func (a *app) table(output *pipeline.Output, t target, p *scorePlan, o *scoreOptions) {
	if output.Order.By == pipeline.ByInput && o.sort == "" {
		output.Order.By = pipeline.ByScore
	}
	if !o.limited {
		output.Limit = defaultLimit
	}
	terminal := t.path == "-"
	output.Table = report.TableOptions{
		Width: a.width(terminal), Color: a.colored(o.color, terminal), RubricFrom: inputName(p.rubric.File),
		Chosen: o.columns != nil, More: orderWords(output.Order) + "; --limit 0 shows all, -o scored.csv writes them",
	}
}

// orderWords says how a table is ordered.
func orderWords(o pipeline.Order) string {
	switch o {
	case pipeline.Order{By: pipeline.ByScore}:
		return "worst first"
	case pipeline.Order{By: pipeline.ByScore, Desc: true}:
		return "best first"
	case pipeline.Order{By: pipeline.ByInput}:
		return "in the input's order"
	}
	words := "by " + strings.ReplaceAll(string(o.By), "_", " ")
	if o.Desc {
		words += ", largest first"
	}
	return words
}

// A pipe is standard output, whose reader may go away. If it is not the only
// output, the others are written all the same.
type pipe struct {
	to          io.Writer
	alone, gone bool
}

// Write implements io.Writer.
func (p *pipe) Write(b []byte) (int, error) {
	if p.gone {
		return len(b), nil
	}
	n, err := report.WritePieces(p.to, b)
	if errors.Is(err, syscall.EPIPE) && !p.alone {
		p.gone = true
		return len(b), nil
	}
	return n, err
}
