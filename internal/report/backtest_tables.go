package report

import (
	"fmt"
	"math"
	"strconv"

	"chs/internal/evidence"
)

// separation is how well the score tells leavers from stayers.
func (b *Backtest) separation() backtestBlock {
	columns := []tableColumn{
		{heading: "SEPARATION"}, {heading: "AUC", right: true}, {heading: "95% INTERVAL"}, {heading: "LEAVERS", right: true}, {heading: "STAYERS", right: true},
	}
	var drawn []evidence.AUC
	add := func(name string, auc evidence.AUC, of evidence.Tally) {
		addRow(columns, tableCell{text: name}, tableCell{figure(auc.Value), verdictStyle(auc.Verdict())}, tableCell{text: between(auc.Interval)},
			tableCell{text: count(of.Leavers)}, tableCell{text: count(of.Stayers)})
		drawn = append(drawn, auc)
	}
	if t := b.InTime; t != nil {
		for _, half := range []struct {
			name string
			evidence.Half
		}{{"later half", t.Later}, {"earlier half", t.Earlier}} {
			if half.Known {
				add(half.name, half.AUC, half.Tally)
			}
		}
	}
	add("all accounts", b.AUC, b.Scores.Tally)
	bars := aucBars(0.1, tenthText, drawn, evidence.Interval{Low: 0.5, High: 1})
	return backtestBlock{title: "How well the score separates", columns: columns, bars: bars, plate: b.rocPlate, said: []string{
		fmt.Sprintf("Gini %s, KS %s at a score of %s. An AUC of 0.5 is chance.", figure(b.AUC.Gini()), figure(b.KS.Value), points(b.KS.Score)),
	}}
}

// tenthText returns a figure with one decimal.
func tenthText(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// verdictStyle returns the style of a verdict: green where the score separates.
func verdictStyle(v evidence.Verdict) style {
	switch v {
	case evidence.Separates:
		return bandStyle("green")
	case evidence.Against:
		return bandStyle("red")
	}
	return bandStyle("yellow")
}

// tenths is what those with the lowest scores catch.
func (b *Backtest) tenths() backtestBlock {
	columns := []tableColumn{{heading: "LOWEST SCORED"}, {heading: "LEAVERS CAUGHT", right: true}, {heading: "LIFT", right: true}}
	shown := []int{1, 2, 3, 5}
	for _, n := range shown {
		t := b.Tenths[n-1]
		addRow(columns,
			tableCell{text: strconv.Itoa(10*n) + "%"}, tableCell{text: fmt.Sprintf("%.1f%%", 100*t.Capture)}, tableCell{text: fmt.Sprintf("%.2f×", t.Lift)})
	}
	bars := func(width int) tableColumn {
		const whole = 1000
		var cells []tableCell
		for _, n := range shown {
			l := summaryLine{part: int(math.Round(whole * b.Tenths[n-1].Capture)), glyph: solid}
			cells = append(cells, tableCell{text: l.bar(whole, width)})
		}
		return span{0, 1}.axis(wholePercent, width, cells)
	}
	return backtestBlock{title: "Who has the lowest scores", columns: columns, bars: bars, said: b.caughtWords()}
}

// caughtWords says what the lowest band caught, and what the top band hid.
func (b *Backtest) caughtWords() []string {
	bands := b.Rubric.Bands
	if len(bands) == 1 {
		return nil
	}
	caught, missed := b.Caught(), b.Missed()
	return []string{fmt.Sprintf("The lowest band, %s, held %s of the leavers (%s); %s (%s) looked healthy, in %s.",
		bands[0].Name, sharePercent(caught), shareInterval(caught), sharePercent(missed), shareInterval(missed), bands[len(bands)-1].Name)}
}

// groups are the shares that left, by band and by ten points of score.
func (b *Backtest) groups() []backtestBlock {
	var bands, bins []tableCell
	layout := &Layout{Rubric: b.Rubric}
	for i := range b.Bands {
		bands = append(bands, layout.bandCell(i))
	}
	for _, g := range b.Bins {
		bins = append(bins, tableCell{text: fmt.Sprintf("%d to %d", g.From/100, (g.To+50)/100)})
	}
	all := []backtestBlock{
		b.groupsBlock("Who left, by band", "BAND", b.Bands, bands),
		b.groupsBlock("Who left, by score", "SCORE", b.Bins, bins),
	}
	align(all)
	return all
}

// align makes the columns of tables of the same columns equally wide.
func align(all []backtestBlock) {
	for i := range all[0].columns {
		width := 0
		for _, block := range all {
			block.columns[i].setWidth(0)
			width = max(width, block.columns[i].width)
		}
		for _, block := range all {
			block.columns[i].least = width
		}
	}
}

// groupsBlock is the share that left of each of some groups.
func (b *Backtest) groupsBlock(title, heading string, groups []evidence.Group, names []tableCell) backtestBlock {
	columns := []tableColumn{
		{heading: heading}, {heading: "ACCOUNTS", right: true}, {heading: "LEFT", right: true}, {heading: "SHARE", right: true}, {heading: "95% INTERVAL", right: true},
	}
	for i, g := range groups {
		share, interval := tableCell{unknown, faint()}, tableCell{unknown, faint()}
		if g.Whole > 0 {
			share, interval = tableCell{text: sharePercent(g.Share)}, tableCell{text: shareInterval(g.Share)}
		}
		addRow(columns, names[i], tableCell{text: count(g.Whole)}, tableCell{text: count(g.Part)}, share, interval)
	}
	bars := func(width int) tableColumn {
		scale := b.shareSpan()
		var cells []tableCell
		for i, g := range groups {
			cell := tableCell{}
			if g.Whole > 0 {
				cell = scale.bar(g.Value(), g.Interval(), width)
				cell.style = names[i].style
			}
			cells = append(cells, cell)
		}
		return scale.axis(wholePercent, width, cells)
	}
	plate := func() plate { return b.groupsPlate(title, heading, groups, names) }
	return backtestBlock{title: title, columns: columns, bars: bars, plate: plate}
}

// shareSpan returns the span from 0 that holds the shares that left, and their
// intervals, of both bands and bins.
func (b *Backtest) shareSpan() span {
	all := []evidence.Interval{{}}
	for _, groups := range [][]evidence.Group{b.Bands, b.Bins} {
		for _, g := range groups {
			if g.Whole > 0 {
				all = append(all, g.Interval())
			}
		}
	}
	return spanOf(0.1, all...)
}

// wholePercent returns a share in whole percent.
func wholePercent(x float64) string { return strconv.FormatFloat(100*x, 'f', 0, 64) + "%" }
