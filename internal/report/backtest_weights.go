package report

import (
	"fmt"
	"slices"
	"strings"

	"chs/internal/evidence"
	"chs/rubric"
)

// A weighing is the old and the new weights of the segments that share them.
type weighing struct {
	segments []string
	old      []int // by criterion, in hundredths
	evidence.SegmentWeights
}

// weighings returns those of all segments.
func (b *Backtest) weighings() []weighing {
	var all []weighing
	add := func(segment string, old []int, w evidence.SegmentWeights) {
		at := slices.IndexFunc(all, func(w weighing) bool { return slices.Equal(w.old, old) })
		if at < 0 {
			at = len(all)
			all = append(all, weighing{old: old, SegmentWeights: w})
		}
		all[at].segments = append(all[at].segments, segment)
	}
	add(rubric.DefaultSegment, b.Rubric.Weights(), b.Fit.Segments[0])
	for i, s := range b.Rubric.Segments {
		add(s.Name, s.Weights, b.Fit.Segments[i+1])
	}
	return all
}

// weights are those that were fitted, and why others were not.
func (b *Backtest) weights() backtestBlock {
	if !b.fitsWeights() {
		return backtestBlock{}
	}
	columns := []tableColumn{{heading: "FITTED WEIGHTS"}}
	for _, c := range b.Rubric.Criteria {
		columns[0].cells = append(columns[0].cells, tableCell{text: cellText(c.Name)})
	}
	block := backtestBlock{title: "Weights fitted to the outcomes"}
	all := b.weighings()
	for _, w := range all {
		of := ""
		if len(all) > 1 {
			of = strings.Join(w.segments, ", ")
		}
		if w.Fitted {
			columns = append(columns, w.column(of))
		}
		block.said = append(block.said, w.words(of))
	}
	if len(columns) > 1 {
		block.columns = columns
	}
	return block
}

// column returns the weights as shares of all, old and new.
func (w *weighing) column(of string) tableColumn {
	c := tableColumn{heading: cellText(of)}
	if of == "" {
		c.heading = "OLD → NEW"
	}
	oldSum, newSum := 0, 0
	for i := range w.old {
		oldSum += w.old[i]
		newSum += w.Weights[i]
	}
	for i := range w.old {
		cell := tableCell{text: fmt.Sprintf("%4s → %s", percentOrNone(w.old[i], oldSum), percentOrNone(w.Weights[i], newSum))}
		c.cells = append(c.cells, cell)
	}
	return c
}

// words says what weights were fitted to, or why they were not.
func (w *weighing) words(of string) string {
	fitted, kept := "Fitted to", "The weights stay as they are"
	if of != "" {
		fitted, kept = of+": fitted to", of+": the weights stay as they are"
	}
	among := fmt.Sprintf("%s and %s", leavers(w.Leavers), stayers(w.Stayers))
	switch {
	case w.Fitted:
		return fmt.Sprintf("%s %s.", fitted, among)
	case w.Permit() < evidence.ToFitWeights:
		return fmt.Sprintf("%s, with %s; want %d of each.", kept, among, evidence.ToFitWeights)
	}
	return kept + "; no criterion of any weight tells leavers from stayers the right way round."
}
