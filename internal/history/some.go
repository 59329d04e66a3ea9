package history

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// batchOfIDs is how many accounts a statement asks for.
const batchOfIDs = 500

// Some calls visit with those of some accounts, by their ids, that a snapshot
// has: in no order that means something. The account changes when visit returns.
func (s *Store) Some(ctx context.Context, n *Snapshot, ids []string, visit func(*Account)) error {
	return s.within(ctx, false, func(tx *sql.Tx) error {
		for batch := range slices.Chunk(ids, batchOfIDs) {
			if err := s.some(ctx, tx, n, batch, visit); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) some(ctx context.Context, tx *sql.Tx, n *Snapshot, ids []string, visit func(*Account)) error {
	values := []any{n.key, n.Portfolio}
	for _, id := range ids {
		values = append(values, clean(id))
	}
	var a Account
	return s.each(ctx, tx, "SELECT "+accountColumns("scores")+`
FROM portfolios JOIN accounts ON accounts.portfolio = portfolios.portfolio
JOIN scores ON scores.snapshot = ? AND scores.account = accounts.account
WHERE portfolios.name = ? AND accounts.id IN (?`+strings.Repeat(", ?", len(ids)-1)+")", func(scan func(...any) error) error {
		err := a.scan(scan)
		if err == nil {
			visit(&a)
		}
		return err
	}, values...)
}
