package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

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

// trimQuery returns a query without what ends a statement.
func trimQuery(query string) string { return strings.TrimRight(query, "; \t\r\n") }
