package scoring

import (
	"math"
	"strconv"

	"chs/rubric"
)

// Score judges the account whose cells, one for each of the rubric's columns,
// are given as in the file, and puts the outcome into r. It keeps the cells,
// which must not change, up to r's next use, and allocates nothing but what r's
// slices grow by.
func (s *Scorer) Score(cells []string, r *Result) {
	s.read(cells, r)
	s.rate(s.segment(r), r)
	s.cap(r)
	s.band(r)
	s.suggest(r)
}

// read turns the cells into numbers, dates and texts.
func (s *Scorer) read(cells []string, r *Result) {
	r.Problems = r.Problems[:0]
	r.row.texts = cells
	if s.reader.read(cells, r.row.cells, r.States) > 0 {
		for i, state := range r.States {
			if state == Unreadable {
				text := r.row.text(i)
				r.Problems = append(r.Problems, Problem{i, None, text, s.reader.wanted(&s.reader.columns[i], text)})
			}
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

// rate rates every criterion and makes the score of the ratings that count.
func (s *Scorer) rate(g *group, r *Result) {
	var sum totals
	for i := range s.criteria {
		c := &g.raters[i]
		var rating int
		if c.column != None { // criterion.rate would say the same
			x := c.sign * r.row.cells[c.column].num
			rating = atLeast(x, x) + atLeast(x, c.at[0]) + atLeast(x, c.at[1]) + atLeast(x, c.at[2]) + atLeast(x, c.at[3])
		} else {
			rating = s.criteria[i].rate(i, &g.cuts[i], r)
		}
		e := &c.effects[rating]
		r.Ratings[i], r.row.ratings[i], r.counted[i] = int8(rating), int8(rating), e.counted
		sum.points += e.points
		sum.weight += e.weight
		sum.known += e.known
		sum.lacking += e.lacking
	}
	r.weights = g.weights
	s.total(sum, g.total, r)
}

// rate rates criterion i of the account in r; 0 is a missing metric. A cell
// that is not what the criterion wants is a problem even if it has expired.
func (c *criterion) rate(i int, cuts *rubric.Cuts, r *Result) (rating int) {
	switch c.judge {
	case rubric.ByLevels:
		rating = c.level(i, r)
	case rubric.ByRating:
		rating = c.rating(i, r)
	default:
		rating = rate(c.metric(&r.row), &cuts.At, cuts.LowerIsBetter)
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
func (c *criterion) level(i int, r *Result) int {
	if r.row.cells[c.column].missing {
		return 0
	}
	text := r.row.text(c.column)
	rating, ok := c.levels[text]
	if !ok {
		r.unreadable(Problem{c.column, i, text, c.wanted})
	}
	return rating
}

// rating takes a metric that should be a rating already.
func (c *criterion) rating(i int, r *Result) int {
	metric := c.metric(&r.row)
	switch {
	case math.IsNaN(metric):
	case metric >= 1 && metric <= 5 && metric == math.Trunc(metric):
		return int(metric)
	case c.formula != nil:
		r.Problems = append(r.Problems, Problem{None, i, strconv.FormatFloat(metric, 'g', -1, 64), c.wanted})
	default:
		r.unreadable(Problem{c.column, i, r.row.text(c.column), c.wanted})
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

// total makes the score and the coverage of the sums over criteria whose
// weights sum to all.
func (s *Scorer) total(sum totals, all int, r *Result) {
	r.Coverage = 0
	switch {
	case sum.known == all && all > 0:
		r.Coverage = 100
	case all > 0:
		r.Coverage = 100 * sum.known / all
	}
	r.row.coverage = float64(r.Coverage)
	r.Scored = sum.lacking == 0 && sum.weight > 0 && 10000*sum.known >= s.rubric.MinCoverage*all
	r.Score, r.Uncapped, r.Cap = 0, 0, None
	if r.Scored {
		r.Uncapped = quotient(sum.points, sum.weight)
		r.Score = r.Uncapped
	}
}

// cap holds the score down where a cap applies: the lowest, of equal ones the first.
func (s *Scorer) cap(r *Result) {
	if !r.Scored {
		return
	}
	for i, applies := range s.caps {
		if limit := s.limit(i); limit < r.Score && applies(&r.row) == yes {
			r.Score, r.Cap = limit, i
		}
	}
}

// limit returns the score that cap i holds accounts to.
func (s *Scorer) limit(i int) int { return s.rubric.CapLimit(i) }

// band finds the band of the score.
func (s *Scorer) band(r *Result) {
	r.Band = None
	r.row.score, r.row.band = math.NaN(), rubric.Unscored
	if r.Scored {
		r.Band = s.rubric.BandOf(r.Score)
		r.row.score, r.row.band = float64(r.Score)/100, s.rubric.Bands[r.Band].Name
	}
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
