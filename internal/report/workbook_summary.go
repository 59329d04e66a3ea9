package report

import (
	"fmt"
	"strings"

	"chs/internal/fleet"
	"chs/rubric"

	"github.com/xuri/excelize/v2"
)

// A summaryPage is the sheet that sums the accounts up.
type summaryPage struct {
	*workbookPage
	*fleet.Summary
}

// addSummary adds that sheet: what chs summary says, as numbers, with charts at
// its right.
func (b *Workbook) addSummary(parts *WorkbookParts) error {
	p := &summaryPage{b.addPage(sheetSummary, 30, 18, 10, 18, 3), parts.Summary}
	p.addTitle(b.layout.Rubric.Title(), b.summaryNote(parts))
	p.line++
	p.addFigures()
	p.addBands()
	if p.All.Scored > 0 {
		p.addScores()
		p.addCosts()
	}
	if len(p.Rubric.Plays) > 0 {
		p.addSums("Play", p.All.Plays, func(i int) sheetCell { return sheetCell{p.Rubric.Plays[i].Name, lookText} })
	}
	return p.end(1)
}

// summaryNote says what the results are of.
func (b *Workbook) summaryNote(parts *WorkbookParts) string {
	return strings.Join(append([]string{accounts(parts.Summary.All.Accounts), "by " + parts.RubricFrom}, b.layout.asOf()...), " · ")
}

// addFigures adds the figures of all accounts, a line each.
func (p *summaryPage) addFigures() {
	all := p.All
	p.addHeadings("All accounts", "")
	add := func(wanted bool, name string, value any, l cellLook) {
		if wanted {
			p.addCells(sheetCell{name, lookText}, sheetCell{value, l})
		}
	}
	valued, likely := p.Rubric.Valued(), p.Rubric.Propensity != nil && all.Scored > 0
	add(true, "Accounts", all.Accounts, lookCount)
	add(true, "Scored", all.Scored, lookCount)
	add(true, "Unscored", all.Accounts-all.Scored, lookCount)
	add(all.Scored > 0, "Mean score", hundredth(all.Mean()), lookHundredths)
	add(all.Scored > 0, "Median score", hundredth(all.Median()), lookHundredths)
	add(valued && isFinite(all.Weighted()), "Mean score by value", all.Weighted(), lookHundredths)
	add(all.Accounts > 0, "Coverage", hundredth(all.Coverage())/100, lookLikely)
	add(valued && isFinite(all.Value()), "Value", all.Value(), lookAmount)
	add(likely, "Expected to leave", float64(all.ChurnProbability())/rubric.Million, lookLikely)
	add(likely && valued && isFinite(all.ExpectedLoss()), "Expected loss", all.ExpectedLoss(), lookAmount)
}

// addHeadings adds the headings of a block, below an empty row.
func (p *workbookPage) addHeadings(name string, numbers ...string) {
	p.line++
	cells := []sheetCell{{name, lookHeading}}
	for _, number := range numbers {
		cells = append(cells, sheetCell{number, lookNumberHeading})
	}
	p.addCells(cells...)
}

// addSums adds accounts, their share and value by name.
func (p *summaryPage) addSums(what string, sums []fleet.Sum, name func(i int) sheetCell) {
	headings := []string{"Accounts", "Share"}
	if p.Rubric.Valued() {
		headings = append(headings, "Value")
	}
	p.addHeadings(what, headings...)
	for i, sum := range sums {
		cells := []sheetCell{name(i), {sum.Accounts, lookCount}, p.share(sum.Accounts, p.All.Accounts)}
		if p.Rubric.Valued() && isFinite(sum.Value) {
			cells = append(cells, sheetCell{sum.Value, lookAmount})
		}
		p.addCells(cells...)
	}
}

// share returns a part of a whole.
func (p *summaryPage) share(part, whole int) sheetCell {
	if whole == 0 {
		return sheetCell{nil, lookLikely}
	}
	return sheetCell{float64(part) / float64(whole), lookLikely}
}

