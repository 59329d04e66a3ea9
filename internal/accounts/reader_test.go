package accounts

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// A result is all that a reader says of a file. Rows are written as
// `LINE: cell|cell`, with ` !reject` or ` !invalid` behind where it is so.
type result struct {
	Header   []string
	Rows     []string
	Warnings []string // `LINE: text`, of the head and then of the rows
	Err      string
}

// readAll reads text as standard input, in chunks of the size.
func readAll(text string, o Options, size int) result {
	l := defaultLimits()
	l.chunk = size
	return readUpTo(text, o, l)
}

// readUpTo reads text as standard input.
func readUpTo(text string, o Options, l limits) result {
	r, err := open("-", strings.NewReader(text), o, l)
	if err != nil {
		return result{Err: err.Error()}
	}
	got := result{Header: r.Header()}
	got.warn(r.Warnings())
	var tally Tally
	var c Chunk
	for err = r.Read(&c); err == nil; err = r.Read(&c) {
		var w Row
		for c.Next(&w) {
			got.Rows = append(got.Rows, rowText(&w))
		}
		tally.Add(c.Tally())
	}
	got.warn(tally.Warnings())
	if !errors.Is(err, io.EOF) {
		got.Err = err.Error()
	}
	return got
}

func (got *result) warn(warnings []Warning) {
	for _, w := range warnings {
		got.Warnings = append(got.Warnings, fmt.Sprintf("%d: %s", w.Line, w.Text))
	}
}

func rowText(w *Row) string {
	var cells []string
	for i := range w.ends {
		cells = append(cells, strings.Clone(w.Cell(i)))
	}
	text := fmt.Sprintf("%d: %s", w.Line, strings.Join(cells, "|"))
	if w.Reject != "" {
		text += " !" + w.Reject
	}
	if w.Invalid {
		text += " !invalid"
	}
	return text
}

// A readCase is a file and what is read of it.
type readCase struct {
	name string
	text string
	o    Options
	want result
}

// check reads each case whole and in chunks of a byte.
func check(t *testing.T, cases []readCase) {
	t.Helper()
	for _, c := range cases {
		for _, size := range []int{1, 1 << 20} {
			t.Run(fmt.Sprintf("%s/%d", c.name, size), func(t *testing.T) {
				if diff := cmp.Diff(c.want, readAll(c.text, c.o, size)); diff != "" {
					t.Errorf("%q (-want +got):\n%s", c.text, diff)
				}
			})
		}
	}
}

var (
	idMRR  = []string{"id", "mrr"}
	idMRRx = []string{"id", "mrr", "plan"}
)

