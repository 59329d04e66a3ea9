package fleet

import (
	"slices"
	"strconv"

	"chs/rubric"
	"chs/scoring"
)

// maxGroups bounds the work: of a rubric whose segments weigh in more ways,
// nothing is said about bands.
const maxGroups = 20

// A group is a way to weigh: of the accounts of a segment, or of all others.
type group struct {
	weights [rubric.MaxCriteria]int
	ratings [rubric.MaxCriteria][6]bool // that its criteria can give
}

// bands looks for bands that no account can be in.
func (l *linter) bands() {
	bands := l.rubric.Bands
	used := usedBands(l.rubric)
	for i, b := range bands {
		if used[i] {
			continue
		}
		upTo := "100"
		if i+1 < len(bands) {
			upTo = hundredths(bands[i+1].From - 1)
		}
		l.add(b.Pos, "band %q is never used: no ratings give a score from %s to %s; want a wider one", b.Name, hundredths(b.From), upTo)
	}
}

// usedBands tells of each band whether an account can be in it.
func usedBands(r *rubric.Rubric) []bool {
	used := make([]bool, len(r.Bands))
	groups := groupsOf(r)
	if len(groups) > maxGroups {
		return slices.Repeat([]bool{true}, len(used))
	}
	for _, g := range groups {
		g.fill(r, used)
	}
	for _, c := range r.Caps {
		used[c.Band] = true
	}
	return used
}

// groupsOf returns the ways in which a rubric weighs, each once.
func groupsOf(r *rubric.Rubric) []group {
	var all group
	for i, c := range r.Criteria {
		all.weights[i], all.ratings[i] = c.Weight, reachable(c, c.Cuts)
	}
	groups := []group{all}
	for _, s := range r.Segments {
		var g group
		for i, c := range r.Criteria {
			g.weights[i], g.ratings[i] = s.Weights[i], reachable(c, s.Cuts[i])
		}
		if !slices.Contains(groups, g) {
			groups = append(groups, g)
		}
	}
	return groups
}

// fill notes the bands that accounts with any of the group's ratings, known or
// missing, come into without caps.
func (g group) fill(r *rubric.Rubric, used []bool) {
	rated := &rubric.Rubric{Scale: r.Scale, MinCoverage: r.MinCoverage, Decimal: '.', Bands: r.Bands}
	for i, c := range r.Criteria {
		column := strconv.Itoa(i)
		rated.Columns = append(rated.Columns, rubric.Column{Name: column, Type: rubric.Number})
		rated.Criteria = append(rated.Criteria, rubric.Criterion{
			Column: column, Judge: rubric.ByRating, Weight: g.weights[i], Missing: c.Missing, Given: c.Given,
		})
	}
	scorer := scoring.New(rated, 0)
	result := scorer.NewResult()
	cells := make([]string, len(r.Criteria))
	var try func(i int)
	try = func(i int) {
		switch {
		case !slices.Contains(used, false):
		case i < len(cells):
			for rating, cell := range [...]string{"", "1", "2", "3", "4", "5"} {
				if rating == 0 || g.ratings[i][rating] {
					cells[i] = cell
					try(i + 1)
				}
			}
		default:
			if scorer.Score(cells, result); result.Scored {
				used[result.Band] = true
			}
		}
	}
	try(0)
}
