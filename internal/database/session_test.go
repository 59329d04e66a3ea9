package database_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"chs/internal/database"
)

// onEachEngine runs a test on an SQLite file, and in a new database of PostgreSQL if
// CHS_TEST_POSTGRES has the address of a server that lets make databases.
func onEachEngine(t *testing.T, test func(t *testing.T, place string)) {
	t.Run("sqlite", func(t *testing.T) {
		place := filepath.Join(t.TempDir(), "my #1?%20.db")
		db, err := database.OpenSQLite(place, url.Values{})
		if err == nil {
			_, err = db.Exec("PRAGMA user_version = 1") // so that it is more than an empty file
			err = errors.Join(err, db.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		test(t, place)
	})
	if server := os.Getenv("CHS_TEST_POSTGRES"); server != "" {
		t.Run("postgres", func(t *testing.T) { test(t, newDatabase(t, server)) })
	}
}

// newDatabase makes a database, as the end of CREATE DATABASE says, and returns its address.
func newDatabase(t *testing.T, server string, how ...string) string {
	t.Helper()
	name := "database_" + strings.ToLower(strings.ReplaceAll(t.Name(), "/", "_"))
	for _, statement := range []string{"DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name + " " + strings.Join(how, " ")} {
		execute(t, server, statement)
	}
	address, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	address.Path = "/" + name
	return address.String()
}

// execute runs a statement on a server.
func execute(t *testing.T, server, statement string, values ...any) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), server)
	if err == nil {
		_, err = conn.Exec(t.Context(), statement, values...)
		err = errors.Join(err, conn.Close(t.Context()))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, place string, write bool) database.Session {
	t.Helper()
	s, err := database.Open(t.Context(), place, write)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // where the test has not
	return s
}

// rows returns what a query yields, in the order of its first column.
func rows(t *testing.T, s database.Session, query string) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteRows(t.Context(), &b, query, 1); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// read returns the same of a session of its own.
func read(t *testing.T, place, query string) string {
	t.Helper()
	s := open(t, place, false)
	got := rows(t, s, query)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return got
}

// store leaves what a query yields in a table, for good.
func store(t *testing.T, place, query, table string, how database.Storing) (int64, error) {
	t.Helper()
	s := open(t, place, true)
	n, err := s.Store(t.Context(), query, table, how)
	if err == nil {
		err = s.Commit(t.Context())
	}
	return n, errors.Join(err, s.Close())
}

func TestValuesAreTextAlikeInEachEngine(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place, false)
		for _, test := range []struct{ sqlite, postgres, want string }{
			{"NULL", "NULL::text", ""},
			{"''", "''", `""`},
			{"' x '", "' x '", " x "},
			{`'a,b'`, `'a,b'`, `"a,b"`},
			{`'say "no"'`, `'say "no"'`, `"say ""no"""`},
			{"'two' || char(13, 10) || 'lines'", `E'two\r\nlines'`, "\"two\r\nlines\""},
			{`'\.'`, `'\.'`, `\.`},
			{"'Café Straße'", "'Café Straße'", "Café Straße"},
			{"9223372036854775807", "9223372036854775807", "9223372036854775807"},
			{"0.1 + 0.2", "0.1::float8 + 0.2::float8", "0.30000000000000004"},
			{"1200000.0", "1200000::float8", "1200000"},
			{"999999999999999.0", "999999999999999::float8", "999999999999999"},
			{"1e15", "1e15::float8", "1e+15"},
			{"-0.0001", "-0.0001::float8", "-0.0001"},
			{"-1e-5", "-1e-5::float8", "-1e-05"},
			{"9e999", "'Infinity'::float8", "Infinity"},
			{"'12.50'", "12.50::numeric", "12.50"},
			{"'2026-11-21'", "date '2026-11-21'", "2026-11-21"},
			{"'2026-11-21 09:30:00'", "timestamp '2026-11-21 09:30:00'", "2026-11-21 09:30:00"},
			{"'2026-11-21 09:30:00+00'", "timestamptz '2026-11-21 11:30:00+02'", "2026-11-21 09:30:00+00"},
			{"'true'", "true", "true"},
			{`'{"a": 1}'`, `'{"a": 1}'::jsonb`, `"{""a"": 1}"`},
			{"x'00ff'", `'\x00ff'::bytea`, `\x00ff`},
		} {
			value := test.sqlite
			if database.IsPostgres(place) {
				value = test.postgres
			}
			if got, want := rows(t, s, "SELECT "+value+" AS a, 1 AS b"), "\"a\",\"b\"\n"+test.want+",1\n"; got != want {
				t.Errorf("%s: %q, want %q", value, got, want)
			}
		}
	})
}

