package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"chs/internal/accounts"
	"chs/internal/database"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/internal/warehouse"
)

// A verification compares what chs score makes of a file with what a database does.
//
// The database gets a temporary table with the number of a row, the cells that the
// statement reads, as text, and what chs score says of the account. The statement
// returns these with its own results behind them: each row has both.
type verification struct {
	sqlRun
	inputs *pipeline.Inputs
	layout *report.Layout  // of what is loaded
	cells  []string        // the names of the cells of the file, the id first
	added  []report.Column // what chs score says
	number string          // the name of the number of the row, and the start of others' names
	rows   int             // that were scored here
	found  differences
}

// verifySQL runs chs sql --verify.
func (a *app) verifySQL(ctx context.Context, o *sqlOptions) error {
	v, place, err := a.planVerification(ctx, o)
	if err != nil {
		return err
	}
	if v.inputs, err = a.open(ctx, v.files, v.read, v.rubric.Relative()); err != nil {
		return err
	}
	if err = v.layOut(o); err == nil {
		err = a.verifyAt(ctx, place, v)
	}
	if err = errors.Join(err, v.inputs.Close(), ctx.Err()); err != nil {
		return err
	}
	return v.found.say(a.stdout, v)
}

// verifiedTable is the table that accounts are loaded into.
const verifiedTable = "chs_accounts"

// planVerification checks the flags and the rubric, and returns the database's place.
func (a *app) planVerification(ctx context.Context, o *sqlOptions) (v *verification, place string, err error) {
	v, place = &verification{number: "chs_row"}, o.run
	if v.name = database.Name(place); place == database.Temporary {
		v.name = "SQLite"
	}
	switch {
	case place != database.Temporary && dialectAt(place) == "sqlite":
		return nil, "", &usageError{err: errors.New("--verify: makes an SQLite database of its own; want no --run, or postgres://…")}
	case place != database.Temporary && o.Dialect == "":
		o.Dialect = dialectAt(place)
	case place == database.Temporary && o.Dialect == "postgres":
		place, v.name = "postgres://", "PostgreSQL" // all of the address is in the environment
	}
	if o.Dialect != dialectAt(place) {
		return nil, "", &usageError{err: errors.New("--verify: want --dialect sqlite, or --dialect postgres, or --run postgres://…")}
	}
	o.Table, o.AllText = verifiedTable, true
	if err = a.planJudging(ctx, &v.scorePlan, o); err != nil {
		return nil, "", err
	}
	v.files = []string{o.verify}
	v.statement, err = warehouse.Statement(v.rubric, o.Options)
	return v, place, err
}

// layOut says what is loaded of an account: its id, first, the cells that the
// rubric judges, and what chs score adds.
func (v *verification) layOut(o *sqlOptions) (err error) {
	if hints, err := v.inputs.Check(pipeline.NeedsOf(v.rubric)); err != nil {
		return &hintedError{err, hints}
	}
	options := report.Options{Prefix: o.Prefix, Why: o.Why}
	if v.layout, _, err = report.NewLayout(v.rubric, v.inputs.Header, options); err != nil {
		return err
	}
	v.cells, v.added = []string{v.rubric.ID}, report.NewTold(v.rubric, options).Columns
	for _, c := range v.rubric.Columns {
		if !slices.Contains(v.cells, c.Name) {
			v.cells = append(v.cells, c.Name)
		}
	}
	v.layout.Columns = nil
	for _, name := range v.cells {
		v.layout.Columns = append(v.layout.Columns, report.Column{Kind: report.Input, Index: v.inputs.Index(name)})
	}
	v.layout.Columns = append(v.layout.Columns, v.added...)
	for i := range v.layout.Columns {
		v.layout.Columns[i].Name = fmt.Sprint(i) // no name makes it look like another file
	}
	return nil
}

// loaded returns the names of the table's columns behind the number of the row. The
// statement reads none of those that it does not know.
func (v *verification) loaded() []string {
	isTaken := func(name string) bool { return strings.HasPrefix(strings.ToLower(name), v.number) }
	for slices.ContainsFunc(v.cells, isTaken) {
		v.number += "_"
	}
	names := slices.Clone(v.cells)
	for i := range v.added {
		names = append(names, fmt.Sprintf("%s_%d", v.number, i))
	}
	return names
}

// verifyAt loads the accounts into a database, and compares.
func (a *app) verifyAt(ctx context.Context, place string, v *verification) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var err error
	if v.session, err = database.Open(ctx, place, true); err != nil {
		return v.named(err)
	}
	if err = a.loadScored(ctx, v); err == nil {
		err = a.compareRows(ctx, v)
	}
	cancel()
	return errors.Join(err, v.named(v.session.Close()))
}

// loadScored scores the file, and loads it into the database.
func (a *app) loadScored(ctx context.Context, v *verification) error {
	from, to := io.Pipe()
	var run *pipeline.Run
	scored := make(chan error, 1)
	go func() {
		var err error
		run, err = a.scan(ctx, v.files, &pipeline.Job{
			Inputs: v.inputs, Rubric: v.rubric, Day: v.day,
			Outputs:  []*pipeline.Output{{To: to, Layout: v.layout, Writer: report.NewCSV(v.layout), Order: pipeline.Order{By: pipeline.ByInput}}},
			Repeated: true,
		})
		_ = to.CloseWithError(err) // it always returns nil
		scored <- err
	}()
	columns := v.loaded()
	err := v.named(v.session.Load(ctx, verifiedTable, v.number, columns, rowTexts(from, len(columns))))
	_ = from.CloseWithError(err) // it always returns nil
	if failed := <-scored; failed != nil {
		return failed
	}
	if err != nil {
		return err
	}
	v.rows = run.Scored + run.Unscored
	a.sayUsed(&v.scorePlan)
	a.sayOdd(run)
	a.note("%s", rowsRead(&run.Summary))
	return nil
}

// compareRows reads what the statement returns.
func (a *app) compareRows(ctx context.Context, v *verification) error {
	rows, end := v.stream(ctx, 1)
	defer end()
	progress := a.progress(nil)
	defer progress.end()
	bytes := int64(0)
	for row, err := range readRows(v.name, rows) {
		if err != nil {
			return err
		}
		v.found.take(v, row)
		bytes += int64(len(row.Raw)) + 1
		if v.found.last%1000 == 0 {
			progress.add(bytes, v.found.last)
		}
	}
	return nil
}

// readRows yields the rows of comma-separated UTF-8, each valid until the next.
func readRows(name string, from io.Reader) iter.Seq2[*accounts.Row, error] {
	return func(yield func(*accounts.Row, error) bool) {
		reader, err := accounts.Open(name, from, accounts.Options{Delimiter: ',', Sound: true})
		if err != nil {
			yield(nil, err)
			return
		}
		defer func() { _ = reader.Close() }() // nothing was written
		var chunk accounts.Chunk
		var row accounts.Row
		for err = reader.Read(&chunk); err == nil; err = reader.Read(&chunk) {
			for chunk.Next(&row) {
				if !yield(&row, nil) {
					return
				}
			}
		}
		if !errors.Is(err, io.EOF) {
			yield(nil, err)
		}
	}
}

// rowTexts yields the cells of rows, so many each.
func rowTexts(from io.Reader, columns int) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		cells := make([]string, columns)
		for row, err := range readRows("", from) {
			for i := range cells {
				if err == nil {
					cells[i] = row.Cell(i)
				}
			}
			if !yield(cells, err) {
				return
			}
		}
	}
}
