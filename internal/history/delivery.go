package history

import (
	"context"
	"database/sql"
	"time"

	"chs/scoring"
)

// Alone runs what reads and writes the history while no other program writes to
// it: these wait until it returns. What it writes, through the Store that it is
// given, is in the history if it returns no error, and else is not. That Store
// is good until then; it writes no snapshots.
func (s *Store) Alone(ctx context.Context, run func(*Store) error) error {
	return s.together(ctx, true, run)
}

// Still runs what reads the history as it is when that begins: through the Store
// that it is given, which is good until it returns, nothing that other programs
// write meanwhile is seen.
func (s *Store) Still(ctx context.Context, run func(*Store) error) error {
	return s.together(ctx, false, run)
}

// together runs all that is done through a Store in one transaction.
func (s *Store) together(ctx context.Context, write bool, run func(*Store) error) error {
	return s.within(ctx, write, func(tx *sql.Tx) error {
		inner := *s
		inner.tx = tx
		if err := run(&inner); err != nil {
			return &worded{err}
		}
		return nil
	})
}

// LastDelivery returns the day of the newest snapshot of a portfolio that was
// told to a name; ok is false if there was none.
func (s *Store) LastDelivery(ctx context.Context, portfolio, name string) (day int, ok bool, err error) {
	err = s.within(ctx, false, func(tx *sql.Tx) error {
		return s.each(ctx, tx, `SELECT as_of FROM deliveries JOIN portfolios ON portfolios.portfolio = deliveries.portfolio
WHERE portfolios.name = ? AND deliveries.name = ?`, func(scan func(...any) error) error {
			var text string
			err := scan(&text)
			if err == nil {
				day, err = scoring.ParseDay(text)
			}
			ok = err == nil
			return err
		}, portfolio, name)
	})
	return day, ok, err
}

// RecordDelivery notes that a snapshot of a portfolio, which has it, was told to
// a name at a time. It takes the place of what was noted before.
func (s *Store) RecordDelivery(ctx context.Context, n *Snapshot, name string, at time.Time) error {
	return s.within(ctx, true, func(tx *sql.Tx) error {
		return s.exec(ctx, tx, `INSERT INTO deliveries (portfolio, name, as_of, delivered_at)
SELECT portfolio, ?, ?, ? FROM snapshots WHERE snapshot = ?
ON CONFLICT (portfolio, name) DO UPDATE SET as_of = excluded.as_of, delivered_at = excluded.delivered_at`,
			name, scoring.FormatDay(n.Day), at.UTC().Format(time.RFC3339), n.key)
	})
}
