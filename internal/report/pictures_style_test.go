package report

import (
	"regexp"
	"strings"
	"testing"
)

// An SVG file names all colours, light and dark, and nothing to be loaded.
func TestSheetStyleStandsAlone(t *testing.T) {
	style, err := sheetStyle()
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`var\(|url\(|@import|[<&]`).FindString(style); found != "" {
		t.Errorf("there is a %s:\n%s", found, style)
	}
	light, dark, found := strings.Cut(style, "@media (prefers-color-scheme: dark) {")
	if !found || light == strings.TrimSuffix(dark, "}\n") {
		t.Error("dark is as light is")
	}
	if strings.Count(style, "{") != strings.Count(style, "}") {
		t.Errorf("braces are open:\n%s", style)
	}
}
