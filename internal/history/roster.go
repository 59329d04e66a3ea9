package history

import (
	"context"
	"database/sql"
)

// A Roster has all accounts that the snapshots of a portfolio hold, by id. It
// takes some 60 bytes an account.
type Roster struct {
	Numbers
	index map[string]int32
}

// Roster returns a portfolio's: an empty one if there is no such portfolio.
func (s *Store) Roster(ctx context.Context, portfolio string) (*Roster, error) {
	numbers, err := s.Numbers(ctx, portfolio)
	if err != nil {
		return nil, err
	}
	r := &Roster{numbers, make(map[string]int32, numbers.Count)}
	err = s.within(ctx, false, func(tx *sql.Tx) error {
		var account int
		var id string
		into := []any{&account, &id}
		return s.each(ctx, tx, `SELECT account, id FROM accounts
JOIN portfolios ON portfolios.portfolio = accounts.portfolio WHERE name = ?`, func(scan func(...any) error) error {
			if err := scan(into...); err != nil {
				return err
			}
			r.index[id] = int32(account - r.First)
			return nil
		}, portfolio)
	})
	return r, err
}

// Find returns the index of an account, 0 to Count-1, of its number less First;
// ok is false if no snapshot has it. White space around the id does not count.
func (r *Roster) Find(id string) (index int, ok bool) {
	i, ok := r.index[clean(id)]
	return int(i), ok
}
