package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdown(t *testing.T) {
	l := layoutFor(t, oneCriterion, []string{"id", "a|b"}, Options{Columns: []string{"id", "a|b", "health_score", "health_band"}})
	const head = "| id | a\\|b | health\\_score | health\\_band |\n| --- | --- | ---: | --- |\n"
	for cell, want := range map[string]string{
		"plain":                   "plain",
		"a | b":                   `a \| b`,
		"two\nlines\r\nand three": "two lines  and three",
		"<b>&amp;</b>":            `&lt;b\>&amp;amp;&lt;/b\>`,
		"*_`~#[x](y)!":            "\\*\\_\\`\\~\\#\\[x\\](y)\\!",
		` \ `:                     `\\`,
		"a\u202eb":                "a b",
		"日本":                      "日本",
		"":                        "",
	} {
		if diff := cmp.Diff(head+"| 1 | "+want+" | 75.00 | green |\n", written(NewWriter(FormatMarkdown, l), green(), plainCells{"1", cell})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", cell, diff)
		}
	}
}
