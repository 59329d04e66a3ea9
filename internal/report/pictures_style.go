package report

import (
	"regexp"
	"strings"
)

// sheetStyle returns the style of an SVG file, light and dark. Its colours stand
// where the page has variables, which not all programs know that show SVG.
func sheetStyle() (string, error) {
	colors, err := pageSources("colors.css")
	if err != nil {
		return "", err
	}
	rules, err := pageSources("drawing.css", "sheet.css")
	if err != nil {
		return "", err
	}
	light, dark, _ := strings.Cut(string(colors), "@media")
	return colored(string(rules), light) + "@media (prefers-color-scheme: dark) {\n" + colored(string(rules), dark) + "}\n", nil
}

// colored returns rules with the colours that variables have.
func colored(rules, variables string) string {
	var pairs []string
	for _, v := range regexp.MustCompile(`(--[a-z-]+): (#[0-9a-f]{6})`).FindAllStringSubmatch(variables, -1) {
		pairs = append(pairs, "var("+v[1]+")", v[2])
	}
	return strings.NewReplacer(pairs...).Replace(rules)
}
