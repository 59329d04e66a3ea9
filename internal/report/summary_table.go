package report

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"

	"chs/internal/fleet"
	"chs/scoring"
)

// writeSummaryTable writes a summary for people at a terminal: what is said of
// all accounts, and then a table of groups for each column.
func writeSummaryTable(w io.Writer, s *fleet.Summary, o SummaryOptions) error {
	if o.Width > 0 {
		o.Width = max(o.Width, minWidth)
	}
	var page bytes.Buffer
	page.WriteString(summaryTitle(s, o) + lines(o.Width, " ", " · ", summaryFacts(s), o.Color))
	if s.All.Accounts > 0 {
		columns, dropped := stacked(summaryBlocks(s, o.Color), o.Width)
		if err := writePart(&page, columns, dropped, "", o); err != nil {
			return err
		}
	}
	for _, by := range s.By {
		if err := writeGroups(&page, s, by, o); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, trimLines(page.String()))
	return err
}

// summaryTitle is the line above a summary, as above a table of accounts.
func summaryTitle(s *fleet.Summary, o SummaryOptions) string {
	return (&Layout{Rubric: s.Rubric, AsOf: o.AsOf}).tableHeader(Tally{s.All.Bands}, TableOptions{
		Width: o.Width, Color: o.Color, RubricFrom: o.RubricFrom,
	})
}

// summaryFacts are the means of all accounts.
func summaryFacts(s *fleet.Summary) []phrase {
	all := s.All
	if all.Accounts == 0 {
		return []phrase{{rest: "no accounts"}}
	}
	var facts []phrase
	if all.Scored > 0 {
		facts = append(facts,
			phrase{hundredthsOf(all.Mean(), all.Scored), scoreStyle(s, all), " mean score"},
			phrase{rest: hundredthsOf(all.Median(), all.Scored) + " median"})
	}
	if weighted := all.Weighted(); !math.IsNaN(weighted) {
		facts = append(facts, phrase{rest: AmountText(weighted) + " by value"})
	}
	facts = append(facts, phrase{rest: coverageText(all) + " coverage"})
	if s.Rubric.Valued() {
		facts = append(facts, phrase{rest: CompactMoney(all.Value(), s.Rubric.Value.Currency) + " value"})
	}
	if s.Rubric.Propensity != nil && all.Scored > 0 {
		facts = append(facts, phrase{rest: likelyText(all) + " expected to leave"})
		if loss := lossText(s, all); loss != "" {
			facts = append(facts, phrase{rest: loss + " expected loss"})
		}
	}
	return facts
}

// coverageText returns a group's mean coverage in whole percent.
func coverageText(g *fleet.Group) string {
	return percentOrNone(g.Coverage(), 10000)
}

// scoreStyle returns the style of the band that a group's mean score is in.
func scoreStyle(s *fleet.Summary, g *fleet.Group) style {
	return bandStyle(s.Rubric.Bands[s.Rubric.BandOf(g.Mean())].Color)
}

// writeGroups writes the groups of a column as a table.
func writeGroups(page *bytes.Buffer, s *fleet.Summary, by *fleet.Grouping, o SummaryOptions) error {
	groups, more := o.shown(by)
	if len(groups) == 0 {
		return nil
	}
	footer := ""
	if more > 0 {
		footer = sentence(moreGroups(len(groups), more), o.Width)
	}
	columns, dropped := fit(groupColumns(s, by, groups, o.Color), o.Width)
	return writePart(page, columns, dropped, footer, o)
}

// writePart writes a blank line, a table, a footer and what had no room.
func writePart(page *bytes.Buffer, columns, dropped []tableColumn, footer string, o SummaryOptions) error {
	page.WriteString("\n")
	if err := drawTable(page, columns, len(columns[0].cells), o.Color); err != nil {
		return err
	}
	page.WriteString(footer)
	if len(dropped) > 0 {
		page.WriteString(sentence(noRoom(dropped), o.Width))
	}
	return nil
}

