package history

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"

	"chs/rubric"
	"chs/scoring"
)

// A line is one of a history's CSV: of a snapshot, whose id is empty, and
// behind it one of each of its accounts.
type line struct {
	Portfolio string `csv:"portfolio"`
	AsOf      string `csv:"as_of"`

	Rubric string `csv:"rubric"` // its text as a JSON string, since CSV does not keep line ends
	Chs    string `csv:"chs"`
	Inputs string `csv:"inputs"` // as JSON

	Rows     string `csv:"rows_read"`
	Rejected string `csv:"rejected"`

	ID       string `csv:"id"`
	Label    string `csv:"label"`
	Owner    string `csv:"owner"`
	Score    string `csv:"score"` // with two decimals; empty of the unscored
	Uncapped string `csv:"uncapped"`
	Band     string `csv:"band"`
	Coverage string `csv:"coverage"`
	Cap      string `csv:"cap"` // its place in the rubric, from 1: reasons may be the same
	Segment  string `csv:"segment"`
	Value    string `csv:"value"`

	Rating1 string `csv:"rating_1"`
	Rating2 string `csv:"rating_2"`
	Rating3 string `csv:"rating_3"`
	Rating4 string `csv:"rating_4"`
	Rating5 string `csv:"rating_5"`
	Rating6 string `csv:"rating_6"`
	Metric1 string `csv:"metric_1"`
	Metric2 string `csv:"metric_2"`
	Metric3 string `csv:"metric_3"`
	Metric4 string `csv:"metric_4"`
	Metric5 string `csv:"metric_5"`
	Metric6 string `csv:"metric_6"`
}

func (l *line) ratings() [rubric.MaxCriteria]*string {
	return [...]*string{&l.Rating1, &l.Rating2, &l.Rating3, &l.Rating4, &l.Rating5, &l.Rating6}
}

func (l *line) metrics() [rubric.MaxCriteria]*string {
	return [...]*string{&l.Metric1, &l.Metric2, &l.Metric3, &l.Metric4, &l.Metric5, &l.Metric6}
}

// snapshotLine returns a snapshot as a line.
func snapshotLine(n *Snapshot, text string) (line, error) {
	rubric, err := json.Marshal(text)
	if err != nil {
		return line{}, err
	}
	inputs, err := json.Marshal(slices.Concat([]Input{}, n.Inputs)) // [] of none
	return line{
		Portfolio: n.Portfolio, AsOf: scoring.FormatDay(n.Day), Rubric: string(rubric), Chs: n.Chs, Inputs: string(inputs),
		Rows: strconv.Itoa(n.Rows), Rejected: strconv.Itoa(n.Rejected),
	}, err
}

// accountLine returns an account of a snapshot as a line.
func accountLine(n *Snapshot, r *rubric.Rubric, a *Account) line {
	l := line{
		Portfolio: n.Portfolio, AsOf: scoring.FormatDay(n.Day), ID: a.ID, Label: a.Label, Owner: a.Owner,
		Band: rubric.Unscored, Coverage: strconv.Itoa(a.Coverage), Segment: r.SegmentName(a.Segment), Value: NumberText(a.Value),
	}
	if a.Scored {
		l.Score, l.Uncapped, l.Band = scoring.FormatPoints(a.Score), scoring.FormatPoints(a.Uncapped), r.Bands[a.Band].Name
	}
	if a.Cap != scoring.None {
		l.Cap = strconv.Itoa(a.Cap + 1)
	}
	for i, rating := range l.ratings() {
		if a.Ratings[i] > 0 {
			*rating = strconv.Itoa(int(a.Ratings[i]))
		}
	}
	for i, metric := range l.metrics() {
		*metric = NumberText(a.Metrics[i])
	}
	return l
}

// NumberText returns the shortest text of a number, "" if it is not known.
func NumberText(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// account reads the account of a line by the rubric of its snapshot.
func (l *line) account(r *rubric.Rubric) (*Account, error) {
	a := &Account{ID: l.ID, Label: l.Label, Owner: l.Owner, Scored: l.Band != rubric.Unscored, Band: scoring.None, Segment: scoring.None}
	var read cells
	if a.Scored {
		a.Score, a.Uncapped = read.points("score", l.Score), read.points("uncapped", l.Uncapped)
		a.Band = read.name("band", l.Band, r.BandNames())
	} else if l.Score+l.Uncapped != "" {
		read.fail("score", l.Score, "empty, as the band is unscored")
	}
	a.Coverage = read.integer("coverage", l.Coverage, 0, 100)
	a.Cap = read.position("cap", l.Cap, len(r.Caps))
	if l.Segment != rubric.DefaultSegment {
		var names []string
		for _, g := range r.Segments {
			names = append(names, g.Name)
		}
		a.Segment = read.name("segment", l.Segment, names)
	}
	a.Value = read.number("value", l.Value)
	for i, rating := range l.ratings() {
		a.Ratings[i] = int8(read.position(fmt.Sprintf("rating_%d", i+1), *rating, 5) + 1)
	}
	for i, metric := range l.metrics() {
		a.Metrics[i] = read.number(fmt.Sprintf("metric_%d", i+1), *metric)
	}
	return a, read.err
}

// cells reads cells and keeps the first error.
type cells struct{ err error }

func (c *cells) fail(column, cell, wanted string) {
	if c.err == nil {
		c.err = fmt.Errorf("column %q: %q; want %s", column, cell, wanted)
	}
}

func (c *cells) integer(column, cell string, from, to int) int {
	n, err := strconv.Atoi(cell)
	if err != nil || n < from || n > to {
		c.fail(column, cell, fmt.Sprintf("a whole number from %d to %d", from, to))
	}
	return n
}

// position returns the index of what is counted from 1, scoring.None for an
// empty cell.
func (c *cells) position(column, cell string, most int) int {
	if cell == "" {
		return scoring.None
	}
	return c.integer(column, cell, 1, most) - 1
}

func (c *cells) name(column, cell string, names []string) int {
	i := slices.Index(names, cell)
	if i < 0 {
		c.fail(column, cell, fmt.Sprintf("one of the rubric's: %q", names))
	}
	return i
}

func (c *cells) number(column, cell string) float64 {
	if cell == "" {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(cell, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		c.fail(column, cell, "a number, or nothing")
	}
	return x
}

var pointsForm = regexp.MustCompile(`^(100\.00|[0-9]{1,2}\.[0-9]{2})$`)

// points returns points as hundredths.
func (c *cells) points(column, cell string) int {
	if !pointsForm.MatchString(cell) {
		c.fail(column, cell, "points from 0.00 to 100.00")
		return 0
	}
	last := len(cell) - 3
	return c.integer(column, cell[:last]+cell[last+1:], 0, 10000)
}
