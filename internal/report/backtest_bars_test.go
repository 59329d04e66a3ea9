package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/evidence"
)

func TestIntervalBars(t *testing.T) {
	for _, test := range []struct {
		value, low, high float64
		want             string
	}{
		{0.5, 0.2, 0.8, "  ├──●──┤"},
		{0, 0, 0.5, "●────┤"},
		{1, 0.5, 1, "     ├────●"},
		{0.5, 0.5, 0.5, "     ●"},
		{0.5, 0.45, 0.6, "     ●┤"},
		{0.5, 0, 1, "├────●────┤"},
	} {
		if got := (span{0, 1}).bar(test.value, evidence.Interval{Low: test.low, High: test.high}, 11).text; got != test.want {
			t.Errorf("%v: %q, want %q", test, got, test.want)
		}
	}
}

func TestSpansHoldAll(t *testing.T) {
	for _, test := range []struct {
		step float64
		all  []evidence.Interval
		want span
	}{
		{0.25, []evidence.Interval{{Low: 0.3, High: 0.45}}, span{0.25, 0.5}},
		{0.25, []evidence.Interval{{Low: 0.5, High: 0.5}}, span{0.5, 0.75}},
		{0.25, []evidence.Interval{{Low: 0.5, High: 1}, {Low: 0.3, High: 0.6}}, span{0.25, 1}},
		{0.25, []evidence.Interval{{}}, span{0, 0.25}},
	} {
		if got := spanOf(test.step, test.all...); got != test.want {
			t.Errorf("%v by %v: %v, want %v", test.all, test.step, got, test.want)
		}
	}
}

func TestDots(t *testing.T) {
	c := newCanvas(2, 3)
	d := newDots(c)
	d.line(0, 0, 1, 1)
	d.line(0, 1, 0, 1)
	d.draw(nil)
	want := []string{"⠁⢀⠎", "⡰⠁"}
	got := []string{c.line(0, false), c.line(1, false)}
	for i := range got {
		if strings.TrimRight(got[i], " ") != strings.TrimRight(want[i], " ") {
			t.Errorf("row %d (-want +got):\n%s", i, cmp.Diff(want[i], got[i]))
		}
	}
}

// A bar has its figure within its interval, and neither beyond the width.
func TestIntervalBarsAreWithinTheirWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := evidence.Share{Whole: rapid.IntRange(1, 100000).Draw(t, "whole")}
		share.Part = rapid.IntRange(0, share.Whole).Draw(t, "part")
		width := rapid.IntRange(1, 60).Draw(t, "width")
		bar := spanOf(0.1, share.Interval()).bar(share.Value(), share.Interval(), width).text
		if used := textWidth(bar); used > width || strings.Count(bar, "●") != 1 {
			t.Errorf("%q is %d columns wide, of %d", bar, used, width)
		}
	})
}
