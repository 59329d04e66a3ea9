package svg

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A line has no part across a gap, and a point between gaps is a dot.
func TestLinesHaveGaps(t *testing.T) {
	l := Lines{Wide: Wide, Tall: 200, To: 10, Lines: []Line{{Class: "blue", Points: []Point{
		{X: 0, Y: 5, Gap: true}, {X: 0.2, Y: 5}, {X: 0.5, Y: 5, Gap: true}, {X: 0.8, Y: 5, Gap: true}, {X: 1, Y: 5},
	}}}}
	if n := len(shapes(t, l.String(), "polyline")); n != 2 {
		t.Errorf("%d parts of a line, want 2", n)
	}
	if n := len(shapes(t, l.String(), "circle")); n != 2 {
		t.Errorf("%d dots, want those of the lone point and of the end", n)
	}
	l.Dots = true
	if n := len(shapes(t, l.String(), "circle")); n != 5 {
		t.Errorf("%d dots, want all", n)
	}
}

// The names of lines are apart from each other, and within the drawing.
func TestNamesOfLinesAreApart(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := Lines{Wide: Wide, Tall: 240, To: 100}
		for range rapid.IntRange(1, 10).Draw(rt, "lines") {
			l.Lines = append(l.Lines, Line{Label: "name", Points: []Point{{X: 1, Y: float64(rapid.IntRange(0, 100).Draw(rt, "value"))}}})
		}
		before := 0.0
		for _, text := range shapes(t, l.String(), "text") {
			y := attribute(t, text, "y")
			if y < before+labelHeight-0.1 || y > 240 {
				rt.Fatalf("a name at %v, below one at %v", y, before)
			}
			before = y
		}
	})
}

func TestStepsAreAsLongAsTheyLast(t *testing.T) {
	s := Strips{Wide: Wide, Strips: []Strip{{Steps: []Step{{From: 0, To: 0.5, Class: "rating-1"}, {From: 0.75, To: 1, Class: "rating-2"}}}}}
	var got []float64
	for _, r := range shapes(t, s.String(), "rect") {
		if width := attribute(t, r, "width"); width != stepEdge {
			got = append(got, width)
		}
	}
	whole := float64(Wide - right - intervalsLeft)
	if diff := cmp.Diff([]float64{whole / 2, whole / 4}, got); diff != "" {
		t.Error(diff)
	}
}
