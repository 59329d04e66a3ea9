package history_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chs/internal/history"
)

// Two portfolios in one place have the same days and ids, and know nothing of
// each other.
func TestPortfoliosShareAPlace(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		p := history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}
		q := history.Head{Portfolio: "q", Day: day1, Rubric: loadRubric(t, threeCaps)}
		want := [][]history.Account{{account("a", 10), account("c", 20)}, {account("a", 60), unscored("b")}}
		store(t, s, p, account("a", 90), account("b", 90))
		if _, err := write(s, q, "/other.csv", false, want[1]...); err != nil {
			t.Fatal(err)
		}
		if w := store(t, s, p, want[0]...); w.Old == nil || w.Old.Portfolio != "p" {
			t.Errorf("instead of %+v", w.Old)
		}
		if _, got := stored(t, s); cmp.Diff(want, got, sameSnapshots) != "" {
			t.Error(cmp.Diff(want, got, sameSnapshots))
		}
		wantInOrder(t, s)
		snapshots, err := s.Snapshots(t.Context(), "q")
		if err != nil || len(snapshots) != 1 || snapshots[0].RubricName != "Caps" || snapshots[0].Inputs[0].Path != "/other.csv" {
			t.Errorf("%+v, %v", snapshots, err)
		}
	})
}

func TestAWriterDoesNotWaitForever(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		first := open(t, place)
		head, w := begin(t, first)
		waits := 0
		second, err := history.Open(t.Context(), place, history.Options{Waiting: func() { waits++ }, Wait: time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		const want = ": another program is writing to it; run again later"
		if _, err := second.Write(t.Context(), head, nil, false); err == nil || !strings.HasSuffix(err.Error(), want) || waits != 1 {
			t.Errorf("%v, said %d times", err, waits)
		}
		if err := errors.Join(w.Commit(t.Context(), nil), second.Close()); err != nil {
			t.Fatal(err)
		}
		if _, got := stored(t, first); cmp.Diff([][]history.Account{{account("a", 10)}}, got, sameSnapshots) != "" {
			t.Error(got)
		}
	})
}

// A file is closed to all others while a large snapshot or the end of any is
// written to it.
func TestWhoOpensAFileThatIsWrittenToWaits(t *testing.T) {
	place := filepath.Join(t.TempDir(), "h.db")
	head := history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}
	store(t, open(t, place), head, account("a", 10))
	other, err := sql.Open("sqlite", place)
	if err != nil {
		t.Fatal(err)
	}
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN EXCLUSIVE"); err != nil {
		t.Fatal(err)
	}
	waits := 0
	s, err := history.Open(t.Context(), place, history.Options{Waiting: func() {
		waits++
		if _, err := other.Exec("COMMIT"); err != nil {
			t.Error(err)
		}
	}})
	if err != nil || waits != 1 {
		t.Fatalf("%v, said %d times", err, waits)
	}
	if err := errors.Join(s.Close(), other.Close()); err != nil {
		t.Error(err)
	}
}
