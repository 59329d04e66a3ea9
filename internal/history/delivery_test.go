package history_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chs/internal/history"
)

func TestDeliveriesAreNotedByPortfolioAndName(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		r := loadRubric(t, rubricText)
		for day := range 2 {
			store(t, s, history.Head{Portfolio: "p", Day: day1 + day, Rubric: r}, account("a", 12))
		}
		store(t, s, history.Head{Portfolio: "q", Day: day1, Rubric: r}, account("a", 12))
		snapshots, _ := stored(t, s)
		at := time.Date(2026, 11, 21, 6, 0, 0, 0, time.FixedZone("", 3600))
		for _, n := range snapshots[:2] {
			if err := s.RecordDelivery(t.Context(), &n, "ops", at); err != nil {
				t.Fatal(err)
			}
		}
		for _, test := range []struct {
			portfolio, name string
			day             int
			ok              bool
		}{
			{"p", "ops", day1 + 1, true}, {"p", "sales", 0, false}, {"q", "ops", 0, false},
		} {
			if day, ok, err := s.LastDelivery(t.Context(), test.portfolio, test.name); day != test.day || ok != test.ok || err != nil {
				t.Errorf("%+v: %d, %t, %v", test, day, ok, err)
			}
		}
		want := []string{"1|ops|2026-11-21|2026-11-21T05:00:00Z"}
		if diff := cmp.Diff(want, query(t, place, "SELECT * FROM deliveries")); diff != "" {
			t.Error(diff)
		}
		wantInOrder(t, s)
	})
}

// Deliveries outlive the snapshots that they were of, but not the portfolio.
func TestPruneKeepsDeliveries(t *testing.T) {
	place := filepath.Join(t.TempDir(), "h.db")
	s := open(t, place)
	for day := range 2 {
		store(t, s, history.Head{Portfolio: "p", Day: day1 + day, Rubric: loadRubric(t, rubricText)}, account("a", 12))
	}
	snapshots, _ := stored(t, s)
	if err := s.RecordDelivery(t.Context(), &snapshots[0], "ops", time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Prune(t.Context(), "", history.Keep{Count: 1}, false); err != nil {
		t.Fatal(err)
	}
	if day, ok, err := s.LastDelivery(t.Context(), "p", "ops"); day != day1 || !ok || err != nil {
		t.Error(day, ok, err)
	}
	wantInOrder(t, s)
	execSQL(t, place, "DELETE FROM snapshots; DELETE FROM scores; DELETE FROM packed; DELETE FROM inputs")
	for day := range 2 {
		store(t, s, history.Head{Portfolio: "q", Day: day1 + day, Rubric: loadRubric(t, rubricText)}, account("a", 12))
	}
	if _, err := s.Prune(t.Context(), "q", history.Keep{Count: 1}, false); err != nil {
		t.Fatal(err)
	}
	if left := query(t, place, "SELECT * FROM deliveries"); left != nil {
		t.Error(left)
	}
}

// What is done alone keeps others from writing, and is undone if it fails.
func TestAlone(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}, account("a", 12))
		stop := errors.New("stop")
		for _, want := range []error{stop, nil} {
			err := s.Alone(t.Context(), func(alone *history.Store) error {
				snapshots, _ := stored(t, alone)
				if err := alone.RecordDelivery(t.Context(), &snapshots[0], "ops", time.Unix(0, 0)); err != nil {
					return err
				}
				if _, ok, err := alone.LastDelivery(t.Context(), "p", "ops"); !ok || err != nil {
					t.Errorf("what is written cannot be read: %v", err)
				}
				wantBusy(t, place)
				return want
			})
			if !errors.Is(err, want) || err != nil && err.Error() != "stop" {
				t.Errorf("an error of the caller's came back as %v", err)
			}
			if _, ok, err := s.LastDelivery(t.Context(), "p", "ops"); ok != (want == nil) || err != nil {
				t.Errorf("behind %v: %t, %v", want, ok, err)
			}
		}
	})
}

// What others write while it is read is not seen until that has ended: they wait,
// or write it beside.
func TestStill(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		head := history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}
		store(t, s, head, account("a", 12))
		other := open(t, place)
		written := make(chan error, 1)
		err := s.Still(t.Context(), func(still *history.Store) error {
			stored(t, still)
			go func() {
				_, err := write(other, head, "/in.csv", true, account("a", 12), account("b", 12))
				written <- err
			}()
			select {
			case err := <-written:
				written <- err
			case <-time.After(200 * time.Millisecond): // SQLite has it wait
			}
			roster, err := still.Roster(t.Context(), "p")
			if _, ok := roster.Find("b"); ok {
				t.Error("an account is there that was not")
			}
			return err
		})
		if err := errors.Join(err, <-written); err != nil {
			t.Fatal(err)
		}
		if _, got := stored(t, s); len(got) != 1 || len(got[0]) != 2 {
			t.Errorf("%+v", got)
		}
	})
}

// wantBusy wants another program to wait that would write.
func wantBusy(t *testing.T, place string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	other, err := history.Open(ctx, place, history.Options{Waiting: cancel})
	if err != nil {
		t.Fatal(err)
	}
	err = other.Alone(ctx, func(*history.Store) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("another program writes: %v", err)
	}
	if err := other.Close(); err != nil {
		t.Error(err)
	}
}
