package accounts

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A plainRecord is a record as read by the reference reader.
type plainRecord struct {
	Line   int
	Offset int64
	Raw    string
	Cells  []string
	Behind int // the first cell with text behind its closing quote, from 1
}

// reference reads text a byte at a time, with one state and no tricks. It
// returns also the line of a quote that is never closed, or 0.
func reference(text string, delim byte) (records []plainRecord, unclosed int) {
	const (
		start  = iota // of a cell: nothing but padding yet
		plain         // in an unquoted cell
		quoted        // in a quoted cell
		quote         // in a quoted cell, behind a quote that closes or doubles
		closed        // behind a quoted cell
	)
	state, line, opened := start, 1, 0
	var cell []byte
	r := plainRecord{Line: 1}
	from := 0 // of r
	endCell := func() {
		r.Cells = append(r.Cells, string(cell))
		cell, state = nil, start
	}
	for i := 0; i < len(text); i++ {
		b := text[i]
		lineEnd := b == '\n' || b == '\r'
		if b == '\n' || b == '\r' && !strings.HasPrefix(text[i:], "\r\n") {
			line++
		}
		if state == quote {
			state = closed
			if b == '"' {
				state = quoted
				cell = append(cell, '"')
				continue
			}
		}
		switch {
		case state == quoted && b == '"':
			state = quote
		case state == quoted:
			cell = append(cell, b)
		case b == delim:
			endCell()
		case lineEnd:
			endCell()
			r.Offset, r.Raw = int64(from), text[from:i]
			records = append(records, r)
			if strings.HasPrefix(text[i:], "\r\n") {
				i++
				line++
			}
			r, from = plainRecord{Line: line}, i+1
		case state == closed && b != ' ' && b != '\t' && r.Behind == 0:
			r.Behind = len(r.Cells) + 1
		case state == closed:
		case state == start && b == '"':
			state, opened, cell = quoted, line, nil
		default:
			if b != ' ' && b != '\t' {
				state = plain
			}
			cell = append(cell, b)
		}
	}
	switch {
	case state == quoted:
		return records, opened
	case from < len(text):
		endCell()
		r.Offset, r.Raw = int64(from), text[from:]
		records = append(records, r)
	}
	return records, 0
}

// records reads all of text, blank lines and all, in chunks of the size and
// with the source's bytes coming one at a time.
func records(t *rapid.T, text string, delim byte, size int) (all []plainRecord, unclosed int) {
	r := &Reader{
		src:    iotest.OneByteReader(strings.NewReader(text)),
		limits: limits{chunk: size, record: 1 << 20},
		line:   1,
		layout: layout{delim: delim},
	}
	var c Chunk
	err := r.Read(&c)
	for ; err == nil; err = r.Read(&c) {
		var w Row
		for c.record(&w) {
			rec := plainRecord{Line: w.Line, Offset: w.Offset, Raw: string(w.Raw), Behind: w.behind}
			for i := range w.ends {
				rec.Cells = append(rec.Cells, strings.Clone(w.Cell(i)))
			}
			all = append(all, rec)
		}
	}
	if errors.Is(err, io.EOF) {
		return all, 0
	}
	e, ok := errors.AsType[*Error](err)
	if !ok || !strings.HasPrefix(e.Text, "quote is never closed") {
		t.Fatal(err)
	}
	return all, e.Line
}

// garbage draws text in which quotes, delimiters and line ends are dense.
func garbage(t *rapid.T, delim byte) string {
	tokens := []string{
		string(delim), string(delim), string(delim) + `"`, `"` + string(delim), `"`, `""`, `"""`, "\n", "\r\n", "\r", "\n\n", `"` + "\n", "\n" + `"`,
		" ", "a", "b;c", "é", "longer than eight bytes",
	}
	if delim != '\t' { // else the reference would take it as padding
		tokens = append(tokens, "\t", " \t ")
	}
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(tokens), 0, 60).Draw(t, "text"), "")
}

func TestEqualsReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delim := rapid.SampledFrom([]byte(",;\t|")).Draw(t, "delimiter")
		text := garbage(t, delim)
		want, wantOpen := reference(text, delim)
		got, gotOpen := records(t, text, delim, rapid.IntRange(1, 40).Draw(t, "chunk"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", text, diff)
		}
		if gotOpen != wantOpen {
			t.Fatalf("%q: unclosed quote on line %d; want %d", text, gotOpen, wantOpen)
		}
	})
}

// What encoding/csv accepts, and this format's rules do not read on purpose
// otherwise (CR as a line end), it reads as we do.
func TestEqualsEncodingCSV(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ReplaceAll(strings.ReplaceAll(garbage(t, ','), "\r\n", "\n"), "\r", "")
		theirs := csv.NewReader(strings.NewReader(text))
		theirs.FieldsPerRecord = -1
		want, err := theirs.ReadAll()
		if err != nil {
			t.Skip("encoding/csv refuses it")
		}
		accepted++
		got, _ := records(t, text, ',', rapid.IntRange(1, 40).Draw(t, "chunk"))
		var cells [][]string
		for _, r := range got {
			if r.Raw != "" { // encoding/csv passes over empty lines
				cells = append(cells, r.Cells)
			}
		}
		if diff := cmp.Diff(want, cells); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", text, diff)
		}
	})
	if accepted == 0 {
		t.Error("encoding/csv refused all")
	}
}

// A dialect is a way to write a file.
type dialect struct {
	delim, lineEnd, mark string
	quoteAll             bool
}

func (d dialect) write(rows [][]string) string {
	var b strings.Builder
	b.WriteString(d.mark)
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(d.delim)
			}
			if d.quoteAll || strings.ContainsAny(cell, d.delim+"\"\r\n \t") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString(d.lineEnd)
	}
	return b.String()
}

// What any program wrote is read as it was meant, whatever the dialect and
// the chunks.
func TestReadsWhatWasWritten(t *testing.T) {
	cell := rapid.StringOf(rapid.SampledFrom([]rune("aZ09.-,;|\t\" \n\ré€\U0001f680")))
	rapid.Check(t, func(t *rapid.T) {
		rows := [][]string{{"id", "mrr", "plan", "owner"}}
		for range rapid.IntRange(0, 8).Draw(t, "rows") {
			row := []string{"A-1"}
			for range rows[0][1:] {
				row = append(row, cell.Draw(t, "cell"))
			}
			rows = append(rows, row)
		}
		d := dialect{
			delim:    rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(t, "delimiter"),
			lineEnd:  rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end"),
			mark:     rapid.SampledFrom([]string{"", "\ufeff"}).Draw(t, "mark"),
			quoteAll: rapid.Bool().Draw(t, "quote all"),
		}
		text := d.write(rows)
		got := cellsOf(t, text, Options{Delimiter: d.delim[0]}, rapid.IntRange(1, 60).Draw(t, "chunk"))
		if diff := cmp.Diff(rows, got); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", text, diff)
		}
	})
}

// cellsOf returns the header and the cells of all rows.
func cellsOf(t interface{ Fatal(...any) }, text string, o Options, size int) [][]string {
	l := defaultLimits()
	l.chunk = size
	r, err := open("-", strings.NewReader(text), o, l)
	if err != nil {
		t.Fatal(err)
	}
	all := [][]string{r.Header()}
	var c Chunk
	for err = r.Read(&c); err == nil; err = r.Read(&c) {
		var w Row
		for c.Next(&w) {
			var cells []string
			for i := range r.Header() {
				cells = append(cells, strings.Clone(w.Cell(i)))
			}
			all = append(all, cells)
		}
	}
	if !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	return all
}
