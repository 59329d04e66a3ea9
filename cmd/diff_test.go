package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What chs diff writes does not depend on the number of cores, nor on where
// the chunks of the files end.
func TestDiffIsTheSameOnAnyNumberOfCores(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("rubric.yaml", `name: Test
id: id
value: arr
criteria:
  - {name: Spend, column: spend, weight: 60, cuts: quintiles, better: higher}
  - {name: Mood, column: mood, weight: 40, expires: {column: seen, days: 40}}
caps: [{when: spend < 5, band: red, reason: low}]
`)
	for week, name := range []string{"old.csv", "new.csv"} {
		var b strings.Builder
		b.WriteString("id,arr,spend,mood,seen,note\n")
		for i := range 30_000 {
			account := (i*7919 + week*40) % 30_011
			fmt.Fprintf(&b, "A%d,%d.%02d,%d,%d,2026-10-%02d,%s\n", account, i%977, i%89, (account*(31+week))%1009,
				1+(account+week*(account%3))%5, 1+i%28, strings.Repeat("x", i%60))
		}
		write(name, b.String())
	}
	for _, format := range []string{"csv", "json", "table", "markdown"} {
		command := "chs diff old.csv new.csv --as-of 2026-11-21 --set Spend.weight=70 --limit 50 -f " + format
		one, many := run(t, folder, command, "GOMAXPROCS=1"), run(t, folder, command, "GOMAXPROCS=7")
		if diff := cmp.Diff(one, many); diff != "" {
			t.Errorf("%s: one core against seven:\n%s", format, diff)
		}
		if lines := strings.Count(one, "\n"); lines < 40 {
			t.Errorf("%s has %d lines", format, lines)
		}
	}
}
