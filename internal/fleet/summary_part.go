package fleet

import (
	"math"
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// A SummaryPart takes some accounts at a time into a [Summary]. Many goroutines
// may note accounts, each in a part of its own.
type SummaryPart struct {
	whole  *Summary
	all    *Group // stays empty where there are groups, which then sum to all
	by     []groupingPart
	values []valued
	groups []int32 // for each of values, one a grouping: indexes into its groups
	plays  []int   // of all values
}

// A groupingPart is what a part has noted of the groups of a column.
type groupingPart struct {
	*Grouping
	rubric *rubric.Rubric
	index  map[string]int32 // of groups, by the trimmed cell
	noted  []*Group         // and, behind them, empty ones to use again
	used   int
	wholes []*Group // that the noted ones go into
}

// A valued is an account of known value.
type valued struct {
	value, loss float64 // what it is worth, and is expected to lose of that
	score, band int
	plays       int // how many
}

// Part returns a part of the summary.
func (s *Summary) Part() *SummaryPart {
	p := &SummaryPart{whole: s, all: newGroup(s.Rubric)}
	for _, g := range s.By {
		p.by = append(p.by, groupingPart{Grouping: g, rubric: s.Rubric, index: map[string]int32{}})
	}
	return p
}

// Note takes an account: its cells, by index into the header, and its result.
// It keeps neither.
func (p *SummaryPart) Note(_ string, _ int, cell func(i int) string, r *scoring.Result) {
	lost := r.Lost()
	leaves, _ := p.whole.propensity.Of(r)
	if len(p.by) == 0 {
		p.all.note(r, &lost, leaves)
	}
	known := !math.IsNaN(r.Value)
	for i := range p.by {
		g := p.by[i].group(cell, r)
		p.by[i].noted[g].note(r, &lost, leaves)
		if known {
			p.groups = append(p.groups, g)
		}
	}
	if known {
		loss, _ := p.whole.propensity.ExpectedLoss(r) // infinite where it is too large
		p.values = append(p.values, valued{r.Value, loss, r.Score, r.Band, len(r.Plays)})
		p.plays = append(p.plays, r.Plays...)
	}
}

// group returns the index of the account's group among those noted.
func (g *groupingPart) group(cell func(i int) string, r *scoring.Result) int32 {
	name := g.rubric.SegmentName(r.Segment)
	if g.Index != scoring.None {
		name = strings.TrimSpace(cell(g.Index))
	}
	if i, ok := g.index[name]; ok {
		return i
	}
	return g.meet(strings.Clone(name))
}

// meet returns the index of the group of a cell that is new.
func (g *groupingPart) meet(cell string) int32 {
	if cell != "" && g.lacks(cell) {
		i, ok := g.index[""]
		if !ok {
			i = g.meet("")
		}
		g.index[cell] = i
		return i
	}
	if g.used == len(g.noted) {
		g.noted = append(g.noted, newGroup(g.rubric))
	}
	i := int32(g.used)
	g.noted[i].Name, g.index[cell] = cell, i
	g.used++
	return i
}

// lacks reports whether a cell is missing, as it would be to the rubric.
func (g *groupingPart) lacks(cell string) bool {
	return g.Index != scoring.None && !slices.Contains(g.texts, cell) && g.missing.Has(cell)
}

// Give adds to the summary what has been noted, and empties the part. Parts
// give one at a time, in the order of the rows.
func (p *SummaryPart) Give() error {
	p.whole.All.add(p.all)
	p.all.empty()
	for i := range p.by {
		if i == 0 {
			p.by[i].addTo(p.whole.All)
		}
		p.by[i].give()
	}
	groups, plays := p.groups, p.plays
	for i := range p.values {
		v := &p.values[i]
		p.whole.All.addValue(v, plays[:v.plays])
		for j := range p.by {
			p.by[j].wholes[groups[j]].addValue(v, plays[:v.plays])
		}
		groups, plays = groups[len(p.by):], plays[v.plays:]
	}
	p.values, p.groups, p.plays = p.values[:0], p.groups[:0], p.plays[:0]
	return nil
}

// addTo adds what has been noted of all groups to one.
func (g *groupingPart) addTo(all *Group) {
	for _, noted := range g.noted[:g.used] {
		all.add(noted)
	}
}

// give adds to the groups of the column what has been noted of them.
func (g *groupingPart) give() {
	g.wholes = g.wholes[:0]
	for _, noted := range g.noted[:g.used] {
		whole := g.whole(noted.Name)
		whole.add(noted)
		noted.empty()
		g.wholes = append(g.wholes, whole)
	}
	g.used = 0
	clear(g.index)
}

// whole returns the column's group of a name, or that of the rest.
func (g *groupingPart) whole(name string) *Group {
	if group := g.groups[name]; group != nil {
		return group
	}
	if g.Most > 0 && len(g.groups) >= g.Most {
		if g.rest == nil {
			g.rest = newGroup(g.rubric)
		}
		return g.rest
	}
	group := newGroup(g.rubric)
	group.Name = name
	g.groups[name] = group
	return group
}
