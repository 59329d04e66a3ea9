package history_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/cmd/help"
	"chs/internal/history"
)

// driver returns the name of the driver for a place.
func driver(place string) string {
	if strings.HasPrefix(place, "postgres://") {
		return "pgx"
	}
	return "sqlite"
}

// query returns the rows that a query yields in a place, as texts.
func query(t *testing.T, place, query string) []string {
	t.Helper()
	db, err := sql.Open(driver(place), place)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	if driver(place) == "pgx" {
		if _, err := db.Exec("SET search_path TO chs"); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatalf("%s\n%v", query, err)
	}
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for rows.Next() {
		cells := make([]any, len(columns))
		for i := range cells {
			cells[i] = new(any)
		}
		if err := rows.Scan(cells...); err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, cell := range cells {
			texts = append(texts, fmt.Sprint(*cell.(*any)))
		}
		all = append(all, strings.Join(texts, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// page returns the page on histories.
func page(t *testing.T) string {
	t.Helper()
	for _, topic := range help.Topics() {
		if topic.Name == help.History {
			return topic.Text
		}
	}
	t.Fatal("there is no page on histories")
	return ""
}

// Every query of the documentation finds something.
func TestDocumentedQueriesRun(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		r := loadRubric(t, rubricText)
		for day, use := range []float64{60, 10} {
			store(t, s, history.Head{Portfolio: "Planning software", Day: day1 + day, Rubric: r}, account("A-201", use), unscored("x"))
		}
		blocks := regexp.MustCompile("(?s)```sql\n(.*?)```").FindAllStringSubmatch(page(t), -1)
		for _, block := range blocks {
			if rows := query(t, place, block[1]); len(rows) == 0 {
				t.Errorf("%s\nfinds nothing", block[1])
			}
		}
		if len(blocks) < 3 {
			t.Errorf("%d queries", len(blocks))
		}
	})
}

// The page names every table and column.
func TestTablesAreDocumented(t *testing.T) {
	place := filepath.Join(t.TempDir(), "h.db")
	open(t, place)
	text := page(t)
	for _, row := range query(t, place, `SELECT m.name, c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c WHERE m.type IN ('table', 'view')`) {
		table, column, _ := strings.Cut(row, "|")
		column = regexp.MustCompile(`_[1-6]$`).ReplaceAllString(column, "_1")
		if !strings.Contains(text, table) || !strings.Contains(text, column) {
			t.Errorf("%s.%s is not documented", table, column)
		}
	}
}

// A large snapshot is written by looking its accounts up, even if PostgreSQL
// takes the table for a small one, as it was when it was looked at last.
func TestAccountsAreLookedUpWhereTheyAreWritten(t *testing.T) {
	server := os.Getenv("CHS_TEST_POSTGRES")
	if server == "" {
		t.Skip("CHS_TEST_POSTGRES has no address of a server")
	}
	place := newDatabase(t, server)
	s := open(t, place)
	store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}, account("a", 12), account("b", 12))
	execSQL(t, place, "ANALYZE chs.accounts")
	plans, err := s.WritePlans(t.Context(), account("c", 12), account("d", 12), account("e", 12))
	if err != nil || len(plans) != 2 {
		t.Fatal(plans, err)
	}
	for _, plan := range plans {
		if !strings.Contains(plan, "Index Cond: ((portfolio = 1) AND (id = ") {
			t.Error(plan)
		}
	}
}

// An account's history, and a day's, are found without reading other accounts
// or days.
func TestHistoriesAreFoundByKeys(t *testing.T) {
	place := filepath.Join(t.TempDir(), "h.db")
	store(t, open(t, place), history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}, account("a", 12))
	for _, view := range []string{"history", "history_criteria"} {
		for _, where := range []string{"portfolio = 'p' AND id = 'a'", "portfolio = 'p' AND as_of = '2026-11-20'"} {
			plan := strings.Join(query(t, place, "EXPLAIN QUERY PLAN SELECT * FROM "+view+" WHERE "+where), "\n")
			for _, table := range []string{"scores", "accounts", "snapshots"} {
				if !strings.Contains(plan, "SEARCH "+table+" ") || strings.Contains(plan, "SCAN") {
					t.Errorf("%s WHERE %s:\n%s", view, where, plan)
				}
			}
			if strings.Contains(where, "id =") && !strings.Contains(plan, "SEARCH scores USING PRIMARY KEY (snapshot=? AND account=?)") {
				t.Errorf("%s WHERE %s:\n%s", view, where, plan)
			}
		}
	}
}

func TestCheckFindsWhatChsWouldNotStore(t *testing.T) {
	for _, test := range []struct{ statement, want string }{
		{"DELETE FROM snapshots", "scores of no snapshot: 2"},
		{"DELETE FROM accounts WHERE id = 'a'", "scores of no account of the snapshot's portfolio: 1"},
		{"UPDATE accounts SET portfolio = 7 WHERE id = 'a'", "scores of no account of the snapshot's portfolio: 1"},
		{"DELETE FROM scores WHERE score IS NULL", "snapshots that do not count their accounts right: 1"},
		{"DELETE FROM portfolios", "snapshots without portfolio or rubric: 1"},
		{"UPDATE inputs SET snapshot = 7", "inputs of no snapshot: 1"},
		{"UPDATE scores SET band = 9 WHERE band = 1", "bands that the rubric does not have: 1"},
		{"UPDATE scores SET segment = 2", "segments that the rubric does not have: 2"},
		{"UPDATE scores SET cap = 2", "caps that the rubric does not have: 2"},
		{"UPDATE scores SET band = 1", "scores without band, or bands without score: 1"},
		{"UPDATE scores SET uncapped = 1100", "scores that are not from 0 to the uncapped one and 100 points: 1"},
		{"UPDATE scores SET band = 2 WHERE band = 1", "scores outside their band: 1"},
		{"UPDATE scores SET rating_6 = 6", "ratings that are not from 1 to 5: 2"},
		{"UPDATE rubrics SET text = text || ' '", "the text of rubric "},
	} {
		place := filepath.Join(t.TempDir(), "h.db")
		s := open(t, place)
		store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}, account("a", 12), unscored("b"))
		wantInOrder(t, s)
		execSQL(t, place, test.statement)
		wrong, err := s.Check(t.Context())
		if err != nil || !strings.Contains(strings.Join(wrong, "\n"), test.want) {
			t.Errorf("%s: %q, %v", test.statement, wrong, err)
		}
	}
}

// Histories of every version that there has been open, and keep what they hold.
// Each is a dump of the sqlite3 program; released ones never change.
func TestHistoriesOfEveryVersionOpen(t *testing.T) {
	for version := 1; version <= history.Version(); version++ {
		place := filepath.Join(t.TempDir(), "h.db")
		execSQL(t, place, readFile(t, fmt.Sprintf("testdata/version_%d.sql", version)))
		s := open(t, place)
		wantInOrder(t, s)
		head := history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}
		want := [][]history.Account{{account("a", 12), unscored("b")}}
		if _, got := stored(t, s); cmp.Diff(want, got, sameSnapshots) != "" {
			t.Errorf("version %d: %s", version, cmp.Diff(want, got, sameSnapshots))
		}
		if w := store(t, s, head, account("c", 12)); w.Old == nil {
			t.Errorf("version %d: nothing was replaced", version)
		}
		wantInOrder(t, s)
	}
}
