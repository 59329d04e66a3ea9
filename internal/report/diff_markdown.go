package report

import (
	"io"
	"strings"
)

// writeDiffMarkdown writes a diff as a comment on a pull request: a heading,
// what changes, and the tables.
func writeDiffMarkdown(w io.Writer, d *Diff) error {
	var page strings.Builder
	page.WriteString("### Health scores: " + markdownText(truncate(d.New.Rubric.Name, maxFact)))
	facts := d.facts()
	page.WriteString("\n**" + strings.TrimSpace(markdownText(facts[0].String())) + "**\n\n")
	for _, fact := range facts[1:] {
		page.WriteString("- " + markdownText(fact.String()))
	}
	page.WriteString("\n" + markdownTable(d.matrix()))
	if len(d.Movers) > 0 {
		page.WriteString("\n" + markdownTable(d.changes(true)))
	}
	if more := d.more(); more != "" {
		page.WriteString("\n" + markdownText(more))
	}
	page.WriteString("\n- " + markdownText("old: "+d.OldRun.String()) + "- " + markdownText("new: "+d.NewRun.String()))
	_, err := io.WriteString(w, page.String())
	return err
}
