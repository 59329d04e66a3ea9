package report

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"

	"chs/internal/fleet"
	"chs/scoring"
)

// writeCourseTable writes a course for people: a chart, the figures of its lines,
// and what happened.
func writeCourseTable(w io.Writer, t *Course, width int, painted bool) error {
	if width == 0 {
		width = 80
	}
	width = max(width, minWidth)
	var page bytes.Buffer
	page.WriteString(t.title(width, painted) + "\n")
	if t.What == fleet.CourseRating {
		writeStrips(&page, t, width, painted)
	} else {
		writeChart(&page, t, width, painted)
	}
	tables := [][]tableColumn{t.figures()}
	if len(t.Moves) > 0 {
		tables = append(tables, t.moves(width < roomForParts))
	}
	if len(t.Marks) > 0 {
		tables = append(tables, t.marks())
	}
	var dropped []tableColumn
	for _, columns := range tables {
		page.WriteString("\n")
		more, err := fitTable(&page, columns, width, painted)
		if err != nil {
			return err
		}
		dropped = append(dropped, more...)
	}
	if t.hasEvents() {
		page.WriteString(sentence(eventNote, width))
	}
	if len(dropped) > 0 {
		page.WriteString(sentence(noRoom(dropped), width))
	}
	_, err := io.WriteString(w, trimLines(page.String()))
	return err
}

// title is the line above a course.
func (t *Course) title(width int, painted bool) string {
	return lines(width, "", " · ", t.phrases(), painted)
}

// phrases say what a course is of.
func (t *Course) phrases() []phrase {
	first, last := t.Runs[0].Day, t.Runs[len(t.Runs)-1].Day
	days := scoring.FormatDay(first)
	if first != last {
		days += " to " + scoring.FormatDay(last)
	}
	return []phrase{
		{cellText(t.Portfolio), bold(), " (" + cellText(t.From) + ")"},
		{rest: t.what()}, {rest: snapshots(len(t.Runs))}, {rest: days},
	}
}

// what says what the values are.
func (t *Course) what() string {
	switch t.What {
	case fleet.CourseScore:
		return "scores"
	case fleet.CourseMeanScore:
		return "mean score"
	case fleet.CourseShare:
		return "shares of accounts by band"
	case fleet.CourseRating:
		return "ratings of " + cellText(t.accountName())
	}
	return "mean ratings"
}

// accountName names the account that all lines are of.
func (t *Course) accountName() string {
	if s := t.Series[0]; s.Label == "" {
		return s.ID
	}
	return t.Series[0].Label
}

func snapshots(n int) string { return plural(n, "snapshot") }

// names returns what the lines are called.
func (t *Course) names() []string {
	labels := map[string]int{}
	for _, s := range t.Series {
		labels[s.Label]++
	}
	names := make([]string, len(t.Series))
	for i, s := range t.Series {
		switch {
		case s.Name != "":
			names[i] = s.Name
		case s.ID == "":
			names[i] = "mean"
		default:
			names[i] = nameAmong(labels, s.ID, s.Label)
		}
	}
	return names
}

// figures returns a table of the lines' figures, two rows a line: values, and
// below them their days.
func (t *Course) figures() []tableColumn {
	columns := []tableColumn{
		{heading: t.heading()}, {heading: "FIRST", right: true}, {heading: "LAST", right: true}, {heading: "CHANGE", right: true},
	}
	if t.hasBands() {
		columns = append(columns, tableColumn{heading: "BAND SINCE"})
	}
	columns = append(columns, tableColumn{heading: "LOWEST", right: true}, tableColumn{heading: "HIGHEST", right: true})
	looks, names := t.looks(), t.names()
	for i := range t.Series {
		f := t.Figures(&t.Series[i])
		values := []tableCell{{looks[i].symbol + " " + cellText(names[i]), looks[i].style}}
		days := []tableCell{{"  " + snapshots(f.Known), faint()}}
		if t.What == fleet.CourseRating {
			values[0] = tableCell{text: cellText(names[i])}
			days[0].text = snapshots(f.Known)
		}
		add := func(value, day tableCell) { values, days = append(values, value), append(days, day) }
		add(t.valueCell(i, f.First), tableCell{})
		add(t.valueCell(i, f.Last), tableCell{})
		add(t.changeCells(i, f))
		if t.hasBands() {
			add(t.bandCells(&t.Series[i], f))
		}
		add(t.valueCell(i, f.Lowest), t.dayCell(f.Lowest))
		add(t.valueCell(i, f.Highest), t.dayCell(f.Highest))
		addRow(columns, values...)
		addRow(columns, days...)
	}
	return columns
}

// heading is that of the lines' names.
func (t *Course) heading() string {
	switch t.What {
	case fleet.CourseScore:
		return "ACCOUNT"
	case fleet.CourseMeanScore:
		return "SCORE"
	case fleet.CourseShare:
		return "BAND"
	}
	return "CRITERION"
}

// valueCell returns the value of a line in a run, which may be scoring.None.
func (t *Course) valueCell(line, run int) tableCell {
	if run == scoring.None {
		return tableCell{unknown, faint()}
	}
	p := t.Series[line].Points[run]
	cell := tableCell{text: t.plain(p.Value)}
	if t.What == fleet.CourseShare {
		cell.text += "%"
	}
	if t.hasBands() {
		cell.style = t.bandStyle(run, p.Band)
	}
	return cell
}

// bandStyle returns the style of a band of a run's rubric, that of unscored for
// what is none.
func (t *Course) bandStyle(run int, name string) style {
	for _, b := range t.Runs[run].Rubric.Bands {
		if b.Name == name {
			return bandStyle(b.Color)
		}
	}
	return faint()
}

func (t *Course) dayCell(run int) tableCell {
	if run == scoring.None {
		return tableCell{}
	}
	return tableCell{scoring.FormatDay(t.Runs[run].Day), faint()}
}

// changeCells return the change of a line from its first value to its last, and
// its slope.
func (t *Course) changeCells(line int, f fleet.CourseFigures) (whole, slope tableCell) {
	if f.Known < 2 {
		return tableCell{unknown, faint()}, tableCell{}
	}
	points := t.Series[line].Points
	by := points[f.Last].Value - points[f.First].Value
	whole = change(by)
	switch {
	case t.What == fleet.CourseShare:
		whole = tableCell{text: signed(by) + "%"}
	case t.What == fleet.CourseRating && by != 0:
		whole.text = fmt.Sprintf("%+d", by/100)
	}
	return whole, tableCell{slopeText(f.Slope) + perWeek, faint()}
}

// perWeek is the unit of a slope.
const perWeek = "/wk"

// slopeText returns a slope, in hundredths a week, with two decimals.
func slopeText(slope float64) string { return signed(int(math.Round(slope))) }

// bandCells return the band that a line ends in, and the day since when.
func (t *Course) bandCells(s *fleet.CourseSeries, f fleet.CourseFigures) (band, since tableCell) {
	if f.Since == scoring.None {
		return tableCell{unknown, faint()}, tableCell{}
	}
	band, since = tableCell{cellText(f.Band), t.bandStyle(f.Since, f.Band)}, t.dayCell(f.Since)
	if !slices.ContainsFunc(s.Points[:f.Since], func(p fleet.CoursePoint) bool { return p.Band != "" }) {
		since.text = "≤" + since.text // who knows what was before the first snapshot
	}
	return band, since
}
