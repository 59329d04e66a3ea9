package database_test

import (
	"errors"
	"io"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/database"
)

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
