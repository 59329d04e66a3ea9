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
	"slices"
	"strings"

	"modernc.org/sqlite"
)

// sqliteSession is a [Session] on SQLite.
type sqliteSession struct {
	db     *sql.DB
	conn   *sql.Conn
	writes bool
}

// openSQLite opens a file, which is there, or a temporary database.
func openSQLite(ctx context.Context, path string, write bool) (Session, error) {
	if strings.Contains(path, "://") {
		return nil, errors.New("want a file, or an address that starts with postgres://")
	}
	db, err := sqliteAt(path, write)
	if err != nil {
		return nil, err
	}
	s := &sqliteSession{db: db, writes: write}
	if err = s.begin(ctx); err != nil {
		return nil, errors.Join(explained(ctx, err, ExplainSQLite), db.Close())
	}
	return s, nil
}

// sqliteAt returns the database in a file, or a temporary one.
func sqliteAt(path string, write bool) (*sql.DB, error) {
	if path == Temporary {
		return sql.Open("sqlite", "")
	}
	if err := checkSQLite(path); err != nil {
		return nil, err
	}
	options := url.Values{"mode": {"ro"}, "_dqs": {"0"}, "_pragma": {"busy_timeout(10000)", "legacy_alter_table(1)"}}
	if write {
		options.Set("mode", "rw")
	}
	return OpenSQLite(path, options)
}

// begin begins the transaction, which ends with the connection if not before.
func (s *sqliteSession) begin(ctx context.Context) (err error) {
	if s.conn, err = s.db.Conn(ctx); err != nil {
		return err
	}
	statement := "BEGIN"
	if s.writes {
		statement = "BEGIN IMMEDIATE"
	}
	if _, err = s.conn.ExecContext(ctx, statement); err == nil && !s.writes {
		err = s.authorize(onlyReads)
	}
	return err
}

// authorize has SQLite run what a function allows alone, all if it is nil.
func (s *sqliteSession) authorize(allows sqlite.AuthorizerFn) error {
	return s.conn.Raw(func(driver any) error {
		conn, ok := driver.(sqlite.AuthorizerRegisterer)
		if !ok {
			return errors.New("the driver of SQLite cannot be told what to allow")
		}
		return conn.RegisterAuthorizer(allows)
	})
}

// onlyReads allows to read, and to write to temporary tables.
func onlyReads(action sqlite.AuthorizerActionCode, _, _, database, _ string) sqlite.AuthorizerReturnCode {
	switch action {
	case sqlite.AuthSelect, sqlite.AuthRead, sqlite.AuthFunction, sqlite.AuthRecursive:
		return sqlite.AuthorizerOK
	}
	if database == "temp" {
		return sqlite.AuthorizerOK
	}
	return sqlite.AuthorizerDeny
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

// rowID is what the number of a row is called, which views and tables WITHOUT ROWID
// do not have.
const rowID = "_rowid_"

// Rejoins implements [Session].
func (s *sqliteSession) Rejoins(ctx context.Context, table string) (bool, error) {
	columns, err := s.Columns(ctx, "SELECT * FROM "+table)
	if err != nil {
		return false, err
	}
	if slices.ContainsFunc(columns, func(name string) bool { return strings.EqualFold(name, rowID) }) {
		return false, fmt.Errorf("column %q: in SQLite that is the number of the row; want another name for it", rowID)
	}
	_, err = s.Columns(ctx, "SELECT "+rowID+" FROM "+table)
	return err == nil, ctx.Err()
}

// Alias implements [Session]: by a temporary table, whose rows have ids.
func (s *sqliteSession) Alias(ctx context.Context, name, query, statement string) (string, error) {
	if err := s.authorize(onlyReads); err != nil {
		return "", err
	}
	err := s.exec(ctx, "CREATE TEMP TABLE "+quoted(name)+" AS SELECT * FROM (\n"+query+"\n)")
	if err == nil {
		_, err = s.Rejoins(ctx, quoted(name))
	}
	if err == nil && s.writes {
		err = s.authorize(nil)
	}
	return statement, err
}

func (s *sqliteSession) exec(ctx context.Context, statement string) error {
	_, err := s.conn.ExecContext(ctx, statement)
	return explained(ctx, err, ExplainSQLite)
}

// Columns implements [Session].
func (s *sqliteSession) Columns(ctx context.Context, query string) (names []string, err error) {
	rows, err := s.conn.QueryContext(ctx, "SELECT * FROM (\n"+query+"\n) LIMIT 0")
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
	rows, err := s.conn.QueryContext(ctx, numbered(query, len(columns), orderBy, func(int) string { return "+%s" }))
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
		result, err := s.conn.ExecContext(ctx, insert(table, columns, query))
		if err != nil {
			return 0, explained(ctx, err, ExplainSQLite)
		}
		return result.RowsAffected()
	}
	made, swap := table, []string(nil)
	if how == Replace {
		made, swap = swapped(table)
	}
	if err := s.exec(ctx, create(made, query)); err != nil {
		if how == Create && strings.Contains(err.Error(), "already exists") {
			err = ErrExists
		}
		return 0, err
	}
	for _, statement := range swap {
		if err := s.exec(ctx, statement); err != nil {
			return 0, err
		}
	}
	var rows int64
	err := s.conn.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&rows)
	return rows, explained(ctx, err, ExplainSQLite)
}

// Load implements [Session].
func (s *sqliteSession) Load(ctx context.Context, table, number string, columns []string, rows iter.Seq2[[]string, error]) error {
	typed := list(len(columns), func(i int) string { return quoted(columns[i-1]) + " TEXT" })
	err := s.exec(ctx, fmt.Sprintf("CREATE TEMP TABLE %s (%s INTEGER PRIMARY KEY, %s)", quoted(table), quoted(number), typed))
	if err != nil {
		return err
	}
	marks := list(len(columns), func(int) string { return "?" })
	add, err := s.conn.PrepareContext(ctx, fmt.Sprintf("INSERT INTO temp.%s VALUES (NULL, %s)", quoted(table), marks))
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
	return s.exec(ctx, "COMMIT")
}

// Close implements [Session].
func (s *sqliteSession) Close() error {
	return errors.Join(s.conn.Close(), s.db.Close())
}