// moreGroups says that groups are not shown.
func moreGroups(shown, more int) string {
	return fmt.Sprintf("showing %s of %s groups, the lowest mean score first; --limit 0 shows all", count(shown), count(shown+more))
}

// groupColumns returns a table of groups, what matters most at its left.
func groupColumns(s *fleet.Summary, by *fleet.Grouping, groups []*fleet.Group, painted bool) []tableColumn {
	r := s.Rubric
	var columns []tableColumn
	add := func(heading string, right bool, cell func(g *fleet.Group) tableCell) {
		c := tableColumn{heading: cellText(heading), right: right}
		for _, g := range groups {
			c.cells = append(c.cells, cell(g))
		}
		columns = append(columns, c)
	}
	number := func(text string) tableCell {
		if text == "" {
			return tableCell{unknown, faint()}
		}
		return tableCell{text: text}
	}
	add(strings.ToUpper(by.Name), false, groupName)
	add("ACCOUNTS", true, func(g *fleet.Group) tableCell { return number(count(g.Accounts)) })
	add("SCORE", true, func(g *fleet.Group) tableCell {
		cell := number(hundredthsOf(g.Mean(), g.Scored))
		if g.Scored > 0 {
			cell.style = scoreStyle(s, g)
		}
		return cell
	})
	add("BANDS", false, func(g *fleet.Group) tableCell { return tableCell{text: bandsBar(s, g, painted)} })
	columns[len(columns)-1].drawn = true
	if r.Propensity != nil {
		add("LEAVE", true, func(g *fleet.Group) tableCell { return number(likelyText(g)) })
	}
	add("COSTS MOST", false, func(g *fleet.Group) tableCell { return costliest(s, g) })
	if r.Valued() {
		add("VALUE", true, func(g *fleet.Group) tableCell { return number(CompactMoney(g.Value(), r.Value.Currency)) })
		if r.Propensity != nil {
			add("EXP LOSS", true, func(g *fleet.Group) tableCell { return number(lossText(s, g)) })
		}
		add("BY VALUE", true, func(g *fleet.Group) tableCell { return number(AmountText(g.Weighted())) })
	}
	add("MEDIAN", true, func(g *fleet.Group) tableCell { return number(hundredthsOf(g.Median(), g.Scored)) })
	for i, name := range bandNames(r) {
		add(strings.ToUpper(name), true, func(g *fleet.Group) tableCell { return shareCell(g.Bands[i].Accounts, g.Accounts) })
	}
	add("COVERAGE", true, func(g *fleet.Group) tableCell { return number(coverageText(g)) })
	return columns
}

// groupName returns a group's name, and (none) for the one without.
func groupName(g *fleet.Group) tableCell {
	if g.Name == "" {
		return tableCell{"(none)", faint()}
	}
	return tableCell{text: cellText(g.Name)}
}

// costliest names what costs a group most points.
func costliest(s *fleet.Summary, g *fleet.Group) tableCell {
	cost := s.Costs(g)[0]
	if cost.Points == 0 {
		return tableCell{}
	}
	return tableCell{text: cellText(costName(s.Rubric, cost)) + " -" + hundredthsOf(cost.Points, g.Scored)}
}

// bandsBar draws the bands' shares of a group beside each other.
func bandsBar(s *fleet.Summary, g *fleet.Group, painted bool) string {
	const width = 16
	var bar strings.Builder
	accounts, drawn := 0, 0
	for i, band := range g.Bands {
		accounts += band.Accounts
		end := (2*width*accounts + g.Accounts) / (2 * g.Accounts)
		if i == len(s.Rubric.Bands) {
			i = scoring.None
		}
		glyph, style := bandGlyph(s.Rubric, i, painted)
		bar.WriteString(style.paint(strings.Repeat(glyph, end-drawn), painted))
		drawn = end
	}
	return bar.String()
}
