package database_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
