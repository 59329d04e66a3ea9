package report

import (
	"bufio"
	"cmp"
	"io"
	"slices"
	"strconv"

	"chs/internal/fleet"
	"chs/rubric"
)

// A Course is a course of values as it is drawn.
type Course struct {
	*fleet.Course
	Portfolio string
	From      string       // the history's name
	Marks     []CourseMark // by day
	Moves     []CourseMove // of the one account that is drawn, by day
}

// A CourseMove is a change of an account's score from one snapshot to the next.
type CourseMove struct {
	Day    int // of the second
	Diff   *fleet.Diff
	Change fleet.Change
}

// A CourseMark is something that happened: an event, or another rubric.
type CourseMark struct {
	Day           int
	What          string // of an event
	ID, Segment   string // whom the event concerns; both "" for all accounts
	Before, After fleet.Shift

	Old, New *rubric.Rubric // nil for an event
}

// NewCourse returns a course with the events on its days, the changes of its
// rubric, and moves.
func NewCourse(t *fleet.Course, portfolio, from string, events []CourseMark, moves []CourseMove) *Course {
	marks := slices.Clone(events)
	for _, i := range t.RubricChanges() {
		marks = append(marks, CourseMark{Day: t.Runs[i].Day, Old: t.Runs[i-1].Rubric, New: t.Runs[i].Rubric})
	}
	slices.SortStableFunc(marks, func(a, b CourseMark) int { return cmp.Compare(a.Day, b.Day) })
	return &Course{Course: t, Portfolio: portfolio, From: from, Marks: marks, Moves: moves}
}

// CourseFormats are the formats of a Course.
var CourseFormats = []Format{FormatTable, FormatCSV, FormatJSON, FormatSVG, FormatHTML}

// WriteCourse writes a course in one of CourseFormats: CSV has a line for each
// value, JSON all there is in an object, SVG its picture, and HTML a page with that;
// a table is a chart for people, which fits a terminal's width, 0 for 80 columns.
func WriteCourse(w io.Writer, f Format, t *Course, width int, painted bool) error {
	to := bufio.NewWriter(w)
	var err error
	switch f {
	case FormatCSV:
		err = writeCourseLines(to, t)
	case FormatJSON:
		err = writeCourseJSON(to, t)
	case FormatTable:
		err = writeCourseTable(to, t, width, painted)
	case FormatSVG, FormatHTML:
		err = t.pictures(f).write(to, f)
	}
	return cmp.Or(err, to.Flush())
}

// plain returns a value, or a change of one, as files have it.
func (t *Course) plain(value int) string {
	if t.What == fleet.CourseRating {
		return strconv.Itoa(value / 100)
	}
	return signless(value)
}

// changed says how a rubric changed: by its version, else by its name, else by
// the start of the text's hash.
func (m CourseMark) changed() string {
	before, after := m.Old.Title(), m.New.Title()
	switch {
	case before == after:
		before, after = stampOf(m.Old), stampOf(m.New)
	case m.Old.Name == m.New.Name && m.Old.Version != "" && m.New.Version != "":
		before, after = m.Old.Version, m.New.Version
	}
	return "rubric " + before + " → " + after
}

// text says what happened.
func (m CourseMark) text() string {
	if m.New != nil {
		return m.changed()
	}
	return m.What
}
