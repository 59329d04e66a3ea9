package report

import (
	"io"
	"math"
	"strconv"

	"chs/internal/fleet"
	"chs/scoring"
)

// A courseJSON is a course as an object. Its fields, and theirs, stay as they are;
// later versions may add others. Values are null where nothing is known.
type courseJSON struct {
	Portfolio string             `json:"portfolio"`
	What      fleet.CourseOf     `json:"what"`
	Snapshots []courseRunJSON    `json:"snapshots"`
	Series    []courseSeriesJSON `json:"series"`
	Changes   []courseMoveJSON   `json:"changes"` // of one account, those that mattered
	Events    []courseEventJSON  `json:"events"`
}

// A courseMoveJSON is a change up to a day, as a comparison has it.
type courseMoveJSON struct {
	AsOf string `json:"as_of"`
	changeJSON
}

type courseRunJSON struct {
	AsOf     string `json:"as_of"`
	Accounts int    `json:"accounts"`
	Rubric   string `json:"rubric"` // name, version and the start of the text's hash
}

type courseSeriesJSON struct {
	ID        string            `json:"id"`
	Label     string            `json:"label"`
	Key       string            `json:"key"`
	Points    []coursePointJSON `json:"points"`
	Known     int               `json:"known"` // values
	First     *coursePointJSON  `json:"first"`
	Last      *coursePointJSON  `json:"last"`
	Lowest    *coursePointJSON  `json:"lowest"`
	Highest   *coursePointJSON  `json:"highest"`
	Change    number            `json:"change"`
	Slope     number            `json:"slope_per_week"`
	Band      string            `json:"band"`
	BandSince string            `json:"band_since"`
}

type coursePointJSON struct {
	AsOf  string `json:"as_of"`
	Value number `json:"value"`
	Band  string `json:"band"`
}

// A courseEventJSON is an event, or another rubric: then the changes are null.
type courseEventJSON struct {
	Date    string     `json:"date"`
	What    string     `json:"what"`
	ID      string     `json:"id"`
	Segment string     `json:"segment"`
	Rubric  bool       `json:"rubric_change"`
	Before  *shiftJSON `json:"before"`
	After   *shiftJSON `json:"after"`
}

type shiftJSON struct {
	Change   number `json:"mean_change"`
	Days     int    `json:"days"`
	Accounts int    `json:"accounts"`
}

func writeCourseJSON(w io.Writer, t *Course) error {
	all := courseJSON{Portfolio: t.Portfolio, What: t.What, Series: []courseSeriesJSON{}, Changes: []courseMoveJSON{}, Events: []courseEventJSON{}}
	for _, run := range t.Runs {
		all.Snapshots = append(all.Snapshots, courseRunJSON{scoring.FormatDay(run.Day), run.Accounts, stampOf(run.Rubric)})
	}
	for i := range t.Series {
		all.Series = append(all.Series, t.jsonSeries(&t.Series[i]))
	}
	for _, m := range t.Moves {
		d := &Diff{Diff: m.Diff}
		all.Changes = append(all.Changes, courseMoveJSON{scoring.FormatDay(m.Day), d.jsonChange(&m.Change)})
	}
	for _, m := range t.Marks {
		all.Events = append(all.Events, courseEventJSON{
			scoring.FormatDay(m.Day), m.text(), m.ID, m.Segment, m.New != nil, jsonShift(m.Before), jsonShift(m.After),
		})
	}
	return WriteJSON(w, all, "  ")
}

func (t *Course) jsonSeries(s *fleet.CourseSeries) courseSeriesJSON {
	f := t.Figures(s)
	point := func(run int) *coursePointJSON {
		if run == scoring.None {
			return nil
		}
		p := coursePointJSON{AsOf: scoring.FormatDay(t.Runs[run].Day), Band: s.Points[run].Band}
		if s.Points[run].Known() {
			p.Value = number(t.plain(s.Points[run].Value))
		}
		return &p
	}
	all := courseSeriesJSON{
		ID: s.ID, Label: s.Label, Key: s.Key, Points: []coursePointJSON{}, Known: f.Known,
		First: point(f.First), Last: point(f.Last), Lowest: point(f.Lowest), Highest: point(f.Highest), Band: f.Band,
	}
	for i, p := range s.Points {
		if p.Known() || p.Band != "" {
			all.Points = append(all.Points, *point(i))
		}
	}
	if f.Known > 1 {
		all.Change = number(t.plain(s.Points[f.Last].Value - s.Points[f.First].Value))
		all.Slope = number(strconv.FormatFloat(math.Round(100*f.Slope)/10000+0, 'f', -1, 64)) // 0 makes -0 positive
	}
	if f.Since != scoring.None {
		all.BandSince = scoring.FormatDay(t.Runs[f.Since].Day)
	}
	return all
}

func jsonShift(s fleet.Shift) *shiftJSON {
	mean, ok := s.Mean()
	if !ok {
		return nil
	}
	return &shiftJSON{jsonPoints(mean), s.Days, s.Accounts}
}
