package history

import (
	"context"
	"database/sql"
	"fmt"

	"chs/rubric"
)

// invariants are what holds in every history: each query yields how many rows
// break one. A rubric's cap, band and so on are those of the snapshot's.
func invariants() []struct{ broken, query string } {
	const own = "FROM scores JOIN snapshots ON snapshots.snapshot = scores.snapshot "
	among := func(table, column string) string {
		return "SELECT count(*) " + own + "LEFT JOIN " + table + " ON " + table + ".rubric = snapshots.rubric AND " +
			table + "." + column + " = scores." + column + " WHERE scores." + column + " IS NOT NULL AND " + table + ".rubric IS NULL"
	}
	return []struct{ broken, query string }{
		{"scores of no snapshot", "SELECT count(*) FROM scores WHERE snapshot NOT IN (SELECT snapshot FROM snapshots)"},
		{"scores of no account of the snapshot's portfolio", "SELECT count(*) " + own +
			"LEFT JOIN accounts ON accounts.account = scores.account AND accounts.portfolio = snapshots.portfolio WHERE accounts.account IS NULL"},
		{"snapshots that do not count their accounts right", "SELECT count(*) FROM snapshots " +
			"WHERE accounts <> (SELECT count(*) FROM scores WHERE scores.snapshot = snapshots.snapshot)"},
		{"snapshots of runs that rejected more rows than they read", "SELECT count(*) FROM snapshots WHERE rejected NOT BETWEEN 0 AND rows_read"},
		{"snapshots without portfolio or rubric", "SELECT count(*) FROM snapshots " +
			"WHERE portfolio NOT IN (SELECT portfolio FROM portfolios) OR rubric NOT IN (SELECT rubric FROM rubrics)"},
		{"inputs of no snapshot", "SELECT count(*) FROM inputs WHERE snapshot NOT IN (SELECT snapshot FROM snapshots)"},
		{"deliveries of no portfolio", "SELECT count(*) FROM deliveries WHERE portfolio NOT IN (SELECT portfolio FROM portfolios)"},
		{"bands that the rubric does not have", among("bands", "band")},
		{"segments that the rubric does not have", among("segments", "segment")},
		{"caps that the rubric does not have", among("caps", "cap")},
		{"scores without band, or bands without score", "SELECT count(*) FROM scores WHERE (score IS NULL) <> (band IS NULL) OR (score IS NULL) <> (uncapped IS NULL)"},
		{"scores that are not from 0 to the uncapped one and 100 points", "SELECT count(*) FROM scores " +
			"WHERE score < 0 OR score > uncapped OR uncapped > 10000 OR coverage < 0 OR coverage > 100"},
		{"scores outside their band", "SELECT count(*) " + own + "JOIN bands ON bands.rubric = snapshots.rubric AND bands.band = scores.band " +
			"LEFT JOIN bands AS above ON above.rubric = snapshots.rubric AND above.band = scores.band + 1 " +
			"WHERE score < bands.starts OR score >= above.starts"},
		{"ratings that are not from 1 to 5", "SELECT count(*) FROM scores WHERE rating_1 NOT BETWEEN 1 AND 5 OR rating_2 NOT BETWEEN 1 AND 5 " +
			"OR rating_3 NOT BETWEEN 1 AND 5 OR rating_4 NOT BETWEEN 1 AND 5 OR rating_5 NOT BETWEEN 1 AND 5 OR rating_6 NOT BETWEEN 1 AND 5"},
	}
}

// Check returns what is wrong with the history, nothing if all is well: what the
// database finds by its own means, and what chs would never have stored.
func (s *Store) Check(ctx context.Context) (wrong []string, err error) {
	err = s.within(ctx, false, func(tx *sql.Tx) error {
		if wrong, err = s.engine.check(ctx, tx); err != nil || wrong != nil {
			return err // where pages are damaged, queries say no more
		}
		for _, i := range invariants() {
			n, _, err := s.number(ctx, tx, i.query)
			if err != nil {
				return err
			}
			if n > 0 {
				wrong = append(wrong, fmt.Sprintf("%s: %d", i.broken, n))
			}
		}
		rubrics, err := s.checkRubrics(ctx, tx)
		wrong = append(wrong, rubrics...)
		if err != nil {
			return err
		}
		blocks, err := s.checkBlocks(ctx, tx)
		wrong = append(wrong, blocks...)
		return err
	})
	return wrong, err
}

// checkRubrics returns what is wrong with the rubrics' texts.
func (s *Store) checkRubrics(ctx context.Context, tx *sql.Tx) (wrong []string, err error) {
	err = s.each(ctx, tx, "SELECT hash, text FROM rubrics ORDER BY rubric", func(scan func(...any) error) error {
		var hash, text string
		if err := scan(&hash, &text); err != nil {
			return err
		}
		if hashOf([]byte(text)) != hash {
			wrong = append(wrong, fmt.Sprintf("the text of rubric %.8s is not the one that was stored", hash))
		} else if _, err := rubric.Load(hash, []byte(text)); err != nil {
			wrong = append(wrong, fmt.Sprintf("the text of rubric %.8s is no rubric", hash))
		}
		return nil
	})
	return wrong, err
}
