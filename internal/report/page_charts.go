package report

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"chs/internal/fleet"
	"chs/internal/svg"
	"chs/scoring"
)

// A pageFigure is a drawing.
type pageFigure struct {
	Heading string
	Picture template.HTML
	Caption string
}

// picture marks what package svg has drawn: it has escaped all texts.
func picture(drawn string) template.HTML { return template.HTML(drawn) }

// pageCharts are the pictures of scores.
type pageCharts struct {
	Scores *pageFigure // nil where no account is scored
	Weeks  *pageFigure // nil without a history
	Costs  []pageCost
}

func (p *Page) charts() pageCharts {
	return pageCharts{Scores: p.scores(), Weeks: p.weeks(), Costs: p.costs()}
}

// spread is how many columns the histogram of scores has.
const spread = 20

// scores draws how many accounts have which scores.
func (p *Page) scores() *pageFigure {
	all := p.Run.Summary.All
	if all.Scored == 0 {
		return nil
	}
	return &pageFigure{
		Heading: "Scores", Picture: picture(p.histogram(all, spread).String()),
		Caption: "Accounts by score, five points a column: " + p.bandEdges() + ".",
	}
}

// histogram draws how many accounts of each band have scores in each of so many
// intervals.
func (l *Layout) histogram(all *fleet.Group, intervals int) *svg.Columns {
	c := &svg.Columns{
		Alt: svg.Alt{
			ID: "scores-chart", Title: "How many accounts have which score",
			Desc: fmt.Sprintf("%s; mean %s, median %s", accounts(all.Scored), points(all.Mean()), points(all.Median())),
		},
		Unit: func(n float64) string { return round(n, "") }, Edges: true, End: "100",
	}
	wide := 100 / intervals
	for i, bands := range all.Spread(intervals, l.Rubric.Bands) {
		column := svg.Column{}
		if i*wide%20 == 0 {
			column.Label = strconv.Itoa(i * wide)
		}
		for band, n := range bands {
			b := l.pageBand(band)
			column.Parts = append(column.Parts, svg.Part{
				Class: b.Class, Size: float64(n), Tip: fmt.Sprintf("%d to %d points, %s: %s", i*wide, i*wide+wide, b.Name, accounts(n)),
			})
		}
		c.Columns = append(c.Columns, column)
	}
	return c
}

// bandEdges says where bands start, from the lowest.
func (l *Layout) bandEdges() string {
	var edges []string
	for _, band := range l.Rubric.Bands {
		edges = append(edges, fmt.Sprintf("%s from %s", visible(band.Name), numberText(hundredth(band.From))))
	}
	return strings.Join(edges, ", ")
}

// weeks draws the bands' shares in snapshots.
func (p *Page) weeks() *pageFigure {
	if len(p.Run.Weeks) < 2 {
		return nil
	}
	c := svg.Columns{
		Alt:   svg.Alt{ID: "weeks-chart", Title: "Shares of bands over time", Desc: p.weeksText()},
		Whole: 100, Unit: svg.Percent,
	}
	every := (len(p.Run.Weeks) + 4) / 5
	for i, week := range p.Run.Weeks {
		column := svg.Column{}
		if (len(p.Run.Weeks)-1-i)%every == 0 {
			column.Label = scoring.FormatDay(week.Day)[5:]
		}
		all := week.accounts()
		for i, n := range week.Bands {
			if n == 0 {
				continue
			}
			band := p.pageBand(p.bandAt(i))
			column.Parts = append(column.Parts, svg.Part{
				Class: band.Class, Size: 100 * float64(n) / float64(all),
				Tip: fmt.Sprintf("%s, %s: %s (%s)", scoring.FormatDay(week.Day), band.Name, accounts(n), percent(n, all)),
			})
		}
		c.Columns = append(c.Columns, column)
	}
	names := make([]string, len(p.Rubric.Bands))
	for i := range names {
		names[i] = p.pageBand(i).Name
	}
	return &pageFigure{
		Heading: "Over time", Picture: picture(c.String()),
		Caption: fmt.Sprintf("Shares of accounts, from the bottom %s. %s.", strings.Join(names, ", "), p.weeksText()),
	}
}