// A column that is declared to hold dates is no other than one of text.
func TestDatesOfSQLiteAreTheirText(t *testing.T) {
	place := filepath.Join(t.TempDir(), "d.db")
	db, err := database.OpenSQLite(place, url.Values{})
	if err == nil {
		_, err = db.Exec("CREATE TABLE t (d DATE, b BOOLEAN); INSERT INTO t VALUES ('2026-11-21', 1), ('21/11/2026', 0), (1700000000, NULL)")
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	if got, want := read(t, place, "SELECT * FROM t"), "\"d\",\"b\"\n1700000000,\n2026-11-21,1\n21/11/2026,0\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestColumnsMayHaveAnyName(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place, false)
		query := `SELECT 1 AS "PAR1", 2 AS "a,""b", 3 AS c, 4 AS c, 5 AS "select" -- no more`
		want := "\"PAR1\",\"a,\"\"b\",\"c\",\"c\",\"select\"\n1,2,3,4,5\n"
		if !database.IsPostgres(place) { // tells apart those of one name
			want = strings.Replace(want, `"c","c"`, `"c","c:1"`, 1)
		}
		if got := rows(t, s, query); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

func TestAnAliasStandsForAQuery(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place, false)
		text, err := s.Alias(t.Context(), "mine", "SELECT 1 AS a UNION ALL SELECT 2 -- all", "WITH x AS (SELECT a + 1 AS b FROM mine) SELECT * FROM x")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := rows(t, s, text), "\"b\"\n2\n3\n"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

func TestTablesAreMadeReplacedAndAddedTo(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		for _, step := range []struct {
			query string
			how   database.Storing
			rows  int64
			fails string
		}{
			{"SELECT 1 AS a, 'x' AS b", database.Create, 1, ""},
			{"SELECT 1 AS a, 'x' AS b", database.Create, 0, "is there already"},
			{"SELECT 'y' AS b, 2 AS a UNION ALL SELECT 'z', 3", database.Append, 2, ""},
			{"SELECT 1 AS other", database.Append, 0, "other"},
			{"SELECT 7 AS a, 'new' AS b", database.Replace, 1, ""},
			{"SELECT 8 AS a, 'old' AS b WHERE 1 / 0 > nothing", database.Replace, 0, "nothing"},
			{`SELECT a + 1 AS a, b || 'er' AS b FROM "my table"`, database.Replace, 1, ""},
		} {
			n, err := store(t, place, step.query, `"my table"`, step.how)
			if n != step.rows || (err == nil) != (step.fails == "") || err != nil && !strings.Contains(err.Error(), step.fails) {
				t.Errorf("%s: %d rows, %v", step.query, n, err)
			}
			if step.how == database.Append && err == nil {
				if got, want := read(t, place, `SELECT * FROM "my table"`), "\"a\",\"b\"\n1,x\n2,y\n3,z\n"; got != want {
					t.Errorf("%q, want %q", got, want)
				}
			}
		}
		if got, want := read(t, place, `SELECT * FROM "my table"`), "\"a\",\"b\"\n8,newer\n"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

func TestWhatIsNotCommittedIsNotStored(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place, true)
		if _, err := s.Store(t.Context(), "SELECT 1 AS a", "t", database.Create); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := open(t, place, false).Columns(t.Context(), "SELECT * FROM t"); err == nil {
			t.Error("the table is there")
		}
	})
}

