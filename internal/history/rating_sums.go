package history

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"chs/rubric"
)

// RatingSums adds up the ratings of a snapshot's accounts, by criterion, and
// counts those that are known.
func (s *Store) RatingSums(ctx context.Context, n *Snapshot) (sums, known [rubric.MaxCriteria]int, err error) {
	var columns []string
	var into []any
	for i := range sums {
		columns = append(columns, fmt.Sprintf("coalesce(sum(rating_%d), 0), count(rating_%d)", i+1, i+1))
		into = append(into, &sums[i], &known[i])
	}
	err = s.within(ctx, false, func(tx *sql.Tx) error {
		query := "SELECT " + strings.Join(columns, ", ") + " FROM scores WHERE snapshot = ?"
		return tx.QueryRowContext(ctx, s.bind(query), n.key).Scan(into...)
	})
	return sums, known, err
}
