package report

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/rubric"
)

// Bands and ratings have their colours, and a header stays in view.
func TestWorkbookIsPainted(t *testing.T) {
	l := bookLayout(t)
	book := makeBook(t, l, WorkbookParts{}, []string{"a", "", "", "", "10", "", "010", ""}, []string{"b", "", "", "", "90", "", "", ""})
	painted := map[string]string{}
	for _, at := range []string{"A1", "I1", "A2", "J2", "J3", "L2", "L3", "N3"} {
		id, err := book.GetCellStyle("Accounts", at)
		if err != nil {
			t.Fatal(err)
		}
		style, err := book.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		painted[at] = strings.Join(style.Fill.Color, "")
	}
	red, green := tintOf("red").ground, tintOf("green").ground
	want := map[string]string{
		"A1": groundInput, "I1": groundAdded, "A2": "", "J2": red, "J3": green, "L2": red, "L3": green, "N3": "",
	}
	if diff := cmp.Diff(want, painted); diff != "" {
		t.Errorf("fills (-want +got):\n%s", diff)
	}
	panes, err := book.GetPanes("Accounts")
	if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.XSplit != 1 {
		t.Errorf("panes are %+v, %v", panes, err)
	}
	if sheet := book.part(t, "xl/worksheets/sheet1.xml"); !strings.Contains(sheet, `<autoFilter ref="$A$1:$P$3">`) {
		t.Error("the header has no filter")
	}
}

func TestWorkbookColoursAreRead(t *testing.T) {
	tints := map[string]tint{"no band": tintOf("")}
	for _, c := range rubric.Colors {
		tints[string(c)] = tintOf(c)
	}
	for i, tint := range ratingTints() {
		tints["rating "+strconv.Itoa(i+1)] = tint
	}
	tints["header"], tints["added header"], tints["faint"] = tint{"FFFFFF", groundInput, ""}, tint{"FFFFFF", groundAdded, ""}, tint{inkFaint, "FFFFFF", ""}
	for name, tint := range tints {
		light, dark := webLuminance(t, tint.ground), webLuminance(t, tint.ink)
		if contrast := (max(light, dark) + 0.05) / (min(light, dark) + 0.05); contrast < 4.5 {
			t.Errorf("%s has a contrast of %.1f; want at least 4.5", name, contrast)
		}
	}
}

// webLuminance is the relative luminance of a colour RRGGBB, by WCAG 2.
func webLuminance(t *testing.T, color string) float64 {
	n, err := strconv.ParseUint(color, 16, 24)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i, share := range []float64{0.0722, 0.7152, 0.2126} {
		c := float64(n>>(8*i)&255) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += share * c
	}
	return sum
}
