package accounts

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// styled returns a workbook with a row for each value, in its format code or
// the format of that number.
func styled(t *testing.T, cells []styledCell, date1904 bool) string {
	f := excelize.NewFile()
	must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}))
	must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"id", "value"}))
	for i, c := range cells {
		style := &excelize.Style{NumFmt: c.format}
		if c.code != "" {
			style.CustomNumFmt = &c.code
		}
		id, err := f.NewStyle(style)
		must(t, err)
		at := fmt.Sprintf("B%d", i+2)
		must(t, f.SetCellValue("Sheet1", fmt.Sprintf("A%d", i+2), "a"))
		must(t, f.SetCellValue("Sheet1", at, c.value))
		must(t, f.SetCellStyle("Sheet1", at, at, id))
	}
	return saved(t, f)
}

type styledCell struct {
	value  any
	format int
	code   string
	want   string
}

func checkStyled(t *testing.T, cells []styledCell, date1904 bool) {
	t.Helper()
	rows := cellsOf(t, styled(t, cells, date1904), Options{}, 1<<20)[1:]
	for i, c := range cells {
		if got := rows[i][1]; got != c.want {
			t.Errorf("%v in format %d %s: %q; want %q", c.value, c.format, c.code, got, c.want)
		}
	}
}

func TestStyles(t *testing.T) {
	checkStyled(t, []styledCell{
		{value: 46346, format: 14, want: "2026-11-20"},
		{value: 46346.4375, format: 22, want: "2026-11-20T10:30:00"},
		{value: 46346.4375, code: "yyyy-mm-dd", want: "2026-11-20T10:30:00"},
		{value: 46346, code: `[$-409]d\-mmm\-yyyy;@`, want: "2026-11-20"},
		{value: 46346, code: `"day "d`, want: "2026-11-20"},
		{value: 46346.999999999, format: 22, want: "2026-11-21"},
		{value: 46346.123456, format: 22, want: "2026-11-20T02:57:46.598"},
		{value: time.Date(2026, 11, 20, 10, 30, 0, 0, time.UTC), format: 22, want: "2026-11-20T10:30:00"},
		{value: 1, format: 14, want: "1900-01-01"},
		{value: 59, format: 14, want: "1900-02-28"},
		{value: 60, format: 14, want: "1900-02-29"},
		{value: 61, format: 14, want: "1900-03-01"},
		{value: 0, format: 14, want: "1900-01-00"},
		{value: 2958465, format: 14, want: "9999-12-31"},
		{value: 2958466, format: 14, want: "2958466"},
		{value: -1, format: 14, want: "-1"},
		{value: 0.4375, format: 20, want: "10:30:00"},
		{value: 1.5, format: 46, want: "36:00:00"},
		{value: 0.5, code: "[mm]:ss", want: "12:00:00"},

		{value: 0.45, format: 9, want: "45"},
		{value: 0.07, format: 10, want: "7"},
		{value: 0.1 + 0.2, format: 10, want: "30"},
		{value: 0.70 - 0.4, format: 10, want: "30"},
		{value: 1e-9, format: 10, want: "0.0000001"},
		{value: -1.5, code: `0.0%;[Red]-0.0%`, want: "-150"},
		{value: 45, code: `0"%"`, want: "45"},
		{value: 45, code: `0\%`, want: "45"},

		{value: 123, code: "00000", want: "00123"},
		{value: 123456, code: "00000", want: "123456"},
		{value: -7, code: "00000", want: "-00007"},
		{value: 1.5, code: "00000", want: "1.5"},
		{value: 78051120, code: "000-00-0000", want: "078-05-1120"},
		{value: 17, code: `"A-"000`, want: "A-017"},
		{value: 17, code: `\A000_);[Red]\-000`, want: "A017"},
		{value: 17, code: "0", want: "17"},
		{value: 17, code: `0" seats"`, want: "17"},
		{value: 1234.5, code: "#,##0.00", want: "1234.5"},
		{value: 1234.5, code: `#,##0 "€"`, want: "1234.5"},
		{value: 1234.5, code: "General", want: "1234.5"},
		{value: 100000, code: "0.00E+00", want: "100000"},
		{value: 1e21, want: "1000000000000000000000"},
		{value: int64(9007199254740993), want: "9007199254740993"},
		{value: 0.1 + 0.2, want: "0.3"},
		{value: 1.0 / 3, want: "0.333333333333333"},
		{value: 2e-7, want: "0.0000002"},

		{value: "007", format: 14, want: "007"},
		{value: " 1E+05 ", want: " 1E+05 "},
		{value: true, format: 9, want: "TRUE"},
		{value: false, want: "FALSE"},
		{value: "line\nbreak, \"quoted\"", want: "line\nbreak, \"quoted\""},
	}, false)
	checkStyled(t, []styledCell{
		{value: 0, format: 14, want: "1904-01-01"},
		{value: 44884, format: 14, want: "2026-11-20"},
		{value: 44884.4375, format: 22, want: "2026-11-20T10:30:00"},
	}, true)
}

