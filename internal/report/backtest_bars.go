package report

import (
	"math"
	"strings"

	"chs/internal/evidence"
)

// A span is a range of figures that bars are drawn on.
type span struct{ from, to float64 }

// spanOf returns the narrowest span of whole steps of a size, one at least, that
// holds all of some intervals.
func spanOf(step float64, all ...evidence.Interval) span {
	s := span{math.Inf(1), math.Inf(-1)}
	for _, i := range all {
		s = span{min(s.from, i.Low), max(s.to, i.High)}
	}
	first := math.Floor(s.from / step)
	return span{first * step, max(math.Ceil(s.to/step), first+1) * step}
}

// column returns the column of a figure's bars of so many, which are so wide.
func (s span) column(x float64, width int) int {
	return int(math.Round((x - s.from) / (s.to - s.from) * float64(width-1)))
}

// bar draws a figure and its interval, both within the span.
func (s span) bar(value float64, i evidence.Interval, width int) tableCell {
	low, at, high := s.column(i.Low, width), s.column(value, width), s.column(i.High, width)
	bar := []rune(strings.Repeat(" ", low) + strings.Repeat("─", high-low+1))
	bar[low], bar[high] = '├', '┤'
	bar[at] = '●'
	return tableCell{text: string(bar)}
}

// aucBars returns what draws AUCs, on a span of whole steps that holds all of some
// intervals and theirs.
func aucBars(step float64, text func(x float64) string, drawn []evidence.AUC, all ...evidence.Interval) func(width int) tableColumn {
	for _, auc := range drawn {
		all = append(all, auc.Interval)
	}
	s := spanOf(step, all...)
	return func(width int) tableColumn {
		var cells []tableCell
		for _, auc := range drawn {
			cells = append(cells, s.bar(auc.Value, auc.Interval, width))
		}
		return s.axis(text, width, cells)
	}
}

// axis returns a column of bars, with the ends of the span as its heading.
func (s span) axis(text func(x float64) string, width int, bars []tableCell) tableColumn {
	from, to := text(s.from), text(s.to)
	return tableColumn{heading: from + strings.Repeat(" ", max(1, width-textWidth(from)-textWidth(to))) + to, cells: bars, width: width}
}
