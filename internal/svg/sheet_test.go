package svg

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestIntervalsStandAtTheirFigures(t *testing.T) {
	v := Intervals{From: 0.5, To: 1, Rows: []Interval{{Class: "red", Known: true, Low: 0.5, Value: 0.75, High: 1}, {Class: "red"}}}
	var got []float64
	for _, dot := range shapes(t, v.String(), "circle") {
		got = append(got, attribute(t, dot, "cx"))
	}
	for _, line := range shapes(t, v.String(), "line") {
		if line.Attr[0].Value == "line stroke-red" {
			got = append(got, attribute(t, line, "x1"), attribute(t, line, "x2"))
		}
	}
	if diff := cmp.Diff([]float64{(intervalsLeft + intervalsRight) / 2, intervalsLeft, intervalsRight}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSquareHasBothScalesAlike(t *testing.T) {
	s := Square{Most: 0.5, Ranges: []Range{{Point: Point{X: 0.5, Y: 0.5}, Low: 0, High: 0.5}}}
	dot := shapes(t, s.String(), "circle")[0]
	across, up := attribute(t, dot, "cx")-left, squareBottom-attribute(t, dot, "cy")
	if across != up || across != squareBottom-squareTop {
		t.Errorf("%v to the right and %v up", across, up)
	}
}

// No panel of a sheet covers another, or stands beyond the sheet.
func TestPanelsHaveRoom(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := Sheet{Panels: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Panel {
			return Panel{
				Heading: rapid.SampledFrom([]string{"", "heading"}).Draw(t, "heading"), Wide: rapid.SampledFrom([]int{Wide, SheetWide}).Draw(t, "wide"),
				Tall: rapid.IntRange(10, 500).Draw(t, "tall"), Notes: make([]string, rapid.IntRange(0, 3).Draw(t, "notes")),
			}
		}), 1, 6).Draw(rt, "panels")}
		places, tall := s.places()
		for i, a := range places {
			if a.x < sheetEdge || a.x+a.Wide > sheetEdge+SheetWide || a.y+a.tall() > tall-sheetEdge {
				rt.Fatalf("panel %d is beyond a sheet %d tall: %+v", i, tall, a)
			}
			for _, b := range places[:i] {
				if a.x < b.x+b.Wide && b.x < a.x+a.Wide && a.y < b.y+b.tall()+sheetGap && b.y < a.y+a.tall()+sheetGap {
					rt.Fatalf("%+v is too near to %+v", a, b)
				}
			}
		}
	})
}
