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

// markdownText returns a line as Markdown that shows it as it is.
func markdownText(line string) string {
	return string(appendMarkdown(nil, strings.TrimSpace(line))) + "\n"
}

// markdownTable returns columns as a table, but those without a heading.
func markdownTable(columns []tableColumn) string {
	var rows []string
	add := func(i int, cell string) {
		for len(rows) <= i {
			rows = append(rows, "|")
		}
		rows[i] += " " + cell + " |"
	}
	for _, c := range columns {
		if c.heading == "" {
			continue
		}
		rule := "---"
		if c.right {
			rule = "---:"
		}
		add(0, string(appendMarkdown(nil, c.heading)))
		add(1, rule)
		for i, cell := range c.cells {
			add(2+i, string(appendMarkdown(nil, cell.text)))
		}
	}
	return strings.Join(rows, "\n") + "\n"
}
