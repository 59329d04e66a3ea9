package accounts

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A file that is not the same at its end as at its start is refused, whatever
// its format.
func TestChangedFile(t *testing.T) {
	rows := strings.Repeat("a,1\n", 1<<17)
	files := map[string]string{
		"accounts.csv":  "id,mrr\n" + rows,
		"accounts.gz":   gzipped(t, "id,mrr\n"+rows),
		"accounts.json": `{"id":"a"}` + "\n" + strings.Repeat(`{"id":"b"}`+"\n", 1<<16),
		"accounts.xlsx": largeWorkbook(t, 4_000),
	}
	changes := map[string]func(name, text string) error{
		"grown":   func(name, text string) error { return os.WriteFile(name, []byte(text+"b,2\n"), 0o600) },
		"shrunk":  func(name, text string) error { return os.Truncate(name, int64(len(text)/2)) },
		"touched": func(name, _ string) error { return os.Chtimes(name, time.Time{}, time.Unix(1, 0)) },
		"removed": func(name, _ string) error { return os.Remove(name) },
		"replaced": func(name, text string) error {
			return errors.Join(os.WriteFile(name+".new", []byte(text), 0o600), os.Rename(name+".new", name))
		},
	}
	for file, text := range files {
		for what, change := range changes {
			t.Run(file+" "+what, func(t *testing.T) {
				name := filepath.Join(t.TempDir(), file)
				must(t, os.WriteFile(name, []byte(text), 0o600))
				r, err := open(name, nil, Options{}, limits{head: 1 << 10, chunk: 1 << 12, record: 1 << 20})
				must(t, err)
				must(t, change(name, text))
				var c Chunk
				for err = r.Read(&c); err == nil; err = r.Read(&c) {
				}
				if want := name + ": changed while it was read; run again"; err.Error() != want {
					t.Errorf("%v; want %s", err, want)
				}
				must(t, r.Close())
			})
		}
	}
}

// Two openings of a file tell whether it is the same.
func TestSame(t *testing.T) {
	const text = "id,mrr\na,1\n"
	for _, test := range []struct {
		what   string
		change func(name string) error
		want   bool
	}{
		{"nothing", func(string) error { return nil }, true},
		{"touched", func(name string) error { return os.Chtimes(name, time.Time{}, time.Unix(1, 0)) }, false},
		{"grown", func(name string) error {
			was, err := os.Stat(name)
			return errors.Join(err, os.WriteFile(name, []byte(text+"b,2\n"), 0o600), os.Chtimes(name, time.Time{}, was.ModTime()))
		}, false},
		{"replaced", func(name string) error {
			was, err := os.Stat(name)
			return errors.Join(err, os.WriteFile(name+".new", []byte(text), 0o600),
				os.Chtimes(name+".new", time.Time{}, was.ModTime()), os.Rename(name+".new", name))
		}, false},
	} {
		t.Run(test.what, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "accounts.csv")
			must(t, os.WriteFile(name, []byte(text), 0o600))
			first, err := Open(name, nil, Options{})
			must(t, err)
			must(t, test.change(name))
			second, err := Open(name, nil, Options{})
			must(t, err)
			if got := second.Same(first); got != test.want {
				t.Errorf("same: %t; want %t", got, test.want)
			}
			must(t, errors.Join(first.Close(), second.Close()))
		})
	}
	one, err := Open("-", strings.NewReader(text), Options{})
	must(t, err)
	two, err := Open("-", strings.NewReader("id\n"), Options{})
	must(t, err)
	if !one.Same(two) {
		t.Error("streams cannot be told apart, but were")
	}
}

// Standard input may be a file too, and a file that did not change is fine.
func TestStdinFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "accounts.csv")
	must(t, os.WriteFile(name, []byte("id,mrr\n"+strings.Repeat("a,1\n", 1<<20)), 0o600))
	for _, grown := range []bool{false, true} {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_APPEND, 0)
		must(t, err)
		r, err := Open("-", f, Options{})
		must(t, err)
		if grown {
			_, err = f.WriteString("b,2\n")
			must(t, err)
		}
		var c Chunk
		for err = r.Read(&c); err == nil; {
			err = r.Read(&c)
		}
		switch {
		case grown && err.Error() != "stdin: changed while it was read; run again":
			t.Errorf("grown: %v", err)
		case !grown && (!errors.Is(err, io.EOF) || r.Stored() != 7+4<<20):
			t.Errorf("%v; %d bytes read", err, r.Stored())
		}
		must(t, f.Close())
	}
}
