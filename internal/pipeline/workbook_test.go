package pipeline

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/accounts"
	"chs/internal/fleet"
	"chs/internal/report"
)

const roundRubric = `
name: Round
id: id
label: name
value: {column: arr, currency: USD}
min_coverage: 0
missing_values: ["999", "-", "no"]
criteria:
- {name: Usage, column: usage, weight: 3, cuts: [-0.5, 0.1, 0.45, 45]}
- {name: Seen, formula: days_until(seen), weight: 2, cuts: [-400, -30, 0, 30]}
- {name: Plan, column: plan, weight: 1, levels: {"007": 1, "7": 3, "1e3": 5}}
- {name: Empty, formula: "is_missing(other) ? 1 : 5", weight: 1}
`

// workbookOf scores a CSV into a workbook, and returns that and the scored CSV.
func workbookOf(t interface{ Fatal(...any) }, file string, cores int, order Order) (workbook []byte, scored string) {
	b := openBench(t, roundRubric, nil, file)
	b.job.Cores, b.job.Rejects, b.job.Problems = cores, nil, nil
	summary := fleet.NewSummary(b.job.Rubric, nil)
	b.job.Gather = func() Part { return summary.Part() }
	b.job.Outputs[0].Order = order
	output := b.output(t, nil, report.FormatXLSX)
	output.Order, output.Layout.AsOf = order, "2026-11-21"
	book, err := report.NewWorkbook(output.Layout, "scored.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	output.To = book
	b.job.Outputs = append(b.job.Outputs, output)
	b.run(t)
	var bytes bytes.Buffer
	err = errors.Join(book.Finish(context.Background(), &bytes, &report.WorkbookParts{Summary: summary, RubricFrom: "rubric.yaml"}), book.Close())
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Bytes(), b.out.String()
}

// scoredCSV scores a file.
func scoredCSV(t interface{ Fatal(...any) }, file string) string {
	b := openBench(t, roundRubric, nil, file)
	b.job.Rejects = nil
	b.run(t)
	return b.out.String()
}

// health returns the columns that chs has added to scored CSV, and the id.
func health(t interface{ Fatal(...any) }, scored string) []map[string]string {
	rows := rowsOf(t, scored)
	for _, row := range rows {
		for name := range row {
			if name != "id" && !strings.HasPrefix(name, "health_") {
				delete(row, name)
			}
		}
	}
	return rows
}

// A workbook of results is scored as the file was that they are of.
func TestWorkbooksScoreAsTheirFile(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		cell := func(some ...string) *rapid.Generator[string] {
			some = append(some, "", "-", "no", "999", "0", "abc", "=1+1", "+SUM(A1)", "@x", "_x0041_", " 7 ", "5%")
			return rapid.SampledFrom(some)
		}
		number := cell("7", "007", "0.1", "0.10000000000000001", "0.45", "45%", "44.9999999999999999", "-0.5", "(0.5)",
			"1,234.5", "$12", "12 EUR", "1e3", "12345678901234567890", "0.1234567890123456789", "1e300", "-0", ".5", "5.")
		date := cell("2026-11-21", "2025-10-17", "2026-12-21T10:00:00Z", "2026-10-22 23:59", "2025-10-17T23:59:59", "1850-01-01", "1899-12-31", "9999-12-31", "2026-02-30")
		var file strings.Builder
		file.WriteString("id,name,arr,usage,seen,plan,other\n")
		for i := range rapid.IntRange(1, 5).Draw(t, "rows") {
			cells := []string{
				[]string{"a", "007", "12", "=1", "2026-01-01"}[i], cell().Draw(t, "name"), number.Draw(t, "arr"), number.Draw(t, "usage"),
				date.Draw(t, "seen"), cell("007", "7", "1e3", "1000").Draw(t, "plan"), number.Draw(t, "other"),
			}
			file.WriteString(`"` + strings.Join(cells, `","`) + "\"\n")
		}
		plain, again := filepath.Join(folder, "accounts.csv"), filepath.Join(folder, "again.xlsx")
		if err := os.WriteFile(plain, []byte(file.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		workbook, scored := workbookOf(t, plain, 2, Order{By: ByInput})
		if err := os.WriteFile(again, workbook, 0o600); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(health(t, scored), health(t, scoredCSV(t, again))); diff != "" {
			t.Fatalf("%s(-file +workbook):\n%s", file.String(), diff)
		}
	})
}

func TestWorkbooksAreTheSameOnAnyNumberOfCores(t *testing.T) {
	var file strings.Builder
	file.WriteString("id,name,arr,usage,seen,plan,other\n")
	for i := range 8000 {
		file.WriteString(strings.Repeat("9", i%7+1) + ",x,100.5," + []string{"1", "0.2", ""}[i%3] + ",2026-11-21,7," + strings.Repeat("words ", 20) + "\n")
	}
	name := tempFile(t, "accounts.csv", file.String())
	for _, order := range []Order{{By: ByInput}, {By: ByScore}} {
		one, scored := workbookOf(t, name, 1, order)
		four, _ := workbookOf(t, name, 4, order)
		if !bytes.Equal(one, four) {
			t.Errorf("by %s, one core and four make two files", order.By)
		}
		rescored := scoredCSV(t, tempFile(t, "scored.xlsx", string(one)))
		if diff := cmp.Diff(health(t, scored), health(t, rescored)); diff != "" {
			t.Errorf("by %s (-file +workbook):\n%.1000s", order.By, diff)
		}
	}
}

func TestRowsAreCountedUpToALimit(t *testing.T) {
	one := tempFile(t, "a.csv", "id,usage,plan,arr\na,1,pro,1\nrejected\nb,1,pro,1\n")
	two := tempFile(t, "b.csv", "id,usage,plan,arr\nc,1,pro,1\n")
	in, err := Open([]string{one, two, "-"}, strings.NewReader("id,usage,plan,arr\nd,1,pro,1\n"), accounts.Options{}, true)
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]bool{0: true, 3: true, 4: false, 5: false} {
		if got, err := in.HaveOver(t.Context(), n); got != want || err != nil {
			t.Errorf("over %d: got %t, %v, want %t", n, got, err, want)
		}
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
}
