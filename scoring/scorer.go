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
	plain   bool // cuts judge a column, whatever its age
	given   int  // 0 unless the rule is to give a rating
}

// A group is a segment, compiled.
type group struct {
	when    condition // nil for the default
	weights []int
	total   int
	cuts    []rubric.Cuts
	reached [rubric.MaxCriteria][6]bool   // by criterion and rating: something gives it
	effects [rubric.MaxCriteria][6]effect // by criterion and rating; 0 is a missing metric
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
	compiled.plain = compiled.judge == rubric.ByCuts && compiled.formula == nil && compiled.expires == None
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
		for rating := range g.effects[i] {
			g.effects[i][rating] = s.criteria[i].effect(int8(rating), w, s.rubric.Scale)
		}
	}
	return g
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
		row:    row{cells: make([]cell, n, n+2), asOf: s.asOf},
	}}
	return &apart.Result
}

// cacheLine is the bytes that two cores cannot write to at a time. What follows
// a Result in memory may be another core's.
const cacheLine = 64
