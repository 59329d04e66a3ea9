package svg

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Bars are as long as their sizes, the longest up to the figures, and parts follow
// one another.
func TestBarsAreAsLongAsTheirSizes(t *testing.T) {
	parts := func(sizes ...float64) (all []Part) {
		for _, size := range sizes {
			all = append(all, Part{Class: "red", Size: size})
		}
		return all
	}
	for name, c := range map[string]struct {
		whole float64
		want  []float64 // starts and lengths of all parts, in shares of the longest
	}{
		"the longest":  {0, []float64{0, 0.25, 0.25, 0.75, 0, 0.5}},
		"of a whole":   {8, []float64{0, 0.125, 0.125, 0.375, 0, 0.25}},
		"just as long": {4, []float64{0, 0.25, 0.25, 0.75, 0, 0.5}},
	} {
		b := Bars{Whole: c.whole, Rows: []Row{{Parts: parts(1, 0, 3)}, {Parts: parts(0)}, {Parts: parts(2)}}}
		var got []float64
		for _, r := range shapes(t, b.String(), "rect") {
			x, wide := attribute(t, r, "x"), attribute(t, r, "width")
			got = append(got, (x-b.start())/(width-b.start()), wide/(width-b.start()))
		}
		near := cmp.Comparer(func(a, b float64) bool { return max(a-b, b-a) < 0.001 })
		if diff := cmp.Diff(c.want, got, near); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// No bar stands beyond the drawing or below its figures, whatever these are.
func TestBarsLeaveRoomForFigures(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := Bars{Labels: rapid.IntRange(0, LabelWidth).Draw(rt, "labels")}
		b.Headings = rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,8}`), 0, 3).Draw(rt, "headings")
		b.Rows = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Row {
			r := Row{Parts: []Part{{Class: "red", Size: float64(rapid.IntRange(0, 1_000_000).Draw(t, "size"))}}}
			for range b.Headings {
				r.Figures = append(r.Figures, rapid.StringMatching(`[0-9]{1,9}`).Draw(t, "figure"))
			}
			return r
		}), 0, 30).Draw(rt, "rows")
		drawing := b.String()
		ends := b.figureEnds()
		if !slices.IsSorted(ends) || ends[len(ends)-1] > width {
			rt.Fatalf("figures end at %v", ends)
		}
		for _, r := range shapes(t, drawing, "rect") {
			x, y := attribute(t, r, "x"), attribute(t, r, "y")
			if x+attribute(t, r, "width") > ends[0]+1 || y < barsTop || y+barHeight > float64(b.Tall()) {
				rt.Fatalf("a bar is beyond %v: %v", ends, r.Attr)
			}
		}
	})
}