func TestDialects(t *testing.T) {
	two := result{Header: idMRR, Rows: []string{"2: Ann|1.5", "3: Bob|2"}}
	check(t, []readCase{
		{name: "comma", text: "id,mrr\nAnn,1.5\nBob,2\n", want: two},
		{name: "semicolon", text: "id;mrr\nAnn;1.5\nBob;2\n", want: two},
		{name: "tab", text: "id\tmrr\nAnn\t1.5\nBob\t2\n", want: two},
		{name: "pipe", text: "id|mrr\nAnn|1.5\nBob|2\n", want: two},
		{name: "given", text: "id:mrr\nAnn:1.5\nBob:2\n", o: Options{Delimiter: ':'}, want: two},
		{name: "given against the look", text: "id;a,mrr\nAnn;a,1.5\n", o: Options{Delimiter: ';'},
			want: result{Header: []string{"id", "a,mrr"}, Rows: []string{"2: Ann|a,1.5"}}},
		{name: "CRLF", text: "id,mrr\r\nAnn,1.5\r\nBob,2\r\n", want: two},
		{name: "CR", text: "id,mrr\rAnn,1.5\rBob,2\r", want: two},
		{name: "mixed line ends", text: "id,mrr\rAnn,1.5\r\nBob,2\n", want: two},
		{name: "no line end at the end", text: "id,mrr\nAnn,1.5\nBob,2", want: two},
		{name: "Ctrl-Z at the end", text: "id,mrr\nAnn,1.5\nBob,2\n\x1a\x1a", want: two},
		{name: "all quoted", text: "\"id\",\"mrr\"\n\"Ann\",\"1.5\"\n\"Bob\",\"2\"\n", want: two},
		{name: "UTF-8 mark", text: "\ufeffid,mrr\nAnn,1.5\nBob,2\n", want: two},
		{name: "UTF-8 mark before a quote", text: "\ufeff\"id\",mrr\nAnn,1.5\nBob,2\n", want: two},
		{name: "UTF-8 by name", text: "id,mrr\nAnn,1.5\nBob,2\n", o: Options{Encoding: "utf8"}, want: two},
		{name: "UTF-16, low byte first", text: "\xff\xfei\x00d\x00,\x00m\x00r\x00r\x00\n\x00", want: result{Header: idMRR}},
		{name: "UTF-16, high byte first", text: "\xfe\xff\x00i\x00d\x00,\x00m\x00r\x00r\x00\n", want: result{Header: idMRR}},
		{name: "UTF-16 by name", text: "i\x00d\x00,\x00m\x00r\x00r\x00\n\x00", o: Options{Encoding: "utf-16le"}, want: result{Header: idMRR}},
		{name: "the mark wins over the name", text: "\ufeffid,mrr\né,1\n", o: Options{Encoding: "windows-1252"},
			want: result{Header: idMRR, Rows: []string{"2: é|1"}}},
		{name: "Windows-1252", text: "id,mrr\nCaf\xe9,\x801\n", o: Options{Encoding: "windows-1252"},
			want: result{Header: idMRR, Rows: []string{"2: Café|€1"}}},
		{name: "decimal commas", text: "id;mrr\nAnn;1,5\nBob;2,5\nCem;3,5\n",
			want: result{Header: idMRR, Rows: []string{"2: Ann|1,5", "3: Bob|2,5", "4: Cem|3,5"}}},
		{name: "one column", text: "id\nAnn\nBob, Inc.\nCem\n",
			want: result{Header: []string{"id"}, Rows: []string{"2: Ann", "3: Bob| Inc. !has 2 cells; the header has 1", "4: Cem"}}},
		{name: "header alone", text: "id;mrr", want: result{Header: idMRR}},
		{name: "sep line", text: "sep=;\r\nid;mrr\r\nAnn;1\r\n",
			want: result{Header: idMRR, Rows: []string{"3: Ann|1"}, Warnings: []string{`1: "sep=;" gives the delimiter`}}},
		{name: "sep line, quoted", text: "\"SEP=|\"\rid|mrr\r",
			want: result{Header: idMRR, Warnings: []string{`1: "SEP=|" gives the delimiter`}}},
		{name: "sep line against the option", text: "sep=;\nid,mrr\n", o: Options{Delimiter: ','},
			want: result{Header: idMRR, Warnings: []string{`1: "sep=;" passed over; the delimiter is given as ','`}}},
	})
}

