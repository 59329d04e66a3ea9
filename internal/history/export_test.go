package history

import (
	"context"
	"database/sql"
	"strings"
)

// SeriesQuery is what Series asks.
func SeriesQuery() string { return seriesQuery() }

// WritePlans returns how PostgreSQL would write accounts into a snapshot.
func (s *Store) WritePlans(ctx context.Context, accounts ...Account) (plans []string, err error) {
	err = s.within(ctx, true, func(tx *sql.Tx) error {
		b := newBatch(s, tx, 1, 1)
		for _, a := range accounts {
			b.add(&a)
		}
		explain := func(statement string, values []any) error {
			var plan strings.Builder
			err := eachRow(ctx, tx, "EXPLAIN "+statement, func(scan func(...any) error) error {
				var line string
				err := scan(&line)
				plan.WriteString(line + "\n")
				return err
			}, values...)
			plans = append(plans, plan.String())
			return err
		}
		if err := explain(b.namesStatement(b.len()), b.names); err != nil {
			return err
		}
		return explain(b.scoresStatement(b.len()), b.scores)
	})
	return plans, err
}
