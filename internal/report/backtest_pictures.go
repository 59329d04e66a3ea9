package report

import (
	"fmt"
	"math"
	"strings"

	"chs/internal/evidence"
	"chs/internal/svg"
)

// pictures returns the backtest as it is looked at.
func (b *Backtest) pictures() *pictures {
	p := &pictures{
		title: "Backtest: " + visible(b.Rubric.Title()),
		meta:  plainPhrases(append(b.title()[1:], b.circumstances()...)),
		said:  b.verdicts(),
		from:  "Made by chs backtest" + foundIn(b.RubricFrom) + ". " + intervalNote,
	}
	for _, block := range b.blocks() {
		if block.plots != nil {
			continue
		}
		part := picturePart{heading: block.title, said: block.said, steps: block.steps}
		if block.columns != nil {
			part.tables = append(part.tables, block.columns)
		}
		if block.plate != nil {
			f := block.plate()
			part.plates = append(part.plates, f)
			if f.table != nil {
				part.tables = append(part.tables, f.table)
			}
		}
		p.parts = append(p.parts, part)
	}
	return p
}

const intervalNote = "Lines are 95% intervals: DeLong's of an AUC, Wilson's of a share."

// plainPhrases returns phrases in one line.
func plainPhrases(all []phrase) string {
	return strings.TrimSpace(lines(0, "", " · ", all, false))
}

// foundIn says which rubric's file results are of, if it is known.
func foundIn(rubric string) string {
	if rubric == "" {
		return ""
	}
	return " from " + visible(rubric)
}

// rocPlate draws the shares of the leavers and of the stayers that score at most
// so much.
func (b *Backtest) rocPlate() plate {
	line := []svg.Point{{}}
	for _, p := range b.Scores.ROC() {
		line = append(line, svg.Point{X: p.Stayers.Value(), Y: p.Leavers.Value()})
	}
	return plate{
		heading: "Leavers caught (ROC)", wide: svg.Wide, tall: svg.SquareTall,
		drawing: &svg.Square{
			Alt: svg.Alt{
				ID: "roc", Title: "Leavers caught against stayers among them, from the lowest score up",
				Desc: fmt.Sprintf("AUC %s, 95%% interval %s", figure(b.AUC.Value), between(b.AUC.Interval)),
			},
			Most: 1, Ticks: shareMarks(span{0, 1}, 0.2), Across: "stayers among them", Up: "leavers caught", Line: line,
		},
		notes: []string{fmt.Sprintf("AUC %s (%s). The line from corner to corner is chance.", figure(b.AUC.Value), between(b.AUC.Interval))},
	}
}

// calibrationPlate draws, of each tenth of the accounts, the share that left,
// with its interval, over the probability that was predicted.
func (b *Backtest) calibrationPlate() plate {
	most := b.calibrationSpan().to
	s := &svg.Square{
		Alt: svg.Alt{
			ID: "calibration", Title: "Share that left against the predicted probability, of tenths of the accounts",
			Desc: calibrationText(&b.Calibration),
		},
		Most: most, Ticks: shareMarks(span{0, most}, shareStep(most)), Across: "predicted probability", Up: "share that left",
	}
	table := []tableColumn{
		{heading: "TENTH"}, {heading: "ACCOUNTS", right: true}, {heading: "PREDICTED", right: true},
		{heading: "LEFT", right: true}, {heading: "95% INTERVAL", right: true},
	}
	for i, t := range b.Calibration.Tenths {
		interval := t.Interval()
		predicted := fmt.Sprintf("%.1f%%", 100*t.Probability)
		s.Ranges = append(s.Ranges, svg.Range{
			Point: svg.Point{X: t.Probability, Y: t.Value(), Tip: fmt.Sprintf("predicted %s, left %s (%s)", predicted, sharePercent(t.Share), shareInterval(t.Share))},
			Low:   interval.Low, High: interval.High,
		})
		addRow(table, tableCell{text: count(i + 1)}, tableCell{text: count(t.Whole)}, tableCell{text: predicted},
			tableCell{text: sharePercent(t.Share)}, tableCell{text: shareInterval(t.Share)})
	}
	return plate{
		drawing: s, wide: svg.Wide, tall: svg.SquareTall, table: table,
		notes: []string{"Tenths of the accounts, with 95% intervals. On the line from corner to corner as many left as predicted."},
	}
}

