package history_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

const rubricText = `name: Small
version: "1"
id: id
label: name
owner: csm
value: arr
criteria:
  - {name: Use, column: use, weight: 2, cuts: [20, 40, 60, 80]}
  - {name: Mood, column: mood, weight: 1, levels: {bad: 1, good: 5}}
segments:
  - {name: new, when: age < 90, weights: {Mood: 0}}
caps:
  - {when: late > 90, band: red, reason: late}
`

// A tester is what tests and properties have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
	Error(args ...any)
	Errorf(format string, args ...any)
	Cleanup(func())
}

func loadRubric(t tester, text string) *rubric.Rubric {
	t.Helper()
	r, err := parseRubric(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func parseRubric(text string) (*rubric.Rubric, error) {
	return rubric.Load("rubric.yaml", []byte(text))
}

// onEachEngine runs a test on a history in a file, and on one in PostgreSQL if
// CHS_TEST_POSTGRES has the address of a server that lets make databases.
func onEachEngine(t *testing.T, test func(t *testing.T, place string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "history.db")) })
	if server := os.Getenv("CHS_TEST_POSTGRES"); server != "" {
		t.Run("postgres", func(t *testing.T) { test(t, newDatabase(t, server)) })
	}
}

// newDatabase makes a database and returns its address.
func newDatabase(t *testing.T, server string) string {
	t.Helper()
	db, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.ToLower(strings.NewReplacer("/", "_", "#", "_").Replace(t.Name()))
	for _, statement := range []string{"DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	address.Path = "/" + name
	return address.String()
}

func open(t tester, place string) *history.Store {
	t.Helper()
	s, err := history.Open(context.Background(), place, history.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// account returns an account that is scored by the small rubric.
func account(id string, use float64) history.Account {
	score := int(use) * 100
	band := 0
	if score >= 5000 {
		band = 1
	}
	if score >= 7500 {
		band = 2
	}
	nan := math.NaN()
	return history.Account{
		ID: id, Label: "Company " + id, Owner: "kim", Scored: true, Score: score, Uncapped: score, Band: band, Coverage: 66,
		Cap: scoring.None, Segment: scoring.None, Ratings: [6]int8{3}, Value: 1000.25,
		Metrics: [6]float64{use, nan, nan, nan, nan, nan},
	}
}

func unscored(id string) history.Account {
	a := account(id, 0)
	a.Scored, a.Band, a.Score, a.Uncapped, a.Coverage, a.Ratings[0] = false, scoring.None, 0, 0, 0, 0
	a.Value, a.Metrics[0] = math.NaN(), math.NaN()
	return a
}

var day1, _ = scoring.ParseDay("2026-11-20")

// store stores a snapshot.
func store(t tester, s *history.Store, head history.Head, accounts ...history.Account) *history.Writer {
	t.Helper()
	w, err := write(s, head, "/in.csv", false, accounts...)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func write(s *history.Store, head history.Head, path string, replace bool, accounts ...history.Account) (*history.Writer, error) {
	ctx := context.Background()
	w, err := s.Write(ctx, head, []string{path}, replace)
	if err != nil {
		return nil, err
	}
	for i := range accounts {
		a := accounts[i]
		if err := w.Add(ctx, &a); err != nil {
			return nil, errors.Join(err, w.Rollback())
		}
	}
	return w, w.Commit(ctx, []history.Input{{Path: path, Bytes: 3, SHA256: "aa"}})
}

// stored returns a history's snapshots, and the accounts of each.
func stored(t tester, s *history.Store) ([]history.Snapshot, [][]history.Account) {
	t.Helper()
	snapshots, err := s.Snapshots(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	all := make([][]history.Account, len(snapshots))
	for i := range snapshots {
		err := s.Accounts(context.Background(), &snapshots[i], 0, func(a *history.Account) error {
			all[i] = append(all[i], *a)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return snapshots, all
}

var sameSnapshots = cmp.Options{cmpopts.IgnoreUnexported(history.Snapshot{}), cmpopts.EquateNaNs(), cmpopts.EquateEmpty()}

func wantInOrder(t tester, s *history.Store) {
	t.Helper()
	wrong, err := s.Check(context.Background())
	if err != nil || wrong != nil {
		t.Errorf("check: %q, %v", wrong, err)
	}
}

func TestASnapshotIsReadAsItWasWritten(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		r := loadRubric(t, rubricText)
		capped := account("late", 90)
		capped.Score, capped.Band, capped.Cap, capped.Segment = 4999, 0, 0, 0
		bare := account("bare", 50)
		bare.Label, bare.Owner = "", ""
		accounts := []history.Account{account("a", 12), capped, unscored("none"), bare}
		head := history.Head{Portfolio: "EU", Day: day1, Rubric: r, Chs: "1.2.3"}
		w := store(t, s, head, accounts...)
		if w.Stored != 4 || w.Old != nil {
			t.Errorf("stored %d instead of %v", w.Stored, w.Old)
		}
		snapshots, got := stored(t, s)
		want := []history.Snapshot{{
			Portfolio: "EU", Day: day1, RubricName: "Small", RubricVersion: "1", RubricHash: snapshots[0].RubricHash, Chs: "1.2.3",
			Accounts: 4, Inputs: []history.Input{{Path: "/in.csv", Bytes: 3, SHA256: "aa"}},
		}}
		if diff := cmp.Diff(want, snapshots, sameSnapshots); diff != "" || len(snapshots[0].RubricHash) != 64 {
			t.Error(diff)
		}
		if diff := cmp.Diff([][]history.Account{accounts}, got, sameSnapshots); diff != "" {
			t.Error(diff)
		}
		again, err := s.Rubric(t.Context(), &snapshots[0])
		if err != nil || !bytes.Equal(again.Source, r.Source) {
			t.Errorf("rubric: %v, %v", again, err)
		}
		wantInOrder(t, s)
	})
}

// What an account is called belongs to the snapshot: a new name leaves older
// snapshots as they are, in whatever order they are stored.
func TestNamesChangeFromSnapshotToSnapshot(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		r := loadRubric(t, rubricText)
		named := func(label, owner string) history.Account {
			a := account("a", 50)
			a.Label, a.Owner = label, owner
			return a
		}
		want := [][]history.Account{{named("Acme", "kim")}, {named("Acme Ltd", "")}, {named("Acme", "lee")}}
		for _, i := range []int{1, 0, 2} {
			store(t, s, history.Head{Portfolio: "p", Day: day1 + i, Rubric: r}, want[i]...)
		}
		if _, got := stored(t, s); cmp.Diff(want, got, sameSnapshots) != "" {
			t.Error(cmp.Diff(want, got, sameSnapshots))
		}
	})
}

func TestTheSameKeyIsReplaced(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		head := history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}
		store(t, s, head, account("a", 10), account("b", 20))
		if w := store(t, s, head, account("b", 30), account("c", 40)); w.Old == nil || w.Old.Accounts != 2 {
			t.Errorf("instead of %v", w.Old)
		}
		_, err := write(s, head, "/other.csv", false, account("d", 1))
		if replace, ok := errors.AsType[*history.ReplaceError](err); !ok || !strings.Contains(replace.Error(), "/in.csv") {
			t.Errorf("other inputs: %v", err)
		}
		want := [][]history.Account{{account("b", 30), account("c", 40)}}
		if _, got := stored(t, s); cmp.Diff(want, got, sameSnapshots) != "" {
			t.Error(cmp.Diff(want, got, sameSnapshots))
		}
		if _, err := write(s, head, "/other.csv", true, account("d", 1)); err != nil {
			t.Error(err)
		}
		other := head
		other.Portfolio = "q"
		store(t, s, other, account("d", 2))
		want = [][]history.Account{{account("d", 1)}, {account("d", 2)}}
		if _, got := stored(t, s); cmp.Diff(want, got, sameSnapshots) != "" {
			t.Error(cmp.Diff(want, got, sameSnapshots))
		}
		wantInOrder(t, s)
	})
}

func TestWhatIsNotCommittedIsNotThere(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		head := history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}
		store(t, s, head, account("a", 10))
		w, err := s.Write(t.Context(), head, []string{"/in.csv"}, false)
		for i := range 1000 {
			a := account(fmt.Sprint(i), 50)
			err = errors.Join(err, w.Add(t.Context(), &a))
		}
		if err := errors.Join(err, w.Rollback()); err != nil {
			t.Fatal(err)
		}
		if _, got := stored(t, s); cmp.Diff([][]history.Account{{account("a", 10)}}, got, sameSnapshots) != "" {
			t.Error(got)
		}
	})
}

