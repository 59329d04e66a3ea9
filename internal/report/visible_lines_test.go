package report

import (
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestVisibleLinesKeepTabsAndLineEnds(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"id,x\nAcme,5\n", "id,x\nAcme,5\n"},
		{"id\tx\r\nSöhne\t5\r\n", "id\tx\r\nSöhne\t5\r\n"},
		{"\"two\n\nlines\",5\n", "\"two\n\nlines\",5\n"},
		{"\x1b]0;title\a,\x9b31m,\u009b\n", `\x1b]0;title\a,\x9b31m,\u009b` + "\n"},
		{"good\rbad\r\r\n", `good\rbad\r` + "\r\n"},
		{"\u202eevil\u2069\n", `\u202eevil\u2069` + "\n"},
		{"👨\u200d👧,می\u200cخواهم\n", "👨\u200d👧,می\u200cخواهم\n"},
	} {
		var got strings.Builder
		if _, err := io.WriteString(VisibleLines(&got), test.text); err != nil || got.String() != test.want {
			t.Errorf("%q is shown as %q, %v; want %q", test.text, got.String(), err, test.want)
		}
	}
}

func TestVisibleLinesAreTheSameInAnyPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text") + "\n"
		var whole, pieces strings.Builder
		if _, err := io.WriteString(VisibleLines(&whole), text); err != nil {
			t.Fatal(err)
		}
		w := VisibleLines(&pieces)
		for rest := text; rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "piece")
			if wrote, err := io.WriteString(w, rest[:n]); wrote != n || err != nil {
				t.Fatalf("wrote %d of %d bytes, %v", wrote, n, err)
			}
			rest = rest[n:]
		}
		if whole.String() != pieces.String() {
			t.Fatalf("%q is shown as %q, in pieces as %q", text, whole.String(), pieces.String())
		}
		for _, r := range strings.ReplaceAll(whole.String(), "\r\n", "\n") {
			if steers(r) && r != '\t' && r != '\n' {
				t.Fatalf("%q is shown as %q, which holds %U", text, whole.String(), r)
			}
		}
	})
}

func TestVisibleLinesPassOnErrors(t *testing.T) {
	reader, writer := io.Pipe()
	gone := errors.New("gone")
	_ = reader.CloseWithError(gone) // it always returns nil
	if _, err := io.WriteString(VisibleLines(writer), "id\n"); !errors.Is(err, gone) {
		t.Errorf("error %v, want %v", err, gone)
	}
}
