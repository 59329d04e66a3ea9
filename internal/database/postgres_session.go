package database

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgtype"
)

// postgresSession is a [Session] on PostgreSQL.
type postgresSession struct {
	conn *pgx.Conn
	tx   pgx.Tx
}

// patience is how long a server may take to cancel a query, or to say goodbye.
const patience = 5 * time.Second

// sameText has values be the same text, whatever the server's settings are.
const sameText = `SET LOCAL client_encoding = 'UTF8'; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO';
SET LOCAL IntervalStyle = 'postgres'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1`

// openPostgres connects to an address.
func openPostgres(ctx context.Context, address string, write bool) (Session, error) {
	config, err := ParsePostgres(address)
	if err != nil {
		return nil, err
	}
	config.BuildContextWatcherHandler = func(conn *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: conn, DeadlineDelay: patience}
	}
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return nil, explained(ctx, err, ExplainPostgres)
	}
	s := &postgresSession{conn: conn}
	options := pgx.TxOptions{AccessMode: pgx.ReadOnly}
	if write {
		options.AccessMode = pgx.ReadWrite
	}
	if s.tx, err = conn.BeginTx(ctx, options); err == nil {
		_, err = s.tx.Exec(ctx, sameText)
	}
	if err != nil {
		return nil, errors.Join(explained(ctx, err, ExplainPostgres), s.Close())
	}
	return s, nil
}

// Rejoins implements [Session].
func (s *postgresSession) Rejoins(context.Context, string) (bool, error) { return true, nil }

// Alias implements [Session]. What is no SELECT may stand in a WITH, but not in a FROM,
// and what would end the parentheses there is no query by itself.
func (s *postgresSession) Alias(ctx context.Context, name, query, statement string) (string, error) {
	if _, err := s.Columns(ctx, query); err != nil {
		return "", err
	}
	return fmt.Sprintf("WITH %[1]s AS (SELECT * FROM (\n%[2]s\n) AS %[1]s)\nSELECT * FROM (\n%[3]s\n) AS aliased", quoted(name), query, statement), nil
}

// describe returns a query's columns. A query is one statement, or an error.
func (s *postgresSession) describe(ctx context.Context, query string) (names []string, fields []pgconn.FieldDescription, err error) {
	described, err := s.conn.Prepare(ctx, "", query)
	if err != nil {
		return nil, nil, explained(ctx, err, s.explain)
	}
	for _, field := range described.Fields {
		names = append(names, field.Name)
	}
	return names, described.Fields, nil
}

// explain words an error. Where the database cannot hold a character of the query,
// PostgreSQL itself does not say what to do.
func (s *postgresSession) explain(err error) error {
	const untranslatable, unsupported = "22P05", "0A000" // the latter where the encoding is SQL_ASCII
	encoding := s.conn.PgConn().ParameterStatus("server_encoding")
	failure, ok := errors.AsType[*pgconn.PgError](err)
	if ok && encoding != "UTF8" && (failure.Code == untranslatable || failure.Code == unsupported) {
		return fmt.Errorf("the database is in %s, which cannot have all characters of the statement; want one in UTF8", encoding)
	}
	return ExplainPostgres(err)
}

// Columns implements [Session].
func (s *postgresSession) Columns(ctx context.Context, query string) ([]string, error) {
	names, _, err := s.describe(ctx, query)
	return names, err
}

// WriteRows implements [Session].
func (s *postgresSession) WriteRows(ctx context.Context, w io.Writer, query string, orderBy int) error {
	columns, fields, err := s.describe(ctx, query)
	if err != nil {
		return err
	}
	if _, err := w.Write(appendHeader(nil, columns)); err != nil {
		return err
	}
	query = numbered(query, len(fields), orderBy, func(i int) string {
		if fields[i-1].DataTypeOID == pgtype.BoolOID {
			return "%s::text" // true or false, not t or f
		}
		return "%s"
	})
	_, err = s.conn.PgConn().CopyTo(ctx, w, "COPY (\n"+query+"\n) TO STDOUT (FORMAT csv)")
	return explained(ctx, err, ExplainPostgres)
}

// Store implements [Session].
func (s *postgresSession) Store(ctx context.Context, query, table string, how Storing) (int64, error) {
	columns, err := s.Columns(ctx, query)
	if err != nil {
		return 0, err
	}
	statement, swap := create(table, query), []string(nil)
	switch how {
	case Append:
		statement = insert(table, columns, query)
	case Replace:
		if table, err = s.withSchema(ctx, table); err != nil {
			return 0, err
		}
		var made string
		made, swap = swapped(table)
		statement = create(made, query)
	}
	tag, err := s.tx.Exec(ctx, statement)
	const duplicateTable = "42P07"
	if failure, ok := errors.AsType[*pgconn.PgError](err); ok && failure.Code == duplicateTable && how == Create {
		return 0, ErrExists
	}
	for _, statement := range swap {
		if err == nil {
			_, err = s.tx.Exec(ctx, statement)
		}
	}
	return tag.RowsAffected(), explained(ctx, err, ExplainPostgres)
}

// withSchema returns the name of a table that is there with its schema, which need not be
// the first of the search path, where a new table would be made.
func (s *postgresSession) withSchema(ctx context.Context, table string) (string, error) {
	const found = "SELECT format('%I.%I', nspname, relname) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE pg_class.oid = to_regclass($1)"
	var name string
	err := s.tx.QueryRow(ctx, found, table).Scan(&name)
	if errors.Is(err, pgx.ErrNoRows) {
		return table, nil
	}
	return name, explained(ctx, err, ExplainPostgres)
}

// Load implements [Session].
func (s *postgresSession) Load(ctx context.Context, table, number string, columns []string, rows iter.Seq2[[]string, error]) error {
	typed := list(len(columns), func(i int) string { return quoted(columns[i-1]) + " text" })
	_, err := s.tx.Exec(ctx, fmt.Sprintf("CREATE TEMP TABLE %s (%s bigint, %s)", quoted(table), quoted(number), typed))
	if err != nil {
		return explained(ctx, err, ExplainPostgres)
	}
	next, stop := iter.Pull2(rows)
	defer stop()
	var fault error // not the database's
	values := make([]any, 1+len(columns))
	n := int64(0)
	_, err = s.tx.CopyFrom(ctx, pgx.Identifier{table}, append([]string{number}, columns...), pgx.CopyFromFunc(func() ([]any, error) {
		row, err, ok := next()
		if !ok || err != nil {
			fault = err
			return nil, err
		}
		n++
		values[0] = n
		for i, text := range row {
			values[1+i] = text
		}
		return values, nil
	}))
	if fault != nil {
		return fault
	}
	return explained(ctx, err, ExplainPostgres)
}

// Commit implements [Session].
func (s *postgresSession) Commit(ctx context.Context) error {
	return explained(ctx, s.tx.Commit(ctx), ExplainPostgres)
}

// Close implements [Session], and waits until the server has been told to cancel
// what it may still do.
func (s *postgresSession) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	err := s.conn.Close(ctx)
	select {
	case <-s.conn.PgConn().CleanupDone():
	case <-ctx.Done():
	}
	return err
}