// xmlWorkbook returns a workbook of one sheet with that XML between its ends,
// those texts, and the format code as that of cells of style 1.
func xmlWorkbook(t testing.TB, rows, code string, texts ...string) string {
	var escaped bytes.Buffer
	must(t, xml.EscapeText(&escaped, []byte(code)))
	return zipped(t, map[string]string{
		"xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships>
			<Relationship Id="a" Type="x/worksheet" Target="/xl/sheet.xml"/>
			<Relationship Id="b" Type="x/sharedStrings" Target="texts.xml"/>
			<Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>`,
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="` + escaped.String() + `"/></numFmts>
			<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
		"xl/texts.xml": "<sst><si>" + strings.Join(texts, "</si><si>") + "</si></sst>",
		"xl/sheet.xml": "<worksheet><dimension ref=\"A1\"/>" + rows + "</worksheet>",
	})
}

func zipped(t testing.TB, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range files {
		part, err := w.Create(name)
		must(t, err)
		_, err = io.WriteString(part, text)
		must(t, err)
	}
	must(t, w.Close())
	return b.String()
}

// data returns a sheet's rows of inline texts and other cells.
func data(cells ...string) string {
	return `<sheetData><row><c t="inlineStr"><is><t>id</t></is></c><c t="inlineStr"><is><t>mrr</t></is></c></row>` + strings.Join(cells, "") + "</sheetData>"
}

func TestSheets(t *testing.T) {
	read := func(rows ...string) result { return result{Header: idMRR, Rows: rows} }
	check(t, []readCase{
		{name: "cells and rows without places", text: xmlWorkbook(t, data("<row><c><v>1</v></c><c><v>2</v></c></row>", "<row><c><v>3</v></c></row>"), ""), want: read("2: 1|2", "3: 3|")},
		{name: "gaps", text: xmlWorkbook(t, data(`<row r="5"><c r="B5"><v>2</v></c></row>`, `<row/>`, `<row r="7"><c r="A7" s="9"/></row>`, `<row r="9"><c><v>3</v></c></row>`), ""),
			want: read("5: |2", "9: 3|")},
		{name: "cells out of order", text: xmlWorkbook(t, data(`<row><c r="B2"><v>2</v></c><c r="A2"><v>1</v></c></row>`), ""), want: read("2: 1|2")},
		{name: "shared texts", text: xmlWorkbook(t, data(`<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>`, `<row><c t="s"><v>2</v></c><c t="s"/></row>`), "",
			"<t>x</t>", "<r><t>ri</t></r><r><t xml:space=\"preserve\">ch </t></r><rPh><t>guide</t></rPh>", "<t>a_x000D_b_x005F_x000D_</t>"),
			want: read("2: rich |x", "3: a\rb_x000D_|")},
		{name: "formulas and errors", text: xmlWorkbook(t, data(`<row><c t="str"><f>"a"&amp;1</f><v>a1</v></c><c><f>1+1</f><v>2</v></c></row>`,
			`<row><c t="str"><f>NA()</f><v>b</v></c><c t="e"><v>#N/A</v></c></row>`, `<row><c t="b"><v>1</v></c><c><f>B1</f></c></row>`), ""),
			want: read("2: a1|2", "3: b|#N/A", "4: TRUE|")},
		{name: "ISO dates", text: xmlWorkbook(t, data(`<row><c t="d"><v>2026-11-20T00:00:00</v></c><c t="d"><v>2026-11-20T10:30:00</v></c></row>`), ""),
			want: read("2: 2026-11-20|2026-11-20T10:30:00")},
		{name: "numbers of many digits", text: xmlWorkbook(t, data(`<row><c><v>12345678901234567890</v></c><c><v>0.28999999999999998</v></c></row>`,
			`<row><c><v>1E5</v></c><c><v>1.50</v></c></row>`, `<row><c><v>x</v></c><c><v>1e999</v></c></row>`), ""),
			want: read("2: 12345678901234567890|0.29", "3: 100000|1.50", "4: x|1e999")},
		{name: "rows of other parts", text: xmlWorkbook(t, data(`<row><c><v>1</v></c></row>`)+"<anchor><row>7</row><t>x</t></anchor>", ""), want: read("2: 1|")},
		{name: "a column without a name", text: xmlWorkbook(t, data(`<row><c><v>1</v></c><c/><c><v>note</v></c></row>`), ""),
			want: result{Header: []string{"id", "mrr", ""}, Rows: []string{"2: 1||note"}}},
		{name: "title above", text: xmlWorkbook(t, `<sheetData><row><c><v>2026</v></c></row><row r="3"><c t="str"><v>id</v></c><c t="str"><v>mrr</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>`, ""),
			want: result{Header: idMRR, Rows: []string{"4: 1|2"}, Warnings: []string{"3: taken as the header; 2 lines above it passed over"}}},
		{name: "a late cell beyond the header", text: xmlWorkbook(t, data(strings.Repeat(`<row><c><v>1</v></c></row>`, sampleSize-1), `<row><c><v>1</v></c><c/><c><v>3</v></c></row>`), ""),
			want: read(append(manyRows(sampleSize-1), "101: 1||3 !has 3 cells; the header has 2")...)},
		{name: "no rows", text: xmlWorkbook(t, "<sheetData/>", ""), want: result{Err: "stdin: file is empty; want a header and rows"}},
	})
}

