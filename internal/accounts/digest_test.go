package accounts

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A digest is that of the bytes as they are stored, whatever they are and
// however they are read.
func TestDigest(t *testing.T) {
	rows := "id,mrr\n" + strings.Repeat("a,1\n", 1<<16)
	for what, text := range map[string]string{
		"text": rows, "gzip": gzipped(t, rows), "zstd": zstded(t, rows), "joined": gzipped(t, rows) + gzipped(t, "a,1\n"),
		"workbook": largeWorkbook(t, 4_000),
	} {
		name := filepath.Join(t.TempDir(), "accounts")
		must(t, os.WriteFile(name, []byte(text), 0o600))
		sum := sha256.Sum256([]byte(text))
		for _, from := range []string{name, "-"} {
			r, err := Open(from, strings.NewReader(text), Options{Digest: true})
			must(t, err)
			var c Chunk
			for err = r.Read(&c); err == nil; err = r.Read(&c) {
			}
			if !errors.Is(err, io.EOF) {
				t.Fatal(err)
			}
			size, got, err := r.Digest()
			if err != nil || size != int64(len(text)) || hex.EncodeToString(got) != hex.EncodeToString(sum[:]) {
				t.Errorf("%s from %s: %d bytes, %x, %v; want %d, %x", what, from, size, got, err, len(text), sum)
			}
			must(t, r.Close())
		}
	}
}
