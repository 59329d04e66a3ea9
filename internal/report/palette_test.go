package report

import (
	"fmt"
	"math"
	"testing"

	"chs/rubric"
)

func TestColoursAreReadOnBlackAndOnWhite(t *testing.T) {
	styles := map[string]style{"faint": faint()}
	for _, c := range rubric.Colors {
		styles[string(c)] = bandStyle(c)
	}
	for rating := 1; rating <= 5; rating++ {
		styles[fmt.Sprint("rating ", rating)] = ratingStyle(rating)
	}
	for i := range 8 {
		styles[fmt.Sprint("line ", i)] = lineStyle(i)
	}
	for name, s := range styles {
		if len(s) != 3 || s[0] != 38 || s[1] != 5 {
			t.Fatalf("%s is %v, not one of the 256 colours", name, s)
		}
		light := luminance(int(s[2]))
		onBlack, onWhite := (light+0.05)/0.05, 1.05/(light+0.05)
		if onBlack < 3 || onWhite < 3 {
			t.Errorf("%s has a contrast of %.1f with black, %.1f with white; want at least 3", name, onBlack, onWhite)
		}
	}
}

// luminance is the relative luminance by WCAG 2 of one of xterm's colours 16
// to 255: a cube of 6 levels, then grays.
func luminance(number int) float64 {
	linear := func(level int) float64 {
		c := float64(level) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	if number >= 232 {
		return linear(8 + 10*(number-232))
	}
	levels := [...]int{0, 95, 135, 175, 215, 255}
	n := number - 16
	return 0.2126*linear(levels[n/36]) + 0.7152*linear(levels[n/6%6]) + 0.0722*linear(levels[n%6])
}

func TestEachBandColourIsItsOwn(t *testing.T) {
	seen := map[string]rubric.Color{}
	for _, c := range rubric.Colors {
		painted := bandStyle(c).paint("x", true)
		if other, ok := seen[painted]; ok {
			t.Errorf("%s and %s look the same", c, other)
		}
		seen[painted] = c
	}
}

func TestPaintHeedsNothingButItsArgument(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	if got, want := bandStyle("red").paint("red", true), "\x1b[38;5;196mred\x1b[0;25;0m"; got != want {
		t.Errorf("painted: %q, want %q", got, want)
	}
	t.Setenv("NO_COLOR", "")
	if got := bandStyle("red").paint("red", false); got != "red" {
		t.Errorf("plain: %q", got)
	}
}
