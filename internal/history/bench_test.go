package history_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chs/internal/history"
)

// full returns the nth account of a snapshot that has a value in every column.
func full(n int) history.Account {
	a := account(fmt.Sprintf("A-%07d", n), float64(n%101))
	a.Label = fmt.Sprintf("Company %d Ltd", n)
	a.Value = float64(n*37%100000) + 0.25
	for i := range a.Ratings {
		a.Ratings[i] = int8(1 + (n+i)%5)
		a.Metrics[i] = float64(n+i) / 7
	}
	return a
}

// BenchmarkSnapshot stores an account a turn, and says what it takes of the file.
func BenchmarkSnapshot(b *testing.B) {
	place := filepath.Join(b.TempDir(), "h.db")
	s := open(b, place)
	b.ReportAllocs()
	b.ResetTimer()
	w, err := s.Write(b.Context(), history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(b, rubricText)}, nil, false)
	for n := range b.N {
		a := full(n)
		err = errors.Join(err, w.Add(b.Context(), &a))
	}
	if err := errors.Join(err, w.Commit(b.Context(), nil)); err != nil {
		b.Fatal(err)
	}
	reportSize(b, place)
}

// BenchmarkPlainDriver inserts the same values with a prepared statement each:
// what BenchmarkSnapshot is to be measured by.
func BenchmarkPlainDriver(b *testing.B) {
	place := filepath.Join(b.TempDir(), "plain.db")
	db, err := sql.Open("sqlite", place)
	if err != nil {
		b.Fatal(err)
	}
	columns := "id, label, owner, score, uncapped, band, coverage, cap, segment, value, r1, r2, r3, r4, r5, r6, m1, m2, m3, m4, m5, m6"
	_, err = db.Exec("CREATE TABLE plain (" + columns + ")")
	b.ReportAllocs()
	b.ResetTimer()
	tx, e := db.Begin()
	if err := errors.Join(err, e); err != nil {
		b.Fatal(err)
	}
	insert, err := tx.Prepare("INSERT INTO plain VALUES (?" + strings.Repeat(", ?", strings.Count(columns, ",")) + ")")
	for n := range b.N {
		a := full(n)
		r, m := a.Ratings, a.Metrics
		_, e := insert.Exec(a.ID, a.Label, a.Owner, a.Score, a.Uncapped, a.Band, a.Coverage, nil, nil, a.Value,
			int(r[0]), int(r[1]), int(r[2]), int(r[3]), int(r[4]), int(r[5]), m[0], m[1], m[2], m[3], m[4], m[5])
		err = errors.Join(err, e)
	}
	if err := errors.Join(err, tx.Commit(), db.Close()); err != nil {
		b.Fatal(err)
	}
	reportSize(b, place)
}

func reportSize(b *testing.B, place string) {
	b.StopTimer()
	info, err := os.Stat(place)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(b.N), "B/account")
}

// BenchmarkTrend reads an account's year from a history of 365 days.
func BenchmarkTrend(b *testing.B) {
	place := filepath.Join(b.TempDir(), "h.db")
	s := open(b, place)
	r := loadRubric(b, rubricText)
	accounts := make([]history.Account, 500)
	for n := range accounts {
		accounts[n] = full(n)
	}
	for day := range 365 {
		store(b, s, history.Head{Portfolio: "p", Day: day1 + day, Rubric: r}, accounts...)
	}
	for b.Loop() {
		series, err := s.Series(b.Context(), "p", "A-0000123")
		if err != nil || len(series) != 365 {
			b.Fatal(len(series), err)
		}
	}
}
