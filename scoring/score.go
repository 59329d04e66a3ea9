package scoring

import (
	"math"
	"strconv"

	"chs/rubric"
)

// Score judges the account whose cells, one for each of the rubric's columns,
// are given as in the file, and puts the outcome into r. It keeps no cell
// beyond r's next use, and allocates nothing but what r's slices grow by.
func (s *Scorer) Score(cells []string, r *Result) {
	s.read(cells, r)
	g := s.segment(r)
	known := s.rate(g, r)
	s.total(g, known, r)
	s.cap(r)
	s.band(r)
	s.suggest(r)
}

// read turns the cells into numbers, dates and texts.
func (s *Scorer) read(cells []string, r *Result) {
	r.Problems = r.Problems[:0]
	for i := range s.reader.columns {
		c := &s.reader.columns[i]
		state, separators := s.reader.read(c, cells[i], &r.row.cells[i])
		r.States[i], r.Separators[i] = state, separators
		if state == Unreadable {
			text := r.row.cells[i].text
			r.Problems = append(r.Problems, Problem{i, None, text, s.reader.wanted(c, text)})
		}
	}
	r.Value = math.NaN()
	if s.value != None {
		r.Value = r.row.cells[s.value].num
	}
	r.row.value = r.Value
}

// segment finds the account's segment.
func (s *Scorer) segment(r *Result) *group {
	last := len(s.groups) - 1
	for i := range s.groups[:last] {
		if s.groups[i].when(&r.row) == yes {
			r.Segment, r.row.segment = i, s.rubric.Segments[i].Name
			return &s.groups[i]
		}
	}
	r.Segment, r.row.segment = None, rubric.DefaultSegment
	return &s.groups[last]
}

// rate rates every criterion and returns the weight of the known ones, or a
// negative number if one is missing that must not be.
func (s *Scorer) rate(g *group, r *Result) (known int) {
	required := false
	for i := range s.criteria {
		c := &s.criteria[i]
		rating := c.rate(i, &g.cuts[i], r)
		r.Ratings[i], r.counted[i], r.row.ratings[i] = rating, rating, rating
		switch {
		case rating > 0:
			known += g.weights[i]
		case c.missing == rubric.GiveRating:
			r.counted[i] = c.given
		case c.missing == rubric.Required && g.weights[i] > 0:
			required = true
		}
		if g.weights[i] == 0 {
			r.counted[i] = 0
		}
	}
	r.weights = g.weights
	r.Coverage = 0
	if g.total > 0 {
		r.Coverage = 100 * known / g.total
	}
	r.row.coverage = float64(r.Coverage)
	if required {
		return -1
	}
	return known
}

// rate rates criterion i of the account in r; 0 is a missing metric. A cell
// that is not what the criterion wants is a problem even if it has expired.
func (c *criterion) rate(i int, cuts *rubric.Cuts, r *Result) int8 {
	var rating int8
	switch c.judge {
	case rubric.ByLevels:
		rating = c.level(i, r)
	case rubric.ByRating:
		rating = c.rating(i, r)
	default:
		rating = int8(Rate(c.metric(&r.row), cuts.At, cuts.LowerIsBetter))
	}
	if c.expired(&r.row) {
		return 0
	}
	return rating
}

// expired reports whether the metric is too old, or of unknown date.
func (c *criterion) expired(row *row) bool {
	return c.expires != None && !(row.asOf-row.cells[c.expires].num <= c.days)
}

// metric returns the number that the criterion judges, NaN if it is missing.
func (c *criterion) metric(row *row) float64 {
	if c.formula != nil {
		return c.formula(row)
	}
	return row.cells[c.column].num
}

// level rates a text by its level.
func (c *criterion) level(i int, r *Result) int8 {
	cell := &r.row.cells[c.column]
	if cell.missing {
		return 0
	}
	rating, ok := c.levels[cell.text]
	if !ok {
		r.unreadable(Problem{c.column, i, cell.text, c.wanted})
	}
	return rating
}

// rating takes a metric that should be a rating already.
func (c *criterion) rating(i int, r *Result) int8 {
	metric := c.metric(&r.row)
	switch {
	case math.IsNaN(metric):
	case metric >= 1 && metric <= 5 && metric == math.Trunc(metric):
		return int8(metric)
	case c.formula != nil:
		r.Problems = append(r.Problems, Problem{None, i, strconv.FormatFloat(metric, 'g', -1, 64), c.wanted})
	default:
		r.unreadable(Problem{c.column, i, r.row.cells[c.column].text, c.wanted})
	}
	return 0
}

// unreadable notes a cell that can be read, but is not what a criterion wants,
// once a cell.
func (r *Result) unreadable(p Problem) {
	if r.States[p.Column] != Unreadable {
		r.States[p.Column] = Unreadable
		r.Problems = append(r.Problems, p)
	}
}

// points is a weight's share of a score, times the sum of weights that count,
// in hundredths of a point: the score is the sum of these over that sum.
func points(scale rubric.Scale, weight int, rating int8) int {
	if scale == rubric.Scale20to100 {
		return 2000 * weight * int(rating)
	}
	return 2500 * weight * (int(rating) - 1)
}

// total makes the score of the ratings that count.
func (s *Scorer) total(g *group, known int, r *Result) {
	sum, counted := 0, 0
	for i, w := range g.weights {
		if r.counted[i] > 0 {
			sum += points(r.scale, w, r.counted[i])
			counted += w
		}
	}
	r.Scored = known >= 0 && counted > 0 && 10000*known >= s.rubric.MinCoverage*g.total
	r.Score, r.Uncapped, r.Cap = 0, 0, None
	if r.Scored {
		r.Uncapped = (2*sum + counted) / (2 * counted)
		r.Score = r.Uncapped
	}
}

// cap holds the score down where a cap applies: the lowest, of equal ones the first.
func (s *Scorer) cap(r *Result) {
	if !r.Scored {
		return
	}
	for i, applies := range s.caps {
		limit := s.rubric.Bands[s.rubric.Caps[i].Band+1].From - 1
		if limit < r.Score && applies(&r.row) == yes {
			r.Score, r.Cap = limit, i
		}
	}
}

// band finds the band of the score.
func (s *Scorer) band(r *Result) {
	r.Band = None
	r.row.score, r.row.band = math.NaN(), rubric.Unscored
	if !r.Scored {
		return
	}
	for i := range s.rubric.Bands {
		if band := &s.rubric.Bands[i]; r.Score >= band.From {
			r.Band, r.row.band = i, band.Name
		}
	}
	r.row.score = float64(r.Score) / 100
}

// suggest lists the plays that apply.
func (s *Scorer) suggest(r *Result) {
	r.Plays = r.Plays[:0]
	for i, applies := range s.plays {
		if applies(&r.row) == yes {
			r.Plays = append(r.Plays, i)
		}
	}
}
