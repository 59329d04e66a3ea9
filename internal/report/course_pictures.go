package report

import (
	"fmt"
	"strings"

	"chs/internal/fleet"
	"chs/internal/svg"
	"chs/scoring"
)

// The sizes of a course's drawing: alone on a sheet, and on a page, which may be a
// phone's. Names at the lines' ends have so many characters at most.
const (
	sheetCourse, sheetCourseTall, sheetName = svg.SheetWide, 400, 26
	pageCourse, pageCourseTall, pageName    = svg.Wide, 280, 13
)

// pictures returns the course as it is looked at, in FormatSVG or FormatHTML.
func (t *Course) pictures(f Format) *pictures {
	title := t.phrases()
	p := &pictures{
		title: visible(t.Portfolio), meta: plainPhrases(title[2:]), from: "Made by chs trend from " + visible(t.From) + ".",
	}
	chart := picturePart{heading: uppercase(t.what()), tables: [][]tableColumn{t.flatFigures()}, values: t.values()}
	plate, ok := t.plate(f)
	if ok {
		chart.plates = append(chart.plates, plate)
	} else {
		chart.said = append(chart.said, noValue)
	}
	p.parts = append(p.parts, chart)
	if len(t.Moves) > 0 {
		p.parts = append(p.parts, picturePart{heading: "What moved it", tables: [][]tableColumn{t.moves(true)}})
	}
	if len(t.Marks) > 0 {
		part := picturePart{heading: "What happened", tables: [][]tableColumn{t.marks()}}
		if t.hasEvents() {
			part.said = append(part.said, eventNote)
		}
		p.parts = append(p.parts, part)
	}
	return p
}

