package accounts

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// written draws a text as programs write it: every quote has its place.
func written(t *rapid.T, delim string) string {
	cells := []string{
		"", "", "a", "5", "-5.25", "=1+1", "é", " a ", "[x]", "~", "some text that is longer than others", strings.Repeat("z", 70),
		`""`, `"a"`, `"-1"`, `""""`, `"a ""b"""`, `"""="""`, `" "`, `"` + delim + `"`, "\"1\n2\"", "\"\r\n\"", "\"\r\"", `"é"`,
	}
	lineEnd := rapid.SampledFrom([]string{"\n", "\r\n", "\r", "mixed"})
	var b strings.Builder
	end := lineEnd.Draw(t, "line end")
	for range rapid.IntRange(0, 12).Draw(t, "rows") {
		row := rapid.SliceOfN(rapid.SampledFrom(cells), 1, 20).Draw(t, "row")
		b.WriteString(strings.Join(row, delim))
		if end == "mixed" {
			b.WriteString(rapid.SampledFrom([]string{"\n", "\r\n", "\r", "\n\n", ""}).Draw(t, "this line's"))
		} else {
			b.WriteString(end)
		}
	}
	return b.String()
}

// An indexed chunk has the rows that looking cell by cell finds, and the cells that
// start with no word's byte among its signs.
func TestIndexEqualsLooking(t *testing.T) {
	if !canMark {
		t.Skip("this processor cannot mark blocks")
	}
	indexed := 0
	rapid.Check(t, func(t *rapid.T) {
		delim := rapid.SampledFrom([]byte(",;\t|x")).Draw(t, "delimiter")
		text := written(t, string(delim))
		if rapid.Bool().Draw(t, "odd") {
			text += garbage(t, delim)
		}
		last := rapid.Bool().Draw(t, "last")
		var c Chunk
		end := c.index.build([]byte(text), delim, last)
		if end == 0 {
			return
		}
		indexed++
		cut := cutter{delim: delim}
		if cut.scan([]byte(text), last); cut.end != end {
			t.Fatalf("%q ends at %d; want %d", text, end, cut.end)
		}
		l := &layout{delim: delim}
		c.reset(l, []byte(text[:end]), 1, 0)
		c.indexed = true
		var looked Chunk
		looked.reset(l, []byte(text[:end]), 1, 0)
		var got, want Row
		for looked.record(&want) {
			if !c.record(&got) {
				t.Fatalf("%q: no record on line %d", text, want.Line)
			}
			checkRecord(t, text, &want, &got)
		}
		if c.record(&got) {
			t.Fatalf("%q: a record on line %d", text, got.Line)
		}
	})
	if indexed == 0 {
		t.Error("no text was indexed")
	}
}

// checkRecord holds a record in the index against the one that looking found.
func checkRecord(t *rapid.T, text string, want, got *Row) {
	if diff := cmp.Diff(textsOf(want), textsOf(got)); diff != "" {
		t.Fatalf("%q (-want +got):\n%s", text, diff)
	}
	if got.Line != want.Line || got.Offset != want.Offset || string(got.Raw) != string(want.Raw) || got.quotes != want.quotes {
		t.Fatalf("%q: %+v; want %+v", text, got, want)
	}
	for how, w := range map[string]*Row{"in the index": got, "by looking": want} {
		if missed := missedSigns(w); missed != nil {
			t.Fatalf("%q: %q are no signs %s", text, missed, how)
		}
	}
}

func textsOf(w *Row) []string {
	var cells []string
	for i := range w.ends {
		cells = append(cells, strings.Clone(w.Cell(i)))
	}
	return cells
}

// missedSigns returns the texts that start with no word's byte, and no quote, and
// whose cells are not among the row's signs.
func missedSigns(w *Row) []string {
	var missed []string
	for i, text := range textsOf(w) {
		starts := text != "" && text[0] != '"' && (text[0] < '0' || text[0] > '9') && (text[0] < 'A' || text[0] > 0x7f)
		if starts && !slices.Contains(w.Signs(), i) {
			missed = append(missed, text)
		}
	}
	return missed
}

func TestFilesReadTheSameWithoutAnIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := "a,b\n" + written(t, ",") + garbage(t, ',')
		size := rapid.IntRange(1, 300).Draw(t, "chunk")
		with := defaultLimits()
		with.chunk = size
		without := with
		without.unindexed = true
		if diff := cmp.Diff(readUpTo(text, Options{}, without), readUpTo(text, Options{}, with)); diff != "" {
			t.Fatalf("%q in chunks of %d (-without +with):\n%s", text, size, diff)
		}
	})
}
