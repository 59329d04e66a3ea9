package svg

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const hostile = `</title><script>alert(1)</script>"'&`

// shapes reads a drawing as XML, and returns its elements of a name.
func shapes(t testing.TB, drawing, name string) []xml.StartElement {
	t.Helper()
	var all []xml.StartElement
	d := xml.NewDecoder(strings.NewReader(drawing))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, drawing)
		}
		if e, ok := token.(xml.StartElement); ok {
			if e.Name.Local == "script" {
				t.Fatalf("there is a script\n%s", drawing)
			}
			if e.Name.Local == name {
				all = append(all, e.Copy())
			}
		}
	}
}

func attribute(t testing.TB, e xml.StartElement, name string) float64 {
	t.Helper()
	for _, a := range e.Attr {
		if a.Name.Local == name {
			x, err := strconv.ParseFloat(a.Value, 64)
			if err != nil {
				t.Fatal(err)
			}
			return x
		}
	}
	t.Fatalf("<%s> has no %s", e.Name.Local, name)
	return 0
}

func TestDrawingsEscapeTexts(t *testing.T) {
	alt := Alt{"id", hostile, hostile}
	part := Part{"red", 1, hostile}
	bubbles := Bubbles{Alt: alt, Columns: 1, Rows: 1, Bubbles: []Bubble{{Part: part}}, Across: []Mark{{0, hostile}}, Up: []Mark{{0, hostile}}}
	bubbles.Corner.Text = hostile
	columns := Columns{Alt: alt, Columns: []Column{{hostile, []Part{part}}}, Edges: true, End: hostile, Unit: func(float64) string { return hostile }}
	marks := []Mark{{0, hostile}}
	square := Square{Alt: alt, Most: 1, Across: hostile, Up: hostile, Ticks: marks, Ranges: []Range{{Point: Point{Tip: hostile}}}}
	intervals := Intervals{
		Alt: alt, To: 1, Ticks: marks, Guide: &marks[0],
		Rows: []Interval{{Label: hostile, Text: hostile, Class: "red", Known: true, Tip: hostile}, {Label: hostile, Text: hostile}},
	}
	lines := Lines{
		Alt: alt, Wide: Wide, Tall: 200, To: 1, Up: marks, Across: marks, Events: marks,
		Zones: []Zone{{0, 1, "red", hostile}}, Lines: []Line{{Class: "red", Label: hostile, Points: []Point{{Tip: hostile}}}},
	}
	strips := Strips{
		Alt: alt, Wide: Wide, Across: marks, Events: marks,
		Strips: []Strip{{hostile, []Step{{To: 1, Class: "rating-1", Text: hostile, Tip: hostile}}}},
	}
	bars := Bars{Alt: alt, Rows: []Row{{hostile, []Part{part}, []string{hostile}}}, Headings: []string{hostile}}
	sheet := Sheet{Alt: alt, Notes: []string{hostile}, Panels: []Panel{{Heading: hostile, Notes: []string{hostile}}}}
	for name, c := range map[string]struct {
		drawing string
		texts   int
	}{
		"bar": {Bar([]Part{part}, 1), 1}, "spark": {Spark([]float64{1, 2}, hostile), 2}, "columns": {columns.String(), 7},
		"bubbles": {bubbles.String(), 6}, "square": {square.String(), 7}, "intervals": {intervals.String(), 9}, "lines": {lines.String(), 8},
		"strips": {strips.String(), 7}, "bars": {bars.String(), 6}, "sheet": {sheet.String(), 6},
	} {
		drawn := shapes(t, c.drawing, "svg") // fails where there is a script
		if texts := strings.Count(c.drawing, html.EscapeString(hostile)); drawn == nil || texts != c.texts {
			t.Errorf("%s shows %d texts, want %d:\n%s", name, texts, c.texts, c.drawing)
		}
	}
}

