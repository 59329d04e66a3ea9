package report

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/rubric"
	"chs/scoring"
)

// oneCriterion is a rubric whose reports add score, band, coverage and one rating.
const oneCriterion = "name: Test\nid: id\ncriteria: [{name: Usage, column: usage, weight: 1}]\n"

// layoutFor lays out a report on an input with the header.
func layoutFor(t interface{ Fatal(...any) }, text string, header []string, o Options) *Layout {
	r, err := rubric.Load("rubric.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if o.Prefix == "" {
		o.Prefix = "health_"
	}
	l, _, err := NewLayout(r, header, o)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// plainCells are cells of a file that is no comma-separated UTF-8.
type plainCells []string

func (c plainCells) Cell(i int) string                { return c[i] }
func (c plainCells) Verbatim(int, int) ([]byte, bool) { return nil, false }

// rawCells are cells of one that is, as they stand there. Cells that are apart
// in the file cannot be had together.
type rawCells struct {
	raw   []string
	apart bool
}

func (c rawCells) Cell(i int) string {
	cells, err := csv.NewReader(strings.NewReader(c.raw[i])).Read()
	if err != nil {
		return c.raw[i]
	}
	return cells[0]
}

func (c rawCells) Verbatim(i, j int) ([]byte, bool) {
	return []byte(strings.Join(c.raw[i:j], ",")), !c.apart || j == i+1
}

// written returns what a writer makes of accounts with the same result.
func written(w Writer, r *scoring.Result, accounts ...Cells) string {
	text := w.Begin(nil)
	for i, cells := range accounts {
		if i > 0 {
			text = append(text, w.Between()...)
		}
		text = w.Append(text, &Account{Cells: cells, Result: r})
	}
	return string(w.End(text))
}

func green() *scoring.Result {
	return &scoring.Result{Scored: true, Score: 7500, Uncapped: 7500, Band: 2, Coverage: 100, Segment: -1, Cap: -1, Ratings: [6]int8{4}, Value: math.NaN()}
}

func TestCSVKeepsTheBytesOfCommaSeparatedFiles(t *testing.T) {
	header := []string{"id", "note", "usage"}
	raw := []string{`"A-1"`, `  a 5" tube, no`, `"4"`}
	const want = "id,note,usage,health_score,health_band,health_coverage,health_rating_usage\n" +
		`"A-1",  a 5" tube, no,"4",75.00,green,100,4` + "\n"
	l := layoutFor(t, oneCriterion, header, Options{})
	for _, apart := range []bool{false, true} {
		if diff := cmp.Diff(want, written(NewCSV(l), green(), rawCells{raw, apart})); diff != "" {
			t.Errorf("apart is %t (-want +got):\n%s", apart, diff)
		}
	}
}

func TestCSVQuotesWhatNeedsIt(t *testing.T) {
	header := []string{"id", "a b", "c,d", `e"f`}
	const head = `id,a b,"c,d","e""f",health_score` + "\n"
	tests := []struct{ cell, want string }{
		{"plain", "plain"}, {"", ""}, {"two words", "two words"}, {"a;b", "a;b"},
		{"a,b", `"a,b"`}, {`5"`, `"5"""`}, {"a\nb", "\"a\nb\""}, {"a\rb", "\"a\rb\""},
		{" a", `" a"`}, {"a ", `"a "`}, {"\ta", "\"\ta\""}, {"\u00a0a", "\"\u00a0a\""}, {`\.`, `"\."`},
	}
	l := layoutFor(t, oneCriterion, header, Options{Columns: append(slices.Clone(header), "health_score")})
	for _, test := range tests {
		want := head + "1," + test.want + ",x,y,75.00\n"
		if diff := cmp.Diff(want, written(NewCSV(l), green(), plainCells{"1", test.cell, "x", "y"})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.cell, diff)
		}
	}
}

func TestCSVReadsBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		header := []string{"id", "b", "c"}
		chosen := rapid.SliceOfNDistinct(rapid.SampledFrom(header), 1, 3, rapid.ID).Draw(t, "columns")
		piece := rapid.SampledFrom([]string{"", "a", ",", ";", "\t", `"`, "\n", " ", "é", "=", "\\.", "\xff", "\u2028"})
		cell := rapid.Map(rapid.SliceOfN(piece, 0, 4), func(s []string) string { return strings.Join(s, "") })
		rows := rapid.SliceOf(rapid.SliceOfN(cell, 3, 3)).Draw(t, "rows")
		format := rapid.SampledFrom([]Format{FormatCSV, FormatTSV}).Draw(t, "format")

		l := layoutFor(t, oneCriterion, header, Options{Columns: chosen})
		want := [][]string{chosen}
		var accounts []Cells
		for _, row := range rows {
			accounts = append(accounts, plainCells(row))
			var cells []string
			for _, name := range chosen {
				cells = append(cells, row[slices.Index(header, name)])
			}
			want = append(want, cells)
		}
		reader := csv.NewReader(strings.NewReader(written(NewWriter(format, l), green(), accounts...)))
		if format == FormatTSV {
			reader.Comma = '\t'
		}
		got, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestCSVOfOneEmptyColumnHasNoBlankLines(t *testing.T) {
	l := layoutFor(t, oneCriterion, []string{"id", "usage"}, Options{Columns: []string{"usage"}})
	for _, cells := range []Cells{plainCells{"1", ""}, rawCells{raw: []string{"1", ""}}} {
		if got, want := written(NewCSV(l), green(), cells), "usage\n\"\"\n"; got != want {
			t.Errorf("%T: got %q, want %q", cells, got, want)
		}
	}
}

// formulas are texts that a spreadsheet program would take for formulas.
var formulas = []string{
	"=1+1", `=HYPERLINK("http://x","y")`, "+1 555 123 4567", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
	"＝1", "＋1", "－1", "＠x", "=", "-", "-a", "=cmd|' /C calc'!A0",
}

// harmless are texts that are none.
var harmless = []string{"", "a", "a=1", "-5", "-5%", "+12", "(5)", "-1,234.50", "-$5", "--", "---", "１", "'=1", "é", "ｱ", "2026-01-01", " =1"}

func TestFormulasAreNeutralised(t *testing.T) {
	header := []string{"=id", "usage"}
	l := layoutFor(t, oneCriterion, header, Options{Excel: true, Columns: header})
	plain := layoutFor(t, oneCriterion, header, Options{Columns: header})
	known := &scoring.Result{States: []scoring.State{scoring.Known}}
	check := func(text string, formula bool) {
		want, count := text, 0
		if formula {
			want, count = "'"+text, 1
		}
		out := written(NewCSV(l), green(), plainCells{text, "1"})
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\uFEFF"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		// encoding/csv reads CRLF within quotes as LF; none of the texts has it.
		if diff := cmp.Diff([][]string{{"'=id", "usage"}, {want, "1"}}, rows); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
		if got := NewCSV(plain).Formulas(&Account{Cells: plainCells{text, "1"}, Result: known}, []int{0, 1}); got != count {
			t.Errorf("%q counts as %d formulas, want %d", text, got, count)
		}
	}
	for _, text := range formulas {
		check(text, text != "-") // a dash stands for nothing
	}
	for _, text := range harmless {
		check(text, false)
	}
}

func TestFormulasAreCountedAsOftenAsTheyAreWritten(t *testing.T) {
	l := layoutFor(t, oneCriterion, []string{"id", "note", "usage"}, Options{Columns: []string{"note", "usage", "note"}})
	for _, c := range []struct {
		cells plainCells
		signs []int
		usage scoring.State
		want  int
	}{
		{plainCells{"=1", "a", "5"}, []int{0}, scoring.Known, 0}, // the id is not written
		{plainCells{"1", "=1", "5"}, []int{1}, scoring.Known, 2},
		{plainCells{"1", "=1", "-5"}, []int{2, 1}, scoring.Known, 2},
		{plainCells{"1", "a", "-x"}, []int{2}, scoring.Unreadable, 1},
		{plainCells{"1", "a", "-"}, []int{2}, scoring.Missing, 0},
		{plainCells{"1", "a", "5"}, nil, scoring.Known, 0},
	} {
		a := &Account{Cells: c.cells, Result: &scoring.Result{States: []scoring.State{c.usage}}}
		if got := NewCSV(l).Formulas(a, c.signs); got != c.want {
			t.Errorf("%q: %d formulas; want %d", c.cells, got, c.want)
		}
	}
}

