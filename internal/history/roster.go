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
	type entry struct {
		index int32
		end   int
	}
	var entries []entry
	var ids []byte // joined: a string each would be an allocation each
	err = s.within(ctx, false, func(tx *sql.Tx) error {
		var account int
		var id sql.RawBytes
		into := []any{&account, &id}
		return s.each(ctx, tx, `SELECT account, id FROM accounts
JOIN portfolios ON portfolios.portfolio = accounts.portfolio WHERE name = ?`, func(scan func(...any) error) error {
			err := scan(into...)
			ids = append(ids, id...)
			entries = append(entries, entry{int32(account - numbers.First), len(ids)})
			return err
		}, portfolio)
	})
	r := &Roster{numbers, make(map[string]int32, len(entries))}
	text, start := string(ids), 0
	for _, e := range entries {
		r.index[text[start:e.end]] = e.index
		start = e.end
	}
	return r, err
}

// Find returns the index of an account, 0 to Count-1, of its number less First;
// ok is false if no snapshot has it. White space around the id does not count.
func (r *Roster) Find(id string) (index int, ok bool) {
	i, ok := r.index[clean(id)]
	return int(i), ok
}