func TestQuotes(t *testing.T) {
	const head = "id,mrr,plan\n"
	read := func(rows ...string) result { return result{Header: idMRRx, Rows: rows} }
	noted := func(warning string, rows ...string) result {
		return result{Header: idMRRx, Rows: rows, Warnings: []string{warning}}
	}
	check(t, []readCase{
		{name: "delimiter", text: head + `"a, b",1,c`, want: read("2: a, b|1|c")},
		{name: "doubled", text: head + `"a ""b""","""",""""""`, want: read(`2: a "b"|"|""`)},
		{name: "empty", text: head + `"",1,""`, want: read("2: |1|")},
		{name: "lines", text: head + "\"a\nb\r\nc\rd\",1,x\ny,2,z\n", want: read("2: a\nb\r\nc\rd|1|x", "6: y|2|z")},
		{name: "bare", text: head + "5\" pipe,1\",\"x\"\n", want: noted("2: 1 row with a quote within an unquoted cell: taken as text", `2: 5" pipe|1"|x`)},
		{name: "bare ones open nothing", text: head + "a \"b,\"c\n", want: result{Header: idMRRx,
			Err: "stdin:2: quote is never closed; want a quote at the cell's end, or none at its start"}},
		{name: "padded", text: head + "a, \"1\" ,\t\"c\"\t\nb,2,\"d\" \n", want: noted("2: 1 row with white space before a cell's quote: left out", "2: a|1|c", "3: b|2|d")},
		{name: "text behind", text: head + "\"a\" b,1,c\nd,2,e\n", want: read(
			"2: a|1|c !has text behind the closing quote of cell 1", "3: d|2|e")},
		{name: "another cell behind", text: head + "\"a\" \"b\",1,c\n", want: read("2: a|1|c !has text behind the closing quote of cell 1")},
		{name: "backslash", text: head + `"a \"b\"",1,c`, want: read(`2: a \|1|c !has text behind the closing quote of cell 1`)},
		{name: "never closed", text: head + "a,1,b\n\"c,2,d\ne,3,f\n", want: result{Header: idMRRx, Rows: []string{"2: a|1|b"},
			Err: "stdin:3: quote is never closed; want a quote at the cell's end, or none at its start"}},
		{name: "never closed, late in its record", text: head + "\"a\nb\",1,\"c\n", want: result{Header: idMRRx,
			Err: "stdin:3: quote is never closed; want a quote at the cell's end, or none at its start"}},
		{name: "never closed in the header", text: "id,\"mrr\nAnn,1\n", want: result{
			Err: "stdin:1: quote is never closed; want a quote at the cell's end, or none at its start"}},
		{name: "closed by the next quote", text: head + "a,\"1,b\nc,2,d\ne,\"3\",f\n", want: read(
			"2: a|1,b\nc,2,d\ne,|f !has text behind the closing quote of cell 2; the quote that opens on line 2 may lack its end")},
		{name: "closed well by a stray quote", text: head + "\"x\ny\",0,z\na,\"1,b\nc,2,d\ne,3\",f\n", want: read("2: x\ny|0|z",
			"4: a|1,b\nc,2,d\ne,3|f !has 3 lines of 3 cells each within its quotes; the quote that opens on line 4 may lack its end")},
		{name: "prose over lines", text: head + "a,\"Main St, Springfield\nIL, USA\",c\n", want: read("2: a|Main St, Springfield\nIL, USA|c")},
		{name: "lines of too few cells", text: head + "\"a\nb\",1\n", want: read(
			"2: a\nb|1 !has 2 cells; the header has 3; the quote that opens on line 2 may lack its end")},
		{name: "text behind in the header", text: "\"id\"x,mrr\n", want: result{
			Err: "stdin:1: header has text behind the closing quote of cell 1; want a delimiter there, which --delimiter may name"}},
		{name: "tab before a quote in a tab file", text: "id\tmrr\n\t\"1\"\n", want: result{Header: idMRR, Rows: []string{"2: |1"}}},
	})
}

func TestShapes(t *testing.T) {
	check(t, []readCase{
		{name: "blank lines", text: "\n \nid,mrr\n\n \t \n\u00a0\na,1\n\n", want: result{Header: idMRR, Rows: []string{"7: a|1"}}},
		{name: "empty rows", text: "id,mrr\na,1\n,\n \t,\"\"\n,,,\n", want: result{Header: idMRR, Rows: []string{"2: a|1"},
			Warnings: []string{"3: 3 rows with empty cells alone: passed over"}}},
		{name: "too few and too many cells", text: "id,mrr\na\nb,1\nc,1,2\n", want: result{Header: idMRR, Rows: []string{
			"2: a !has 1 cell; the header has 2", "3: b|1", "4: c|1|2 !has 3 cells; the header has 2"}}},
		{name: "empty cells beyond the header", text: "id,mrr\na,1,\nb,\"2\" , ,\"\"\n", want: result{Header: idMRR, Rows: []string{"2: a|1", "3: b|2"},
			Warnings: []string{"2: 2 rows with empty cells beyond the header: trimmed"}}},
		{name: "trailing delimiter throughout", text: "id,mrr,\na,1,\n", want: result{Header: []string{"id", "mrr", ""}, Rows: []string{"2: a|1|"}}},
		{name: "trailing delimiters of the header", text: "id,mrr,,\na,1\n", want: result{Header: idMRR, Rows: []string{"2: a|1"},
			Warnings: []string{"1: 2 delimiters at the header's end left out, which the rows do not have"}}},
		{name: "repeated header", text: "id,mrr\na,1\n\ufeffid,mrr\nb,2\n", want: result{Header: idMRR, Rows: []string{"2: a|1", "4: b|2"},
			Warnings: []string{"3: 1 row equal to the header: passed over"}}},
		{name: "second table", text: "id,mrr,plan\na,1,x\nb,2,y\n\nid,n\na,1\n", want: result{Header: idMRRx, Rows: []string{
			"2: a|1|x", "3: b|2|y", "5: id|n !has 2 cells; the header has 3", "6: a|1 !has 2 cells; the header has 3"}}},
		{name: "bytes that are not UTF-8", text: "id,mrr\nCaf\xe9,1\nb,2\n", want: result{Header: idMRR, Rows: []string{"2: Caf\xe9|1 !invalid", "3: b|2"}}},
		{name: "bytes that are not of the encoding", text: "id,mrr\n\x83,1\nb,2\n", o: Options{Encoding: "shift_jis"},
			want: result{Header: idMRR, Rows: []string{"2: \ufffd|1 !invalid", "3: b|2"}}},
		{name: "NUL", text: "id,mrr\na,1\nb,2\x00\n", want: result{Err: "stdin:3: NUL byte; a text file has none"}},
	})
}

