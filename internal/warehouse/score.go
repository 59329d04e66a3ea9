package warehouse

import (
	"cmp"
	"slices"

	"chs/rubric"
)

// sums are the whole numbers that a score is made of.
type sums struct {
	points  expr // Σ w·(r−1), or Σ w·r on the scale 20-100, of the criteria that count
	counted expr // the weights of these
	known   expr // the weights of the criteria with a known metric
	all     expr // all weights of the segment
}

// scoreAll adds the steps from ratings to the band.
func (p *plan) scoreAll() {
	p.weigh()
	p.total()
	p.cap()
	p.begin()
	p.band = p.end("bands", "the band of the score", column{name: "band", value: p.bandOf()})[0]
}

// weigh adds the step with the sums.
func (p *plan) weigh() {
	p.weights = p.segmentWeights()
	var points, counted, known []expr
	for i, c := range p.rubric.Criteria {
		point, count := p.counts(i, c)
		points, counted = append(points, point), append(counted, count)
		known = append(known, p.weightIf(i))
	}
	p.begin()
	columns := []column{
		{name: "points", value: cast(sum(points), p.bigint)},
		{name: "weight", value: cast(sum(p.weights), p.bigint)},
		{name: "known", value: cast(sum(known), p.bigint), comment: "the weight whose metric is known"},
	}
	if sum(counted).sql != sum(known).sql { // ratings are given for missing metrics
		columns = append(columns, column{name: "counted", value: cast(sum(counted), p.bigint), comment: "the weight that counts"})
	}
	adds := "weight * (rating - 1)"
	if p.rubric.Scale == rubric.Scale20to100 {
		adds = "weight * rating"
	}
	added := p.end("sums", "a criterion adds "+adds+" points; weights are in hundredths", columns...)
	p.sums = sums{points: added[0], all: added[1], known: added[2], counted: added[len(added)-1]}
}

// counts returns what criterion i adds to the points, and to the weight that counts.
func (p *plan) counts(i int, c rubric.Criterion) (points, counted expr) {
	isGiven := c.Missing == rubric.GiveRating
	rating := p.countedRating(i, c)
	if p.rubric.Scale == rubric.Scale0to100 {
		rating = operate(rating, "-", whole(1), plus)
	}
	points = operate(p.weights[i], "*", rating, times)
	if isGiven {
		return points, p.weights[i]
	}
	return call("COALESCE", points, whole(0)), p.weightIf(i)
}

// countedRating returns the rating of criterion i that the score is made of.
func (p *plan) countedRating(i int, c rubric.Criterion) expr {
	if c.Missing == rubric.GiveRating {
		return call("COALESCE", p.ratings[i], whole(c.Given))
	}
	return p.ratings[i]
}

// weightIf returns the weight of criterion i where its metric is known, else 0.
func (p *plan) weightIf(i int) expr {
	return choose([]branch{{isKnown(p.ratings[i]), p.weights[i]}}, whole(0))
}

// segmentWeights returns the weights of the criteria in the segment of the account,
// each a literal where all segments have the same.
func (p *plan) segmentWeights() []expr {
	p.begin()
	weights := make([]expr, len(p.rubric.Criteria))
	var varying []column
	var at []int
	for i, c := range p.rubric.Criteria {
		weights[i] = p.bySegment(func(segment int) expr {
			if segment < 0 {
				return whole(c.Weight)
			}
			return whole(p.rubric.Segments[segment].Weights[i])
		})
		if !weights[i].atom {
			varying, at = append(varying, column{name: p.keys.of("weight", c.Key), value: weights[i]}), append(at, i)
		}
	}
	if len(varying) > 0 {
		for i, e := range p.end("weights", "of the segment, in hundredths", varying...) {
			weights[at[i]] = e
		}
	}
	return weights
}

// required returns the conditions that required metrics are known.
func (p *plan) required() []expr {
	var conditions []expr
	for i, c := range p.rubric.Criteria {
		if c.Missing != rubric.Required {
			continue
		}
		is := isKnown(p.ratings[i])
		if len(p.rubric.Segments) > 0 {
			is = some(is, compare(p.weights[i], "=", whole(0)))
		}
		conditions = append(conditions, is)
	}
	return conditions
}

// total adds the step with the coverage and the score before caps.
func (p *plan) total() {
	s := p.sums
	enough := compare(operate(literal("10000"), "*", s.known, times), ">=",
		operate(whole(p.rubric.MinCoverage), "*", s.all, times))
	scored := all(append([]expr{compare(s.counted, ">", literal("0")), enough}, p.required()...)...)
	factor := whole(5000)
	if p.rubric.Scale == rubric.Scale20to100 {
		factor = whole(4000)
	}
	half := operate(operate(factor, "*", s.points, times), "+", s.counted, plus)
	coverage := choose([]branch{{compare(s.all, ">", literal("0")),
		p.divide(operate(whole(100), "*", s.known, times), s.all)}}, literal("0"))
	uncapped := where(scored, p.divide(half, operate(literal("2"), "*", s.counted, times)))
	name := "score"
	if len(p.rubric.Caps) > 0 {
		name = "uncapped"
	}
	p.begin()
	added := p.end("totals", "coverage in percent, score in hundredths of a point; NULL is unscored",
		column{name: "coverage", value: coverage}, column{name: name, value: uncapped})
	p.coverage, p.uncapped = added[0], added[1]
}

// cap adds the steps that hold the score down, if there are caps.
func (p *plan) cap() {
	p.score = p.uncapped
	if len(p.rubric.Caps) == 0 {
		return
	}
	p.begin()
	var caps, limits []branch
	for _, i := range p.capOrder() {
		c, number := p.rubric.Caps[i], whole(i+1)
		p.about = "cap"
		limit := whole(p.rubric.CapLimit(i))
		lowers := all(compare(p.uncapped, ">", limit), p.condition(c.When.Root))
		caps = append(caps, branch{lowers, number})
		limits = append(limits, branch{number, limit})
	}
	p.caps = p.end("caps", "the lowest cap that lowers the score, by its place in the rubric",
		column{name: "cap", value: choose(caps, expr{})})[0]
	p.begin()
	p.score = p.end("scores", "the score after the caps", column{name: "score", value: match(p.caps, limits, p.uncapped)})[0]
}

// capOrder returns the caps, the lowest first and of equal ones the first.
func (p *plan) capOrder() []int {
	order := make([]int, len(p.rubric.Caps))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.rubric.Caps[a].Band, p.rubric.Caps[b].Band) })
	return order
}

// bandOf returns the name of the score's band.
func (p *plan) bandOf() expr {
	bands := p.rubric.Bands
	branches := []branch{{isNull(p.score), p.literal(rubric.Unscored)}}
	for i := len(bands) - 1; i > 0; i-- {
		branches = append(branches, branch{compare(p.score, ">=", whole(bands[i].From)), p.literal(bands[i].Name)})
	}
	return choose(branches, p.literal(bands[0].Name))
}
