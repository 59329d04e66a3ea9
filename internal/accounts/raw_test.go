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

func TestCount(t *testing.T) {
	r, err := Open("-", strings.NewReader("a,b,c,d,e,f,g\n=1,\"=2\",\"\"\"=3\",\"\",,x=,=\n=1, \"=2\",=,,,,\n"), Options{})
	must(t, err)
	var c Chunk
	must(t, r.Read(&c))
	set := [256]bool{'=': true}
	for row, want := range []string{"=1 =2 =", "=1 =2 ="} { // the second is not clean
		var w Row
		if !c.Next(&w) {
			t.Fatal("no row")
		}
		var seen []string
		n := w.Count(&set, 0, 7, func(text string) bool {
			if !strings.HasPrefix(text, "=") {
				return false
			}
			seen = append(seen, strings.Clone(text))
			return true
		})
		if got := strings.Join(seen, " "); got != want || n != 3 {
			t.Errorf("row %d: %d cells, %q; want %q", row, n, got, want)
		}
		if n := w.Count(&set, 1, 2, func(text string) bool { return text == "=2" }); n != 1 {
			t.Errorf("row %d: %d in one cell; want 1", row, n)
		}
	}
}
