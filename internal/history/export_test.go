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
			lines, err := tx.QueryContext(ctx, "EXPLAIN "+statement, values...)
			if err != nil {
				return err
			}
			defer func() { _ = lines.Close() }() // Err says more
			var plan []string
			for lines.Next() {
				var line string
				if err := lines.Scan(&line); err != nil {
					return err
				}
				plan = append(plan, line)
			}
			plans = append(plans, strings.Join(plan, "\n"))
			return lines.Err()
		}
		if err := explain(b.namesStatement(b.len()), b.names); err != nil {
			return err
		}
		return explain(b.scoresStatement(b.len()), b.scores)
	})
	return plans, err
}
