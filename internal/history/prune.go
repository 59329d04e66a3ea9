package history

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
)

// A Keep says which snapshots of each portfolio are kept: the newest Count, or
// those of the Days up to and with the newest one's day. One of them is over 0.
type Keep struct{ Count, Days int }

// ParseKeep reads a Keep: a number of snapshots such as 30, or a span such as
// 90d or 52w.
func ParseKeep(text string) (Keep, error) {
	if days, ok := ParseSpan(text); ok {
		return Keep{Days: days}, nil
	}
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil || n == 0 {
		return Keep{}, fmt.Errorf("%q: want a number of snapshots such as 30, or a span such as 90d or 52w", text)
	}
	return Keep{Count: int(n)}, nil
}

// ParseSpan reads a span of days or weeks, such as 90d or 52w; ok is false if
// text is none, or of nothing.
func ParseSpan(text string) (days int, ok bool) {
	number, isWeeks := strings.CutSuffix(text, "w")
	number, isDays := strings.CutSuffix(number, "d")
	n, err := strconv.ParseUint(number, 10, 16)
	if isWeeks {
		n *= 7
	}
	return int(n), err == nil && n > 0 && isWeeks != isDays
}

// superfluous returns the snapshots that k does not keep, of all, which are
// ordered by portfolio and day.
func (k Keep) superfluous(all []Snapshot) []Snapshot {
	var old []Snapshot
	for i, n := range all {
		behind := 0 // of its portfolio
		newest := n
		for _, other := range all[i+1:] {
			if other.Portfolio == n.Portfolio {
				behind++
				newest = other
			}
		}
		if k.Count > 0 && behind >= k.Count || k.Days > 0 && newest.Day-n.Day >= k.Days {
			old = append(old, n)
		}
	}
	return old
}

// Prune deletes the snapshots of a portfolio, or of all for "", that keep does
// not keep, and what then belongs to none. It returns those that it deletes; if
// dry is set, it does not.
func (s *Store) Prune(ctx context.Context, portfolio string, keep Keep, dry bool) (old []Snapshot, err error) {
	err = s.within(ctx, !dry, func(tx *sql.Tx) error {
		all, err := s.snapshotsOf(ctx, tx, portfolio)
		if err != nil {
			return err
		}
		old = keep.superfluous(all)
		if dry || len(old) == 0 {
			return nil
		}
		for _, n := range old {
			if err := s.remove(ctx, tx, n.key); err != nil {
				return err
			}
		}
		return s.removeOrphans(ctx, tx)
	})
	return old, err
}

// removeOrphans deletes what no snapshot needs.
func (s *Store) removeOrphans(ctx context.Context, tx *sql.Tx) error {
	statements := []string{
		"DELETE FROM accounts WHERE account NOT IN (SELECT account FROM scores)",
		"DELETE FROM portfolios WHERE portfolio NOT IN (SELECT portfolio FROM snapshots)",
		"DELETE FROM deliveries WHERE portfolio NOT IN (SELECT portfolio FROM portfolios)",
	}
	for _, table := range []string{"criteria", "bands", "segments", "caps", "rubrics"} {
		statements = append(statements, "DELETE FROM "+table+" WHERE rubric NOT IN (SELECT rubric FROM snapshots)")
	}
	for _, statement := range statements {
		if err := s.exec(ctx, tx, statement); err != nil {
			return err
		}
	}
	return nil
}