func TestTheFirstOfSeveralRowsOfAnAccountStands(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		var accounts []history.Account
		for i := range 450 { // the repeated one is in the same statement, and in another
			accounts = append(accounts, account(fmt.Sprint(i), 50))
		}
		accounts = append([]history.Account{account("0 ", 10), account("", 10)}, accounts...)
		accounts = append(accounts, account("7", 20))
		w := store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}, accounts...)
		if w.Stored != 450 || w.Repeated != 2 || w.Unnamed != 1 {
			t.Errorf("%d stored, %d repeated, %d unnamed", w.Stored, w.Repeated, w.Unnamed)
		}
		snapshots, got := stored(t, s)
		if snapshots[0].Accounts != 450 || got[0][0].Score != 1000 || got[0][7].Score != 5000 {
			t.Errorf("%+v, %+v, %+v", snapshots[0], got[0][0], got[0][7])
		}
		wantInOrder(t, s)
	})
}

func TestTheWorstComeFirst(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		s := open(t, place)
		store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)},
			unscored("u"), account("b", 10), account("c", 90), account("a", 10))
		snapshots, _ := stored(t, s)
		var ids []string
		err := s.Accounts(t.Context(), &snapshots[0], 3, func(a *history.Account) error {
			ids = append(ids, a.ID)
			return nil
		})
		if diff := cmp.Diff([]string{"a", "b", "c"}, ids); diff != "" || err != nil {
			t.Error(diff, err)
		}
		stop := errors.New("stop")
		if err := s.Accounts(t.Context(), &snapshots[0], 0, func(*history.Account) error { return stop }); !errors.Is(err, stop) || err.Error() != "stop" {
			t.Errorf("an error of the caller's came back as %v", err)
		}
	})
}

