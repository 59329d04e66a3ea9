package accounts

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// threeSheets returns a workbook whose first sheet is hidden.
func threeSheets(t *testing.T) string {
	f := excelize.NewFile()
	for _, name := range []string{"Accounts", "Notes"} {
		_, err := f.NewSheet(name)
		must(t, err)
		must(t, f.SetSheetRow(name, "A1", &[]any{"id", name}))
		must(t, f.SetSheetRow(name, "A2", &[]any{"a", 1}))
	}
	f.SetActiveSheet(1)
	must(t, f.SetSheetVisible("Sheet1", false))
	must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"id", "hidden"}))
	return saved(t, f)
}

func TestSheetIsPicked(t *testing.T) {
	text := threeSheets(t)
	read := func(name string) result { return result{Header: []string{"id", name}, Rows: []string{"2: a|1"}} }
	first := read("Accounts")
	first.Warnings = []string{`1: sheet "Accounts" is read, of "Accounts", "Notes"; --sheet names another`}
	check(t, []readCase{
		{name: "the first that is not hidden", text: text, want: first},
		{name: "named", text: text, o: Options{Sheet: "Notes"}, want: read("Notes")},
		{name: "in another case", text: text, o: Options{Sheet: "NOTES"}, want: read("Notes")},
		{name: "hidden", text: text, o: Options{Sheet: "Sheet1"}, want: result{Header: []string{"id", "hidden"}}},
		{name: "unknown", text: text, o: Options{Sheet: "Note"}, want: result{Err: `stdin: has no sheet "Note"; it has "Accounts", "Notes"`}},
		{name: "of no workbook", text: "id,mrr\n", o: Options{Sheet: "Notes"}, want: result{Err: `stdin: is no workbook; want one, or no --sheet "Notes"`}},
	})
}

// Of merged cells the first has the value, as in Excel's own CSV.
func TestMergedCells(t *testing.T) {
	f := excelize.NewFile()
	must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"id", "mrr", "plan"}))
	must(t, f.SetSheetRow("Sheet1", "A2", &[]any{"a", 1, "x"}))
	must(t, f.SetSheetRow("Sheet1", "A3", &[]any{"b", 2, "y"}))
	must(t, f.MergeCell("Sheet1", "C2", "C3"))
	want := [][]string{idMRRx, {"a", "1", "x"}, {"b", "2", ""}}
	if diff := cmp.Diff(want, cellsOf(t, saved(t, f), Options{}, 1<<20)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// largeWorkbook returns a workbook with many rows of the columns of
// benchFiles.
func largeWorkbook(t testing.TB, rows int) string {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	must(t, err)
	header := strings.Split("account,company,seats,arr,renewal,notes,plan,logins,nps,email,tickets,region,usage,comment", ",")
	cells := make([]any, len(header))
	for i, name := range header {
		cells[i] = name
	}
	must(t, w.SetRow("A1", cells))
	for i := range rows {
		must(t, w.SetRow(fmt.Sprintf("A%d", i+2), []any{
			fmt.Sprintf("A-%07d", i), fmt.Sprintf("Company %d, Ltd", i), i % 997, float64(i%1000) + 0.25, 46346 + i%300, nil, "pro",
			i % 997, i % 13, fmt.Sprintf("user%d@example.com", i), i % 9, "EMEA", i % 1000, "a comment of some words",
		}))
	}
	must(t, w.Flush())
	return saved(t, f)
}

// A file is read where it is, and standard input from a copy that does not
// stay. Neither is held in memory, nor is its XML.
func TestWorkbookFile(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	text := largeWorkbook(t, 20_000)
	name := filepath.Join(t.TempDir(), "accounts.xlsx")
	must(t, os.WriteFile(name, []byte(text), 0o600))
	for source, src := range map[string]io.Reader{name: nil, "-": strings.NewReader(text)} {
		before := liveHeap()
		r, err := Open(source, src, Options{})
		must(t, err)
		var c Chunk
		var w Row
		must(t, r.Read(&c))
		if grown := liveHeap() - before; grown > 6<<20 {
			t.Errorf("%s: %d bytes are held", r.Name(), grown)
		}
		if !c.Next(&w) || w.Line != 2 || w.Cell(0) != "A-0000000" || w.Cell(1) != "Company 0, Ltd" || r.Verbatim() || r.HeaderLine() != 1 {
			t.Errorf("%s: line %d, %q, verbatim %v", r.Name(), w.Line, w.Raw, r.Verbatim())
		}
		must(t, r.Close())
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func liveHeap() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
