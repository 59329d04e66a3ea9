package report

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// writeDiffTable writes a diff for people: what was compared, what changes
// band, and the accounts that move most. It fits a terminal's width, 0 for any.
func writeDiffTable(w io.Writer, d *Diff, width int, painted bool) error {
	if width > 0 {
		width = max(width, minWidth)
	}
	var page bytes.Buffer
	page.WriteString(runLine("old", d.OldRun, d.Old.All, width, painted))
	page.WriteString(runLine("new", d.NewRun, d.New.All, width, painted))
	page.WriteString("\n")
	for _, f := range d.facts() {
		page.WriteString(lines(width, " ", f.separator, unpainted(f.texts), painted))
	}
	page.WriteString("\n")
	dropped, err := fitTable(&page, d.matrix(), width, painted)
	if err == nil && len(d.Movers) > 0 {
		page.WriteString("\n")
		var more []tableColumn
		more, err = fitTable(&page, d.changes(width > 0 && width < roomForParts), width, painted)
		dropped = append(dropped, more...)
	}
	if err != nil {
		return err
	}
	var foot []string
	if more := d.more(); more != "" {
		foot = append(foot, more)
	}
	if len(dropped) > 0 {
		foot = append(foot, noRoom(dropped))
	}
	if foot != nil {
		page.WriteString("\n")
	}
	for _, text := range foot {
		page.WriteString(sentence(text, width))
	}
	_, err = io.WriteString(w, trimLines(page.String()))
	return err
}

// fitTable draws those of the columns that have room, and returns the others.
func fitTable(page *bytes.Buffer, columns []tableColumn, width int, painted bool) (dropped []tableColumn, err error) {
	columns, dropped = fit(columns, width)
	return dropped, drawTable(page, columns, len(columns[0].cells), painted)
}

// runLine says what a run was made of.
func runLine(name string, run DiffRun, all fleet.Sum, width int, painted bool) string {
	margin := strings.Repeat(" ", len(name)+2)
	phrases := []phrase{{painted: cellText(run.File), style: bold()}, {rest: accounts(all.Accounts)}}
	text := lines(width, margin, " · ", append(phrases, unpainted(run.facts())...), painted)
	return faint().paint(name, painted) + text[len(name):]
}

// matrix counts the accounts by old band, a row each, and new band. Rows and
// columns beyond the bands are there only if they have accounts.
func (d *Diff) matrix() []tableColumn {
	before, after := &Layout{Rubric: d.Old.Rubric}, &Layout{Rubric: d.New.Rubric}
	columns := []tableColumn{{heading: `OLD \ NEW`}}
	rows, cols := d.used()
	for _, row := range rows {
		columns[0].cells = append(columns[0].cells, before.edge(row, "came"))
	}
	for _, col := range cols {
		column := tableColumn{heading: after.edge(col, "left").text, right: true, short: true}
		for _, row := range rows {
			column.cells = append(column.cells, d.matrixCell(row, col))
		}
		columns = append(columns, column)
	}
	return columns
}

// edge returns what heads a row or column of the matrix: a band, the unscored,
// or what is beyond them.
func (l *Layout) edge(i int, beyond string) tableCell {
	switch i - len(l.Rubric.Bands) {
	case 0:
		return l.bandCell(scoring.None)
	case 1:
		return tableCell{beyond, faint()}
	}
	return l.bandCell(i)
}

// matrixCell returns a count of the matrix, with the colour of the new band
// where the account is in another now.
func (d *Diff) matrixCell(row, col int) tableCell {
	n := d.Matrix[row][col].Accounts
	if n == 0 {
		return tableCell{unknown, faint()}
	}
	cell := tableCell{text: count(n)}
	from, to := d.Old.Rubric.Bands, d.New.Rubric.Bands
	if row < len(from) && col < len(to) && from[row].Name != to[col].Name {
		cell.style = bandStyle(to[col].Color)
	}
	return cell
}

