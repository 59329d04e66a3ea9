package report

import "chs/scoring"

// moves returns a table of the changes of an account: when, from what to what,
// and why. It is set in few columns where the terminal is narrow.
func (t *Course) moves(inOneLine bool) []tableColumn {
	columns := []tableColumn{
		{heading: "DAY"}, {heading: "OLD"}, {heading: "NEW"}, {heading: "CHANGE", right: true}, {heading: "BY"},
	}
	width := len("00.00")
	for _, m := range t.Moves {
		width = max(width, len(signless(m.Change.Old.Score)), len(signless(m.Change.New.Score)))
	}
	for i := range t.Moves {
		m := &t.Moves[i]
		cells := []tableCell{
			{text: scoring.FormatDay(m.Day)},
			standing(m.Diff.Old.Rubric, m.Change.Old, width), standing(m.Diff.New.Rubric, m.Change.New, width),
			{unknown, faint()}, {},
		}
		if points, ok := m.Change.Points(); ok {
			cells[3] = change(points)
		}
		addParts(columns, cells, causes(m.Diff, &m.Change), inOneLine)
	}
	return columns
}
