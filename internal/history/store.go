package history

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"chs/internal/database"
	"chs/rubric"
)

// A Store is an open history. One goroutine at a time may use it.
type Store struct {
	name    string
	db      *sql.DB
	engine  engine
	waiting func()
	tx      *sql.Tx // of the Writer, of Alone or of Still, which all is part of; nil if there is none
	wait    time.Duration
	rubrics map[string]*rubric.Rubric // those that have been read, by hash
}

// An engine is what differs from one database to another.
type engine interface {
	// key and clustered are words of the tables' definitions: of a column that
	// numbers the rows, and behind a table whose rows lie in the order of its
	// primary key.
	key() string
	clustered() string

	// placeholder stands for the nth value of a statement, from 1, which is of a
	// kind of PostgreSQL's if that is not "".
	placeholder(n int, kind string) string

	// begin begins a transaction. If it is to write, only one is under way at a
	// time: the error is database.ErrBusy if another is and has not ended after the wait.
	begin(ctx context.Context, db *sql.DB, write bool, wait time.Duration) (*sql.Tx, error)

	// version returns that of the tables, 0 if there are none yet. What belongs
	// to another program is an error.
	version(ctx context.Context, tx *sql.Tx) (int, error)
	// setVersion comes before the tables are made or changed.
	setVersion(ctx context.Context, tx *sql.Tx, version int) error

	// check returns what the database itself finds wrong.
	check(ctx context.Context, tx *sql.Tx) ([]string, error)

	// explain words an error of the database.
	explain(err error) error
}

// How long to wait for other programs that write: before saying so, and then at
// most.
const (
	shortWait = 500 * time.Millisecond
	longWait  = 10 * time.Minute
)

// Options say how a history is opened.
type Options struct {
	Create  bool          // make it if it is not there yet
	Waiting func()        // is called before waiting for another program; nil if not wanted
	Wait    time.Duration // for other programs that write, at most; 0 is ten minutes
}

// Open opens the history at a place: a file's path, or a PostgreSQL address,
// whose password may also come from the environment or a file, as with any
// program that speaks to PostgreSQL. Tables of an older chs are brought up to
// date. What belongs to another program or a newer chs is refused, and stays
// as it is. The file of a new history is private to the user.
func Open(ctx context.Context, place string, o Options) (*Store, error) {
	s := &Store{name: database.Name(place), waiting: o.Waiting, wait: cmp.Or(o.Wait, longWait), rubrics: map[string]*rubric.Rubric{}}
	var err error
	if database.IsPostgres(place) {
		s.db, s.engine, err = openPostgres(place)
	} else {
		s.db, s.engine, err = openSQLite(place, o.Create)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	s.db.SetMaxOpenConns(1)
	if err := s.prepare(ctx, o.Create); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close closes the history.
func (s *Store) Close() error { return s.db.Close() }

// Name returns the place as messages show it: without a password.
func (s *Store) Name() string { return s.name }

// prepare sees to it that the tables are there and of this version.
func (s *Store) prepare(ctx context.Context, create bool) error {
	version := 0
	err := s.within(ctx, false, func(tx *sql.Tx) (err error) {
		version, err = s.engine.version(ctx, tx)
		return err
	})
	switch {
	case err != nil:
		return err
	case version == 0 && !create:
		return fmt.Errorf("%s: there is no history yet; chs score --history makes one", s.name)
	case version >= Version():
		return s.failed(ctx, checkVersion(version))
	}
	return s.within(ctx, true, func(tx *sql.Tx) error {
		version, err := s.engine.version(ctx, tx) // another run may have been faster
		if err == nil && version < Version() {
			err = migrate(ctx, tx, s.engine, version)
		}
		return err
	})
}

// within runs statements in a transaction, or in that which is under way.
func (s *Store) within(ctx context.Context, write bool, run func(*sql.Tx) error) error {
	if s.tx != nil {
		return s.failed(ctx, run(s.tx))
	}
	tx, err := s.begin(ctx, write)
	if err != nil {
		return err
	}
	if err = run(tx); err == nil {
		err = tx.Commit()
	} else {
		_ = tx.Rollback() // the first error says more
	}
	return s.failed(ctx, err)
}

// begin begins a transaction, and waits for other programs that write.
func (s *Store) begin(ctx context.Context, write bool) (*sql.Tx, error) {
	tx, err := s.engine.begin(ctx, s.db, write, shortWait)
	if errors.Is(err, database.ErrBusy) {
		if s.waiting != nil {
			s.waiting()
		}
		tx, err = s.engine.begin(ctx, s.db, write, s.wait)
	}
	return tx, s.failed(ctx, err)
}

// failed words an error, nil if there is none.
func (s *Store) failed(ctx context.Context, err error) error {
	said, isWorded := errors.AsType[*worded](err)
	switch {
	case err == nil:
		return nil
	case isWorded:
		return said.error
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return fmt.Errorf("%s: %w", s.name, s.engine.explain(err))
}

// A worded error is none of the history's, or says all that is to be said.
type worded struct{ error }

// bind returns a statement, whose values are marked by ?, as the engine wants it.
func (s *Store) bind(statement string) string {
	parts := strings.Split(statement, "?")
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteString(s.engine.placeholder(i, ""))
		}
		b.WriteString(part)
	}
	return b.String()
}

// exec runs a statement.
func (s *Store) exec(ctx context.Context, tx *sql.Tx, statement string, values ...any) error {
	_, err := tx.ExecContext(ctx, s.bind(statement), values...)
	return err
}

// number returns the one number that a query yields; ok is false if it yields none.
func (s *Store) number(ctx context.Context, tx *sql.Tx, query string, values ...any) (number int64, ok bool, err error) {
	err = tx.QueryRowContext(ctx, s.bind(query), values...).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return number, err == nil, err
}
