package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"chs/internal/database"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/internal/warehouse"
	"chs/rubric"
	"chs/scoring"
)

// A sqlRun is a statement, and what becomes of its results.
type sqlRun struct {
	scorePlan
	name      string // of the database, without secrets
	statement string
	ofQuery   string // the same, of a query in the place of the table
	session   database.Session
}

// runSQL runs chs sql --run.
func (a *app) runSQL(ctx context.Context, o *sqlOptions) error {
	r, err := a.planRun(ctx, o)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if r.session, err = database.Open(ctx, o.run, o.into != ""); err != nil {
		return r.named(err)
	}
	err = r.named(r.readFrom(ctx, o))
	switch {
	case err != nil:
	case o.into != "":
		err = a.storeScores(ctx, r, o)
	default:
		err = a.writeScores(ctx, r, o)
	}
	cancel()
	return errors.Join(err, r.named(r.session.Close()))
}

// readFrom has the statement read a query, if one is asked for, or a table that it
// cannot read otherwise.
func (r *sqlRun) readFrom(ctx context.Context, o *sqlOptions) error {
	query := trimQuery(o.query)
	if query == "" {
		table, err := warehouse.TableName(o.Dialect, o.Table)
		if err != nil {
			return err
		}
		if can, err := r.session.Rejoins(ctx, table); can || err != nil {
			return err
		}
		query = "SELECT * FROM " + table
	}
	var err error
	r.statement, err = r.session.Alias(ctx, queryName, query, r.ofQuery)
	return err
}

// trimQuery returns a query without what ends a statement.
func trimQuery(query string) string { return strings.TrimRight(query, "; \t\r\n") }

// named adds the database's name to an error, nil if there is none.
func (r *sqlRun) named(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", r.name, err)
}

// queryName is what the statement calls a query.
const queryName = "chs_query"

// planRun checks the flags and the rubric, and writes the statement.
func (a *app) planRun(ctx context.Context, o *sqlOptions) (*sqlRun, error) {
	r := &sqlRun{name: database.Name(o.run)}
	if o.Dialect == "" {
		o.Dialect = dialectAt(o.run)
	}
	if o.query != "" {
		o.Table = queryName
	}
	if err := a.planJudging(ctx, &r.scorePlan, o); err != nil {
		return nil, err
	}
	if o.Dialect != dialectAt(o.run) {
		return nil, &usageError{err: fmt.Errorf("--dialect %s: %s speaks %s; want that, or no --dialect", o.Dialect, r.name, dialectAt(o.run))}
	}
	var err error
	if r.statement, err = warehouse.Statement(r.rubric, o.Options); err != nil {
		return nil, err
	}
	ofQuery := o.Options
	ofQuery.Table = queryName
	if r.ofQuery, err = warehouse.Statement(r.rubric, ofQuery); err != nil {
		return nil, err
	}
	if o.into != "" {
		if _, err := warehouse.TableName(o.Dialect, o.into); err != nil {
			return nil, &usageError{err: fmt.Errorf("--into: %w", err)}
		}
		if schema, _, _ := strings.Cut(strings.ToLower(o.into), "."); schema == "temp" || schema == "pg_temp" {
			return nil, &usageError{err: fmt.Errorf("--into %s: a temporary table goes with the session of chs; want one that stays", o.into)}
		}
		return r, nil
	}
	r.files = []string{r.name}
	return r, r.planResults(o)
}

// planJudging checks what is to be scored, and by which rubric, as of which day.
func (a *app) planJudging(ctx context.Context, p *scorePlan, o *sqlOptions) (err error) {
	results := &o.results
	a.quiet = results.quiet
	results.asOf, results.prefix, results.why = o.asOf, o.Prefix, o.Why
	if err = a.checkSQL(o); err != nil {
		return err
	}
	if err = p.flags(a, results); err != nil {
		return err
	}
	o.AsOf = &p.day
	if p.rubric, err = a.loadRubric(ctx, &o.inputOptions, nil); err != nil {
		return err
	}
	return o.checkText(p.rubric)
}

// dialectAt returns the dialect of a place.
func dialectAt(place string) string {
	if database.IsPostgres(place) {
		return "postgres"
	}
	return "sqlite"
}