func TestBarsPartsAreAsLongAsTheirShares(t *testing.T) {
	var got []string
	for _, r := range shapes(t, Bar([]Part{{"a", 1, ""}, {"b", 0, ""}, {"c", 2, ""}}, 4), "rect") {
		got = append(got, fmt.Sprint(attribute(t, r, "x"), "+", attribute(t, r, "width")))
	}
	if diff := cmp.Diff([]string{"0+250", "250+500"}, got); diff != "" {
		t.Error(diff)
	}
	if n := len(shapes(t, Bar([]Part{{"a", math.MaxFloat64, ""}, {"b", math.Inf(1), ""}}, math.Inf(1)), "rect")); n != 0 {
		t.Errorf("%d parts of what is too much to add up", n)
	}
	if wide := attribute(t, shapes(t, Bar([]Part{{"a", math.MaxFloat64, ""}}, math.MaxFloat64), "rect")[0], "width"); wide != 1000 {
		t.Errorf("all of the largest number is %v wide, want 1000", wide)
	}
	if n := len(shapes(t, Bar([]Part{{"a", 0, ""}}, 0), "rect")); n != 0 {
		t.Errorf("%d parts of nothing", n)
	}
}

func TestTicksAreRoundAndReachTheMost(t *testing.T) {
	for most, want := range map[float64][]float64{
		0: {0}, 1: {0, 1}, 5: {0, 1, 2, 3, 4, 5}, 6: {0, 2, 4, 6}, 11: {0, 5, 10, 15}, 30: {0, 10, 20, 30},
		100: {0, 20, 40, 60, 80, 100}, 1_000_000: {0, 200_000, 400_000, 600_000, 800_000, 1_000_000},
	} {
		if diff := cmp.Diff(want, ticksUpTo(most)); diff != "" {
			t.Errorf("up to %v (-want +got):\n%s", most, diff)
		}
	}
}

// However many rows a map has, it is no higher than a page has room for.
func TestBubblesStayWithinTheirFrame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := Bubbles{Alt: Alt{ID: "b"}, Columns: 20, Rows: rapid.IntRange(1, 700).Draw(rt, "rows")}
		for range rapid.IntRange(1, 20).Draw(rt, "bubbles") {
			b.Bubbles = append(b.Bubbles, Bubble{
				rapid.IntRange(0, 19).Draw(rt, "column"), rapid.IntRange(0, b.Rows-1).Draw(rt, "row"),
				Part{Class: "red", Size: float64(rapid.IntRange(1, 2_000_000).Draw(rt, "size"))},
			})
		}
		if b.height() > 330 {
			rt.Fatalf("%d high", b.height())
		}
		for _, bubble := range shapes(t, b.String(), "circle") {
			x, y := attribute(t, bubble, "cx"), attribute(t, bubble, "cy")
			if x < left || x > width-right || y < top || y > float64(b.height()-bottom) {
				rt.Fatalf("beyond the frame: %v", bubble.Attr)
			}
		}
	})
}

// Whatever is drawn lies within the drawing, and the same is drawn the same.
func TestDrawingsStayWithinTheirFrame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		part := rapid.Custom(func(t *rapid.T) Part {
			return Part{Class: "red", Size: float64(rapid.IntRange(0, 2_000_000).Draw(t, "size"))}
		})
		c := Columns{Unit: Percent, Alt: Alt{ID: "c"}}
		for range rapid.IntRange(0, 40).Draw(rt, "columns") {
			c.Columns = append(c.Columns, Column{Parts: rapid.SliceOfN(part, 0, 4).Draw(rt, "parts")})
		}
		drawing := c.String()
		if drawing != c.String() {
			rt.Fatal("drawn twice, it differs")
		}
		for _, r := range shapes(t, drawing, "rect") {
			x, y := attribute(t, r, "x"), attribute(t, r, "y")
			if x < left || x+attribute(t, r, "width") > width-right+0.2 || y < top-5 || y+attribute(t, r, "height") > columnsBottom+0.2 {
				rt.Fatalf("beyond the frame: %v", r.Attr)
			}
		}
		for _, dot := range shapes(t, Spark([]float64{0, float64(rapid.IntRange(0, 100).Draw(rt, "score"))}, ""), "circle") {
			if y := attribute(t, dot, "cy"); y < 3 || y > 25 {
				rt.Fatalf("beyond the frame: %v", dot.Attr)
			}
		}
	})
}
