package database

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"strings"
)

// sqliteSession is a [Session] on SQLite.
type sqliteSession struct {
	db *sql.DB
	tx *sql.Tx
}

// openSQLite opens a file, which is there, or a temporary database.
func openSQLite(ctx context.Context, path string, write bool) (Session, error) {
	if strings.Contains(path, "://") {
		return nil, errors.New("want a file, or an address that starts with postgres://")
	}
	db, err := sql.Open("sqlite", "")
	if path != Temporary {
		options := url.Values{"mode": {"ro"}, "_dqs": {"0"}, "_pragma": {"busy_timeout(10000)"}}
		if write {
			options.Set("mode", "rw")
			options.Set("_txlock", "immediate")
		}
		if err = checkSQLite(path); err != nil {
			return nil, err
		}
		db, err = OpenSQLite(path, options)
	}
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(context.WithoutCancel(ctx), nil) // Close ends it, and puts the file right
	if err != nil {
		return nil, errors.Join(explained(ctx, err, ExplainSQLite), db.Close())
	}
	return &sqliteSession{db, tx}, nil
}

// checkSQLite refuses what is no database before SQLite does, in other words.
func checkSQLite(path string) error {
	f, err := os.Open(path)
	if failure, ok := errors.AsType[*fs.PathError](err); ok {
		return failure.Err
	}
	defer func() { _ = f.Close() }()    // nothing was written
	const magic = "SQLite format 3\x00" // https://sqlite.org/fileformat.html
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(f, head); err != nil || string(head) != magic {
		return errors.New("is no SQLite database; want one, or an address that starts with postgres://")
	}
	return nil
}

// Dialect implements [Session].
func (s *sqliteSession) Dialect() string { return "sqlite" }

// Alias implements [Session]: by a temporary table, whose rows have ids.
func (s *sqliteSession) Alias(ctx context.Context, name, query, statement string) (string, error) {
	return statement, s.exec(ctx, "CREATE TEMP TABLE "+quoted(name)+" AS SELECT * FROM (\n"+query+"\n)")
}

func (s *sqliteSession) exec(ctx context.Context, statement string) error {
	_, err := s.tx.ExecContext(ctx, statement)
	return explained(ctx, err, ExplainSQLite)
}

// Columns implements [Session].
func (s *sqliteSession) Columns(ctx context.Context, query string) (names []string, err error) {
	rows, err := s.tx.QueryContext(ctx, "SELECT * FROM (\n"+query+"\n) LIMIT 0")
	if err == nil {
		names, err = rows.Columns()
		err = errors.Join(err, rows.Close())
	}
	return names, explained(ctx, err, ExplainSQLite)
}

// WriteRows implements [Session].
func (s *sqliteSession) WriteRows(ctx context.Context, w io.Writer, query string, orderBy int) error {
	columns, err := s.Columns(ctx, query)
	if err != nil {
		return err
	}
	// A bare column has a type that the driver would read dates by.
	rows, err := s.tx.QueryContext(ctx, numbered(query, len(columns), orderBy, func(int) string { return "+%s" }))
	if err != nil {
		return explained(ctx, err, ExplainSQLite)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows
	values, to := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		to[i] = &values[i]
	}
	buffered := bufio.NewWriterSize(w, 1<<16)
	line := appendHeader(nil, columns)
	for {
		if _, err := buffered.Write(line); err != nil {
			return err
		}
		if !rows.Next() {
			break
		}
		if err := rows.Scan(to...); err != nil {
			return explained(ctx, err, ExplainSQLite)
		}
		line = appendRow(line[:0], values)
	}
	if err := explained(ctx, rows.Err(), ExplainSQLite); err != nil {
		return err
	}
	return buffered.Flush()
}

// Store implements [Session].
func (s *sqliteSession) Store(ctx context.Context, query, table string, how Storing) (int64, error) {
	if how == Append {
		columns, err := s.Columns(ctx, query)
		if err != nil {
			return 0, err
		}
		result, err := s.tx.ExecContext(ctx, insert(table, columns, query))
		if err != nil {
			return 0, explained(ctx, err, ExplainSQLite)
		}
		return result.RowsAffected()
	}
	if how == Replace {
		if err := s.exec(ctx, "DROP TABLE IF EXISTS "+table); err != nil {
			return 0, err
		}
	}
	err := s.exec(ctx, create(table, query))
	if err != nil && strings.Contains(err.Error(), "already exists") {
		return 0, ErrExists
	}
	var rows int64
	if err == nil {
		err = explained(ctx, s.tx.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&rows), ExplainSQLite)
	}
	return rows, err
}

// Load implements [Session].
func (s *sqliteSession) Load(ctx context.Context, table, number string, columns []string, rows iter.Seq2[[]string, error]) error {
	typed := list(len(columns), func(i int) string { return quoted(columns[i-1]) + " TEXT" })
	err := s.exec(ctx, fmt.Sprintf("CREATE TEMP TABLE %s (%s INTEGER PRIMARY KEY, %s)", quoted(table), quoted(number), typed))
	if err != nil {
		return err
	}
	marks := list(len(columns), func(int) string { return "?" })
	add, err := s.tx.PrepareContext(ctx, fmt.Sprintf("INSERT INTO temp.%s VALUES (NULL, %s)", quoted(table), marks))
	if err != nil {
		return explained(ctx, err, ExplainSQLite)
	}
	defer func() { _ = add.Close() }() // its rows are in
	values := make([]any, len(columns))
	for row, err := range rows {
		if err != nil {
			return err
		}
		for i, text := range row {
			values[i] = text
		}
		if _, err := add.ExecContext(ctx, values...); err != nil {
			return explained(ctx, err, ExplainSQLite)
		}
	}
	return nil
}

// Commit implements [Session].
func (s *sqliteSession) Commit(ctx context.Context) error {
	return explained(ctx, s.tx.Commit(), ExplainSQLite)
}

// Close implements [Session].
func (s *sqliteSession) Close() error {
	_ = s.tx.Rollback() // it may have been committed
	return s.db.Close()
}