// accounts returns how many there are in the snapshot.
func (w *PageWeek) accounts() int {
	all := 0
	for _, n := range w.Bands {
		all += n
	}
	return all
}

// weeksText says how the lowest band's share has changed.
func (p *Page) weeksText() string {
	share := func(w PageWeek) string { return percentOrNone(w.Bands[0], w.accounts()) }
	first, last := p.Run.Weeks[0], p.Run.Weeks[len(p.Run.Weeks)-1]
	return fmt.Sprintf("The share of %s was %s on %s, and is %s on %s", visible(p.Rubric.Bands[0].Name),
		share(first), scoring.FormatDay(first.Day), share(last), scoring.FormatDay(last.Day))
}

// leastRows is how many rows a map has at least.
const leastRows = 4

// valueMap draws value against score, of accounts of which there are some.
func (p *Page) valueMap() *pageFigure {
	cells := p.Run.Map.Cells()
	first, last := cells[0].Row, cells[len(cells)-1].Row
	for last-first+1 < leastRows {
		if first > 0 {
			first--
		} else {
			last++
		}
	}
	rows := last - first + 1
	rows += 1 + rows/12 // where the corner says what it is
	b := svg.Bubbles{Columns: fleet.MapScores, Rows: rows, Alt: svg.Alt{
		ID: "map-chart", Title: "Value against score",
		Desc: "A bubble is as large as the number of accounts of about this score and value; the most valuable are at the top, the lowest scores at the left.",
	}}
	for _, cell := range cells {
		const wide = 100 / fleet.MapScores
		band := p.pageBand(cell.Band)
		b.Bubbles = append(b.Bubbles, svg.Bubble{Column: cell.Column, Row: cell.Row - first, Part: svg.Part{
			Class: band.Class, Size: float64(cell.Accounts),
			Tip: fmt.Sprintf("%d to %d points, %s, worth %s and more: %s, %s",
				cell.Column*wide, cell.Column*wide+wide, band.Name, p.round(fleet.RowFrom(cell.Row)), accounts(cell.Accounts), p.money(cell.Value)),
		}})
	}
	for row := first; row <= last; row += (last-first)/8 + 1 {
		b.Up = append(b.Up, svg.Mark{At: float64(row - first), Text: p.round(fleet.RowFrom(row))})
	}
	for points := 0; points <= 100; points += 25 {
		b.Across = append(b.Across, svg.Mark{At: float64(points*fleet.MapScores) / 100, Text: strconv.Itoa(points)})
	}
	if much := p.Run.Map.Much(); len(p.Rubric.Bands) > 1 {
		b.Corner.Column = float64(p.Rubric.Bands[1].From*fleet.MapScores) / fullScore
		for fleet.RowFrom(first+b.Corner.Row) < much {
			b.Corner.Row++
		}
		b.Corner.Text = "worth much, doing badly"
	}
	return &pageFigure{
		Picture: picture(b.String()),
		Caption: fmt.Sprintf("Score across, %s upwards. A bubble is as large as the number of accounts there.", visible(p.Rubric.Value.Column)),
	}
}

// A pageCost is what a criterion costs on average.
type pageCost struct {
	Name, Points, Share string
	Bar                 template.HTML
}

// costs returns what costs most points, the most first; nil if nothing does.
func (p *Page) costs() []pageCost {
	costs, sum := costsOf(p.Run.Summary)
	if sum == 0 {
		return nil
	}
	var all []pageCost
	for _, cost := range costs {
		all = append(all, pageCost{
			Name: visible(costName(p.Rubric, cost)), Points: points(cost.Points), Share: percentOrNone(cost.Points, sum),
			Bar: picture(svg.Bar([]svg.Part{{Class: "ink", Size: float64(cost.Points)}}, float64(costs[0].Points))),
		})
	}
	return all
}