func TestHeaders(t *testing.T) {
	check(t, []readCase{
		{name: "white space", text: " id ,\tmrr , plan\n", want: result{Header: idMRRx}},
		{name: "white space within quotes", text: "\" id \",mrr\n", want: result{Header: idMRR}},
		{name: "invisible characters", text: "\u200bid,mrr\u00a0\n", want: result{Header: idMRR, Warnings: []string{
			`1: column "\u200bid" has invisible characters around its name; left out`,
			`1: column "mrr\u00a0" has invisible characters around its name; left out`}}},
		{name: "twice", text: "id,mrr,mrr\n", want: result{Header: []string{"id", "mrr", "mrr"}}},
		{name: "equal up to case", text: "id,MRR,mrr\n", want: result{Header: []string{"id", "MRR", "mrr"}, Warnings: []string{
			`1: columns "MRR" and "mrr" differ in letter case alone; they are two`}}},
		{name: "row numbers", text: ",id,mrr\n0,a,1\n", want: result{Header: []string{"", "id", "mrr"}, Rows: []string{"2: 0|a|1"}}},
		{name: "no name", text: "id,,mrr\na,1,2\n", want: result{Header: []string{"id", "", "mrr"}, Rows: []string{"2: a|1|2"},
			Warnings: []string{"1: column 2 has no name"}}},
		{name: "numbers", text: "1,2\na,3\n", want: result{Header: []string{"1", "2"}, Rows: []string{"2: a|3"}}},
		{name: "not UTF-8", text: "id,caf\xe9\n", want: result{Header: []string{"id", "caf\xe9"}, Warnings: []string{
			"1: header has bytes that are not valid in the file's encoding; --encoding names another"}}},
		{name: "lines above", text: "Customers\nas of today\n\nid,mrr\na,1\nb,2\n", want: result{Header: idMRR, Rows: []string{"5: a|1", "6: b|2"},
			Warnings: []string{"4: taken as the header; 3 lines above it passed over"}}},
		{name: "padded lines above", text: "Customers,\n,\nid,mrr\na,1\n", want: result{Header: idMRR, Rows: []string{"4: a|1"},
			Warnings: []string{"3: taken as the header; 2 lines above it passed over"}}},
		{name: "comments above", text: "# by CRM, today\nid,mrr,plan\na,1,x\n", want: result{Header: idMRRx, Rows: []string{"3: a|1|x"},
			Warnings: []string{"2: taken as the header; 1 line above it passed over"}}},
		{name: "lines above behind a sep line", text: "sep=,\nCustomers\nid,mrr\na,1\n", want: result{Header: idMRR, Rows: []string{"4: a|1"}, Warnings: []string{
			`1: "sep=," gives the delimiter`, "3: taken as the header; 1 line above it passed over"}}},
		{name: "lines above that may be the header", text: "Customers,of today\nid,mrr,plan\na,1,x\nb,2,y\n", want: result{
			Err: "stdin:2: looks like the header; delete what stands above it, or mend line 1, which has 2 cells where most have 3"}},
		{name: "header too short for its rows", text: "id,mrr\na,1,x\nb,2,y\n", want: result{Header: idMRR, Rows: []string{
			"2: a|1|x !has 3 cells; the header has 2", "3: b|2|y !has 3 cells; the header has 2"}}},
	})
}