// roomForParts is the least width of a terminal that has room for the parts of
// changes.
const roomForParts = 60

// changes returns the table of the accounts that cross a band or move most. Each
// part of a change has a line of its own, or, in one line, all stand together.
func (d *Diff) changes(inOneLine bool) []tableColumn {
	columns := []tableColumn{
		{heading: "ACCOUNT"}, {heading: "OLD"}, {heading: "NEW"}, {heading: "CHANGE", right: true}, {heading: "BY"},
	}
	oldWidth := d.scoreWidth(func(c *fleet.Change) fleet.Standing { return c.Old })
	newWidth := d.scoreWidth(func(c *fleet.Change) fleet.Standing { return c.New })
	names := called(d.Movers)
	for i, c := range d.Movers {
		cells := []tableCell{
			{text: cellText(names[i])},
			standing(d.Old.Rubric, c.Old, oldWidth), standing(d.New.Rubric, c.New, newWidth),
			{unknown, faint()}, {},
		}
		if points, ok := c.Points(); ok {
			cells[3] = change(points)
		}
		addParts(columns, cells, causes(d.Diff, c), inOneLine)
	}
	return columns
}

// addParts adds a row to columns, the last of which has the parts of a change:
// each in a line of its own, or, in one line, all together.
func addParts(columns []tableColumn, cells []tableCell, parts []string, inOneLine bool) {
	if inOneLine || parts == nil {
		parts = []string{strings.Join(parts, ", ")}
	}
	for i, part := range parts {
		if i > 0 {
			cells = make([]tableCell, len(columns))
		}
		cells[len(cells)-1].text = cellText(part)
		addRow(columns, cells...)
	}
}

// causes words the parts of a change, the largest first, each with the criterion
// that adds most to it.
func causes(d *fleet.Diff, c *fleet.Change) []string {
	var largest []fleet.Cause
	for cause := range fleet.Causes {
		if c.Parts[cause] != 0 {
			largest = append(largest, cause)
		}
	}
	slices.SortStableFunc(largest, func(a, b fleet.Cause) int { return abs(c.Parts[b]) - abs(c.Parts[a]) })
	var said []string
	for _, cause := range largest {
		text := fmt.Sprintf("%s %s", cause, signed(c.Parts[cause]))
		if lead := c.Lead(cause); lead != scoring.None {
			text += fmt.Sprintf(" (%s)", d.Criteria[lead].Name)
		}
		said = append(said, text)
	}
	return said
}

// scoreWidth is that of the longest score on a side of the listed accounts.
func (d *Diff) scoreWidth(of func(*fleet.Change) fleet.Standing) int {
	width := 0
	for _, c := range d.Movers {
		if s := of(c); s.Scored() {
			width = max(width, len(appendHundredths(nil, s.Score)))
		}
	}
	return width
}

// standing returns a score, right-aligned, and its band.
func standing(r *rubric.Rubric, s fleet.Standing, width int) tableCell {
	if !s.Scored() {
		return tableCell{strings.Repeat(" ", max(width-1, 0)) + unknown + " " + rubric.Unscored, faint()}
	}
	band := r.Bands[s.Band]
	text := fmt.Sprintf("%*s %s", width, appendHundredths(nil, s.Score), cellText(band.Name))
	return tableCell{text, bandStyle(band.Color)}
}

// change returns a change of a score: red if it falls, green if it rises.
func change(points int) tableCell {
	switch {
	case points < 0:
		return tableCell{signed(points), ratingStyle(1)}
	case points > 0:
		return tableCell{signed(points), ratingStyle(5)}
	}
	return tableCell{unknown, faint()}
}

// more says what is not shown.
func (d *Diff) more() string {
	shown, all := len(d.Movers), d.Changed.Accounts
	if shown == all {
		return ""
	}
	return fmt.Sprintf("showing %s of %s that change: those that cross a band, then the largest changes; --limit 0 shows all, -f csv has every account",
		count(shown), accounts(all))
}
