package database

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// A Session is one transaction on a database. One goroutine at a time may use it.
// Its errors do not name the database. Once a context is canceled, so is what the
// server does for it.
type Session interface {
	// Rejoins reports whether a statement can find the rows of a table, whose name
	// is SQL, once more, as the SQL for SQLite does. PostgreSQL's needs not.
	Rejoins(ctx context.Context, table string) (bool, error)

	// Alias has name stand for a query in the statement that is returned.
	Alias(ctx context.Context, name, query, statement string) (string, error)

	// Columns returns the names of a query's columns.
	Columns(ctx context.Context, query string) ([]string, error)

	// WriteRows writes what a query yields as CSV, its header first, and holds no
	// more than a row of it. NULL is an empty cell, and an empty text "" in
	// quotes. Other values are the text that the database makes of them: numbers
	// with a point, 2026-11-21 and 2026-11-21 09:30:00, true and false, bytes in
	// hexadecimal behind \x. Rows are in the order of a column if orderBy is over
	// 0, from 1.
	WriteRows(ctx context.Context, w io.Writer, query string, orderBy int) error

	// Store leaves what a query yields in a table, whose name is SQL, and returns
	// how many rows that are.
	Store(ctx context.Context, query, table string, how Storing) (rows int64, err error)

	// Load makes a temporary table, of a column with the number of the row, from
	// 1, and columns of text.
	Load(ctx context.Context, table, number string, columns []string, rows iter.Seq2[[]string, error]) error

	// Commit makes last what was stored.
	Commit(ctx context.Context) error

	// Close ends the session. What was not committed is not stored.
	Close() error
}

// A Storing says what becomes of a table that is there already.
type Storing int

// What becomes of it: it is an error, it is replaced, or rows are added to it, by
// the names of its columns.
const (
	Create Storing = iota
	Replace
	Append
)

// Temporary is the place of an SQLite database that is gone when it is closed.
const Temporary = ""

// Open begins a transaction at a place: the path of an SQLite file, or an address of
// PostgreSQL. If it is not to write, the database refuses to.
func Open(ctx context.Context, place string, write bool) (Session, error) {
	if IsPostgres(place) {
		return openPostgres(ctx, place, write)
	}
	return openSQLite(ctx, place, write)
}

// ErrExists says that a table is there that was to be made.
var ErrExists = errors.New("is there already")

// explained words an error, nil if there is none. One of a context that has ended
// is that of the context.
func explained(ctx context.Context, err error, explain func(error) error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(err)
}

// quoted returns a name as SQL has it.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// list joins what it is told of each of n columns, from 1.
func list(n int, column func(i int) string) string {
	all := make([]string, n)
	for i := range all {
		all[i] = column(i + 1)
	}
	return strings.Join(all, ", ")
}

// numbered returns a query of another's columns, each as an expression that it is
// told, from 1. They are named by their numbers, as several may have one name.
func numbered(query string, n, orderBy int, expression func(i int) string) string {
	name := func(i int) string { return fmt.Sprintf("c%d", i) }
	selected := list(n, func(i int) string { return fmt.Sprintf(expression(i), name(i)) })
	text := fmt.Sprintf("WITH numbered (%s) AS (\n%s\n)\nSELECT %s FROM numbered", list(n, name), query, selected)
	if orderBy > 0 {
		text += " ORDER BY " + name(orderBy)
	}
	return text
}

// swapped returns what a table is to be made as that shall replace another, which the
// query may read, and the statements that then put it in its place.
func swapped(table string) (made string, swap []string) {
	name, inQuotes := 0, false
	for i, c := range table {
		switch {
		case c == '"':
			inQuotes = !inQuotes
		case c == '.' && !inQuotes:
			name = i + 1
		}
	}
	made = table[:name] + "chs_new_table"
	return made, []string{"DROP TABLE IF EXISTS " + table, "ALTER TABLE " + made + " RENAME TO " + table[name:]}
}

// create returns the statement that makes a table of a query.
func create(table, query string) string { return "CREATE TABLE " + table + " AS\n" + query }

// insert returns the statement that adds what a query yields to a table.
func insert(table string, columns []string, query string) string {
	names := list(len(columns), func(i int) string { return quoted(columns[i-1]) })
	return fmt.Sprintf("INSERT INTO %s (%s)\n%s", table, names, query)
}