// begin begins a snapshot that has one account so far.
func begin(t *testing.T, s *history.Store) (history.Head, *history.Writer) {
	t.Helper()
	head := history.Head{Portfolio: "p", Day: day1, Rubric: loadRubric(t, rubricText)}
	w, err := s.Write(t.Context(), head, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	a := account("a", 10)
	if err := w.Add(t.Context(), &a); err != nil {
		t.Fatal(err)
	}
	return head, w
}

func TestTwoWritersTakeTurns(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		first := open(t, place)
		head, w := begin(t, first)
		waits := make(chan struct{})
		second, err := history.Open(t.Context(), place, history.Options{Waiting: func() { close(waits) }})
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan error)
		go func() {
			later := head
			later.Day++
			_, err := write(second, later, "/in.csv", false, account("a", 20))
			done <- err
		}()
		<-waits
		if err := w.Commit(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(<-done, second.Close()); err != nil {
			t.Fatal(err)
		}
		want := [][]history.Account{{account("a", 10)}, {account("a", 20)}}
		if _, got := stored(t, first); cmp.Diff(want, got, sameSnapshots) != "" {
			t.Error(cmp.Diff(want, got, sameSnapshots))
		}
		wantInOrder(t, first)
	})
}

func TestAWriterThatWaitsCanBeInterrupted(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		first := open(t, place)
		head, w := begin(t, first)
		ctx, cancel := context.WithCancel(t.Context())
		second, err := history.Open(ctx, place, history.Options{Waiting: cancel})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := second.Write(ctx, head, nil, false); !errors.Is(err, context.Canceled) {
			t.Errorf("interrupted: %v", err)
		}
		if err := errors.Join(second.Close(), w.Rollback()); err != nil {
			t.Error(err)
		}
	})
}
