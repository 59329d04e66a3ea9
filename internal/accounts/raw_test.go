package accounts

import (
	"strings"
	"testing"
)

func TestRawCells(t *testing.T) {
	r, err := Open("-", strings.NewReader("id,mrr,plan\n \"a,\"\"\" ,1, b \nc,2,\"d\",,\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var c, again Chunk
	if err := r.Read(&c); err != nil {
		t.Fatal(err)
	}
	var w Row
	for _, want := range [][]string{
		{` "a,""" `, ` "a,""" ,1`, ` "a,""" ,1, b `, `1, b `, ` b `, ``},
		{`c`, `c,2`, `c,2,"d"`, `2,"d"`, `"d"`, ``},
	} {
		if !c.Next(&w) {
			t.Fatal("no row")
		}
		for i, span := range [][2]int{{0, 1}, {0, 2}, {0, 3}, {1, 3}, {2, 3}, {3, 3}} {
			if got := string(w.RawCells(span[0], span[1])); got != want[i] {
				t.Errorf("cells %v of %q: %q; want %q", span, w.Raw, got, want[i])
			}
		}
		r.Refill(&again, w.Raw, w.Line, w.Offset)
		var same Row
		if !again.Next(&same) || rowText(&same) != rowText(&w) || same.Offset != w.Offset {
			t.Errorf("read again: %s; want %s", rowText(&same), rowText(&w))
		}
	}
}

func TestClean(t *testing.T) {
	r, err := Open("-", strings.NewReader("a,b\n"+strings.Join([]string{
		`1,2`, ` 1 , 2 `, `"x,y",""`, "\"x\ny\",\"\"\"\"", `1,5" pipe`, `"x" ,2`, // clean
		`1, "x,y"`, "\t\"x\",2",
	}, "\n")), Options{})
	must(t, err)
	var c Chunk
	must(t, r.Read(&c))
	var w Row
	for n := 0; c.Next(&w); n++ {
		if want := n < 6; w.Clean() != want || w.Reject != "" {
			t.Errorf("%q is clean: %t; want %t", w.Raw, w.Clean(), want)
		}
	}
	if w.Line != 10 {
		t.Errorf("the last row is on line %d; want 10", w.Line)
	}
}

func TestSigns(t *testing.T) {
	const signs = "a,b,c,d,e,f,g\n=1,\"-2\",\"\"\"=3\",\"\",,x=,é\n5,A,z,~, ,\",\",\"\n\"\r\n+,\"@\",,,,,\n"
	want := []string{"=1 -2 é", "  , \n", "+ @", "=2 ="}
	for _, odd := range []string{"1,\"=2\",=,,,,\n", "1, \"=2\",=,,,,\n"} { // the second is not clean, and so not indexed
		r, err := Open("-", strings.NewReader(signs+odd), Options{})
		must(t, err)
		var c Chunk
		must(t, r.Read(&c))
		var w Row
		for row, want := range want {
			if !c.Next(&w) {
				t.Fatal("no row")
			}
			var found []string
			for _, i := range w.Signs() {
				if text := w.Cell(i); text != "" && strings.IndexByte("=-\xc3 ,\n+@", text[0]) >= 0 {
					found = append(found, text)
				}
			}
			if got := strings.Join(found, " "); got != want {
				t.Errorf("row %d: %q; want %q", row, got, want)
			}
		}
	}
}
