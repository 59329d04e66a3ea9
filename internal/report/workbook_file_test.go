package report

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"chs/internal/fleet"
	"chs/scoring"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestWorkbookRefusesWhatItHasNoRoomFor(t *testing.T) {
	l := bookLayout(t)
	book, err := NewWorkbook(l, "scored.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	book.room = 3
	record := NewWriter(FormatXLSX, l).Append(nil, &Account{Cells: plainCells(make([]string, 8)), Result: scoring.New(l.Rubric, 0).NewResult()})
	for n, want := range []string{"", "", "scored.xlsx: more than 2 accounts, for which a sheet of a workbook has no room"} {
		got := ""
		if _, err := book.Write(record); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("account %d: got %q, want %q", n+1, got, want)
		}
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	l.Columns = make([]Column, 16_385)
	if _, err := NewWorkbook(l, "scored.xlsx"); err == nil || !strings.Contains(err.Error(), "16,385 columns; a sheet has room for 16,384") {
		t.Errorf("got %v", err)
	}
}

func TestWorkbookHasAllColumnsOfASheet(t *testing.T) {
	l := bookLayout(t)
	l.Columns = slices.Repeat([]Column{{Kind: Input, Name: "x"}}, 16_384)
	l.Columns[1] = Column{Kind: Plays, Name: "plays"}
	sheet := makeBook(t, l, WorkbookParts{}).part(t, "xl/worksheets/sheet1.xml")
	var got, want []string
	for _, c := range regexp.MustCompile(`<col min="(\d+)" max="(\d+)" width="(\d+)"`).FindAllStringSubmatch(sheet, -1) {
		got = append(got, strings.Join(c[1:], " "))
	}
	for i := range l.Columns {
		width := 16
		if i == 1 {
			width = 34
		}
		want = append(want, fmt.Sprint(i+1, i+1, width))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWorkbooksAreTheSameBytes(t *testing.T) {
	l := bookLayout(t)
	row := []string{"a", "A", "kim", "1234", "10", "2026-11-20", "20", "x"}
	parts := WorkbookParts{Problems: []Problem{{File: "a.csv", Line: 2, Wanted: "a number"}}}
	first := makeBook(t, l, parts, row)
	for range 10 {
		if again := makeBook(t, l, parts, row); !bytes.Equal(first.bytes, again.bytes) {
			t.Fatal("the same accounts make another file")
		}
	}
	parsed := regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`).FindAllString(first.part(t, "docProps/core.xml"), -1)
	if want := []string{"2026-11-21T00:00:00Z", "2026-11-21T00:00:00Z"}; !slices.Equal(want, parsed) {
		t.Errorf("the file is of %q, want %q", parsed, want)
	}
}

func TestWorkbookEndsWhereASheetIsTooLarge(t *testing.T) {
	var file bytes.Buffer
	z := &bookZip{zip.NewWriter(&file), t.Context(), "scored.xlsx", 5}
	part, err := z.Create("sheet.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(part, "12345"); err != nil {
		t.Error(err)
	}
	if _, err := io.WriteString(part, "6"); err == nil || !strings.HasPrefix(err.Error(), "scored.xlsx: a sheet is over 4 GiB") {
		t.Errorf("got %v", err)
	}
}

func TestWorkbookIsNotWrittenOnceInterrupted(t *testing.T) {
	book, err := NewWorkbook(bookLayout(t), "scored.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = book.Finish(ctx, io.Discard, &WorkbookParts{Summary: fleet.NewSummary(book.layout.Rubric, nil)})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
}

// Nothing of the accounts is left where the program is killed.
func TestWorkbookHidesItsTemporaryFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("open files keep their names there")
	}
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	l := bookLayout(t)
	book, err := NewWorkbook(l, "scored.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	cells := plainCells(slices.Repeat([]string{strings.Repeat("x", 1000)}, 8))
	record := NewWriter(FormatXLSX, l).Append(nil, &Account{Cells: cells, Result: scoring.New(l.Rubric, 0).NewResult()})
	for size := 0; size <= excelize.StreamChunkSize; size += len(record) {
		if _, err := book.Write(record); err != nil {
			t.Fatal(err)
		}
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) > 0 {
		t.Errorf("left: %v, %v", files, err)
	}
	if err := book.Finish(t.Context(), io.Discard, &WorkbookParts{Summary: fleet.NewSummary(l.Rubric, nil)}); err != nil {
		t.Error(err)
	}
	if err := book.Close(); err != nil {
		t.Error(err)
	}
}