func manyRows(n int) []string {
	var rows []string
	for i := range n {
		rows = append(rows, fmt.Sprintf("%d: 1|", i+2))
	}
	return rows
}

func TestSheetsRefused(t *testing.T) {
	whole := workbookOf(t, [][]string{{"id", "mrr"}, {"a", "1"}})
	const noWorkbook = "stdin: is a zip file, but no xlsx workbook; unpack it, or save it as xlsx or CSV"
	check(t, []readCase{
		{name: "zip", text: zipped(t, map[string]string{"a.csv": "id,mrr\n"}), want: result{Err: noWorkbook}},
		{name: "xlsb", text: zipped(t, map[string]string{"xl/workbook.bin": ""}), want: result{Err: noWorkbook}},
		{name: "cut short", text: whole[:len(whole)-1], want: result{
			Err: "stdin: looks like a workbook or zip file, but is damaged or cut short; save it anew"}},
		{name: "XML that ends early", text: xmlWorkbook(t, "<sheetData><row><c><v>1</v></c></row>", ""), want: result{
			Err: "stdin: the workbook's part xl/sheet.xml is broken: XML syntax error on line 1: element <sheetData> closed by </worksheet>"}},
		{name: "a text that is not there", text: xmlWorkbook(t, data(`<row><c t="s"><v>1</v></c></row>`), "", "<t>x</t>"), want: result{
			Err: `stdin: row 2 of the sheet: text "1" is none of the workbook's 1`}},
		{name: "a cell beyond the columns", text: xmlWorkbook(t, data(`<row><c r="XFE2"/></row>`), ""), want: result{
			Err: `stdin: row 2 of the sheet has a cell at "XFE2"; want columns A to XFD`}},
		{name: "a cell nowhere", text: xmlWorkbook(t, data(`<row><c r="2"/></row>`), ""), want: result{
			Err: `stdin: row 2 of the sheet has a cell at "2"; want columns A to XFD`}},
		{name: "rows that do not rise", text: xmlWorkbook(t, data(`<row r="1"/>`), ""), want: result{
			Err: `stdin: the sheet has row "1" behind row 1; want rows that rise up to 1048576`}},
		{name: "a style that is no number", text: xmlWorkbook(t, data(`<row><c s="x"/></row>`), ""), want: result{
			Err: `stdin: row 2 of the sheet has a cell of style "x"; want a number`}},
	})
}
