package cmd

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// Each file in testdata/nasty is broken or hostile in one way. decisions.txt
// says what becomes of it: how chs score ends, what it says, and behind ">" the
// rows that it writes, with --tolerance 100% where much is bad. With
// UPDATE_SCRIPTS=1 it is written anew, to be read before it is kept.
func TestNastyFiles(t *testing.T) {
	t.Chdir("../testdata/nasty")
	files, err := filepath.Glob("*.csv")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, file := range files {
		fmt.Fprintf(&got, "== %s\n%s", file, decided(t, file))
	}
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		if err := os.WriteFile("decisions.txt", []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(readFile(t, "decisions.txt"), got.String()); diff != "" {
		t.Error(diff)
	}
}

// decided scores a file, and returns what became of it.
func decided(t *testing.T, file string) string {
	t.Helper()
	output := filepath.Join(t.TempDir(), "scored.csv")
	code, _, said := runMain("score", file, "--as-of", "2026-11-21", "-o", output)
	if _, err := os.Stat(output); (err == nil) != (code == exitDone) {
		t.Errorf("%s: exit %d, and for the output: %v", file, code, err)
	}
	_, rows, _ := runMain("score", file, "--as-of", "2026-11-21", "--tolerance", "100%")
	_, table, _ := runMain("score", file, "--as-of", "2026-11-21", "--tolerance", "100%", "-f", "table")
	if at := strings.IndexFunc(said+table, raw); at >= 0 {
		t.Errorf("%s: a raw control character is shown: %.100q", file, (said + table)[at:])
	}
	var text strings.Builder
	fmt.Fprintf(&text, "exit %d\n%s", code, said)
	for line := range strings.Lines(rows) {
		fmt.Fprintf(&text, "> %s\n", strings.Trim(fmt.Sprintf("%+.200q", strings.TrimSuffix(line, "\n")), `"`))
	}
	return text.String()
}

// raw reports whether a character, shown as it is, could change what people
// see of others.
func raw(c rune) bool {
	return c != '\n' && (unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c))
}

func runMain(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = Main(args, strings.NewReader(""), &out, &err)
	return code, out.String(), err.String()
}
