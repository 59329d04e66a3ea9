package report

import (
	"fmt"
	"strconv"

	"chs/internal/evidence"
	"chs/rubric"
)

// cuts are those that were fitted, and why others were not.
func (b *Backtest) cuts() backtestBlock {
	if !b.fitsCuts() {
		return backtestBlock{}
	}
	block := backtestBlock{title: "Cuts fitted to the outcomes"}
	if b.fated(recut) != nil {
		block.columns = b.cutColumns()
		block.said = []string{"A metric that reaches a cut is rated as stands above it. GAIN is what the new cuts gain of log-loss an account, out of fold."}
	}
	block.said = append(block.said, b.flippedWords()...)
	block.said = append(block.said, b.keptWords()...)
	return block
}

// cutColumns are the old and the new cuts of the criteria that have new ones, by
// the rating that they reach.
func (b *Backtest) cutColumns() []tableColumn {
	columns := []tableColumn{{heading: "FITTED CUTS"}, {heading: "RATING"}}
	for rating := 2; rating <= 5; rating++ {
		columns = append(columns, tableColumn{heading: strconv.Itoa(rating), right: true})
	}
	columns = append(columns, tableColumn{heading: "GAIN", right: true})
	for i, c := range b.Rubric.Criteria {
		if b.cutsFate(i) != recut {
			continue
		}
		f := &b.Fit.Cuts[i]
		gain := tableCell{text: strconv.FormatFloat(f.Gain, 'f', 4, 64)}
		addRow(columns, cutRow(tableCell{text: cellText(c.Name)}, tableCell{"old", faint()}, &c.Cuts, tableCell{})...)
		addRow(columns, cutRow(tableCell{}, tableCell{text: "new"}, &f.Cuts, gain)...)
	}
	return columns
}

// cutRow is a row of cuts.
func cutRow(name, which tableCell, cuts *rubric.Cuts, gain tableCell) []tableCell {
	row := []tableCell{name, which}
	for _, at := range cuts.At {
		row = append(row, tableCell{numberText(at), which.style})
	}
	return append(row, gain)
}

// flippedWords says which way round cuts were and are.
func (b *Backtest) flippedWords() (said []string) {
	for i, c := range b.Rubric.Criteria {
		if f := &b.Fit.Cuts[i]; f.Flipped {
			was, is := "more", "less"
			if c.Cuts.LowerIsBetter {
				was, is = is, was
			}
			said = append(said, fmt.Sprintf("%q: the cuts are now the other way round: %s was better, and %s is.", c.Name, was, is))
		}
	}
	return said
}

// A cutsFate is what became of a criterion's cuts.
type cutsFate int

// The fates: they were fitted; no others gain enough; too few accounts have the
// metric; there are none.
const (
	recut cutsFate = iota
	gainless
	tooFew
	uncut
)

// cutsFate returns that of criterion i.
func (b *Backtest) cutsFate(i int) cutsFate {
	switch f := &b.Fit.Cuts[i]; {
	case b.Rubric.Criteria[i].Judge != rubric.ByCuts:
		return uncut
	case f.Fitted:
		return recut
	case f.Permit() < evidence.ToFitQuintiles:
		return tooFew
	}
	return gainless
}

// fated returns the names of the criteria whose cuts have a fate, in quotes.
func (b *Backtest) fated(fate cutsFate) []string {
	return b.quoted(func(i int) bool { return b.cutsFate(i) == fate })
}

// keptWords says which criteria keep their cuts, and why, and where only quintiles
// could be cuts.
func (b *Backtest) keptWords() (said []string) {
	if names := b.fated(gainless); names != nil {
		said = append(said, fmt.Sprintf("%s: the cuts stay as they are; no others gain enough.", List(names)))
	}
	for i, c := range b.Rubric.Criteria {
		if of := b.Fit.Cuts[i].Tally; b.cutsFate(i) == tooFew {
			said = append(said, fmt.Sprintf("%q: the cuts stay as they are, with the metric known of %s and %s; want %d of each.",
				c.Name, leavers(of.Leavers), stayers(of.Stayers), evidence.ToFitQuintiles))
		}
	}
	if names := b.fated(uncut); names != nil {
		said = append(said, List(names)+": not judged by four cuts.")
	}
	coarse := b.quoted(func(i int) bool { return b.Fit.Cuts[i].Permit() == evidence.ToFitQuintiles })
	if coarse != nil {
		said = append(said, fmt.Sprintf("%s: only quintiles could be cuts; any others want %d of each outcome.", List(coarse), evidence.ToFitCuts))
	}
	return said
}