// planResults checks how the results are to be written, and has the accounts read
// as the database writes them.
func (r *sqlRun) planResults(o *sqlOptions) (err error) {
	if !o.AllText {
		if r.rubric, err = asWritten(r.rubric, o.Text); err != nil {
			return err
		}
	}
	results := &o.results
	if (r.has(report.FormatHTML) || r.has(report.FormatEML)) && r.rubric.Relative() {
		return &usageError{err: errors.New("a page shows the cuts, and those of quintiles are known to the database alone; want another format")}
	}
	if results.sort == string(pipeline.ByChange) {
		return &usageError{err: errors.New("--sort change: nothing is compared; chs score compares accounts with those of before")}
	}
	if err = results.checkSortable(r.rubric); err != nil {
		return err
	}
	if r.bands, err = bandIndexes(r.rubric, results.bands); err != nil {
		return err
	}
	if err = r.conditions(results); err != nil {
		return err
	}
	if err = r.planPage(results); err != nil {
		return err
	}
	return r.checkPaths(results, o.run)
}

// asWritten returns a rubric that reads columns of numbers and dates as a database
// writes them, infinity too, which is missing. Some columns hold text, which is as the
// rubric has it.
func asWritten(r *rubric.Rubric, text []string) (*rubric.Rubric, error) {
	changed := *r
	changed.Decimal, changed.Dates = '.', []rubric.DateFormat{rubric.ISODate()}
	changed.Missing = slices.DeleteFunc(slices.Clone(r.Missing), func(token string) bool {
		_, isNumber := scoring.ParseNumber(token, changed.Decimal)
		return isNumber
	})
	changed.Missing = append(changed.Missing, "NaN", "Infinity", "-Infinity")
	for _, c := range r.Columns {
		numbers, dates := c.Type == rubric.Number && r.Decimal != changed.Decimal, c.Type == rubric.Date && !slices.Equal(r.Dates, changed.Dates)
		if (numbers || dates) && slices.Contains(text, c.Name) {
			return nil, &usageError{err: fmt.Errorf("--text %s: the rubric writes it otherwise than the database writes numbers and dates; want --text all, or --into", c.Name)}
		}
	}
	return &changed, nil
}

// stream has the database write the rows of the statement, in the order of a column
// if that is over 0, from 1. It is at work until end returns, which ends the query if
// that has not ended.
func (r *sqlRun) stream(ctx context.Context, orderBy int) (rows io.Reader, end func()) {
	from, to := io.Pipe()
	written := make(chan struct{})
	go func() {
		_ = to.CloseWithError(r.session.WriteRows(ctx, to, r.statement, orderBy)) // it always returns nil
		close(written)
	}()
	return from, func() {
		_ = from.Close() // it always returns nil
		<-written
	}
}

// writeScores writes the results as chs score writes those of files.
func (a *app) writeScores(ctx context.Context, r *sqlRun, o *sqlOptions) error {
	told := report.NewTold(r.rubric, report.Options{Prefix: o.Prefix, Why: o.Why})
	r.told = told.Tell
	from, end := r.stream(ctx, 0)
	run, err := a.writeTold(ctx, r, o, from, len(told.Columns))
	end()
	if err != nil {
		return err
	}
	if run.Scored == 0 && run.Unscored > 0 && o.Dialect == "sqlite" && !o.AllText {
		a.hint("in SQLite texts such as '12' are no numbers; --text all reads a table of texts, as a file is imported into")
	}
	return a.passGate(&r.scorePlan, run, nil)
}

// writeTold writes what a stream tells of accounts, in so many columns behind theirs.
func (a *app) writeTold(ctx context.Context, r *sqlRun, o *sqlOptions, from io.Reader, columns int) (*pipeline.Run, error) {
	inputs, err := pipeline.OpenTold(r.name, from, columns)
	if err != nil {
		return nil, err
	}
	var files outputFiles
	run, _, err := a.scoreInputs(ctx, inputs, &r.scorePlan, &o.results, &files)
	return run, files.settle(ctx, errors.Join(err, inputs.Close(), ctx.Err()))
}
