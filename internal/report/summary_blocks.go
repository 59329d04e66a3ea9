package report

import (
	"fmt"
	"strings"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// A summaryBlock is a part of what a summary says of all accounts: lines of a
// name, a number, a share, a value and a bar.
type summaryBlock struct {
	title                      string // of its picture
	name, number, share, value string // the headings, "" of a column that it has not
	lines                      []summaryLine
	plate                      func() plate // in SVG and HTML; nil for one of its bars
}

type summaryLine struct {
	name        tableCell
	number      string
	part, whole int // whose share it is
	value       string
	glyph       string // of the bar, which is as long as part
	painted     style  // the bar
	class       string // of the bar's colour in SVG and HTML, "" for that of no band
}

// summaryBlocks returns the parts: bands, scores, costs and plays.
func summaryBlocks(s *fleet.Summary, painted bool) []summaryBlock {
	blocks := []summaryBlock{bandBlock(s, painted)}
	if s.All.Scored > 0 {
		blocks = append(blocks, scoreBlock(s))
		if costs := costBlock(s); costs.lines != nil {
			blocks = append(blocks, costs)
		}
	}
	if len(s.Rubric.Plays) > 0 {
		blocks = append(blocks, playBlock(s))
	}
	return blocks
}

func bandBlock(s *fleet.Summary, painted bool) summaryBlock {
	b := sumsBlock(s, "Bands", "BAND")
	layout := &Layout{Rubric: s.Rubric}
	for i, sum := range s.All.Bands {
		band := layout.bandAt(i)
		if band == scoring.None && sum.Accounts == 0 {
			continue
		}
		line := sumLine(s, sum)
		line.name, line.class = layout.bandCell(band), layout.pageBand(band).Class
		line.glyph, line.painted = bandGlyph(s.Rubric, band, painted)
		b.lines = append(b.lines, line)
	}
	return b
}

func playBlock(s *fleet.Summary) summaryBlock {
	b := sumsBlock(s, "Plays", "PLAY")
	for i, play := range s.Rubric.Plays {
		line := sumLine(s, s.All.Plays[i])
		line.name.text = cellText(play.Name)
		b.lines = append(b.lines, line)
	}
	return b
}

// sumsBlock starts a block that counts accounts and their value.
func sumsBlock(s *fleet.Summary, title, name string) summaryBlock {
	b := summaryBlock{title: title, name: name, number: "ACCOUNTS", share: "SHARE"}
	if s.Rubric.Valued() {
		b.value = "VALUE"
	}
	return b
}

func sumLine(s *fleet.Summary, sum fleet.Sum) summaryLine {
	line := summaryLine{number: count(sum.Accounts), part: sum.Accounts, whole: s.All.Accounts, glyph: solid}
	if s.Rubric.Valued() {
		line.value = CompactMoney(sum.Value, s.Rubric.Value.Currency)
	}
	return line
}

// scoreBlock is the histogram of scores.
func scoreBlock(s *fleet.Summary) summaryBlock {
	b := summaryBlock{
		title: "Scores", name: "SCORE", number: "ACCOUNTS", share: "SHARE",
		plate: func() plate { return (&Layout{Rubric: s.Rubric}).scoresPlate(s.All) },
	}
	for bin, accounts := range s.All.Histogram() {
		b.lines = append(b.lines, summaryLine{
			name:   tableCell{text: fmt.Sprintf("%d to %d", 10*bin, 10*bin+10)},
			number: count(accounts), part: accounts, whole: s.All.Scored, glyph: solid,
		})
	}
	return b
}

// costBlock is what costs points; it has no lines where nothing does.
func costBlock(s *fleet.Summary) summaryBlock {
	b := summaryBlock{title: "What costs most points", name: "COSTS MOST", number: "POINTS", share: "SHARE"}
	costs, sum := costsOf(s)
	if sum == 0 {
		return b
	}
	for _, cost := range costs {
		b.lines = append(b.lines, summaryLine{
			name:   tableCell{text: cellText(costName(s.Rubric, cost))},
			number: hundredthsOf(cost.Points, s.All.Scored), part: cost.Points, whole: sum, glyph: solid,
		})
	}
	return b
}

// columns returns the block as columns of a table, but for the bars.
func (b *summaryBlock) columns() []tableColumn {
	columns := []tableColumn{
		{heading: b.name}, {heading: b.number, right: true}, {heading: b.share, right: true}, {heading: b.value, right: true},
	}
	for _, l := range b.lines {
		cells := [...]tableCell{l.name, {text: l.number}, shareCell(l.part, l.whole), {text: l.value}}
		addRow(columns, cells[:]...)
	}
	return columns
}

// bars returns the lines' bars, the longest of them so wide.
func (b *summaryBlock) bars(width int) []tableCell {
	longest := 0
	for _, l := range b.lines {
		longest = max(longest, l.part)
	}
	bars := make([]tableCell, len(b.lines))
	for i, l := range b.lines {
		bars[i] = tableCell{l.bar(longest, width), l.painted}
	}
	return bars
}

const (
	solid  = "█"
	eighth = "▏▎▍▌▋▊▉"
)

// bar draws a line's bar, where the longest is so wide. Some is never nothing.
func (l *summaryLine) bar(longest, width int) string {
	if l.part == 0 {
		return ""
	}
	eighths := max(1, (8*width*l.part+longest/2)/longest)
	if l.glyph != solid {
		return strings.Repeat(l.glyph, max(1, (eighths+4)/8))
	}
	rest := ""
	if eighths%8 > 0 {
		rest = string([]rune(eighth)[eighths%8-1])
	}
	return strings.Repeat(solid, eighths/8) + rest
}

// bandGlyph returns what the bars of a band, or of scoring.None, are made of:
// shades tell bands apart where colours do not.
func bandGlyph(r *rubric.Rubric, band int, painted bool) (glyph string, s style) {
	if band == scoring.None {
		return unknown, faint()
	}
	s = bandStyle(r.Bands[band].Color)
	if painted || len(r.Bands) == 1 {
		return solid, s
	}
	shades := []string{solid, "▓", "▒", "░"}
	return shades[band*(len(shades)-1)/(len(r.Bands)-1)], s
}

// stacked returns blocks below each other, as one table: the first one's
// headings are the table's, and those of the others are lines of it. Columns
// that the terminal has no room for are dropped, and so are bars.
func stacked(blocks []summaryBlock, width int) (columns, dropped []tableColumn) {
	const widest, least = 24, 6
	columns = blocks[0].columns()
	for _, b := range blocks[1:] {
		for i, c := range b.columns() {
			columns[i].cells = append(columns[i].cells, tableCell{}, tableCell{c.heading, bold()})
			columns[i].cells = append(columns[i].cells, c.cells...)
		}
	}
	if blocks[0].value == "" {
		columns = columns[:len(columns)-1]
	}
	columns, dropped = fit(columns, width)
	bars := tableColumn{width: widest}
	if width > 0 {
		left := width - 1
		for _, c := range columns {
			left -= c.width + gap
		}
		bars.width = min(widest, left)
	}
	if bars.width < least || dropped != nil {
		return columns, dropped
	}
	for i, b := range blocks {
		if i > 0 {
			bars.cells = append(bars.cells, tableCell{}, tableCell{})
		}
		bars.cells = append(bars.cells, b.bars(bars.width)...)
	}
	return append(columns, bars), nil
}
