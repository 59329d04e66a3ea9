package fleet

import (
	"cmp"
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// A Summary says how accounts fare together: all of them, and the groups that
// each of some columns puts them into. It is filled by the parts that
// [Summary.Part] makes.
type Summary struct {
	Rubric *rubric.Rubric
	All    *Group
	By     []*Grouping // one a column, in the order asked for

	propensity *scoring.Propensity // nil if the rubric has none
}

// A By is a column that accounts are grouped by.
type By struct {
	Name  string
	Index int // in the input's header, or scoring.None for the rubric's segments
	Most  int // groups at most, those that are met first: all others are one; 0 for any number
}

// A Grouping is the groups that a column puts accounts into.
type Grouping struct {
	By

	texts   []string // that are never missing
	missing *scoring.MissingTokens
	groups  map[string]*Group
	rest    *Group
}

// NewSummary returns a Summary of no accounts yet.
func NewSummary(r *rubric.Rubric, by []By) *Summary {
	s := &Summary{Rubric: r, All: newGroup(r), propensity: scoring.NewPropensity(r.Propensity)}
	missing := scoring.NewMissingTokens(r.Missing)
	for _, column := range by {
		g := &Grouping{By: column, missing: missing, groups: map[string]*Group{}}
		for _, c := range r.Columns {
			if c.Name == column.Name {
				g.texts = c.Texts
			}
		}
		s.By = append(s.By, g)
	}
	return s
}

// IsSegment reports whether groups by a name are the rubric's segments, as the
// name is in formulas, and not by a column of the input.
func IsSegment(r *rubric.Rubric, name string) bool {
	return name == string(rubric.NameSegment) && len(r.Segments) > 0
}

// Groups returns the groups, those with the lowest mean score first, equal
// ones by name; then those without a score, and last the one without a name.
func (g *Grouping) Groups() []*Group {
	all := make([]*Group, 0, len(g.groups))
	for _, group := range g.groups {
		all = append(all, group)
	}
	slices.SortFunc(all, func(a, b *Group) int {
		return cmp.Or(
			cmp.Compare(a.place(), b.place()),
			cmp.Compare(a.Mean(), b.Mean()),
			strings.Compare(a.Name, b.Name))
	})
	return all
}

// Rest returns the accounts of all groups beyond By.Most together, nil if there
// are none.
func (g *Grouping) Rest() *Group { return g.rest }

// place tells groups with a score, 0, from those without, 1, and from the one
// without a name, 2.
func (g *Group) place() int {
	switch {
	case g.Name == "":
		return 2
	case g.Scored == 0:
		return 1
	}
	return 0
}

// A Cost is what a criterion, or the caps, take from the mean score.
type Cost struct {
	Criterion int // index into the rubric's Criteria, or scoring.None for the caps
	Points    int // the mean of the scored accounts, in hundredths, rounded half up
}

// Costs returns what each criterion costs a group, and the caps where the
// rubric has some, the most first, of equal ones the rubric's first. But for
// rounding they sum to what the mean score lacks of 100 points.
func (s *Summary) Costs(g *Group) []Cost {
	costs := make([]Cost, len(s.Rubric.Criteria))
	for i := range costs {
		costs[i] = Cost{i, g.Lost(i)}
	}
	if len(s.Rubric.Caps) > 0 {
		costs = append(costs, Cost{scoring.None, g.Capped()})
	}
	slices.SortStableFunc(costs, func(a, b Cost) int { return cmp.Compare(b.Points, a.Points) })
	return costs
}
