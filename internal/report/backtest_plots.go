package report

import (
	"strings"

	"chs/internal/evidence"
)

// A plot is a square of shares, drawn beside its axes.
type plot struct {
	title  string
	across string  // what runs to the right
	most   float64 // the share at the ends of the axes, which start at 0
	canvas
}

// plotMargin is how many columns the axis takes that stands at the left.
const plotMargin = len(" 100% ") + 1

// plots draws the ROC and the calibration, beside each other where there is room.
func (b *Backtest) plots() backtestBlock {
	return backtestBlock{title: "Plots", plots: func(width int, painted bool) string {
		const between, widest, least = 3, 44, 26
		columns := min((width-between)/2-plotMargin, widest)
		if columns >= least {
			return beside(b.rocPlot(columns).lines(painted), b.calibrationPlot(columns).lines(painted), plotMargin+columns+between)
		}
		columns = min(width-plotMargin, widest)
		all := append(b.rocPlot(columns).lines(painted), "")
		return strings.Join(append(all, b.calibrationPlot(columns).lines(painted)...), "\n") + "\n"
	}}
}

// beside sets lines beside others, which start at a column.
func beside(left, right []string, column int) string {
	var b strings.Builder
	for i := range left {
		b.WriteString(left[i] + strings.Repeat(" ", max(0, column-textWidth(left[i]))) + right[i] + "\n")
	}
	return b.String()
}

// newPlot returns an empty plot with its diagonal to be drawn last.
func newPlot(title, across string, most float64, columns int) *plot {
	return &plot{title, across, most, newCanvas(columns*3/8, columns)}
}

// rocPlot draws the shares of the leavers and of the stayers that score at most so
// much.
func (b *Backtest) rocPlot(columns int) *plot {
	p := newPlot("ROC: LEAVERS CAUGHT", "stayers among them", 1, columns)
	d := newDots(p.canvas)
	var before evidence.ROCPoint
	for _, point := range b.Scores.ROC() {
		d.line(before.Stayers.Value(), before.Leavers.Value(), point.Stayers.Value(), point.Leavers.Value())
		before = point
	}
	d.draw(lineStyle(0))
	p.diagonal()
	return p
}

// calibrationPlot draws, of each tenth of the accounts, the share that left, with
// its interval, over the probability that was predicted.
func (b *Backtest) calibrationPlot(columns int) *plot {
	tenths := b.Calibration.Tenths
	p := newPlot("CALIBRATION: SHARE THAT LEFT", "predicted probability", b.calibrationSpan().to, columns)
	for _, t := range tenths {
		x := p.column(t.Probability)
		p.canvas[p.row(t.Value())][x] = glyph{"●", lineStyle(0)}
	}
	for _, t := range tenths {
		x, i := p.column(t.Probability), t.Interval()
		for row := p.row(i.High); row <= p.row(i.Low); row++ {
			p.fill(row, x, glyph{"┊", lineStyle(0)})
		}
	}
	p.diagonal()
	return p
}

// calibrationSpan returns the span from 0 that holds the probabilities of tenths,
// and their shares that left with their intervals.
func (b *Backtest) calibrationSpan() span {
	all := []evidence.Interval{{}}
	for _, t := range b.Calibration.Tenths {
		all = append(all, t.Interval(), evidence.Interval{Low: t.Probability, High: t.Probability})
	}
	return spanOf(0.1, all...)
}

// column returns the column of a share.
func (p *plot) column(share float64) int {
	return span{0, p.most}.column(share, len(p.canvas[0]))
}

// row returns the row of a share, from the top.
func (p *plot) row(share float64) int {
	return len(p.canvas) - 1 - span{0, p.most}.column(share, len(p.canvas))
}

// diagonal draws where both shares are the same, behind all else.
func (p *plot) diagonal() {
	columns := len(p.canvas[0])
	for x := range columns {
		row := p.row(p.most * float64(x) / float64(columns-1))
		p.fill(row, x, glyph{"·", faint()})
	}
}

// lines returns the plot with its title and axes, a line each.
func (p *plot) lines(painted bool) []string {
	columns := len(p.canvas[0])
	all := []string{" " + bold().paint(p.title, painted)}
	label := func(row int) string {
		switch row {
		case 0:
			return wholePercent(p.most)
		case len(p.canvas) - 1:
			return "0%"
		}
		return ""
	}
	for row := range p.canvas {
		text := label(row)
		all = append(all, strings.Repeat(" ", plotMargin-2-len(text))+faint().paint(text+" │", painted)+p.line(row, painted))
	}
	end := wholePercent(p.most)
	room := columns - len("0%") - len(end)
	across := truncate(p.across, room-2)
	before := (room - textWidth(across)) / 2
	axis := "0%" + strings.Repeat(" ", before) + across + strings.Repeat(" ", room-before-textWidth(across)) + end
	return append(all,
		strings.Repeat(" ", plotMargin-1)+faint().paint("└"+strings.Repeat("─", columns), painted),
		strings.Repeat(" ", plotMargin)+faint().paint(axis, painted))
}
