// Package scoring is the arithmetic: a rubric, compiled once, turns the cells
// of an account into ratings, a score, a band and plays. It knows no files,
// clock or colours, and uses integers wherever it can, so that the same cells
// give the same result on every machine.
package scoring

import (
	"strings"

	"chs/rubric"
)

// A Scorer judges accounts by one rubric as of one day. It is not changed by
// scoring: many goroutines may share one, each with a Result of its own.
type Scorer struct {
	rubric   *rubric.Rubric
	asOf     float64
	reader   reader
	value    int // index of the value's column, or None
	criteria []criterion
	groups   []group // the segments, and last the default
	caps     []condition
	plays    []condition
}

// A criterion turns a metric into a rating.
type criterion struct {
	column  int    // or None
	formula number // nil if there is a column
	judge   rubric.Judge
	levels  map[string]int
	wanted  string
	expires int // the date's column, or None
	days    float64
	missing rubric.MissingRule
	given   int // 0 unless the rule is to give a rating
}

// A group is a segment, compiled.
type group struct {
	when    condition // nil for the default
	weights []int
	total   int
	cuts    []rubric.Cuts
	reached [rubric.MaxCriteria][6]bool // by criterion and rating: something gives it
	raters  [rubric.MaxCriteria]rater   // by criterion
}

// A rater is what a group makes of a criterion: the effects of its ratings and, if
// cuts judge a column whatever its age, that column and the cuts.
type rater struct {
	column  int        // or None; sign and at then mean nothing
	sign    float64    // of the metric, so that higher is better
	at      [4]float64 // the cuts, with that sign
	effects [6]effect  // by rating; 0 is a missing metric
}

// An effect is what the rating of a criterion does to the score.
type effect struct {
	totals
	counted int8 // the rating that counts, 0 if none does
}

// totals are what a score is made of, of one criterion or of several.
type totals struct {
	points  int // of the ratings that count, as [points] returns them
	weight  int // of the criteria that count
	known   int // weight of those whose metric is known
	lacking int // metrics that are missing and must not be
}

// New compiles a rubric. The day is that of --as-of, as [Day] numbers it.
func New(r *rubric.Rubric, day int) *Scorer {
	s := &Scorer{rubric: r, asOf: float64(day), reader: newReader(r, r.Columns), value: None}
	if r.Valued() {
		s.value = s.columnIndex(r.Value.Column)
	}
	for _, c := range r.Criteria {
		s.criteria = append(s.criteria, s.newCriterion(c))
	}
	for _, segment := range r.Segments {
		s.groups = append(s.groups, s.newGroup(compileCondition(segment.When.Root), segment.Weights, segment.Cuts))
	}
	var cuts []rubric.Cuts
	for _, c := range r.Criteria {
		cuts = append(cuts, c.Cuts)
	}
	s.groups = append(s.groups, s.newGroup(nil, r.Weights(), cuts))
	for _, c := range r.Caps {
		s.caps = append(s.caps, compileCondition(c.When.Root))
	}
	for _, p := range r.Plays {
		s.plays = append(s.plays, compileCondition(p.When.Root))
	}
	s.setReached()
	return s
}

func (s *Scorer) newCriterion(c rubric.Criterion) criterion {
	compiled := criterion{
		column: s.columnIndex(c.Column), judge: c.Judge, wanted: "a rating from 1 to 5",
		expires: None, missing: c.Missing, given: c.Given,
	}
	if c.Formula != nil {
		compiled.formula = compileNumber(c.Formula.Root)
	}
	if c.Judge == rubric.ByLevels {
		names := make([]string, len(c.Levels))
		compiled.levels = make(map[string]int, len(c.Levels))
		for i, level := range c.Levels {
			names[i], compiled.levels[level.Text] = level.Text, level.Rating
		}
		compiled.wanted = "one of " + strings.Join(names, ", ")
	}
	if c.Expires != nil {
		compiled.expires, compiled.days = s.columnIndex(c.Expires.Column), float64(c.Expires.Days)
	}
	return compiled
}

func (s *Scorer) columnIndex(name string) int {
	for i, c := range s.rubric.Columns {
		if c.Name == name {
			return i
		}
	}
	return None
}

func (s *Scorer) newGroup(when condition, weights []int, cuts []rubric.Cuts) group {
	g := group{when: when, weights: weights, cuts: cuts}
	for i, w := range weights {
		g.total += w
		g.raters[i] = s.criteria[i].newRater(w, cuts[i], s.rubric.Scale)
	}
	return g
}

// newRater compiles a criterion for a group that gives it a weight and cuts.
func (c *criterion) newRater(weight int, cuts rubric.Cuts, scale rubric.Scale) rater {
	r := rater{column: None, sign: 1}
	if c.judge == rubric.ByCuts && c.formula == nil && c.expires == None {
		r.column = c.column
		if cuts.LowerIsBetter {
			r.sign = -1
		}
		for i, at := range cuts.At {
			r.at[i] = r.sign * at
		}
	}
	for rating := range r.effects {
		r.effects[rating] = c.effect(int8(rating), weight, scale)
	}
	return r
}

// effect returns that of a rating, 0 for a missing metric, under a weight.
func (c *criterion) effect(rating int8, weight int, scale rubric.Scale) effect {
	var e effect
	e.known = weight
	if rating == 0 {
		e.known, rating = 0, int8(c.given)
		if c.missing == rubric.Required && weight > 0 {
			e.lacking = 1
		}
	}
	if rating > 0 && weight > 0 {
		e.counted, e.weight, e.points = rating, weight, points(scale, weight, rating)
	}
	return e
}

// NewResult returns a Result for Score to fill.
func (s *Scorer) NewResult() *Result {
	n := len(s.reader.columns)
	apart := &struct {
		Result
		_ [cacheLine]byte
	}{Result: Result{
		States: make([]State, n, n+cacheLine),
		scale:  s.rubric.Scale,
		row:    row{cells: make([]cell, n, n+4), asOf: s.asOf},
	}}
	return &apart.Result
}

// cacheLine is the bytes that two cores cannot write to at a time. What follows
// a Result in memory may be another core's.
const cacheLine = 64