// uppercase returns a text with its first letter as that of a heading.
func uppercase(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// plate draws the course; ok is false if there is no value.
func (t *Course) plate(f Format) (p plate, ok bool) {
	alt := svg.Alt{ID: "course", Title: uppercase(t.what()), Desc: strings.Join(t.said(), "; ")}
	wide, tall, name := sheetCourse, sheetCourseTall, sheetName
	if f == FormatHTML {
		wide, tall, name = pageCourse, pageCourseTall, pageName
	}
	if t.What == fleet.CourseRating {
		s := t.strips(alt, wide)
		p = plate{drawing: s, wide: wide, tall: s.Tall()}
	} else {
		l := t.lines(alt, wide, tall, name)
		if l == nil {
			return p, false
		}
		p = plate{drawing: l, wide: wide, tall: tall}
	}
	if f == FormatSVG {
		p.notes = t.happened()
	}
	return p, true
}

// maxHappened is how much of what happened stands below a drawing.
const maxHappened = 12

// happened says what the letters above a drawing are.
func (t *Course) happened() []string {
	var notes []string
	for i, m := range t.Marks[:min(len(t.Marks), maxHappened)] {
		notes = append(notes, fmt.Sprintf("%s  %s  %s", markOf(i), scoring.FormatDay(m.Day), m.where()))
	}
	if more := len(t.Marks) - maxHappened; more > 0 {
		notes = append(notes, fmt.Sprintf("and %s more", count(more)))
	}
	return notes
}

// said says in words how each line went.
func (t *Course) said() []string {
	var all []string
	for i, name := range t.names() {
		f := t.Figures(&t.Series[i])
		text := "no value"
		if f.Known > 0 {
			text = fmt.Sprintf("%s on %s, %s on %s", t.valueCell(i, f.First).text, t.dayCell(f.First).text,
				t.valueCell(i, f.Last).text, t.dayCell(f.Last).text)
		}
		all = append(all, cellText(name)+": "+text)
	}
	return all
}

// lines draws the lines; nil if there is no value.
func (t *Course) lines(alt svg.Alt, wide, tall, name int) *svg.Lines {
	axis, ok := newValueAxis(t, 10)
	if !ok {
		return nil
	}
	l := &svg.Lines{
		Alt: alt, Wide: wide, Tall: tall, From: float64(axis.bottom), To: float64(axis.bottom + axis.rows*axis.unit),
		Dots: len(t.Runs)*12 <= wide, Zones: t.zones(),
	}
	for row := range axis.rows + 1 {
		if label := axis.label(row); label != "" {
			l.Up = append(l.Up, svg.Mark{At: float64(axis.bottom + row*axis.unit), Text: label})
		}
	}
	until := t.Runs[len(t.Runs)-1].Day
	names := t.names()
	for i := range t.Series {
		l.Lines = append(l.Lines, t.drawnLine(i, truncate(cellText(names[i]), name), until))
	}
	l.Across, l.Events = t.daysAcross(l.Room(), until), t.letters(until)
	return l
}

// drawnLine returns a line with its points.
func (t *Course) drawnLine(i int, name string, until int) svg.Line {
	line := svg.Line{Class: t.lineClass(i), Dashed: t.What != fleet.CourseShare && i >= lineColors, Label: name}
	if t.What == fleet.CourseShare {
		line.Label = t.looks()[i].symbol + " " + name
	}
	for run, p := range t.Series[i].Points {
		if !p.Known() {
			continue
		}
		tip := fmt.Sprintf("%s, %s: %s", name, t.dayCell(run).text, t.valueCell(i, run).text)
		if p.Band != "" {
			tip += " " + visible(p.Band)
		}
		line.Points = append(line.Points, svg.Point{
			X: t.place(t.Runs[run].Day, until), Y: float64(p.Value), Gap: run == 0 || !t.Series[i].Points[run-1].Known(), Tip: tip,
		})
	}
	return line
}

// lineColors is how many colours lines have that are none of bands.
const lineColors = 4

// lineClass returns the colour of a line: that of its band, or one that says
// neither good nor bad.
func (t *Course) lineClass(i int) string {
	if t.What != fleet.CourseShare {
		return [lineColors]string{"blue", "magenta", "cyan", "gray"}[i%lineColors]
	}
	if b := t.bandNamed(t.Series[i].Key); b != nil {
		return string(b.Color)
	}
	return "gray"
}

// zones returns the bands of the newest rubric, where values are scores.
func (t *Course) zones() []svg.Zone {
	if !t.hasBands() {
		return nil
	}
	var zones []svg.Zone
	bands := t.Newest().Bands
	for i, b := range bands {
		to := fullScore
		if i+1 < len(bands) {
			to = bands[i+1].From
		}
		zones = append(zones, svg.Zone{From: float64(b.From), To: float64(to), Class: string(b.Color), Label: symbolAndName(b)})
	}
	return zones
}

// place returns where a day is, from 0 for the first to 1.
func (t *Course) place(day, until int) float64 {
	return float64(day-t.Runs[0].Day) / float64(max(1, until-t.Runs[0].Day))
}

// daysAcross names as many days as there is room for.
func (t *Course) daysAcross(room, until int) []svg.Mark {
	var marks []svg.Mark
	for _, tick := range t.dayAxis(room).ticks(0) {
		marks = append(marks, svg.Mark{At: t.place(tick.day, until), Text: tick.label})
	}
	return marks
}

// letters returns those of what happened, by day.
func (t *Course) letters(until int) []svg.Mark {
	var marks []svg.Mark
	for i, m := range t.Marks {
		at := t.place(m.Day, until)
		if n := len(marks); n > 0 && marks[n-1].At == at {
			marks[n-1].Text += markOf(i)
			continue
		}
		marks = append(marks, svg.Mark{At: at, Text: markOf(i)})
	}
	return marks
}

// strips draws the ratings of an account: each up to the next snapshot, and the last
// as long as the one before.
func (t *Course) strips(alt svg.Alt, wide int) *svg.Strips {
	s := &svg.Strips{Alt: alt, Wide: wide}
	last := len(t.Runs) - 1
	until := t.Runs[last].Day + 1
	if last > 0 {
		until = 2*t.Runs[last].Day - t.Runs[last-1].Day
	}
	for i, name := range t.names() {
		s.Strips = append(s.Strips, svg.Strip{Label: truncate(cellText(name), svg.LabelWidth), Steps: t.steps(i, until)})
	}
	s.Across, s.Events = t.daysAcross(s.Room(), until), t.letters(until)
	return s
}

// steps returns the ratings of a criterion, as long as they are the same.
func (t *Course) steps(i, until int) []svg.Step {
	var steps []svg.Step
	before := scoring.None
	for run, p := range t.Series[i].Points {
		from, to := t.Runs[run].Day, until
		if run+1 < len(t.Runs) {
			to = t.Runs[run+1].Day
		}
		if p.Known() && p.Value == before {
			steps[len(steps)-1].To = t.place(to, until)
		} else if p.Known() {
			rating := t.plain(p.Value)
			steps = append(steps, svg.Step{
				From: t.place(from, until), To: t.place(to, until), Class: "rating-" + rating, Text: rating,
				Tip: fmt.Sprintf("%s since %s", rating, scoring.FormatDay(from)),
			})
		}
		before = p.Value
	}
	return steps
}
