package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strings"

	"chs/scoring"
)

// A batch writes accounts of a snapshot, many with one statement: that takes
// half the time that a statement an account does.
type batch struct {
	store     *Store
	tx        *sql.Tx
	snapshot  int64
	portfolio int64

	ids    map[string]bool // of the accounts that are held
	names  []any           // values of statement of names, for the accounts that are held
	scores []any           // and of that of scores

	whole [2]*sql.Stmt // the two statements for a whole batch, nil until then
}

// batchSize is how many accounts a statement writes. Their values are well
// below the 32766 that SQLite takes.
const batchSize = 200

// The columns that a statement gives values for, each with its PostgreSQL type.
var (
	nameColumns  = [...]string{"id text", "label text", "owner text"}
	scoreColumns = [...]string{
		"id text", "label text", "owner text", "score int", "uncapped int", "band int", "coverage int", "cap int", "segment int",
		"value float8", "rating_1 int", "rating_2 int", "rating_3 int", "rating_4 int", "rating_5 int", "rating_6 int",
		"metric_1 float8", "metric_2 float8", "metric_3 float8", "metric_4 float8", "metric_5 float8", "metric_6 float8",
	}
)

func newBatch(s *Store, tx *sql.Tx, snapshot, portfolio int64) *batch {
	return &batch{store: s, tx: tx, snapshot: snapshot, portfolio: portfolio, ids: map[string]bool{}}
}

func (b *batch) len() int   { return len(b.ids) }
func (b *batch) full() bool { return b.len() == batchSize }

// add holds an account, and reports whether it is not held already.
func (b *batch) add(a *Account) bool {
	if b.ids[a.ID] {
		return false
	}
	b.ids[a.ID] = true
	b.names = append(b.names, a.ID, a.Label, a.Owner)
	var score, uncapped any
	if a.Scored {
		score, uncapped = a.Score, a.Uncapped
	}
	b.scores = append(b.scores, a.ID, a.Label, a.Owner, score, uncapped, position(a.Band), a.Coverage, position(a.Cap), position(a.Segment), known(a.Value))
	for _, rating := range a.Ratings {
		b.scores = append(b.scores, position(int(rating)-1))
	}
	for _, metric := range a.Metrics {
		b.scores = append(b.scores, known(metric))
	}
	return true
}

// position returns an index counted from 1, nil for none.
func position(index int) any {
	if index == scoring.None {
		return nil
	}
	return index + 1
}

// known returns a number, nil if it is not known.
func known(x float64) any {
	if math.IsNaN(x) {
		return nil
	}
	return x
}

// write writes the accounts that are held, and returns how many of them the
// snapshot did not have yet.
func (b *batch) write(ctx context.Context) (stored int, err error) {
	if b.len() == 0 {
		return 0, nil
	}
	names, scores := b.whole[0], b.whole[1]
	if names == nil || !b.full() {
		if names, scores, err = b.prepare(ctx); err != nil {
			return 0, err
		}
	}
	if _, err := names.ExecContext(ctx, b.names...); err != nil {
		return 0, err
	}
	result, err := scores.ExecContext(ctx, b.scores...)
	if err != nil {
		return 0, err
	}
	affected, err := result.RowsAffected()
	clear(b.ids)
	b.names, b.scores = b.names[:0], b.scores[:0]
	return int(affected), err
}

// prepare prepares the statements for as many accounts as are held.
func (b *batch) prepare(ctx context.Context) (names, scores *sql.Stmt, err error) {
	n := b.len()
	if names, err = b.tx.PrepareContext(ctx, b.namesStatement(n)); err != nil {
		return nil, nil, err
	}
	if scores, err = b.tx.PrepareContext(ctx, b.scoresStatement(n)); err != nil {
		return nil, nil, err
	}
	if b.full() {
		b.whole = [2]*sql.Stmt{names, scores}
	}
	return names, scores, nil
}

// close closes the statements.
func (b *batch) close() error {
	var err error
	for _, statement := range b.whole {
		if statement != nil {
			err = errors.Join(err, statement.Close())
		}
	}
	return err
}

// namesStatement adds n accounts to the portfolio, if they are new.
func (b *batch) namesStatement(n int) string {
	return b.given(n, nameColumns[:]) + fmt.Sprintf(`INSERT INTO accounts (portfolio, id, label, owner)
SELECT %[1]d, id, label, owner FROM given
WHERE NOT EXISTS (SELECT 1 FROM accounts WHERE accounts.portfolio = %[1]d AND accounts.id = given.id)`, b.portfolio)
}

// scoresStatement adds n accounts to the snapshot, but for those that it has.
// The label and the owner are those of the account unless they have changed. The
// join, which finds an account for all that are given, makes databases look up
// each of these, and not the given ones for each account.
func (b *batch) scoresStatement(n int) string {
	numbers := ", " + columnNames(scoreColumns[3:])
	return b.given(n, scoreColumns[:]) + fmt.Sprintf(`INSERT INTO scores (snapshot, account, label, owner%[1]s)
SELECT %[2]d, account,
  CASE WHEN given.label IS DISTINCT FROM accounts.label THEN given.label END,
  CASE WHEN given.owner IS DISTINCT FROM accounts.owner THEN given.owner END%[1]s
FROM given LEFT JOIN accounts ON accounts.portfolio = %[3]d AND accounts.id = given.id
WHERE true
ON CONFLICT DO NOTHING`, numbers, b.snapshot, b.portfolio)
}

// given starts a statement with n rows of values as a table called given. Types
// stand in its first row; SQLite needs none.
func (b *batch) given(n int, columns []string) string {
	var rows strings.Builder
	for i := range n * len(columns) {
		column := i % len(columns)
		switch {
		case i > 0 && column == 0:
			rows.WriteString("),\n(")
		case i > 0:
			rows.WriteString(",")
		}
		kind := ""
		if i < len(columns) {
			_, kind, _ = strings.Cut(columns[column], " ")
		}
		rows.WriteString(b.store.engine.placeholder(i+1, kind))
	}
	return "WITH given (" + columnNames(columns) + ") AS (VALUES (" + rows.String() + "))\n"
}

// columnNames joins the columns' names.
func columnNames(columns []string) string {
	all := make([]string, len(columns))
	for i, c := range columns {
		all[i], _, _ = strings.Cut(c, " ")
	}
	return strings.Join(all, ", ")
}
