package history

import (
	"context"
	"database/sql"
)

// Names calls visit with the id and the label of each account that a snapshot's
// portfolio has ever had: the label as the snapshot has it, or else as the
// history met it first.
func (s *Store) Names(ctx context.Context, n *Snapshot, visit func(id, label string)) error {
	return s.within(ctx, false, func(tx *sql.Tx) error {
		return s.each(ctx, tx, `SELECT id, coalesce(scores.label, accounts.label) FROM portfolios
JOIN accounts ON accounts.portfolio = portfolios.portfolio
LEFT JOIN scores ON scores.snapshot = ? AND scores.account = accounts.account
WHERE portfolios.name = ? ORDER BY accounts.account`, func(scan func(...any) error) error {
			var id, label string
			err := scan(&id, &label)
			visit(id, label)
			return err
		}, n.key, n.Portfolio)
	})
}
