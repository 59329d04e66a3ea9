package rubric_test

import (
	"testing"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
)

func TestWalkVisitsEveryColumnInTheOrderOfTheText(t *testing.T) {
	r, err := rubric.Load("rubric.yaml", []byte(`
name: Everything
id: id
criteria:
  - {name: A, column: a, weight: 1}
plays:
  - name: All kinds
    when: >-
      not (-b + abs(c) > 1) and (d in ["x"] or is_missing(e)) and
      (f > 0 ? rate(g, 1, 2, 3, 4) : nil) == 5 and count_true(h != "y") >= 1
`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	rubric.Walk(r.Plays[0].When.Root, func(e rubric.Expr) {
		if c, ok := e.(rubric.ColumnRef); ok {
			got = append(got, r.Columns[c.Column].Name)
		}
	})
	if diff := cmp.Diff([]string{"b", "c", "d", "e", "f", "g", "h"}, got); diff != "" {
		t.Error(diff)
	}
}
