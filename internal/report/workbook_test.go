package report

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"chs/internal/fleet"
	"chs/scoring"
)

const workbookRubric = `
name: Books
version: "7"
id: id
label: company
owner: csm
value: {column: arr, currency: USD}
dates: [YYYY-MM-DD, DD/MM/YYYY]
min_coverage: 0
criteria:
- {name: Usage, column: usage, weight: 30, cuts: [25, 50, 65, 80]}
- {name: Login, formula: days_since(seen), weight: 10, cuts: [90, 60, 30, 7]}
- {name: Plan, column: plan, weight: 20, levels: {"010": 1, "20": 5}}
plays:
- {name: Save call, when: band == "red"}
`

var workbookHeader = []string{"id", "company", "csm", "arr", "usage", "seen", "plan", "other"}

// madeBook is what becomes of rows: a workbook's bytes, and it opened again.
type madeBook struct {
	*excelize.File
	bytes []byte
	cut   int
}

// makeBook scores rows, and writes them into a workbook.
func makeBook(t testing.TB, l *Layout, parts WorkbookParts, rows ...[]string) madeBook {
	t.Helper()
	book, err := NewWorkbook(l, "scored.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	day, err := scoring.ParseDay(l.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	scorer, writer := scoring.New(l.Rubric, day), NewWriter(FormatXLSX, l)
	parts.Summary, parts.RubricFrom = fleet.NewSummary(l.Rubric, nil), "rubric.yaml"
	part := parts.Summary.Part()
	for _, row := range rows {
		judged := make([]string, len(l.Rubric.Columns))
		for i, c := range l.Rubric.Columns {
			judged[i] = row[slices.Index(l.Header, c.Name)]
		}
		result := scorer.NewResult()
		scorer.Score(judged, result)
		part.Note("", 0, plainCells(row).Cell, result)
		if _, err := book.Write(writer.Append(nil, &Account{Cells: plainCells(row), Result: result})); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	err = errors.Join(part.Give(), book.Finish(t.Context(), &file, &parts), book.Close())
	if err != nil {
		t.Fatal(err)
	}
	opened, err := excelize.OpenReader(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return madeBook{opened, file.Bytes(), book.Cut()}
}

// A cellView is what a spreadsheet program makes of a cell.
type cellView struct {
	Text  bool // or else a number
	Raw   string
	Shown string
}

func (b madeBook) view(t testing.TB, sheet, at string) cellView {
	t.Helper()
	kind, err := b.GetCellType(sheet, at)
	raw, e := b.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
	err = errors.Join(err, e)
	shown, e := b.GetCellValue(sheet, at)
	if err = errors.Join(err, e); err != nil {
		t.Fatal(err)
	}
	return cellView{kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString, raw, shown}
}

// part returns a part of the file.
func (b madeBook) part(t testing.TB, name string) string {
	t.Helper()
	parts, err := zip.NewReader(bytes.NewReader(b.bytes), int64(len(b.bytes)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := parts.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func bookLayout(t testing.TB) *Layout {
	return layoutFor(t, workbookRubric, workbookHeader, Options{AsOf: "2026-11-21"})
}

func TestWorkbookCellsAreWhatTheyMean(t *testing.T) {
	number := func(raw, shown string) cellView { return cellView{false, raw, shown} }
	same := cellView{Text: true}
	tests := map[string]map[string]cellView{
		"id":      {"007": same, "12": same, "2026-11-21": same},
		"company": {"3": same, "=1+1": same},
		"csm":     {"0815": same, "7": same},
		"arr": {
			"1200": number("1200", "$1,200"), "$1,200.50": number("1200.5", "$1,200.50"), "-5": number("-5", "-$5"),
			"€100": same, "n/a": same, "many": same,
		},
		"usage": {
			"45%": number("0.45", "45.00%"), "33.3333333333333 %": number("0.333333333333333", "33.33%"), "0012": number("12", "12"),
			"1.50": number("1.5", "1.50"), "(3)": number("-3", "-3"), "1e3": number("1000", "1000"), " 7 ": number("7", "7"),
			"0.1234567": number("0.1234567", "0.1234567"), "0.12345678901234567": same, "1234567890123456789": same, "abc": same, "-": same,
		},
		"seen": {
			"2026-11-21": number("46347", "2026-11-21"), "21/11/2026": number("46347", "2026-11-21"), "1900-03-01": number("61", "1900-03-01"),
			"1900-02-28": same, "2026-11-21 10:00": number("46347.416666666664", "2026-11-21 10:00:00"),
			"21/11/2026T23:59:59": number("46347.99998842592", "2026-11-21 23:59:59"), "2026-11-21 00:00": number("46347", "2026-11-21 00:00:00"),
			"2026-11-21T10:00:00Z": same, "2026-11-21 10:00:00.5": same, "2026-11-21 23:59:60": same, "2026-11-21 10:00 +01": same, "2026-02-30": same, "soon": same,
		},
		"plan": {"010": same, "20": same},
		"other": {
			"12": number("12", "12"), "-3.10": number("-3.1", "-3.10"), "0": number("0", "0"), "0.5": number("0.5", "0.5"),
			"123456789012345": number("123456789012345", "123456789012345"), "21/11/2026": number("46347", "2026-11-21"),
			"1234567890123456": same, "007": same, "00": same, "05.6": same, "1.": same, ".5": same, "+5": same, "1e5": same,
			"1,234": same, "$5": same, "5%": same, "1 2": same, "TRUE": same, "NaN": same, "Inf": same, "0x10": same, "١٢": same, "-": same, "--1": same,
			"=1+1": same, "+SUM(A1)": same, "-2+3": same, "@x": same, "\t=1": same, "\r\n=1": same, "'x": same, "a\nb": same,
			`=HYPERLINK("http://x","y")`: same, "<b>&amp;": same, "_x0041_": same, "_x005F_": same, "\u202ecod": same,
		},
	}
	l := bookLayout(t)
	for name, cells := range tests {
		column := slices.Index(workbookHeader, name)
		for text, want := range cells {
			row := make([]string, len(workbookHeader))
			row[column] = text
			if want == same {
				want.Raw, want.Shown = text, text
			}
			at, err := excelize.CoordinatesToCellName(column+1, 2)
			if err != nil {
				t.Fatal(err)
			}
			book := makeBook(t, l, WorkbookParts{}, row)
			if diff := cmp.Diff(want, book.view(t, "Accounts", at)); diff != "" {
				t.Errorf("%s %q (-want +got):\n%s", name, text, diff)
			}
			if sheet := book.part(t, "xl/worksheets/sheet1.xml"); strings.Contains(sheet, "<f") {
				t.Errorf("%s %q: the sheet has a formula", name, text)
			}
		}
	}
}

// Excelize drops what looks like the escape of half a character, also when it
// reads: in two runs it is none.
func TestWorkbookKeepsWhatLooksLikeHalfACharacter(t *testing.T) {
	book := makeBook(t, bookLayout(t), WorkbookParts{}, []string{"a_xD83D__xdFfF_b", "", "", "", "", "", "", ""})
	const want = "<r><t>a_x</t></r><r><t>D83D__x</t></r><r><t>dFfF_b</t></r>"
	if sheet := book.part(t, "xl/worksheets/sheet1.xml"); !strings.Contains(sheet, want) {
		t.Errorf("the sheet lacks %s", want)
	}
}

func TestWorkbookReplacesWhatItCannotHold(t *testing.T) {
	book := makeBook(t, bookLayout(t), WorkbookParts{}, []string{"a\x01b\x1b[31m\xff", "", "", "", "", "", "", ""})
	if got := book.view(t, "Accounts", "A2"); got.Raw != "a\uFFFDb\uFFFD[31m\uFFFD" {
		t.Errorf("got %q", got.Raw)
	}
}

func TestWorkbookSaysWhatItCuts(t *testing.T) {
	fits, over := strings.Repeat("x", 32_765)+"😀", strings.Repeat("x", 32_766)+"😀"
	book := makeBook(t, bookLayout(t), WorkbookParts{}, []string{fits, over, strings.Repeat("é", 32_767), "", "", "", "", ""})
	for at, want := range map[string]string{"A2": fits, "B2": strings.Repeat("x", 32_766) + "…", "C2": strings.Repeat("é", 32_767)} {
		if got := book.view(t, "Accounts", at).Raw; got != want {
			t.Errorf("%s has %d bytes that end in %q; want %d", at, len(got), got[max(0, len(got)-9):], len(want))
		}
	}
	if book.cut != 1 {
		t.Errorf("%d are cut, want 1", book.cut)
	}
}

// The added columns hold what the scored CSV does, as numbers where it has some.
func TestWorkbookAddsWhatCSVDoes(t *testing.T) {
	l := layoutFor(t, workbookRubric, workbookHeader, Options{AsOf: "2026-11-21", Stamp: true, Why: true})
	row := []string{"a", "A", "kim", "1234", "10", "2026-11-20", "20", ""}
	book := makeBook(t, l, WorkbookParts{}, row, []string{"b", "", "", "", "", "", "", ""})
	scored := map[string][2]cellView{}
	for i := len(workbookHeader); i < len(l.Columns); i++ {
		var views [2]cellView
		for row := range views {
			at, err := excelize.CoordinatesToCellName(i+1, row+2)
			if err != nil {
				t.Fatal(err)
			}
			views[row] = book.view(t, "Accounts", at)
		}
		scored[strings.TrimPrefix(l.Columns[i].Name, "health_")] = views
	}
	text := func(s string) cellView { return cellView{true, s, s} }
	stamp := text(l.stamp)
	day := cellView{false, "46347", "2026-11-21"}
	want := map[string][2]cellView{
		"score":        {{false, "50", "50.00"}, {}},
		"band":         {text("yellow"), text("unscored")},
		"coverage":     {{false, "100", "100%"}, {false, "0", "0%"}},
		"rating_usage": {{false, "1", "1"}, {}},
		"rating_login": {{false, "5", "5"}, {}},
		"rating_plan":  {{false, "5", "5"}, {}},
		"priority":     {{false, "617", "$617"}, {}},
		"plays":        {{}, {}},
		"rubric":       {stamp, stamp},
		"as_of":        {day, day},
		"drivers":      {text("Usage -50.00"), {}},
	}
	if diff := cmp.Diff(want, scored); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What accounts were, and may come to, is in numbers and days; of those that are
// lost, what they were.
func TestWorkbookSaysWhatWasAndWhatMayCome(t *testing.T) {
	const propensity = "propensity: {base_rate: 0.2, knots: [[0, 0.9], [100, 0.1]]}\n"
	l := layoutFor(t, workbookRubric+propensity, workbookHeader, Options{AsOf: "2026-11-21", Past: true})
	book, err := NewWorkbook(l, "scored.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	result := green()
	result.Value = 1000.25
	result.States = make([]scoring.State, len(l.Rubric.Columns))
	then := fleet.Standing{Score: 8050, Band: 2}
	for _, past := range []*fleet.Comparison{
		{Known: true, Then: then, Compared: true, Points: -550, Trend: fleet.Falling, Since: 20_000, Warned: true},
		{Known: true, Then: then, Compared: true, Points: 5, Trend: fleet.Flat, Since: scoring.None, WeeksMissing: 3},
		{New: true, Since: scoring.None},
		{Known: true, Then: then, Lost: true, Since: scoring.None},
	} {
		if _, err := book.Write(NewWriter(FormatXLSX, l).Append(nil, &Account{plainCells(make([]string, 8)), result, past})); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	err = errors.Join(book.Finish(t.Context(), &file, &WorkbookParts{Summary: fleet.NewSummary(l.Rubric, nil)}), book.Close())
	if err != nil {
		t.Fatal(err)
	}
	opened, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := opened.GetRows("Accounts")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range rows {
		got = append(got, strings.Join(append(row[8:9], row[min(len(row), 16):]...), " "))
	}
	want := []string{
		"health_score health_previous health_change health_trend health_since health_warning health_churn_probability health_expected_loss",
		"75.00 80.50 -5.50 down 2024-10-04 warned 30.0% $300", "75.00 80.50 +0.05 flat  3 weeks missing 30.0% $300",
		"75.00      30.0% $300", " 80.50",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
