package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"chs/internal/warehouse"
	"chs/rubric"

	"github.com/spf13/cobra"
)

// sqlOptions are what the flags of chs sql say.
type sqlOptions struct {
	inputOptions
	warehouse.Options
	runOptions
}

// sqlCommand returns chs sql.
func (a *app) sqlCommand() *cobra.Command {
	var o sqlOptions
	dialects := warehouse.Dialects()
	c := &cobra.Command{
		Use:     "sql",
		GroupID: "score",
		Short:   "print the rubric as SQL, or run it, to score accounts where they are",
		Long: strings.TrimSpace(`
Prints one statement that scores the accounts of a table: all columns of the
table, and behind them those of chs score, with the same scores to the last
hundredth. "chs help warehouse" says how the table is read.

--run has an SQLite file or PostgreSQL run it, and writes the results as chs
score does, or leaves them in the database with --into. --verify proves on a
file that both say the same.`),
		Example: "  chs sql --dialect postgres --table accounts\n" +
			"  chs sql --dialect duckdb --table '\"accounts.parquet\"' --as-of 2026-11-21\n" +
			"  chs sql --verify accounts.csv --dialect sqlite",
		Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := o.refuseRunFlags(c.Flags()); err != nil {
				return err
			}
			o.results.limited = c.Flags().Changed("limit")
			o.results.asked = changed(c.Flags(), "title", "logo", "top")
			switch {
			case o.verify != "":
				return a.verifySQL(c.Context(), &o)
			case o.run != "":
				return a.runSQL(c.Context(), &o)
			}
			return a.sql(c.Context(), &o)
		},
	}
	f := c.Flags()
	f.StringVarP(&o.rubric, "rubric", "r", "", "judge by the rubric in `FILE`")
	f.StringVar(&o.Dialect, "dialect", "", "write the SQL of `ENGINE`: "+listed(dialects))
	f.StringVar(&o.Table, "table", "", "the `NAME` of the table of accounts, such as sales.accounts")
	f.StringArrayVar(&o.Text, "text", nil, "`COLUMN` holds text as a CSV file does, to be read as such; all: every column")
	f.StringVar(&o.asOf, "as-of", "", "count days to `DATE` (YYYY-MM-DD; default: the engine's current day in UTC)")
	f.StringSliceVar(&o.dates, "dates", nil, "the `FORMS` of dates in columns of text, such as DD/MM/YYYY; instead of the rubric's")
	f.StringVar(&o.decimal, "decimal", "", "the decimal `SIGN` of numbers in columns of text, . or , instead of the rubric's")
	f.StringVar(&o.Prefix, "prefix", "health_", "start the names of added columns with `TEXT`")
	f.BoolVar(&o.Why, "why", false, "add the criteria that cost an account most, and the points that each costs")
	f.StringVar(&o.As, "as", warehouse.Forms()[0], "print a `FORM` of it: "+listed(warehouse.Forms()))
	setting(f, "rubric", "as-of", "dates", "decimal", "prefix", "why")
	completeValues(c, map[string][]string{"dialect": dialects, "as": warehouse.Forms()})
	o.runFlags(c)
	return c
}

// sql prints the statement.
func (a *app) sql(ctx context.Context, o *sqlOptions) error {
	if err := a.checkSQL(o); err != nil {
		return err
	}
	r, err := a.loadRubric(ctx, &o.inputOptions, nil)
	if err != nil {
		return err
	}
	if err := o.checkText(r); err != nil {
		return err
	}
	statement, err := warehouse.Statement(r, o.Options)
	if err != nil {
		return err
	}
	_, err = io.WriteString(a.stdout, statement)
	return err
}

// checkSQL checks what can be checked without the rubric.
func (a *app) checkSQL(o *sqlOptions) error {
	switch {
	case !slices.Contains(warehouse.Dialects(), o.Dialect):
		return &usageError{err: fmt.Errorf("--dialect %q: want %s", o.Dialect, listed(warehouse.Dialects()))}
	case !slices.Contains(warehouse.Forms(), o.As):
		return &usageError{err: fmt.Errorf("--as %q: want %s", o.As, listed(warehouse.Forms()))}
	case o.Table == "":
		return &usageError{err: errors.New("--table is missing; want the name of the table of accounts")}
	}
	if _, err := warehouse.TableName(o.Dialect, o.Table); err != nil {
		return &usageError{err: fmt.Errorf("--table %w", err)}
	}
	if slices.Contains(o.Text, "all") {
		o.Text, o.AllText = nil, true
	}
	if o.asOf == "" {
		return nil
	}
	day, err := a.day(o.asOf)
	o.AsOf = &day
	return err
}

// checkText checks that the columns that hold text are the rubric's.
func (o *sqlOptions) checkText(r *rubric.Rubric) error {
	var known []string
	for _, c := range r.Columns {
		known = append(known, c.Name)
	}
	for _, name := range o.Text {
		if !slices.Contains(known, name) {
			return &usageError{err: fmt.Errorf("--text %q: the rubric judges by no such column; %s", name, wantOf(name, known))}
		}
	}
	return nil
}
