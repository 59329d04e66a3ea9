package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// A Writer writes a snapshot. Nothing of it is in the history before it is
// committed, and all of it is then.
type Writer struct {
	Head

	store *Store
	tx    *sql.Tx
	key   int64 // of the snapshot
	batch *batch

	// Old is the snapshot of the same portfolio and day that this one takes the
	// place of, nil if there is none.
	Old *Snapshot

	Rows, Rejected int // of the run; to be set before the end

	Stored   int // accounts
	Repeated int // rows that are not stored, since another of that account came before
	Unnamed  int // rows that are not stored, since they name no account
}

// A ReplaceError says that a history has a snapshot of the same portfolio and
// day that was made of other inputs.
type ReplaceError struct {
	Old  *Snapshot
	name string
}

func (e *ReplaceError) Error() string {
	return fmt.Sprintf("%s: the snapshot of %s of %q is of %s", e.name, scoring.FormatDay(e.Old.Day), e.Old.Portfolio,
		strings.Join(pathsOf(e.Old.Inputs), ", "))
}

func pathsOf(inputs []Input) []string {
	var paths []string
	for _, input := range inputs {
		paths = append(paths, input.Path)
	}
	return paths
}

// Write begins a snapshot of a run that reads the files at paths, which are
// absolute. A snapshot of the same portfolio and day is replaced if it was made
// of the same paths or replace is set; else the error is a [*ReplaceError].
// Other programs that write to the history wait until the Writer has ended. What
// the Store reads until then has the snapshot as far as it is written.
func (s *Store) Write(ctx context.Context, head Head, paths []string, replace bool) (*Writer, error) {
	tx, err := s.begin(ctx, true)
	if err != nil {
		return nil, err
	}
	w, err := s.newWriter(ctx, tx, head, paths, replace)
	if err != nil {
		_ = tx.Rollback() // the first error says more
		return nil, s.failed(ctx, err)
	}
	s.tx = tx
	return w, nil
}

// newWriter begins a snapshot within a transaction.
func (s *Store) newWriter(ctx context.Context, tx *sql.Tx, head Head, paths []string, replace bool) (*Writer, error) {
	head.Portfolio, head.Chs = clean(head.Portfolio), clean(head.Chs)
	if head.Portfolio == "" {
		return nil, errors.New("the portfolio has no name")
	}
	w := &Writer{Head: head, store: s, tx: tx}
	portfolio, err := s.portfolio(ctx, tx, head.Portfolio)
	if err != nil {
		return nil, err
	}
	if err = w.makeRoom(ctx, paths, replace); err != nil {
		return nil, err
	}
	rubric, err := s.storeRubric(ctx, tx, head.Rubric)
	if err != nil {
		return nil, err
	}
	w.key, _, err = s.number(ctx, tx, "INSERT INTO snapshots (portfolio, as_of, rubric, chs, accounts, rows_read, rejected) VALUES (?, ?, ?, ?, 0, 0, 0) RETURNING snapshot",
		portfolio, scoring.FormatDay(head.Day), rubric, head.Chs)
	w.batch = newBatch(s, tx, w.key, portfolio)
	return w, err
}

// portfolio returns the key of a portfolio, which is made if need be.
func (s *Store) portfolio(ctx context.Context, tx *sql.Tx, name string) (int64, error) {
	key, ok, err := s.number(ctx, tx, "SELECT portfolio FROM portfolios WHERE name = ?", name)
	if err == nil && !ok {
		key, _, err = s.number(ctx, tx, "INSERT INTO portfolios (name) VALUES (?) RETURNING portfolio", name)
	}
	return key, err
}

// makeRoom deletes the snapshot that is to be replaced.
func (w *Writer) makeRoom(ctx context.Context, paths []string, replace bool) error {
	olds, err := w.store.snapshots(ctx, w.tx, "WHERE portfolios.name = ? AND as_of = ?", w.Portfolio, scoring.FormatDay(w.Day))
	if err != nil || len(olds) == 0 {
		return err
	}
	w.Old = &olds[0]
	if !replace && !slices.Equal(pathsOf(w.Old.Inputs), paths) {
		return &worded{&ReplaceError{w.Old, w.store.name}}
	}
	return w.store.remove(ctx, w.tx, w.Old.key)
}

// remove deletes a snapshot.
func (s *Store) remove(ctx context.Context, tx *sql.Tx, snapshot int64) error {
	for _, table := range []string{"scores", "packed", "inputs", "snapshots"} {
		if err := s.exec(ctx, tx, "DELETE FROM "+table+" WHERE snapshot = ?", snapshot); err != nil {
			return err
		}
	}
	return nil
}

