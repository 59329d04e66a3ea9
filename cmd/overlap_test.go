package cmd_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A run that begins before the last one has ended says that it waits, and both
// are right: the history has what the second one read.
func TestRunsThatOverlapTakeTurns(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"rubric.yaml": "name: Small\nid: id\ncriteria: [{name: Use, column: use, weight: 1, cuts: [20, 40, 60, 80]}]\n",
		"many.csv":    "id,use\n" + strings.Repeat("a,10\n", 100_000),
		"few.csv":     "id,use\na,90\nb,90\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	chs := func(command string) *exec.Cmd {
		c := exec.Command("chs", strings.Fields(command)...)
		c.Dir = folder
		return c
	}

	first := chs("score many.csv --history h.db --as-of 2026-11-20")
	var firstSaid bytes.Buffer
	first.Stderr = &firstSaid
	rows, err := first.StdoutPipe() // whose reader is slow: so is the run
	if err := errors.Join(err, first.Start()); err != nil {
		t.Fatal(err)
	}
	if _, err := rows.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}

	second := chs("score few.csv -o scored.csv --history h.db --as-of 2026-11-20 --replace")
	said, err := second.StderrPipe()
	if err := errors.Join(err, second.Start()); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(said)
	if !lines.Scan() || lines.Text() != "chs: h.db: another program is writing to it; waiting" {
		t.Errorf("the second says %q", lines.Text())
	}
	rest, err := io.ReadAll(rows)
	if err := errors.Join(err, first.Wait()); err != nil {
		t.Fatalf("%v\n%s", err, &firstSaid)
	}
	last := ""
	for lines.Scan() {
		last = lines.Text()
	}
	if err := second.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, last)
	}

	const stored = `chs: h.db: stored 1 account of "Small" as of 2026-11-20`
	if n := bytes.Count(rest, []byte("\n")); n != 100_001 || !strings.Contains(firstSaid.String(), stored+"\n") {
		t.Errorf("the first has %d lines and says %q, want %q", n, &firstSaid, stored)
	}
	if want := strings.Replace(stored, "1 account", "2 accounts", 1) + " instead of the 1 from before"; last != want {
		t.Errorf("the second says %q, want %q", last, want)
	}
	scored, err := os.ReadFile(filepath.Join(folder, "scored.csv"))
	if n := bytes.Count(scored, []byte("\n")); err != nil || n != 3 {
		t.Errorf("scored.csv has %d lines: %v", n, err)
	}
	checked, err := chs("history check --history h.db").CombinedOutput()
	if want := "h.db: in order, 1 snapshot with 2 scores\n"; err != nil || string(checked) != want {
		t.Errorf("%s, want %s: %v", checked, want, err)
	}
}