func TestRefused(t *testing.T) {
	refused := func(name, text, err string) readCase {
		return readCase{name: name, text: text, want: result{Err: "stdin" + err}}
	}
	const empty = ": file is empty; want a header and rows"
	check(t, []readCase{
		refused("no bytes", "", empty),
		refused("blank lines", "\n\r\n  \n", empty),
		refused("byte order mark", "\ufeff", empty),
		refused("sep line alone", "sep=;\n", empty),
		refused("white space without end", strings.Repeat("\n", 1<<17), ":1: white space for 64 KiB; want a header"),
		refused("Ctrl-Z", "\x1a", empty),
		refused("zip", "PK\x03\x04\x00", ": looks like a workbook or zip file, but is damaged or cut short; save it anew"),
		refused("xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ": looks like an xls file of old, or a workbook with a password; save it as xlsx without one, or export it as CSV"),
		refused("tar", strings.Repeat("x", 257)+"ustar\x00", ": looks like a tar archive; unpack it first"),
		refused("PDF", "%PDF-1.7\n", ": looks like PDF; export the data as CSV"),
		refused("HTML", "\ufeff\n<!DOCTYPE html>\n", ":1: looks like HTML or XML, perhaps a page that asks to sign in; want CSV"),
		refused("JSON array", "[\n {\"id\": 1}]", ":1: looks like a JSON array; want its objects one a line, as jq -c '.[]' writes them"),
		refused("Git LFS", "version https://git-lfs.github.com/spec/v1\n", ":1: is a Git LFS pointer, not the data; run git lfs pull"),
		refused("UTF-16, low byte first, without a mark", "i\x00d\x00,\x00", ": looks like UTF-16 without a byte order mark; want UTF-8, or --encoding utf-16le"),
		refused("UTF-16, high byte first, without a mark", "\x00i\x00d\x00,", ": looks like UTF-16 without a byte order mark; want UTF-8, or --encoding utf-16be"),
		refused("two-character delimiter", "id||mrr||plan\na||1||x\n", `:1: looks delimited by "||"; want a delimiter of one character`),
		refused("ASCII separators", "id\x1fmrr\x1ea\x1f1\x1e",
			":1: looks separated by ASCII control characters (0x1f, 0x1e); want cells separated by commas and rows by line ends"),
	})
}

// What only looks foreign is read.
func TestNotRefused(t *testing.T) {
	check(t, []readCase{
		{name: "names in brackets", text: "[id],[mrr]\n", want: result{Header: []string{"[id]", "[mrr]"}}},
		{name: "names of formats", text: "PAR1,BZh9\n", want: result{Header: []string{"PAR1", "BZh9"}}},
		{name: "empty columns between", text: "id,,mrr,,plan\n", want: result{Header: []string{"id", "", "mrr", "", "plan"}, Warnings: []string{
			"1: column 2 has no name", "1: column 4 has no name"}}},
	})
}

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Delimiter: '"'}, `delimiter '"': want an ASCII character that is neither a quote nor a line end`},
		{Options{Delimiter: '\n'}, `delimiter '\n': want an ASCII character that is neither a quote nor a line end`},
		{Options{Delimiter: 0xa7}, `delimiter '§': want an ASCII character that is neither a quote nor a line end`},
		{Options{Encoding: "latin"}, `encoding "latin": want utf-8, utf-16le, windows-1252, iso-8859-15, macintosh, shift_jis or another name that web pages use`},
	} {
		if got := readAll("id,mrr\n", c.o, 1).Err; got != c.want {
			t.Errorf("%+v: %q; want %q", c.o, got, c.want)
		}
	}
}

func TestOpenFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(name, []byte("id;mrr\na;1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Open(name, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Name() != name || r.Delimiter() != ';' || r.HeaderLine() != 1 || r.Verbatim() || string(r.RawHeader()) != "id;mrr" {
		t.Errorf("%s: delimiter %q, line %d, verbatim %v, header %q", r.Name(), r.Delimiter(), r.HeaderLine(), r.Verbatim(), r.RawHeader())
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}

	missing := filepath.Join(dir, "b.csv")
	if _, err := Open(missing, nil, Options{}); !errors.Is(err, os.ErrNotExist) || err.Error() != missing+": no such file or directory" {
		t.Errorf("a missing file: %v", err)
	}
	if _, err := Open(dir, nil, Options{}); err == nil || err.Error() != dir+": is a directory" {
		t.Errorf("a folder: %v", err)
	}
}