// storeRubric returns the key of a rubric, which is stored if need be.
func (s *Store) storeRubric(ctx context.Context, tx *sql.Tx, r *rubric.Rubric) (int64, error) {
	hash := hashOf(r.Source)
	key, ok, err := s.number(ctx, tx, "SELECT rubric FROM rubrics WHERE hash = ?", hash)
	if err != nil || ok {
		return key, err
	}
	key, _, err = s.number(ctx, tx, "INSERT INTO rubrics (hash, name, version, text) VALUES (?, ?, ?, ?) RETURNING rubric",
		hash, r.Name, r.Version, string(r.Source))
	insert := func(statement string, values ...any) {
		if err == nil {
			err = s.exec(ctx, tx, statement, append([]any{key}, values...)...)
		}
	}
	for i, c := range r.Criteria {
		insert("INSERT INTO criteria (rubric, criterion, key, name, weight) VALUES (?, ?, ?, ?, ?)", i+1, c.Key, c.Name, c.Weight)
	}
	for i, b := range r.Bands {
		insert("INSERT INTO bands (rubric, band, name, starts) VALUES (?, ?, ?, ?)", i+1, b.Name, b.From)
	}
	for i, g := range r.Segments {
		insert("INSERT INTO segments (rubric, segment, name) VALUES (?, ?, ?)", i+1, g.Name)
	}
	for i, c := range r.Caps {
		insert("INSERT INTO caps (rubric, cap, band, reason) VALUES (?, ?, ?, ?)", i+1, c.Band+1, c.Reason)
	}
	return key, err
}

// Add adds an account. The first of several of one id stands; one without an
// id is not stored. Text is stored as [clean] makes it.
func (w *Writer) Add(ctx context.Context, a *Account) error {
	return w.store.failed(ctx, w.add(ctx, a))
}

func (w *Writer) add(ctx context.Context, a *Account) error {
	a.ID, a.Label, a.Owner = clean(a.ID), clean(a.Label), clean(a.Owner)
	switch {
	case a.ID == "":
		w.Unnamed++
		return nil
	case !w.batch.add(a):
		w.Repeated++
		return nil
	case !w.batch.full():
		return nil
	}
	return w.flush(ctx)
}

// flush writes the accounts that are held.
func (w *Writer) flush(ctx context.Context) error {
	held := w.batch.len()
	stored, err := w.batch.write(ctx)
	w.Stored += stored
	w.Repeated += held - stored
	return err
}

// finish writes what is known at the end alone.
func (w *Writer) finish(ctx context.Context, inputs []Input) error {
	err := w.flush(ctx)
	if err == nil {
		err = w.store.writeBlocks(ctx, w.tx, w.key)
	}
	for i, input := range inputs {
		if err == nil {
			err = w.store.exec(ctx, w.tx, "INSERT INTO inputs (snapshot, input, path, bytes, sha256) VALUES (?, ?, ?, ?, ?)",
				w.key, i+1, input.Path, input.Bytes, input.SHA256)
		}
	}
	if err == nil {
		err = w.store.exec(ctx, w.tx, "UPDATE snapshots SET accounts = ?, rows_read = ?, rejected = ? WHERE snapshot = ?",
			w.Stored, w.Rows, w.Rejected, w.key)
	}
	return errors.Join(err, w.batch.close())
}

// Commit ends the snapshot and puts it into the history.
func (w *Writer) Commit(ctx context.Context, inputs []Input) error {
	err := w.finish(ctx, inputs)
	w.store.tx = nil
	if err == nil {
		err = w.tx.Commit()
	} else {
		_ = w.tx.Rollback() // the first error says more
	}
	return w.store.failed(ctx, err)
}

// Rollback leaves the history as it was. It does nothing behind a Commit.
func (w *Writer) Rollback() error {
	w.store.tx = nil
	if err := w.tx.Rollback(); !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}

// clean returns text as all that a history is written to and read from gives it
// back: without white space around it, with LF line ends, and U+FFFD for NUL,
// which PostgreSQL cannot hold.
func clean(text string) string {
	if strings.ContainsAny(text, "\x00\r") {
		text = strings.NewReplacer("\x00", "\uFFFD", "\r\n", "\n", "\r", "\n").Replace(text)
	}
	return strings.TrimSpace(text)
}
