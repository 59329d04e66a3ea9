package history

import (
	"context"
	"database/sql"
)

// Pairs calls visit with each account of two snapshots of a portfolio as both
// have it: in the order in which the history met them first, and behind these
// those that only the snapshot before has. The side that does not have the
// account is nil. The accounts change when visit returns; an error of visit ends
// the reading.
func (s *Store) Pairs(ctx context.Context, before, after *Snapshot, visit func(before, after *Account) error) error {
	return s.within(ctx, false, func(tx *sql.Tx) error {
		visit := func(before, after *Account) error {
			if err := visit(before, after); err != nil {
				return &worded{err}
			}
			return nil
		}
		if err := s.pairs(ctx, tx, before, after, visit); err != nil {
			return err
		}
		return s.gone(ctx, tx, before, after, visit)
	})
}

// pairs visits the accounts of the snapshot after.
func (s *Store) pairs(ctx context.Context, tx *sql.Tx, before, after *Snapshot, visit func(before, after *Account) error) error {
	var old, now Account
	return s.each(ctx, tx, `SELECT old.snapshot IS NOT NULL, `+accountColumns("old")+", "+accountColumns("now")+`
FROM scores AS now JOIN accounts ON accounts.account = now.account
LEFT JOIN scores AS old ON old.snapshot = ? AND old.account = now.account
WHERE now.snapshot = ? ORDER BY now.account`, func(scan func(...any) error) error {
		isOld := false
		err := old.scan(func(before ...any) error {
			return now.scan(func(after ...any) error {
				return scan(append(append([]any{&isOld}, before...), after...)...)
			})
		})
		switch {
		case err != nil:
			return err
		case !isOld:
			return visit(nil, &now)
		}
		return visit(&old, &now)
	}, before.key, after.key)
}

// gone visits the accounts that the snapshot before alone has.
func (s *Store) gone(ctx context.Context, tx *sql.Tx, before, after *Snapshot, visit func(before, after *Account) error) error {
	var old Account
	return s.each(ctx, tx, "SELECT "+accountColumns("old")+`
FROM scores AS old JOIN accounts ON accounts.account = old.account
WHERE old.snapshot = ? AND NOT EXISTS (SELECT 1 FROM scores AS now WHERE now.snapshot = ? AND now.account = old.account)
ORDER BY old.account`, func(scan func(...any) error) error {
		if err := old.scan(scan); err != nil {
			return err
		}
		return visit(&old, nil)
	}, before.key, after.key)
}
