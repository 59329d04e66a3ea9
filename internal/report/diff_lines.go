package report

import (
	"encoding/csv"
	"io"

	"chs/internal/fleet"
	"chs/rubric"
)

// diffLines writes a diff as CSV, a line for each account. Cells are empty where
// there is nothing to say.
type diffLines struct {
	diff *Diff
	csv  *csv.Writer
	line []string
}

func newDiffLines(w io.Writer, delimiter rune, d *Diff) DiffOutput {
	out := &diffLines{diff: d, csv: csv.NewWriter(w)}
	out.csv.Comma = delimiter
	_ = out.csv.Write(diffNames(d)) // an error is flush's, too
	return DiffOutput{out.write, out.flush}
}

// diffNames are the names of a line's columns; help has them in a table.
func diffNames(d *Diff) []string {
	names := []string{"account", "label", "status", "value", "old_score", "new_score", "change", "old_band", "new_band", "crossed"}
	for cause := range fleet.Causes {
		names = append(names, cause.String())
	}
	names = append(names, "most_by")
	for _, c := range d.Criteria {
		names = append(names, "change_"+c.Key)
	}
	return names
}

func (w *diffLines) write(c *fleet.Change) error {
	points, moved := c.Points()
	change := func(hundredths int) string {
		if !moved {
			return ""
		}
		return signless(hundredths)
	}
	oldScore, oldBand, newScore, newBand := "", "", "", ""
	if c.Status != fleet.Came {
		oldScore, oldBand = standingTexts(w.diff.Old.Rubric, c.Old)
	}
	if c.Status != fleet.Left {
		newScore, newBand = standingTexts(w.diff.New.Rubric, c.New)
	}
	w.line = append(w.line[:0], c.ID, c.Label, c.Status.String(), AmountText(c.Value),
		oldScore, newScore, change(points), oldBand, newBand, c.Crossing.String())
	for _, part := range c.Parts {
		w.line = append(w.line, change(part))
	}
	w.line = append(w.line, w.diff.most(c))
	for i := range w.diff.Criteria {
		w.line = append(w.line, change(c.Whole(i)))
	}
	return w.csv.Write(w.line)
}

func (w *diffLines) flush() error {
	w.csv.Flush()
	return w.csv.Error()
}

// standingTexts returns a score, "" where there is none, and the name of its
// band.
func standingTexts(r *rubric.Rubric, s fleet.Standing) (score, band string) {
	if s.Scored() {
		score = signless(s.Score)
	}
	return score, (&Layout{Rubric: r}).band(s.Band)
}