func TestReadingSessionsCannotWrite(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		if _, err := store(t, place, "SELECT 1 AS a", "t", database.Create); err != nil {
			t.Fatal(err)
		}
		for _, query := range []string{"SELECT 1 AS a", "SELECT 1 AS a; DELETE FROM t"} {
			if _, err := open(t, place, false).Store(t.Context(), query, "u", database.Create); err == nil {
				t.Errorf("%s: was stored", query)
			}
		}
		for _, query := range []string{
			"DELETE FROM t", "SELECT 1 AS a; DELETE FROM t", "SELECT 1 AS a); DELETE FROM t; SELECT (2", "SELECT 1 AS a) AS x; COMMIT; DELETE FROM t; --",
		} {
			s := open(t, place, false)
			if err := s.WriteRows(t.Context(), io.Discard, query, 0); err == nil && database.IsPostgres(place) {
				t.Errorf("%s: was run", query)
			}
			if got := read(t, place, "SELECT * FROM t"); got != "\"a\"\n1\n" {
				t.Fatalf("%s: now %q", query, got)
			}
		}
	})
}

// Where a session writes, a query that it is given does not.
func TestQueriesOnlyRead(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		if _, err := store(t, place, "SELECT 1 AS a", "t", database.Create); err != nil {
			t.Fatal(err)
		}
		for _, query := range []string{
			"DELETE FROM t RETURNING *", "WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d", "SELECT 1 AS a; DELETE FROM t",
			"SELECT 1 AS a) AS x; DELETE FROM t; SELECT * FROM (SELECT 1", "SELECT 1 AS a) AS x; COMMIT; DELETE FROM t; SELECT * FROM (SELECT 1",
			"SELECT 1 AS a) AS x), gone AS (DELETE FROM t RETURNING *), y AS (SELECT * FROM (SELECT * FROM gone",
		} {
			s := open(t, place, true)
			text, err := s.Alias(t.Context(), "mine", query, "SELECT * FROM mine")
			if err == nil {
				_, err = s.Store(t.Context(), text, "u", database.Create)
			}
			if err == nil {
				t.Errorf("%s: was run", query)
			}
			_ = s.Commit(t.Context()) // of what may have been done
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if got := read(t, place, "SELECT * FROM t"); got != "\"a\"\n1\n" {
				t.Fatalf("%s: now %q", query, got)
			}
		}
	})
}

