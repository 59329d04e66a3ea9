package warehouse_test

import (
	"database/sql"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"chs/rubric"
)

// engines are the databases that tests run statements in, by dialect: SQLite, and
// PostgreSQL where CHS_TEST_POSTGRES is the address of one. In that the tests see
// temporary tables alone, which are their own: they may make and drop any.
func engines(t *testing.T) map[string]*sql.DB {
	t.Helper()
	dbs := map[string]*sql.DB{}
	add := func(dialect string, db *sql.DB, err error) {
		if err != nil {
			t.Fatal(err)
		}
		db.SetMaxOpenConns(1)
		t.Cleanup(func() { _ = db.Close() })
		dbs[dialect] = db
	}
	db, err := sql.Open("sqlite", ":memory:")
	add("sqlite", db, err)
	if address := os.Getenv("CHS_TEST_POSTGRES"); address != "" {
		config, err := pgx.ParseConfig(address)
		if err != nil {
			t.Fatal(err)
		}
		config.RuntimeParams["search_path"] = "pg_temp"
		config.RuntimeParams["backslash_quote"] = "off" // a quote is to be doubled, as some servers want it
		add("postgres", stdlib.OpenDB(*config), nil)
	}
	return dbs
}

// fill makes the table of the accounts, of literals of their cells and types of columns.
func fill(db *sql.DB, r *rubric.Rubric, rows [][]string, literal func(cell string, t rubric.Type) string, kind func(rubric.Type) string) error {
	names := []string{`"row" integer`}
	for _, c := range r.Columns {
		names = append(names, `"`+strings.ReplaceAll(c.Name, `"`, `""`)+`" `+kind(c.Type))
	}
	if _, err := db.Exec("DROP TABLE IF EXISTS accounts"); err != nil {
		return err
	}
	if _, err := db.Exec("CREATE TEMPORARY TABLE accounts (" + strings.Join(names, ", ") + ")"); err != nil {
		return err
	}
	for i, row := range rows {
		values := []string{strconv.Itoa(i)}
		for j, cell := range row {
			values = append(values, literal(cell, r.Columns[j].Type))
		}
		if _, err := db.Exec("INSERT INTO accounts VALUES (" + strings.Join(values, ", ") + ")"); err != nil {
			return err
		}
	}
	return nil
}
