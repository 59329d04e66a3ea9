package database_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"chs/internal/database"
)

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
