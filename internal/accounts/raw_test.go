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

func TestStarting(t *testing.T) {
	r, err := Open("-", strings.NewReader("a,b,c,d,e,f,g\n=,\"=\",\"\"\"=\",\"\",,x=,=\n"), Options{})
	must(t, err)
	var c Chunk
	must(t, r.Read(&c))
	var w Row
	if !c.Next(&w) {
		t.Fatal("no row")
	}
	set := [256]bool{'=': true, '"': true, '\n': true}
	for i, want := range []int{0, 1, 2, 3, 6, 6, 6} { // a quote within quotes may be any text's start
		if got := w.Starting(&set, i, 7); got != want {
			t.Errorf("from cell %d the first that may start with = is %d; want %d", i, got, want)
		}
	}
	if got := w.Starting(&set, 4, 6); got != 6 {
		t.Errorf("cell %d of %q starts with =", got, w.Raw)
	}
}
