package cmd

import (
	"context"
	"errors"
	"io"

	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/internal/report"
)

// A workbook is one among the outputs of a run.
type workbook struct {
	*report.Workbook
	to   io.Writer
	name string
}

// countsFirst reports whether the rows are counted before any is scored: a
// workbook has no room for more than so many, and is to have all of them. A
// database's can be read once.
func (p *scorePlan) countsFirst(o *scoreOptions) bool {
	limited := o.limited && o.limit > 0 && o.limit <= report.MaxWorkbookAccounts
	return p.has(report.FormatXLSX) && p.told == nil && !limited && p.where == nil && p.bands == nil && p.only == nil
}

// addWorkbook has an output go into a workbook.
func (f *outputFiles) addWorkbook(output *pipeline.Output, t target) error {
	name := t.name()
	book, err := report.NewWorkbook(output.Layout, name)
	if err != nil {
		return err
	}
	f.books = append(f.books, workbook{book, output.To, name})
	output.To = book
	return nil
}

// checkRoom refuses more rows than the workbooks have room for, as far as can be
// told without scoring them.
func (f *outputFiles) checkRoom(ctx context.Context, inputs *pipeline.Inputs, p *scorePlan, o *scoreOptions) error {
	if !p.countsFirst(o) {
		return nil
	}
	over, err := inputs.HaveOver(ctx, report.MaxWorkbookAccounts)
	if err == nil && over {
		err = &report.FullWorkbookError{File: f.books[0].name, Room: report.MaxWorkbookAccounts}
	}
	return fullHint(err)
}

// beginWorkbooks has a job gather what workbooks hold beside the accounts.
func (f *outputFiles) beginWorkbooks(job *pipeline.Job) {
	if f.books == nil {
		return
	}
	f.summary = fleet.NewSummary(job.Rubric, nil)
	job.Gather = pipeline.Both(job.Gather, func() pipeline.Part { return f.summary.Part() })
	job.Keep = report.MaxWorkbookProblems
}

// fullHint says what to do with more accounts than a workbook has room for.
func fullHint(err error) error {
	if _, ok := errors.AsType[*report.FullWorkbookError](err); ok {
		return &hintedError{err, []string{"--band, --where and --limit choose fewer accounts; CSV has room for any number: -o scored.csv"}}
	}
	return err
}

// finishWorkbooks adds the other sheets, and writes the workbooks.
func (a *app) finishWorkbooks(ctx context.Context, p *scorePlan, o *scoreOptions, run *pipeline.Run, files *outputFiles) error {
	if files.books != nil && o.excel && !p.has(report.FormatCSV) && !p.has(report.FormatEML) {
		a.warn("--excel is for CSV; a workbook is as it is meant without it")
	}
	parts := &report.WorkbookParts{
		Summary: files.summary, RubricFrom: inputName(p.rubric.File), Problems: run.Kept, More: run.Problems - len(run.Kept),
	}
	for _, book := range files.books {
		if err := book.Finish(ctx, book.to, parts); err != nil {
			return err
		}
		if cut := book.Cut(); cut > 0 {
			a.warn("%s: %s cut, at the 32,767 characters that a cell of a workbook holds; CSV has %s whole",
				book.name, count(cut, "text is", "texts are"), plural(cut, "it", "them"))
		}
	}
	return nil
}

// closeWorkbooks removes what they keep in temporary files.
func (f *outputFiles) closeWorkbooks() error {
	var err error
	for _, book := range f.books {
		err = errors.Join(err, book.Close())
	}
	f.books = nil
	return err
}
