package report

import (
	"io"
	"strings"

	"chs/internal/fleet"
)

// writeSummaryMarkdown writes a summary as GitHub's Markdown, such as for a
// pull request or a message.
func writeSummaryMarkdown(w io.Writer, s *fleet.Summary, o SummaryOptions) error {
	var page strings.Builder
	page.WriteString(markdownText(summaryTitle(s, SummaryOptions{RubricFrom: o.RubricFrom, AsOf: o.AsOf})))
	page.WriteString("\n" + markdownText(lines(0, "", " · ", summaryFacts(s), false)))
	if s.All.Accounts > 0 {
		for _, b := range summaryBlocks(s, false) {
			page.WriteString("\n" + markdownTable(b.columns()))
		}
	}
	for _, by := range s.By {
		groups, more := o.shown(by)
		if len(groups) > 0 {
			page.WriteString("\n" + markdownTable(groupColumns(s, by, groups, false)))
		}
		if more > 0 {
			page.WriteString("\n" + markdownText(moreGroups(len(groups), more)))
		}
	}
	_, err := io.WriteString(w, page.String())
	return err
}
