package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// Snapshots returns the snapshots of a portfolio, or of all for "", ordered by
// portfolio and day.
func (s *Store) Snapshots(ctx context.Context, portfolio string) (all []Snapshot, err error) {
	err = s.within(ctx, false, func(tx *sql.Tx) error {
		all, err = s.snapshotsOf(ctx, tx, portfolio)
		return err
	})
	return all, err
}

// snapshotsOf returns the snapshots of a portfolio, or of all for "".
func (s *Store) snapshotsOf(ctx context.Context, tx *sql.Tx, portfolio string) ([]Snapshot, error) {
	return s.snapshots(ctx, tx, "WHERE portfolios.name = ? OR ? = ''", portfolio, portfolio)
}

// snapshots returns the snapshots that a condition takes.
func (s *Store) snapshots(ctx context.Context, tx *sql.Tx, where string, values ...any) ([]Snapshot, error) {
	var all []Snapshot
	err := s.each(ctx, tx, "SELECT "+snapshotColumns+`
FROM snapshots
JOIN portfolios ON portfolios.portfolio = snapshots.portfolio
JOIN rubrics ON rubrics.rubric = snapshots.rubric
`+where+" ORDER BY portfolios.name, as_of", func(scan func(...any) error) error {
		var n Snapshot
		err := n.scan(scan)
		all = append(all, n)
		return err
	}, values...)
	for i := range all {
		if err == nil {
			err = s.readInputs(ctx, tx, &all[i])
		}
	}
	return all, err
}

// snapshotColumns are what scan reads, of snapshots, portfolios and rubrics.
const snapshotColumns = "snapshots.snapshot, snapshots.rubric, portfolios.name, as_of, rubrics.name, version, hash, chs, snapshots.accounts, rows_read, rejected"

// scan reads a snapshot, its inputs aside, from a row.
func (n *Snapshot) scan(scan func(...any) error) error {
	var day string
	err := scan(&n.key, &n.rubric, &n.Portfolio, &day, &n.RubricName, &n.RubricVersion, &n.RubricHash, &n.Chs, &n.Accounts, &n.Rows, &n.Rejected)
	if err == nil {
		n.Day, err = scoring.ParseDay(day)
	}
	return err
}

func (s *Store) readInputs(ctx context.Context, tx *sql.Tx, n *Snapshot) error {
	return s.each(ctx, tx, "SELECT path, bytes, sha256 FROM inputs WHERE snapshot = ? ORDER BY input", func(scan func(...any) error) error {
		var input Input
		err := scan(&input.Path, &input.Bytes, &input.SHA256)
		n.Inputs = append(n.Inputs, input)
		return err
	}, n.key)
}

// Rubric returns the rubric of a snapshot: of one text always the same pointer.
func (s *Store) Rubric(ctx context.Context, n *Snapshot) (r *rubric.Rubric, err error) {
	err = s.within(ctx, false, func(tx *sql.Tx) error {
		r, err = s.readRubric(ctx, tx, n)
		return err
	})
	return r, err
}

func (s *Store) readRubric(ctx context.Context, tx *sql.Tx, n *Snapshot) (*rubric.Rubric, error) {
	if r := s.rubrics[n.RubricHash]; r != nil {
		return r, nil
	}
	var text string
	err := tx.QueryRowContext(ctx, s.bind("SELECT text FROM rubrics WHERE rubric = ?"), n.rubric).Scan(&text)
	if err != nil {
		return nil, err
	}
	r, err := rubric.Load("rubric "+n.RubricHash[:8], []byte(text))
	if err == nil {
		s.rubrics[n.RubricHash] = r
	}
	return r, err
}

// Accounts calls visit with each account of a snapshot: in the order in which
// the history met them first, or, if worst is over 0, with that many at most,
// the lowest score first and the unscored last. The account changes when visit
// returns; an error of visit ends the reading.
func (s *Store) Accounts(ctx context.Context, n *Snapshot, worst int, visit func(*Account) error) error {
	return s.within(ctx, false, func(tx *sql.Tx) error {
		return s.accounts(ctx, tx, n, worst, func(a *Account) error {
			if err := visit(a); err != nil {
				return &worded{err}
			}
			return nil
		})
	})
}

func (s *Store) accounts(ctx context.Context, tx *sql.Tx, n *Snapshot, worst int, visit func(*Account) error) error {
	order := "scores.account"
	if worst > 0 {
		order = fmt.Sprintf("score IS NULL, score, id LIMIT %d", worst)
	}
	var a Account
	return s.each(ctx, tx, "SELECT "+accountColumns("scores")+`
FROM scores JOIN accounts ON accounts.account = scores.account WHERE snapshot = ? ORDER BY `+order, func(scan func(...any) error) error {
		if err := a.scan(scan); err != nil {
			return err
		}
		return visit(&a)
	}, n.key)
}

// accountColumns returns what scan reads, of accounts and of the scores of a
// snapshot under a name: these may be missing.
func accountColumns(scores string) string {
	return strings.ReplaceAll(`accounts.id, coalesce(scores.label, accounts.label), coalesce(scores.owner, accounts.owner),
  scores.score, scores.uncapped, scores.band, coalesce(scores.coverage, 0), scores.cap, scores.segment, scores.value,
  scores.rating_1, scores.rating_2, scores.rating_3, scores.rating_4, scores.rating_5, scores.rating_6,
  scores.metric_1, scores.metric_2, scores.metric_3, scores.metric_4, scores.metric_5, scores.metric_6`, "scores.", scores+".")
}

// scan reads an account from a row.
func (a *Account) scan(scan func(...any) error) error {
	var score, uncapped, band, held, segment sql.NullInt64
	var value sql.NullFloat64
	var ratings [rubric.MaxCriteria]sql.NullInt64
	var metrics [rubric.MaxCriteria]sql.NullFloat64
	into := []any{&a.ID, &a.Label, &a.Owner, &score, &uncapped, &band, &a.Coverage, &held, &segment, &value}
	for i := range ratings {
		into = append(into, &ratings[i])
	}
	for i := range metrics {
		into = append(into, &metrics[i])
	}
	if err := scan(into...); err != nil {
		return err
	}
	a.Scored, a.Score, a.Uncapped = score.Valid, int(score.Int64), int(uncapped.Int64)
	a.Band, a.Cap, a.Segment = index(band), index(held), index(segment)
	a.Value = orNaN(value)
	for i := range ratings {
		a.Ratings[i], a.Metrics[i] = int8(ratings[i].Int64), orNaN(metrics[i])
	}
	return nil
}

// index returns the index of what is counted from 1, scoring.None for none.
func index(position sql.NullInt64) int {
	if !position.Valid {
		return scoring.None
	}
	return int(position.Int64) - 1
}

func orNaN(x sql.NullFloat64) float64 {
	if !x.Valid {
		return math.NaN()
	}
	return x.Float64
}

// each calls visit with the scanner of each row that a query yields.
func (s *Store) each(ctx context.Context, tx *sql.Tx, query string, visit func(scan func(...any) error) error, values ...any) error {
	return eachRow(ctx, tx, s.bind(query), visit, values...)
}

func eachRow(ctx context.Context, tx *sql.Tx, query string, visit func(scan func(...any) error) error, values ...any) (err error) {
	rows, err := tx.QueryContext(ctx, query, values...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := visit(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
