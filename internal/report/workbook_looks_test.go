package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

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

// Names of columns stand above their cells: those of numbers at the right.
func TestWorkbookHeaderIsAligned(t *testing.T) {
	book := makeBook(t, bookLayout(t), WorkbookParts{}, []string{"a", "", "", "", "10", "", "010", ""})
	got := map[string]string{}
	for _, at := range []string{"A1", "D1", "G1", "H1", "I1", "J1", "K1", "L1"} {
		id, err := book.GetCellStyle("Accounts", at)
		if err != nil {
			t.Fatal(err)
		}
		style, err := book.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		got[book.view(t, "Accounts", at).Shown] = style.Alignment.Horizontal
	}
	want := map[string]string{
		"id": "left", "arr": "right", "plan": "left", "other": "left",
		"health_score": "right", "health_band": "left", "health_coverage": "right", "health_rating_usage": "left",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Rows of words are as high as these need; Excel has them at most 409 points high.
func TestWorkbookRowsHaveRoomForTheirWords(t *testing.T) {
	for words, want := range map[string]float64{"call": 18, strings.Repeat("call ", 20): 48, strings.Repeat("call ", 2000): 378} {
		l := layoutFor(t, "name: Rows\nid: id\ncriteria: [{name: Use, column: use, weight: 1}]\nbands: [{name: all, from: 0, action: "+words+"}]\n", []string{"id", "use"}, Options{AsOf: "2026-11-21"})
		book := makeBook(t, l, WorkbookParts{})
		row := 1
		for book.view(t, "Rubric", fmt.Sprintf("A%d", row)).Shown != "Band" {
			row++
		}
		if got, err := book.GetRowHeight("Rubric", row+1); err != nil || got != want {
			t.Errorf("%d letters: %v points high, want %v; %v", len(words), got, want, err)
		}
	}
}

// Printed pages name their columns, and the accounts where these come first.
func TestWorkbookPagesAreTitled(t *testing.T) {
	const named, headed = "Accounts!$A:$A,Accounts!$1:$1", "Accounts!$1:$1"
	for first, want := range map[string]string{"id": named, "company": named, "csm": headed} {
		header := append([]string{first}, slices.DeleteFunc(slices.Clone(workbookHeader), func(name string) bool { return name == first })...)
		book := makeBook(t, layoutFor(t, workbookRubric, header, Options{AsOf: "2026-11-21"}), WorkbookParts{})
		i := slices.IndexFunc(book.GetDefinedName(), func(n excelize.DefinedName) bool {
			return n.Name == "_xlnm.Print_Titles" && n.Scope == "Accounts"
		})
		if i < 0 || book.GetDefinedName()[i].RefersTo != want {
			t.Errorf("%s first: names are %v; want pages that repeat %s", first, book.GetDefinedName(), want)
		}
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
		if contrast := contrastOf(t, "#"+tint.ink, "#"+tint.ground); contrast < 4.5 {
			t.Errorf("%s has a contrast of %.1f; want at least 4.5", name, contrast)
		}
	}
}
