package history_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/history"
)

func TestFilesOfOthersAreRefusedAndLeftAsTheyAre(t *testing.T) {
	folder := t.TempDir()
	other := filepath.Join(folder, "other.db")
	execSQL(t, other, "CREATE TABLE notes (text TEXT)")
	newer := filepath.Join(folder, "newer.db")
	s := open(t, newer)
	store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}, account("a", 12))
	whole := readFile(t, newer)
	execSQL(t, newer, "PRAGMA user_version = 99")
	damaged := filepath.Join(folder, "damaged.db")
	writeFile(t, damaged, strings.Repeat("\xff", len(whole)))
	copied := []byte(whole)
	copy(copied[100:], strings.Repeat("\xff", 200)) // the first page, behind the file's head
	writeFile(t, damaged, string(copied))
	short := filepath.Join(folder, "short.db")
	writeFile(t, short, "SQLite format 3\x00")
	text := filepath.Join(folder, "text.csv")
	writeFile(t, text, "id,x\n1,2\n")
	for _, test := range []struct{ place, want string }{
		{other, "is no history but a file of another program; want another place"},
		{text, "is no history but a file of another program; want another place"},
		{short, "is no history but a file of another program; want another place"},
		{newer, "holds a history of version 99, and this chs knows up to 1; want a newer chs"},
		{damaged, "is damaged; want a copy from before that, or another place"},
		{folder, "is no file; want one"},
		{filepath.Join(folder, "no", "h.db"), "there is no folder " + filepath.Join(folder, "no")},
		{"mysql://host/db", "want a file, or an address that starts with postgres://"},
		{"postgres://host:port/db", "is no address, or names a service or file that is not there; want postgres://USER@HOST/DATABASE"},
	} {
		before, _ := os.ReadFile(test.place)
		s, err := history.Open(t.Context(), test.place, history.Options{Create: true})
		if err == nil {
			_, err = s.Write(t.Context(), history.Head{Portfolio: "p", Rubric: loadRubric(t, rubricText)}, nil, false)
			err = errors.Join(err, s.Close())
		}
		if err == nil || !strings.HasSuffix(err.Error(), ": "+test.want) {
			t.Errorf("%s: %v", test.place, err)
		}
		if after, _ := os.ReadFile(test.place); string(after) != string(before) {
			t.Errorf("%s has changed", test.place)
		}
	}
}

func TestDatabasesOfOthersAreRefusedAndLeftAsTheyAre(t *testing.T) {
	server := os.Getenv("CHS_TEST_POSTGRES")
	if server == "" {
		t.Skip("CHS_TEST_POSTGRES has no address of a server")
	}
	for _, test := range []struct{ table, want string }{
		{"notes", `its schema "chs" is of another program; want another database`},
		{"version", "holds a history of version 99, and this chs knows up to 1; want a newer chs"},
	} {
		place := newDatabase(t, server)
		execSQL(t, place, "CREATE SCHEMA chs; CREATE TABLE chs."+test.table+" AS SELECT 99 AS version")
		_, err := history.Open(t.Context(), place, history.Options{Create: true})
		if err == nil || !strings.HasSuffix(err.Error(), ": "+test.want) {
			t.Errorf("%s: %v", test.table, err)
		}
		tables := query(t, place, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'chs'::regnamespace")
		rows := query(t, place, "SELECT version FROM "+test.table)
		if diff := cmp.Diff([]string{test.table}, tables) + cmp.Diff([]string{"99"}, rows); diff != "" {
			t.Errorf("%s: %s", test.table, diff)
		}
	}
}

func TestOnlyWritingMakesAHistory(t *testing.T) {
	place := filepath.Join(t.TempDir(), "h.db")
	if _, err := history.Open(t.Context(), place, history.Options{}); err == nil || !strings.HasSuffix(err.Error(), "there is no such history; chs score --history makes one") {
		t.Errorf("no file: %v", err)
	}
	if _, err := os.Stat(place); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is there: %v", err)
	}
	writeFile(t, place, "") // as a run leaves it that is killed at once
	if _, err := history.Open(t.Context(), place, history.Options{}); err == nil || !strings.HasSuffix(err.Error(), "there is no history yet; chs score --history makes one") {
		t.Errorf("an empty file: %v", err)
	}
	open(t, place)
}

func TestFilesArePrivate(t *testing.T) {
	place := filepath.Join(t.TempDir(), "h #1?%20.db")
	s := open(t, place)
	w, err := s.Write(t.Context(), history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(filepath.Dir(place), "*"))
	if err != nil || len(files) < 2 {
		t.Errorf("files while it is written: %v, %v", files, err)
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", file, info.Mode(), err)
		}
	}
	if err := w.Rollback(); err != nil {
		t.Error(err)
	}
}

func execSQL(t tester, place, statement string) {
	t.Helper()
	db, err := sql.Open(driver(place), place)
	if err == nil {
		_, err = db.Exec(statement)
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

func readFile(t tester, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func writeFile(t tester, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