// groupsPlate draws the share that left of each of some groups.
func (b *Backtest) groupsPlate(title, heading string, groups []evidence.Group, names []tableCell) plate {
	all := b.shareSpan()
	whole := evidence.Share{Part: b.Scores.Leavers, Whole: b.Scores.Accounts()}
	v := &svg.Intervals{
		Alt: svg.Alt{
			ID: "left-by-" + strings.ToLower(heading), Title: title,
			Desc: fmt.Sprintf("Of all accounts that are scored %s left.", sharePercent(whole)),
		},
		From: all.from, To: all.to, Ticks: shareMarks(all, shareStep(all.to)), Guide: &svg.Mark{At: whole.Value(), Text: "all " + sharePercent(whole)},
	}
	for i, g := range groups {
		row := svg.Interval{Label: truncate(names[i].text, svg.LabelWidth), Text: unknown, Class: b.groupClass(g)}
		if g.Whole > 0 {
			interval := g.Interval()
			row.Known, row.Value, row.Low, row.High, row.Text = true, g.Value(), interval.Low, interval.High, sharePercent(g.Share)
			row.Tip = fmt.Sprintf("%s: %s of %s left (%s)", names[i].text, count(g.Part), count(g.Whole), shareInterval(g.Share))
		}
		v.Rows = append(v.Rows, row)
	}
	return plate{drawing: v, wide: svg.Wide, tall: v.Tall(), notes: []string{"The share that left, with its 95% interval (Wilson)."}}
}

// groupClass returns the colour of a group that lies in one band; that of others is
// none of a band's.
func (b *Backtest) groupClass(g evidence.Group) string {
	band := b.Rubric.BandOf(g.From)
	if band != b.Rubric.BandOf(g.To) {
		return "gray"
	}
	return string(b.Rubric.Bands[band].Color)
}

// waysPlate draws the AUC of the score, and of other ways to make one.
func (b *Backtest) waysPlate() plate {
	type way struct {
		name string
		evidence.AUC
	}
	ways := []way{{"this score", b.AUC}}
	intervals := []evidence.Interval{b.AUC.Interval}
	for _, w := range b.namedWays() {
		ways = append(ways, way{w.name, w.AUC})
		intervals = append(intervals, w.AUC.Interval)
	}
	all := spanOf(0.05, intervals...)
	v := &svg.Intervals{
		Alt:  svg.Alt{ID: "ways", Title: "AUC of other ways to make a score", Desc: fmt.Sprintf("This score has %s.", figure(b.AUC.Value))},
		From: all.from, To: all.to, Guide: &svg.Mark{At: b.AUC.Value, Text: "this score"},
	}
	step := 0.05
	if all.to-all.from > 0.3 {
		step = 0.1
	}
	for _, at := range all.marks(step) {
		v.Ticks = append(v.Ticks, svg.Mark{At: at, Text: hundredthText(at)})
	}
	for _, w := range ways {
		v.Rows = append(v.Rows, svg.Interval{
			Label: truncate(w.name, svg.LabelWidth), Text: figure(w.Value), Class: "blue", Known: true,
			Value: w.Value, Low: w.Low, High: w.High, Tip: w.name + ": " + figure(w.Value) + " (" + between(w.Interval) + ")",
		})
	}
	return plate{drawing: v, wide: svg.Wide, tall: v.Tall(), notes: []string{"AUC with its 95% interval (DeLong)."}}
}

// shareMarks names shares of a span, a step apart.
func shareMarks(s span, step float64) []svg.Mark {
	var marks []svg.Mark
	for _, at := range s.marks(step) {
		marks = append(marks, svg.Mark{At: at, Text: wholePercent(at)})
	}
	return marks
}

// shareStep returns how far marks are apart up to a share: a tenth, or two.
func shareStep(most float64) float64 {
	if most > 0.5 {
		return 0.2
	}
	return 0.1
}

// marks returns the figures of the span that are whole steps.
func (s span) marks(step float64) []float64 {
	var all []float64
	const near = 1e-9 // what rounding may make of a whole step
	for i := int(math.Ceil(s.from/step - near)); float64(step*float64(i)) <= s.to+near; i++ {
		all = append(all, float64(step*float64(i)))
	}
	return all
}
