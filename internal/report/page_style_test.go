package report

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"chs/rubric"
)

// luminanceOf returns that of a colour such as #1b1d21: WCAG 2.2, relative
// luminance.
func luminanceOf(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil || len(hex) != 7 {
		t.Fatalf("%q is no colour", hex)
	}
	linear := func(shift int) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

// contrastOf returns that of two colours, from 1 to 21: WCAG 2.2, contrast ratio.
func contrastOf(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminanceOf(t, a), luminanceOf(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Texts have a contrast of 4.5 with what is behind them, and what is drawn one
// of 3, in light and in dark: WCAG 2.2, 1.4.3 and 1.4.11, level AA.
func TestPageHasContrast(t *testing.T) {
	style, err := pageStyle()
	if err != nil {
		t.Fatal(err)
	}
	light, dark, _ := strings.Cut(string(style), "@media screen and (prefers-color-scheme: dark)")
	for scheme, text := range map[string]string{"light": light, "dark": dark} {
		colors := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6})`).FindAllStringSubmatch(text, -1) {
			colors[m[1]] = m[2]
		}
		names := []string{"ink", "quiet", "link"}
		for _, c := range rubric.Colors {
			names = append(names, string(c))
			if got := contrastOf(t, colors["fill-"+string(c)], colors["paper"]); got < 3 {
				t.Errorf("%s: %s is drawn with a contrast of %.2f, want 3", scheme, c, got)
			}
		}
		for _, name := range names {
			for _, behind := range []string{"paper", "faint"} {
				if got := contrastOf(t, colors[name], colors[behind]); got < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f, want 4.5", scheme, name, behind, got)
				}
			}
		}
	}
}

// Each colour that a band may have is painted.
func TestPagePaintsEachColor(t *testing.T) {
	style, err := pageStyle()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range append([]rubric.Color{"none"}, rubric.Colors...) {
		for _, class := range []string{".ink-", ".fill-"} {
			if !regexp.MustCompile(regexp.QuoteMeta(class+string(c)) + `\b[^{]*\{`).Match(style) {
				t.Errorf("there is no style of %s%s", class, c)
			}
		}
	}
}
