package report

import (
	"html/template"
	"regexp"
)

// negative is a number less than nothing, or an amount, where a word begins.
var negative = regexp.MustCompile(`(^|[\s(])-(\p{Sc}?\.?\d)`)

// minus returns a text whose numbers less than nothing have a minus sign, not a
// hyphen.
func minus(text string) string { return negative.ReplaceAllString(text, "$1−$2") }

// day is a day as chs writes it.
var day = regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b`)

// wholeDays returns a text as HTML in which no line ends within a day.
func wholeDays(text string) template.HTML {
	return template.HTML(day.ReplaceAllString(template.HTMLEscapeString(text), `<span class="unbroken">$0</span>`))
}
