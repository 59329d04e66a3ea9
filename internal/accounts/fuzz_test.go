package accounts

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Whatever the bytes: no panic, the same rows and messages in whatever chunks,
// and rows whose raw bytes stand in the file where they say, in order.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		"", "id,mrr\nAnn,1\n", "id;mrr\r\n\"A;\"\"\";1,5\r\n", "id\tmrr\rAnn\t\r", "\ufeff\"id\",mrr\n, \"1\" \n,,\n",
		"sep=|\nid|mrr\n", "Report,,\n,,\nid,mrr,plan\na,1,b\n", "# note\nid,mrr\n\"a\nb\",1\nid,mrr\n5\" x,2,\n\"c,3\n",
		"id,mrr\n\"a\" b,1\n\xe9,2\n\x1a", "id||mrr||plan\n", "i\x00d\x00", "\xff\xfei\x00\n\x00", "[{\"id\":1}]",
		"{\"id\":\"a,\\n\"}\n\n{\"id\":2}\n", gzipped(f, "id,mrr\nAnn,1\n"), workbookOf(f, [][]string{{"id", "mrr"}, {"a", "1"}}),
	} {
		f.Add([]byte(seed), byte(1))
	}
	f.Fuzz(func(t *testing.T, data []byte, size byte) {
		whole := readAll(string(data), Options{}, 1<<20)
		cut := readAll(string(data), Options{}, 1+int(size))
		if !strings.Contains(whole.Err+cut.Err, "NUL byte") { // which ends the run before or behind other rows
			if diff := cmp.Diff(whole, cut); diff != "" {
				t.Fatalf("%q in chunks of %d (-whole +cut):\n%s", data, 1+int(size), diff)
			}
		}
		rejoin(t, data)
	})
}

// rejoin checks where the rows of data are.
func rejoin(t *testing.T, data []byte) {
	r, err := Open("-", bytes.NewReader(data), Options{})
	if err != nil || r.decoded || r.converted || packingOf(data) != nil {
		return // the file's text is another
	}
	end, line := int64(0), r.HeaderLine()
	var c Chunk
	for err = r.Read(&c); err == nil; err = r.Read(&c) {
		var w Row
		for c.Next(&w) {
			if w.Offset < end || w.Line <= line || !bytes.HasPrefix(data[w.Offset:], w.Raw) {
				t.Fatalf("%q: row %q, line %d, offset %d", data, w.Raw, w.Line, w.Offset)
			}
			end, line = w.Offset+int64(len(w.Raw)), w.Line
		}
	}
}

// Whatever a workbook's parts hold: no panic, and the same rows and messages in
// whatever chunks.
func FuzzWorkbook(f *testing.F) {
	f.Add(data(`<row r="4"><c r="B4" t="s" s="1"><v>1</v></c><c t="b"><v>1</v></c></row>`), "<t>x_x000A_</t>", "yyyy")
	f.Add(data(`<row><c s="1"><v>46346.4375</v></c><c t="e"><v>#N/A</v></c></row>`), "<r><t>a</t></r><rPh><t>b</t></rPh>", `[h]:mm;"x`)
	f.Add(data(`<row><c s="1"><v>-1E5</v></c><c s="1"><v>78051120</v></c></row>`), "", `"A-"000\-0_)*`)
	f.Fuzz(func(t *testing.T, rows, text, code string) {
		file := xmlWorkbook(t, rows, code, text)
		whole, cut := readAll(file, Options{}, 1<<20), readAll(file, Options{}, 1)
		if diff := cmp.Diff(whole, cut); diff != "" {
			t.Fatalf("(-whole +cut):\n%s", diff)
		}
	})
}