const textRubric = `
name: Test
id: id
value: arr
numbers: {decimal: ","}
criteria: [{name: Usage, column: usage, weight: 1}]
bands: [{name: "=bad, really", from: 0}, {name: good, from: 50}]
segments: [{name: -new-, when: age < 3}]
caps: [{when: late > 90, band: "=bad, really", reason: "@late"}]
plays: [{name: "+call", when: age > 1}, {name: 'say "hi"', when: age > 2}]
`

func TestExcelHasDecimalCommasAndNeutralisesWhatTheRubricSays(t *testing.T) {
	header := []string{"id", "usage", "arr", "age", "late"}
	l := layoutFor(t, textRubric, header, Options{Excel: true, Stamp: true, AsOf: "2026-11-21",
		Columns: []string{"id", "health_score", "health_band", "health_segment", "health_uncapped", "health_cap", "health_priority", "health_plays", "health_as_of"}})
	result := &scoring.Result{Scored: true, Score: 4999, Uncapped: 10000, Band: 0, Segment: 0, Cap: 0, Plays: []int{0, 1}, Value: -1000}
	const want = "\uFEFFid;health_score;health_band;health_segment;health_uncapped;health_cap;health_priority;health_plays;health_as_of\r\n" +
		"1,5;49,99;'=bad, really;'-new-;100,00;'@late;-500,10;\"'+call; say \"\"hi\"\"\";2026-11-21\r\n"
	got := written(NewCSV(l), result, plainCells{"1,5", "", "", "", ""})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCSVOfAnUnscoredAccount(t *testing.T) {
	l := layoutFor(t, textRubric, []string{"id"}, Options{})
	result := &scoring.Result{Band: scoring.None, Segment: scoring.None, Cap: scoring.None, Coverage: 33, Ratings: [6]int8{2}, Value: 5, Plays: []int{1}}
	const want = "id,health_score,health_band,health_coverage,health_segment,health_uncapped,health_cap,health_rating_usage,health_priority,health_plays\n" +
		`1,,unscored,33,default,,,2,,"say ""hi"""` + "\n"
	if diff := cmp.Diff(want, written(NewCSV(l), result, plainCells{"1"})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMoneyIsRoundedToEvenAndNeverMinusNothing(t *testing.T) {
	for x, want := range map[float64]string{
		0.125: "0.12", 0.375: "0.38", 2.5: "2.50", -0.001: "0.00", -0.005: "-0.01", -0.0049: "0.00", 1e15: "1000000000000000.00", 0: "0.00",
	} {
		if got := string(appendMoney(nil, x)); got != want {
			t.Errorf("%v: got %s, want %s", x, got, want)
		}
	}
}

func TestCSVAllocatesNothingForAnAccount(t *testing.T) {
	l := layoutFor(t, oneCriterion, []string{"id", "note", "usage"}, Options{})
	w, dst := NewCSV(l), make([]byte, 0, 1024)
	for name, cells := range map[string]Cells{"raw": &benchCells{}, "quoted anew": plainCells{"1", "two words", "4"}} {
		account := &Account{Cells: cells, Result: green()}
		if n := testing.AllocsPerRun(100, func() { dst = w.Append(dst[:0], account) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// benchCells are raw cells that cost nothing.
type benchCells struct{}

func (*benchCells) Cell(int) string                  { return "some cell" }
func (*benchCells) Verbatim(int, int) ([]byte, bool) { return []byte(nil), true }

func BenchmarkCSV(b *testing.B) {
	l := layoutFor(b, oneCriterion, []string{"id", "note", "usage"}, Options{})
	account := &Account{Cells: plainCells{"A-1", "two words", "4"}, Result: green()}
	for _, format := range []Format{FormatCSV, FormatNDJSON, FormatMarkdown} {
		b.Run(string(format), func(b *testing.B) {
			w, dst := NewWriter(format, l), []byte(nil)
			b.ReportAllocs()
			for b.Loop() {
				dst = w.Append(dst[:0], account)
			}
			if !bytes.Contains(dst, []byte("75.00")) {
				b.Fatalf("wrote %q", dst)
			}
		})
	}
}