// addBands adds the bands and their chart.
func (p *summaryPage) addBands() {
	bands := p.All.Bands
	if unscored := len(bands) - 1; bands[unscored].Accounts == 0 {
		bands = bands[:unscored]
	}
	p.addSums("Band", bands, func(i int) sheetCell {
		if i == len(p.Rubric.Bands) {
			return sheetCell{rubric.Unscored, lookUnscored}
		}
		return sheetCell{bandName(&p.Rubric.Bands[i]), colorLook(p.Rubric.Bands[i].Color)}
	})
	if len(bands) <= maxChartBands {
		p.addBandChart(len(bands))
	}
}

// addScores adds the histogram of scores and its chart.
func (p *summaryPage) addScores() {
	p.addHeadings("Score", "Accounts", "Share")
	bins := p.All.Histogram()
	for bin, accounts := range bins {
		name := fmt.Sprintf("%d to %d", 10*bin, 10*bin+10)
		p.addCells(sheetCell{name, lookText}, sheetCell{accounts, lookCount}, p.share(accounts, p.All.Scored))
	}
	p.addChart("F21", "Accounts by score", 8, excelize.ChartSeries{
		Name: p.lastCells("B", len(bins)+1, len(bins)+1), Categories: p.lastCells("A", len(bins), 1), Values: p.lastCells("B", len(bins), 1), Fill: solidFill(barPlain),
	})
}

// addCosts adds what costs points, if something does.
func (p *summaryPage) addCosts() {
	costs, sum := costsOf(p.Summary)
	if sum == 0 {
		return
	}
	p.addHeadings("Costs most", "Points", "Share")
	for _, cost := range costs {
		p.addCells(sheetCell{costName(p.Rubric, cost), lookText}, sheetCell{hundredth(cost.Points), lookHundredths}, p.share(cost.Points, sum))
	}
}

// lastCells names those of a column in the last rows, counted from the end: 1 is
// the last one.
func (p *summaryPage) lastCells(column string, first, last int) string {
	if first == last {
		return fmt.Sprintf("%s!$%s$%d", p.sheet, column, p.line-first)
	}
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", p.sheet, column, p.line-first, column, p.line-last)
}

// maxChartBands is how many bands a chart has room for.
const maxChartBands = 16

// addBandChart draws the accounts of the bands, which are in so many last rows: a
// series each, for only that has a colour of its own.
func (p *summaryPage) addBandChart(bands int) {
	series := make([]excelize.ChartSeries, bands)
	for i := range series {
		color := rubric.Color("gray") // of the unscored
		if i < len(p.Rubric.Bands) {
			color = p.Rubric.Bands[i].Color
		}
		series[i] = excelize.ChartSeries{Name: p.lastCells("A", bands-i, bands-i), Values: p.lastCells("B", bands-i, bands-i), Fill: solidFill(tintOf(color).bar)}
	}
	p.addChart("F4", "Accounts by band", 30, series...)
}

// addChart draws columns with their numbers, and with their series' names where
// they have no categories. The gap between them is in percent of their width.
func (p *summaryPage) addChart(at, title string, gap uint, series ...excelize.ChartSeries) {
	named := series[0].Categories == ""
	faint := excelize.Font{Color: inkFaint, Size: 9, Family: workbookFont}
	p.do(func() error {
		return p.book.AddChart(p.sheet, at, &excelize.Chart{
			Type: excelize.Col, Series: series, GapWidth: &gap, Overlap: new(-10), VaryColors: new(false),
			Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
				Text: title, Font: &excelize.Font{Bold: true, Size: 12, Color: inkStrong, Family: workbookFont},
			}}},
			Legend:    excelize.ChartLegend{Position: "none"},
			Dimension: excelize.ChartDimension{Width: 620, Height: 280},
			XAxis:     excelize.ChartAxis{Font: faint, None: named},
			YAxis:     excelize.ChartAxis{Font: faint, None: true},
			PlotArea:  excelize.ChartPlotArea{ShowVal: true, ShowSerName: named, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}},
			Border:    excelize.LineOptions{Type: excelize.LineNone},
			Format:    excelize.GraphicOptions{AltText: title},
		})
	})
}
