package accounts

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/xuri/excelize/v2"
)

// must ends the test if err is not nil.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// packed returns text as a packing's writer writes it.
func packed(t testing.TB, text string, open func(io.Writer) (io.WriteCloser, error)) string {
	t.Helper()
	var b bytes.Buffer
	w, err := open(&b)
	must(t, err)
	_, err = io.WriteString(w, text)
	must(t, err)
	must(t, w.Close())
	return b.String()
}

func gzipped(t testing.TB, text string) string {
	return packed(t, text, func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil })
}

func zstded(t testing.TB, text string) string {
	return packed(t, text, func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) })
}

// jsonLinesOf returns rows under a header as JSON Lines: what looks like a
// number as one, and empty cells as null, or left out if they may be.
func jsonLinesOf(t testing.TB, rows [][]string) string {
	var b strings.Builder
	for i, row := range rows[1:] {
		var members []string
		for k, cell := range row {
			value, err := json.Marshal(cell)
			must(t, err)
			if x, err := strconv.ParseFloat(cell, 64); err == nil && fmt.Sprint(x) == cell {
				value = []byte(cell)
			}
			if cell == "" {
				value = []byte("null")
			}
			if cell != "" || i == 0 {
				members = append(members, fmt.Sprintf("%q: %s", rows[0][k], value))
			}
		}
		b.WriteString("{" + strings.Join(members, ", ") + "}\n")
	}
	return b.String()
}

// workbookOf returns rows as the only sheet of a workbook: what looks like a
// number as one.
func workbookOf(t testing.TB, rows [][]string) string {
	f := excelize.NewFile()
	for i, row := range rows {
		for k, cell := range row {
			at, err := excelize.CoordinatesToCellName(k+1, i+1)
			must(t, err)
			var value any = cell
			if x, err := strconv.ParseFloat(cell, 64); err == nil && fmt.Sprint(x) == cell {
				value = x
			}
			if cell != "" {
				must(t, f.SetCellValue("Sheet1", at, value))
			}
		}
	}
	return saved(t, f)
}

// saved returns the bytes of a workbook.
func saved(t testing.TB, f *excelize.File) string {
	t.Helper()
	var b bytes.Buffer
	must(t, f.Write(&b))
	must(t, f.Close())
	return b.String()
}

func utf16Of(text string) string {
	b := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return string(b)
}

// The same accounts are the same, whatever the file's format.
func TestSameInEveryFormat(t *testing.T) {
	text, packed := packedFiles(t)
	want := cellsOf(t, text, Options{}, 1<<20)
	if len(want) != 4 || len(want[0]) != 6 {
		t.Fatalf("%q", want)
	}
	for name, file := range map[string]string{
		"LF and CR mixed": strings.Replace(text, "plain\n", "plain\r", 1),
		"byte order mark": "\ufeff" + text,
		"semicolons":      dialect{delim: ";", lineEnd: "\r\n"}.write(want),
		"tabs":            dialect{delim: "\t", lineEnd: "\n"}.write(want),
		"all quoted":      dialect{delim: ",", lineEnd: "\n", quoteAll: true}.write(want),
		"UTF-16":          utf16Of(text),
		"gzip":            packed["gzip"],
		"zstd":            packed["zstd"],
		"bzip2":           packed["bzip2"],
		"xz":              packed["xz"],
		"gzip, UTF-16":    gzipped(t, utf16Of(text)),
		"workbook":        workbookOf(t, want),
		"JSON Lines":      jsonLinesOf(t, want),
		"JSON, gzip":      gzipped(t, jsonLinesOf(t, want)),
		"JSON, UTF-16":    utf16Of(jsonLinesOf(t, want)),
	} {
		for _, size := range []int{1, 1 << 20} {
			if diff := cmp.Diff(want, cellsOf(t, file, Options{}, size)); diff != "" {
				t.Errorf("%s, in chunks of %d (-want +got):\n%s", name, size, diff)
			}
		}
	}
}
