package history

import (
	"context"
	"database/sql"
)

// A Moment is an account as a snapshot has it. The snapshot's Inputs are not
// read.
type Moment struct {
	*Snapshot
	Account Account
}

// Series returns an account as each snapshot of a portfolio has it, ordered by
// day. Snapshots that do not have it are left out: there is nothing, and no
// error, of an account or a portfolio that the history does not know.
func (s *Store) Series(ctx context.Context, portfolio, id string) (series []Moment, err error) {
	err = s.within(ctx, false, func(tx *sql.Tx) error {
		return s.each(ctx, tx, seriesQuery(), func(scan func(...any) error) error {
			m := Moment{Snapshot: new(Snapshot)}
			err := m.scan(func(snapshot ...any) error {
				return m.Account.scan(func(account ...any) error { return scan(append(snapshot, account...)...) })
			})
			series = append(series, m)
			return err
		}, clean(portfolio), clean(id))
	})
	return series, err
}

// seriesQuery looks up each snapshot's row of the account: it reads no others.
func seriesQuery() string {
	return "SELECT " + snapshotColumns + ", " + accountColumns("scores") + `
FROM portfolios
JOIN accounts ON accounts.portfolio = portfolios.portfolio
JOIN snapshots ON snapshots.portfolio = portfolios.portfolio
JOIN rubrics ON rubrics.rubric = snapshots.rubric
JOIN scores ON scores.snapshot = snapshots.snapshot AND scores.account = accounts.account
WHERE portfolios.name = ? AND accounts.id = ? ORDER BY as_of`
}
