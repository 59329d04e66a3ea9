package rubric

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestColumnSet(t *testing.T) {
	var s columnSet
	uses := []struct {
		name  string
		t     Type
		texts []string
		want  int
	}{
		{"a", Any, nil, 0},
		{"b", Number, nil, 1},
		{"a", Text, []string{"x", "y"}, 0},
		{"a", Any, nil, 0},
		{"a", Text, []string{"y", "z"}, 0},
		{"b", Number, nil, 1},
		{"b", Date, nil, 1},
		{"A", Date, nil, 2},
	}
	for i, use := range uses {
		if got := s.use(use.name, use.t, Pos{i + 1, 5}, use.texts...); got != use.want {
			t.Errorf("use %d: index %d, want %d", i, got, use.want)
		}
	}
	columns := []Column{
		{Name: "a", Type: Text, Texts: []string{"x", "y", "z"}, Pos: Pos{1, 5}},
		{Name: "b", Type: Number, Pos: Pos{2, 5}},
		{Name: "A", Type: Date, Pos: Pos{8, 5}},
	}
	if diff := cmp.Diff(columns, s.list()); diff != "" {
		t.Error(diff)
	}
	faults := []Fault{{Pos: Pos{7, 5}, Message: `column "b" is a date here and a number at line 2, column 5; a column has one type`}}
	if diff := cmp.Diff(faults, s.faults()); diff != "" {
		t.Error(diff)
	}
}

func TestColumnClashNamesTheTypedUse(t *testing.T) {
	// The place that gave the column its type, not the one of no type before it.
	var s columnSet
	s.use("x", Any, Pos{1, 1})
	s.use("x", Text, Pos{2, 2})
	s.use("x", Number, Pos{3, 3})
	want := []Fault{{Pos: Pos{3, 3}, Message: `column "x" is a number here and a text at line 2, column 2; a column has one type`}}
	if diff := cmp.Diff(want, s.faults()); diff != "" {
		t.Error(diff)
	}
}
