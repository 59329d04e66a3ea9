package cmd

import (
	"encoding/csv"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/rubric"
	"chs/scoring"
)

// office returns LibreOffice's program, or skips the test where none is named.
func office(t *testing.T) string {
	t.Helper()
	program := os.Getenv("TEST_OFFICE")
	if program == "" {
		t.Skip("TEST_OFFICE names no LibreOffice; make test-office does")
	}
	return program
}

// hostileAccounts are rows of the columns of examples/accounts.csv that a program
// may take for something else.
const hostileAccounts = `007,=1+1,+SUM(A1),-2+3,onboarding,2027-02-10,"$1,200.50",57,45,8%,0,glad,61
0012,"a ""b"", c",_x0041_,00012,TRUE,1899-12-31,100,1.50,1e0,-3,,angry,2
2026-01-01,"=HYPERLINK(""http://x"",""y"")",@x,1/2,live,2027-02-10T10:00:00Z,99999999999999999999,1,1,"(1,000.25)",3,"=mood",-1
1e5,'quoted,<b>&amp;</b>,12:30,live,10.11.2026,-5,100000,33333.5,0.1234567890123456789,12,unsure,
`

func TestOfficeReadsAWorkbookAsItIsMeant(t *testing.T) {
	program := office(t)
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	mustWrite(t, at("accounts.csv"), readFile(t, "../examples/accounts.csv")+hostileAccounts)
	mustScore(t, at("accounts.csv"), "-o", at("scored.xlsx"), "-o", at("scored.csv"))
	for _, format := range []string{"fods", "pdf", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1"} {
		convert := exec.CommandContext(t.Context(), program, "--headless", "-env:UserInstallation=file://"+at("profile"),
			"--convert-to", format, "--outdir", at("office"), at("scored.xlsx"))
		if out, err := convert.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	scored := records(t, at("scored.csv"))
	compareCells(t, scored[0], scored[1:], officeRows(t, at("office/scored.fods"), "Accounts"))

	mustScore(t, at("office/scored-Accounts.csv"), "-o", at("again.csv"))
	if diff := cmp.Diff(healthOf(scored), healthOf(records(t, at("again.csv")))); diff != "" {
		t.Errorf("the scores of LibreOffice's CSV (-want +got):\n%s", diff)
	}
	if !strings.HasPrefix(readFile(t, at("office/scored.pdf")), "%PDF-") {
		t.Error("there is no PDF")
	}
}

func mustScore(t *testing.T, file string, flags ...string) {
	t.Helper()
	args := append([]string{"score", file, "-r", "../examples/rubric.yaml", "--as-of", "2026-11-21", "--tolerance", "100%"}, flags...)
	if code, _, stderr := runMain(args...); code != 0 {
		t.Fatalf("exit %d, %s", code, stderr)
	}
}

func records(t *testing.T, file string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(readFile(t, file))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// healthOf returns the columns that chs adds.
func healthOf(rows [][]string) [][]string {
	first := slices.Index(rows[0], "health_score")
	var all [][]string
	for _, row := range rows {
		all = append(all, row[first:])
	}
	return all
}

// An officeCell is one of a flat OpenDocument spreadsheet.
type officeCell struct {
	Type     string   `xml:"value-type,attr"`
	Value    string   `xml:"value,attr"`
	Date     string   `xml:"date-value,attr"`
	Text     []string `xml:"p"`
	Repeated int      `xml:"number-columns-repeated,attr"`
}

// officeRows returns the rows of a sheet of one, below the header that is printed
// on each page.
func officeRows(t *testing.T, file, sheet string) [][]officeCell {
	t.Helper()
	var book struct {
		Tables []struct {
			Name string `xml:"name,attr"`
			Rows []struct {
				Cells []officeCell `xml:"table-cell"`
			} `xml:"table-row"`
		} `xml:"body>spreadsheet>table"`
	}
	if err := xml.Unmarshal([]byte(readFile(t, file)), &book); err != nil {
		t.Fatal(err)
	}
	var rows [][]officeCell
	for _, table := range book.Tables {
		for _, row := range table.Rows {
			var cells []officeCell
			for _, cell := range row.Cells {
				cells = append(cells, slices.Repeat([]officeCell{cell}, max(1, min(cell.Repeated, 100)))...)
			}
			if table.Name == sheet && len(cells) > 0 {
				rows = append(rows, cells)
			}
		}
	}
	return rows
}

// compareCells compares the cells of scored CSV with what became of them.
func compareCells(t *testing.T, header []string, scored [][]string, got [][]officeCell) {
	t.Helper()
	numbers, dates := 0, 0
	for i, row := range scored {
		for j, text := range row {
			cell := got[i][j]
			value, err := strconv.ParseFloat(cell.Value, 64)
			if err != nil && cell.Value != "" {
				t.Fatal(err)
			}
			number, _ := scoring.ParseNumber(text, '.')
			same := false
			switch cell.Type {
			case "":
				same = text == ""
			case "string":
				same = text == strings.Join(cell.Text, "\n")
			case "float", "currency":
				same = value == number.Value
				numbers++
			case "percentage":
				same = 100*value == number.Value
			case "date":
				_, reading := scoring.ParseDate(text, []rubric.DateFormat{rubric.ISODate()})
				same = cell.Date == text && reading == scoring.DateRead
				dates++
			}
			if !same {
				t.Errorf("row %d, column %q: %q is %+v", i+2, header[j], text, cell)
			}
		}
	}
	if numbers < 500 || dates < 40 {
		t.Errorf("%d numbers and %d dates are such", numbers, dates)
	}
}
