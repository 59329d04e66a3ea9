package history_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"chs/internal/history"
)

// In the process that the next test kills, TestMain writes snapshots.
func TestMain(m *testing.M) {
	if place := os.Getenv("CHS_TEST_WRITE"); place != "" {
		fmt.Println(writeForever(place))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const killed = 400 // accounts of a snapshot: several statements

// writeForever replaces a snapshot again and again, so that the file is written
// to all the time.
func writeForever(place string) error {
	ctx := context.Background()
	s, err := history.Open(ctx, place, history.Options{Create: true})
	if err != nil {
		return err
	}
	r, err := parseRubric(rubricText)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		accounts := make([]history.Account, killed)
		for i := range accounts {
			accounts[i] = account(fmt.Sprint(i), float64(n%100))
		}
		if _, err := write(s, history.Head{Portfolio: "p", Day: day1 + n%3, Rubric: r}, "/in.csv", false, accounts...); err != nil {
			return err
		}
		if n == 0 {
			fmt.Println("stored")
		}
	}
}

// However often a process is killed while it writes, the history has whole
// snapshots alone.
func TestKilledWriters(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		times := 100
		if strings.HasPrefix(place, "postgres://") {
			times = 20 // the server is not killed
		}
		if testing.Short() {
			times = 10
		}
		killWriters(t, place, times)
	})
}

func killWriters(t *testing.T, place string, times int) {
	seen := 0
	for n := range times {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "CHS_TEST_WRITE="+place)
		said, err := c.StdoutPipe()
		if err := errors.Join(err, c.Start()); err != nil {
			t.Fatal(err)
		}
		if n%2 == 1 { // every other one while it replaces a snapshot, not while it starts
			if _, err := said.Read(make([]byte, 1)); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if exit, ok := errors.AsType[*exec.ExitError](c.Wait()); !ok || exit.Exited() {
			t.Fatalf("it was not killed: %v", exit)
		}
		s := open(t, place)
		wantInOrder(t, s)
		snapshots, accounts := stored(t, s)
		seen = max(seen, len(snapshots))
		for i := range snapshots {
			for _, a := range accounts[i] {
				if a.Score != accounts[i][0].Score || len(accounts[i]) != killed {
					t.Fatalf("%+v is mixed: %+v, %+v", snapshots[i], accounts[i][0], a)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("nothing was ever stored")
	}
}
