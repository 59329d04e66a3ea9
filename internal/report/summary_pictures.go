package report

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"chs/internal/fleet"
	"chs/internal/svg"
	"chs/scoring"
)

// summaryPictures returns the summary as it is looked at.
func summaryPictures(s *fleet.Summary, o SummaryOptions) *pictures {
	l := &Layout{Rubric: s.Rubric, AsOf: o.AsOf}
	p := &pictures{
		title: visible(s.Rubric.Title()),
		meta:  strings.Join(append([]string{accounts(s.All.Accounts)}, l.asOf()...), " · "),
		said:  []string{headline(s, 0) + "."},
		from:  "Made by chs summary" + foundIn(o.RubricFrom) + ".",
	}
	if s.All.Accounts == 0 {
		return p
	}
	p.said = append(p.said, plainPhrases(summaryFacts(s)))
	for i, b := range summaryBlocks(s, false) {
		p.parts = append(p.parts, b.picture("chart-"+strconv.Itoa(i+1)))
	}
	for i, by := range s.By {
		p.parts = append(p.parts, l.groupsPicture("groups-"+strconv.Itoa(i+1), s, by, o))
	}
	return p
}

// picture returns the block with its plate, or else with its bars as one.
func (b *summaryBlock) picture(id string) picturePart {
	columns := b.columns()
	if b.value == "" {
		columns = columns[:len(columns)-1]
	}
	part := picturePart{heading: b.title, tables: [][]tableColumn{columns}}
	if b.plate != nil {
		part.plates = []plate{b.plate()}
		return part
	}
	v := &svg.Bars{Alt: svg.Alt{ID: id, Title: b.title}}
	for _, c := range columns[1:] {
		v.Headings = append(v.Headings, strings.ToLower(c.heading))
	}
	var said []string
	for i, line := range b.lines {
		var row svg.Row
		var figures []string
		for j, heading := range v.Headings {
			row.Figures = append(row.Figures, columns[j+1].cells[i].text)
			figures = append(figures, heading+" "+row.Figures[j])
		}
		text := line.name.text + ": " + strings.Join(figures, ", ")
		row.Parts = []svg.Part{{Class: cmp.Or(line.class, "ink"), Size: float64(line.part), Tip: text}}
		said = append(said, text)
		addBar(v, line.name.text, row)
	}
	v.Desc = strings.Join(said, "; ")
	part.plates = []plate{{drawing: v, wide: svg.Wide, tall: v.Tall()}}
	return part
}

// addBar adds a row with a name.
func addBar(v *svg.Bars, name string, row svg.Row) {
	row.Label = truncate(name, svg.LabelWidth)
	v.Labels = max(v.Labels, textWidth(row.Label))
	v.Rows = append(v.Rows, row)
}

// scoresPlate draws the histogram of scores.
func (l *Layout) scoresPlate(all *fleet.Group) plate {
	c := l.histogram(all, len(all.Histogram()))
	return plate{
		drawing: c, wide: svg.Wide, tall: svg.ColumnsTall,
		notes: []string{"Accounts by score, ten points a column: " + l.bandEdges() + "."},
	}
}

// groupsPicture returns the groups of a column, with the shares of their bands
// as a plate.
func (l *Layout) groupsPicture(id string, s *fleet.Summary, by *fleet.Grouping, o SummaryOptions) picturePart {
	groups, more := o.shown(by)
	name := cellText(by.Name)
	v := &svg.Bars{Alt: svg.Alt{ID: id, Title: "Shares of bands by " + name}, Headings: []string{"accounts", "score"}, Whole: 1}
	var said []string
	for _, g := range groups {
		text, accounts, score := groupName(g).text, count(g.Accounts), cmp.Or(hundredthsOf(g.Mean(), g.Scored), unknown)
		said = append(said, fmt.Sprintf("%s: accounts %s, score %s", text, accounts, score))
		addBar(v, text, svg.Row{Parts: l.bandParts(g), Figures: []string{accounts, score}})
	}
	v.Desc = strings.Join(said, "; ")
	f := plate{drawing: v, wide: svg.Wide, tall: v.Tall(), notes: []string{"Shares of accounts, from the left " + l.bandOrder(s.All) + "; behind them the mean score."}}
	if more > 0 {
		f.notes = append(f.notes, uppercase(moreGroups(len(groups), more))+".")
	}
	return picturePart{heading: "By " + name, plates: []plate{f}, tables: [][]tableColumn{groupColumns(s, by, groups, false)}}
}

// bandParts returns the shares of a group's bands, the unscored as the last.
func (l *Layout) bandParts(g *fleet.Group) []svg.Part {
	var parts []svg.Part
	for i, sum := range g.Bands {
		band := l.bandAt(i)
		parts = append(parts, svg.Part{
			Class: l.pageBand(band).Class, Size: float64(sum.Accounts) / float64(g.Accounts),
			Tip: fmt.Sprintf("%s, %s: %s (%s)", groupName(g).text, l.bandCell(band).text, accounts(sum.Accounts), percentOrNone(sum.Accounts, g.Accounts)),
		})
	}
	return parts
}

// bandOrder names the bands from the lowest, and last the unscored if there are
// some.
func (l *Layout) bandOrder(all *fleet.Group) string {
	var names []string
	for i := range l.Rubric.Bands {
		names = append(names, l.bandCell(i).text)
	}
	if all.Scored < all.Accounts {
		names = append(names, l.bandCell(scoring.None).text)
	}
	return strings.Join(names, ", ")
}
