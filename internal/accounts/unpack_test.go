package accounts

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
)

// packedFiles returns the same accounts plain and in each way to compress them.
func packedFiles(t *testing.T) (plain string, files map[string]string) {
	read := func(name string) string {
		data, err := os.ReadFile("testdata/" + name)
		must(t, err)
		return string(data)
	}
	plain = read("accounts.csv")
	return plain, map[string]string{
		"gzip":  gzipped(t, plain),
		"zstd":  zstded(t, plain),
		"bzip2": read("accounts.csv.bz2"),
		"xz":    read("accounts.csv.xz"),
	}
}

// Compressed files that are joined are one, as their programs have it.
func TestPackedJoined(t *testing.T) {
	plain, files := packedFiles(t)
	want := readAll(plain+plain, Options{}, 1<<20)
	for name, file := range files {
		if diff := cmp.Diff(want, readAll(file+file, Options{}, 1<<20)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A compressed file that is cut short anywhere is never read as if it were
// whole.
func TestPackedCutShort(t *testing.T) {
	_, files := packedFiles(t)
	for name, file := range files {
		want := fmt.Sprintf("stdin: the %s data ends early; the file is cut short", name)
		for size := len("BZh91AY&SY"); size < len(file); size++ {
			if got := readAll(file[:size], Options{}, 1<<20); got.Err != want {
				t.Errorf("%d of %d bytes: %+v; want %s", size, len(file), got, want)
			}
		}
	}
}

// A damaged byte is an error, or does no harm.
func TestPackedDamaged(t *testing.T) {
	plain, files := packedFiles(t)
	want := readAll(plain, Options{}, 1<<20)
	for name, file := range files {
		for i := len("BZh91AY&SY"); i < len(file); i++ {
			damaged := []byte(file)
			damaged[i] ^= 0x55
			got := readAll(string(damaged), Options{}, 1<<20)
			if diff := cmp.Diff(want, got); got.Err == "" && diff != "" {
				t.Errorf("%s, byte %d (-want +got):\n%s", name, i, diff)
			}
		}
	}
}

func TestPackedRefused(t *testing.T) {
	check(t, []readCase{
		{name: "twice", text: gzipped(t, zstded(t, "id,mrr\n")), want: result{Err: "stdin: holds zstd data within gzip data; unpack it first"}},
		{name: "tar", text: gzipped(t, strings.Repeat("x", 257)+"ustar\x00"), want: result{Err: "stdin: looks like a tar archive; unpack it first"}},
		{name: "workbook", text: gzipped(t, workbookOf(t, [][]string{{"id", "mrr"}})), want: result{
			Err: "stdin: holds a zip or xlsx file in compressed data; unpack it first"}},
		{name: "text behind", text: gzipped(t, "id,mrr\na,1\n") + "b,2\nmore text\n", want: result{
			Err: "stdin: the gzip data is corrupt: gzip: invalid header"}},
		{name: "nothing", text: gzipped(t, ""), want: result{Err: "stdin: file is empty; want a header and rows"}},
		{name: "window too large", text: "\x28\xb5\x2f\xfd\x00\xa0\x00\x00\x00id,mrr\n", want: result{
			Err: "stdin: the zstd data is corrupt: window size exceeded"}},
	})
}

// The file's name stands in messages, and its rows pass on byte for byte.
func TestPackedFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "accounts.csv.gz")
	file := gzipped(t, "id,mrr\n \"a\" ,1\n")
	must(t, os.WriteFile(name, []byte(file), 0o600))
	r, err := Open(name, nil, Options{})
	must(t, err)
	var c Chunk
	must(t, r.Read(&c))
	var w Row
	if !c.Next(&w) || string(w.Raw) != ` "a" ,1` || !r.Verbatim() || r.Name() != name {
		t.Errorf("%s: %q, verbatim %v", r.Name(), w.Raw, r.Verbatim())
	}
	if r.Stored() != int64(len(file)) {
		t.Errorf("%d bytes were read; the file has %d", r.Stored(), len(file))
	}
	must(t, r.Close())

	must(t, os.WriteFile(name, []byte(file[:len(file)-1]), 0o600))
	if _, err := Open(name, nil, Options{}); err == nil || err.Error() != name+": the gzip data ends early; the file is cut short" {
		t.Error(err)
	}
}

// accountLines yields rows that do not compress well, and never ends.
type accountLines struct {
	random *rand.Rand
	rest   []byte
}

func (a *accountLines) Read(p []byte) (int, error) {
	if len(a.rest) == 0 {
		a.rest = fmt.Appendf(a.rest, "A-%x,%d,plan %x\n", a.random.Uint32(), a.random.Uint32(), a.random.Uint32())
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// Reading eight times the accounts allocates hardly more.
func TestPackedMemoryIsFlat(t *testing.T) {
	allocated := func(size int64) uint64 {
		var file bytes.Buffer
		w := gzip.NewWriter(&file)
		lines := io.LimitReader(&accountLines{random: rand.New(rand.NewPCG(1, 2))}, size)
		_, err := io.Copy(w, io.MultiReader(strings.NewReader("id,mrr,plan\n"), lines))
		must(t, err)
		must(t, w.Close())
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r, err := Open("-", &file, Options{})
		must(t, err)
		var c Chunk
		for err = r.Read(&c); err == nil; err = r.Read(&c) {
		}
		if !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	small, large := allocated(2<<20), allocated(16<<20)
	if large > small+1<<20 {
		t.Errorf("%d bytes allocated for 2 MiB of accounts, %d for 16", small, large)
	}
}
