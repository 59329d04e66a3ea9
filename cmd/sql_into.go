package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chs/internal/database"
	"chs/internal/warehouse"
)

// storeScores leaves the results in the database.
func (a *app) storeScores(ctx context.Context, r *sqlRun, o *sqlOptions) error {
	table, err := warehouse.TableName(o.Dialect, o.into)
	if err != nil {
		return err
	}
	how, done := database.Create, "in a new table"
	switch {
	case o.replace:
		how, done = database.Replace, "in place of what there was in table"
	case o.appending:
		how, done = database.Append, "added to table"
	}
	if err := r.checkNames(ctx, o); err != nil {
		return r.named(err)
	}
	rows, err := r.session.Store(ctx, r.statement, table, how)
	if errors.Is(err, database.ErrExists) {
		err = fmt.Errorf("table %s %w; want --replace, --append or another name", o.into, err)
	}
	if err == nil {
		err = r.session.Commit(ctx)
	}
	if err != nil {
		return r.named(err)
	}
	a.sayUsed(&r.scorePlan)
	a.note("%s: %s %s %s", r.name, count(int(rows), "account"), done, o.into)
	return nil
}

// checkNames refuses a table with a column that chs adds: it would be there twice, and
// databases give one of the two another name.
func (r *sqlRun) checkNames(ctx context.Context, o *sqlOptions) error {
	names, err := r.session.Columns(ctx, r.statement)
	if err != nil {
		return err
	}
	added := warehouse.Columns(r.rubric, o.Options)
	own := names[:len(names)-len(added)]
	for i, c := range added {
		if slices.Contains(own, c.Name) || names[len(own)+i] != c.Name {
			return fmt.Errorf("column %q is there, and chs adds one of that name; want another --prefix, or a --query without it", c.Name)
		}
	}
	return nil
}