func TestVerbatim(t *testing.T) {
	for text, want := range map[string]bool{
		"id,mrr\n":                      true,
		"\ufeffid,mrr\n":                true,
		"id;mrr\n":                      false,
		"\xfe\xff\x00i\x00,\x00m\x00\n": false,
	} {
		r, err := Open("-", strings.NewReader(text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if r.Verbatim() != want {
			t.Errorf("%q: verbatim is %v; want %v", text, !want, want)
		}
	}
}

// A header that lost its trailing delimiters is known again where it repeats.
func TestTrimmedHeaderRepeats(t *testing.T) {
	const head = "id,mrr,,\n"
	got := readAll(head+strings.Repeat("a,1\n", sampleSize)+head, Options{}, 1<<20)
	want := []string{
		"1: 2 delimiters at the header's end left out, which the rows do not have",
		"102: 1 row equal to the header: passed over",
	}
	if diff := cmp.Diff(want, got.Warnings); diff != "" || len(got.Rows) != sampleSize {
		t.Errorf("%d rows; (-want +got):\n%s", len(got.Rows), diff)
	}
}

// An accepted row's raw bytes hold the header's cells and no more.
func TestRaw(t *testing.T) {
	text := "\ufeffid,mrr,\r\n a ,\"1\"\" \" \r\nb,\"2\" ,, \r\nc,3,,x"
	r, err := Open("-", strings.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var c Chunk
	if err := r.Read(&c); err != nil {
		t.Fatal(err)
	}
	var got []string
	var w Row
	for c.Next(&w) {
		got = append(got, fmt.Sprintf("%d %q", w.Offset, w.Raw))
	}
	want := []string{`12 " a ,\"1\"\" \" "`, `25 "b,\"2\" ,"`, `36 "c,3,,x"`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadError(t *testing.T) {
	broken := io.MultiReader(strings.NewReader("id,mrr\na,1\n"), iotest.ErrReader(errors.New("unplugged")))
	if _, err := Open("-", broken, Options{}); err == nil || err.Error() != "stdin: unplugged" {
		t.Errorf("%v; want stdin: unplugged", err)
	}
}

func TestRecordTooLong(t *testing.T) {
	l := limits{head: 10, chunk: 16, record: 1 << 20}
	fits := strings.Repeat("x", l.record-len(",1\n"))
	for _, c := range []struct{ name, text, want string }{
		{"at the limit", "id,mrr\na,1\n" + fits + ",1\nb,2\n", "EOF"},
		{"above", "id,mrr\na,1\n" + fits + "x,1\nb,2\n", "stdin:3: record is over 1 MiB; want at most that"},
		{"in quotes", "id,mrr\na,1\n\"x\n\",\"" + fits + "\n\n\",1\n", "stdin:4: quote is not closed within 1 MiB; want a quote at the cell's end, or none at its start"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := open("-", strings.NewReader(c.text), Options{}, l)
			if err != nil {
				t.Fatal(err)
			}
			var chunk Chunk
			for err = r.Read(&chunk); err == nil; err = r.Read(&chunk) {
			}
			if err.Error() != c.want {
				t.Errorf("%v; want %s", err, c.want)
			}
			if size := cap(chunk.data); size > 3*l.record {
				t.Errorf("the buffer holds %d bytes", size)
			}
		})
	}
}

// A warning names the first row's line in whatever order chunks are added.
func TestTallyOrder(t *testing.T) {
	var early, late, sum Tally
	early.count(bareQuotes, 3)
	late.count(bareQuotes, 9)
	late.count(bareQuotes, 8)
	sum.Add(&late)
	sum.Add(&early)
	want := []Warning{{3, "3 rows with a quote within an unquoted cell: taken as text"}}
	if diff := cmp.Diff(want, sum.Warnings()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNextDoesNotAllocate(t *testing.T) {
	for name, data := range benchFiles() {
		r, err := Open("-", bytes.NewReader(data), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var c Chunk
		var w Row
		if err := r.Read(&c); err != nil || !c.Next(&w) {
			t.Fatal(err)
		}
		cells := 0
		allocs := testing.AllocsPerRun(100, func() {
			if !c.Next(&w) {
				t.Fatal("the chunk has too few rows")
			}
			for i := range r.Header() {
				cells += len(w.Cell(i))
			}
		})
		if allocs != 0 || cells == 0 {
			t.Errorf("%s: %v allocations a row", name, allocs)
		}
	}
}