func TestATableInASchemaIsReplaced(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		table := map[bool]string{false: `main."a.b"`, true: `public."a.b"`}[database.IsPostgres(place)]
		for _, query := range []string{"SELECT 1 AS a", "SELECT a + 1 AS a FROM " + table} {
			if _, err := store(t, place, query, table, database.Replace); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := read(t, place, "SELECT * FROM "+table), "\"a\"\n2\n"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

// A table is replaced where it is, which need not be where a new one would be made.
func TestPostgresReplacesATableInItsSchema(t *testing.T) {
	server := os.Getenv("CHS_TEST_POSTGRES")
	if server == "" {
		t.Skip("CHS_TEST_POSTGRES is not set")
	}
	place := newDatabase(t, server)
	execute(t, place, `CREATE SCHEMA "first ""schema"; CREATE TABLE "Scores" (a int)`)
	execute(t, place, `ALTER DATABASE database_testpostgresreplacesatableinitsschema SET search_path = "first ""schema", public`)
	for _, table := range []string{`"Scores"`, "new"} {
		if n, err := store(t, place, "SELECT 1 AS a", table, database.Replace); n != 1 || err != nil {
			t.Errorf("%s: %d rows, %v", table, n, err)
		}
	}
	tables := read(t, place, "SELECT relname, nspname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relname IN ('Scores', 'new', 'chs_new_table')")
	if want := "\"relname\",\"nspname\"\nScores,public\nnew,\"first \"\"schema\"\n"; tables != want {
		t.Errorf("%q, want %q", tables, want)
	}
}

// A view may read the table that is replaced.
func TestSQLiteReplacesATableOfAView(t *testing.T) {
	place := filepath.Join(t.TempDir(), "v.db")
	db, err := database.OpenSQLite(place, url.Values{})
	if err == nil {
		_, err = db.Exec("CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t")
		err = errors.Join(err, db.Close())
	}
	if err == nil {
		_, err = store(t, place, "SELECT 5 AS a", "t", database.Replace)
	}
	if got := read(t, place, "SELECT * FROM v"); got != "\"a\"\n5\n" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

func TestWhatSQLiteRejoins(t *testing.T) {
	place := filepath.Join(t.TempDir(), "r.db")
	db, err := database.OpenSQLite(place, url.Values{})
	if err == nil {
		_, err = db.Exec(`CREATE TABLE t (a INTEGER PRIMARY KEY); CREATE VIEW v AS SELECT a FROM t;
			CREATE TABLE w (a PRIMARY KEY) WITHOUT ROWID; CREATE TABLE named (a, _ROWID_)`)
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		table string
		can   bool
		fails string
	}{
		{"t", true, ""},
		{"v", false, ""},
		{"main.w", false, ""},
		{"none", false, "no such table: none"},
		{"named", false, `column "_rowid_": in SQLite that is the number of the row; want another name for it`},
	} {
		can, err := open(t, place, false).Rejoins(t.Context(), test.table)
		if can != test.can || (err == nil) != (test.fails == "") || err != nil && err.Error() != test.fails {
			t.Errorf("%s: %v, %v", test.table, can, err)
		}
	}
}

func TestTextsAreLoadedAsTheyStand(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		texts := [][]string{{"a", ""}, {" b,\"\r\n", "null"}, {`\N`, `\.`}}
		fault := errors.New("fault")
		yields := func(last error) iter.Seq2[[]string, error] {
			return func(yield func([]string, error) bool) {
				for _, row := range texts {
					if !yield(row, nil) {
						return
					}
				}
				if last != nil {
					yield(nil, last)
				}
			}
		}
		s := open(t, place, true)
		if err := s.Load(t.Context(), "mine", "n", []string{"x y", `"`}, yields(nil)); err != nil {
			t.Fatal(err)
		}
		want := "\"n\",\"x y\",\"\"\"\"\n1,a,\"\"\n2,\" b,\"\"\r\n\",null\n3,\\N,\\.\n"
		if got := rows(t, s, "SELECT * FROM mine"); got != want {
			t.Error(cmp.Diff(want, got))
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if err := open(t, place, true).Load(t.Context(), "mine", "n", []string{"x", "y"}, yields(fault)); !errors.Is(err, fault) {
			t.Errorf("%v, want the fault", err)
		}
	})
}

// endless is a query that does not end of itself, and yields rows all the while.
func endless(place string) string {
	if database.IsPostgres(place) {
		return "SELECT generate_series(1, 4000000000000) AS mark_endless"
	}
	return "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s) SELECT i FROM s"
}

// A failingWriter takes so many bytes, then does something, once, and fails if it has
// an error.
type failingWriter struct {
	left int
	then func()
	err  error
}

func (w *failingWriter) Write(p []byte) (int, error) {
	before := w.left
	if w.left -= len(p); w.left >= 0 {
		return len(p), nil
	}
	if before >= 0 {
		w.then()
	}
	return len(p), w.err
}

// others are the statements that a server is at work on for others.
const others = "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'"

// nothingRuns fails the test if the server is still at work for others.
func nothingRuns(t *testing.T, place string) {
	t.Helper()
	if !database.IsPostgres(place) {
		return
	}
	for range 1000 {
		if got := read(t, place, others); strings.Count(got, "\n") == 1 {
			return
		}
	}
	t.Errorf("still there:\n%s", read(t, place, others))
}

func TestAReaderThatFailsEndsTheQuery(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place, false)
		fault := errors.New("full")
		if err := s.WriteRows(t.Context(), &failingWriter{1 << 20, func() {}, fault}, endless(place), 0); !errors.Is(err, fault) {
			t.Errorf("%v, want the fault", err)
		}
		_ = s.Close() // the connection may be gone
		nothingRuns(t, place)
	})
}

func TestCancelingEndsTheQuery(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		ctx, cancel := context.WithCancel(t.Context())
		s := open(t, place, false)
		if err := s.WriteRows(ctx, &failingWriter{1 << 20, cancel, nil}, endless(place), 0); !errors.Is(err, context.Canceled) {
			t.Errorf("%v, want that it was canceled", err)
		}
		nothingRuns(t, place)
	})
}

// A query that has not yielded anything yet is canceled, too.
func TestCancelingEndsTheWait(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		ctx, cancel := context.WithCancel(t.Context())
		s := open(t, place, false)
		waits := "SELECT count(*) AS n FROM (" + endless(place) + ") AS e"
		go func() {
			defer cancel()
			for database.IsPostgres(place) && t.Context().Err() == nil && !strings.Contains(read(t, place, others), "COPY") {
				time.Sleep(time.Millisecond)
			}
		}()
		if err := s.WriteRows(ctx, io.Discard, waits, 0); !errors.Is(err, context.Canceled) {
			t.Errorf("%v, want that it was canceled", err)
		}
		nothingRuns(t, place)
	})
}

func TestErrorsAreTheDatabasesWords(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place, false)
		err := s.WriteRows(t.Context(), io.Discard, "SELECT * FROM nope", 0)
		want := map[bool]string{false: "no such table: nope", true: `relation "nope" does not exist`}[database.IsPostgres(place)]
		if err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	})
}

func TestPlacesWithoutDatabase(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "text.csv")
	if err := os.WriteFile(text, []byte("id,x\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ place, want string }{
		{filepath.Join(folder, "no.db"), "no such file or directory"},
		{text, "is no SQLite database; want one, or an address that starts with postgres://"},
		{folder, "is no SQLite database; want one, or an address that starts with postgres://"},
		{"mysql://me:s3cret@host/db", "want a file, or an address that starts with postgres://"},
		{"postgres://me:s3cret@host:port/db", "is no address, or names a service or file that is not there; want postgres://USER@HOST/DATABASE"},
		{"postgres://db/sales?service=none", "is no address, or names a service or file that is not there; want postgres://USER@HOST/DATABASE"},
		{"postgres://me:s3cret@127.0.0.1:1/db", "cannot be reached: dial tcp 127.0.0.1:1: connect: connection refused"},
	} {
		if _, err := database.Open(t.Context(), test.place, false); err == nil || err.Error() != test.want {
			t.Errorf("%s: %v", test.place, err)
		}
	}
}

func TestAWrongPasswordIsNotTold(t *testing.T) {
	server := os.Getenv("CHS_TEST_POSTGRES")
	if server == "" {
		t.Skip("CHS_TEST_POSTGRES has no address of a server")
	}
	t.Setenv("PGPASSWORD", "s3cret")
	_, err := database.Open(t.Context(), server, false)
	if err == nil || !strings.HasPrefix(err.Error(), "password authentication failed for user") || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%v", err)
	}
}

// A statement has characters that not every encoding has. What has none of them runs.
func TestADatabaseOfAnotherEncodingIsNamed(t *testing.T) {
	server := os.Getenv("CHS_TEST_POSTGRES")
	if server == "" {
		t.Skip("CHS_TEST_POSTGRES has no address of a server")
	}
	for _, encoding := range []string{"LATIN1", "SQL_ASCII"} {
		t.Run(encoding, func(t *testing.T) {
			s := open(t, newDatabase(t, server, "ENCODING '"+encoding+"' TEMPLATE template0 LOCALE 'C'"), false)
			if got := rows(t, s, "SELECT 1 AS a"); got != "\"a\"\n1\n" {
				t.Errorf("%q", got)
			}
			_, err := s.Columns(t.Context(), `SELECT E'\u2003' AS a`)
			want := "the database is in " + encoding + ", which cannot have all characters of the statement; want one in UTF8"
			if fmt.Sprint(err) != want {
				t.Errorf("%v; want %s", err, want)
			}
		})
	}
}

// A server that goes away is an error, and no end of the rows.
func TestALostConnectionIsAnError(t *testing.T) {
	server := os.Getenv("CHS_TEST_POSTGRES")
	if server == "" {
		t.Skip("CHS_TEST_POSTGRES has no address of a server")
	}
	place := newDatabase(t, server)
	s := open(t, place, false)
	end := func() {
		execute(t, server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE $1", "COPY%mark_endless%")
	}
	err := s.WriteRows(t.Context(), &failingWriter{1 << 20, end, nil}, endless(place), 0)
	if err == nil || !strings.Contains(fmt.Sprint(err), "terminating connection") {
		t.Errorf("%v", err)
	}
}
