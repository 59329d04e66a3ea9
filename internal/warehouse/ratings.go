package warehouse

import (
	"fmt"

	"chs/rubric"
)

// segments adds the step that tells the segment of an account, if there are any.
func (p *plan) segments() {
	if len(p.rubric.Segments) == 0 {
		p.segment = p.literal(rubric.DefaultSegment)
		return
	}
	p.begin()
	var branches []branch
	for _, s := range p.rubric.Segments {
		p.about = s.Name
		branches = append(branches, branch{p.condition(s.When.Root), p.literal(s.Name)})
	}
	segment := choose(branches, p.literal(rubric.DefaultSegment))
	p.segment = p.end("segments", "the first segment whose condition is true", column{name: "segment", value: segment})[0]
}

// bySegment returns what of gives for the segment of the account, from its index in
// the rubric's, or -1 for the default. Segments alike are not told apart.
func (p *plan) bySegment(of func(segment int) expr) expr {
	otherwise := of(-1)
	var branches []branch
	for i, s := range p.rubric.Segments {
		if e := of(i); e.sql != otherwise.sql {
			branches = append(branches, branch{p.literal(s.Name), e})
		}
	}
	return match(p.segment, branches, otherwise)
}

// rateAll adds the steps that make metrics and ratings.
func (p *plan) rateAll() {
	p.begin()
	var metrics []column
	for _, c := range p.rubric.Criteria {
		p.about = c.Key
		metrics = append(metrics, column{name: p.keys.of("metric", c.Key), value: p.metric(c), comment: c.Name + ": " + c.Metric()})
	}
	p.metrics = p.end("metrics", "what the criteria judge", metrics...)

	p.begin()
	var ratings []column
	for i, c := range p.rubric.Criteria {
		p.about = c.Key
		ratings = append(ratings, column{name: p.keys.of("rating", c.Key), value: p.rating(i, c)})
	}
	p.ratings = p.end("ratings", "1 is worst, 5 is best", ratings...)
}

// metric returns what a criterion judges, a double or, for levels, a text; NULL where
// it has expired.
func (p *plan) metric(c rubric.Criterion) expr {
	var metric expr
	if c.Formula != nil {
		metric = p.typedNumber(c.Formula.Root)
	} else {
		metric = p.cell(c.Column)
	}
	if c.Expires == nil {
		return metric
	}
	age := operate(p.asOf, "-", p.cell(c.Expires.Column), plus)
	return where(compare(age, "<=", p.plain(float64(c.Expires.Days))), metric)
}

// cell returns the cell of the named column.
func (p *plan) cell(name string) expr {
	for i, c := range p.rubric.Columns {
		if c.Name == name {
			return p.cells[i]
		}
	}
	panic(fmt.Sprintf("warehouse: column %q is not among the rubric's", name))
}

// rating returns the rating of criterion i, NULL where its metric is not known.
func (p *plan) rating(i int, c rubric.Criterion) expr {
	metric := p.metrics[i]
	var branches []branch
	switch c.Judge {
	case rubric.ByLevels:
		for _, l := range c.Levels {
			branches = append(branches, branch{p.literal(l.Text), whole(l.Rating)})
		}
		return match(metric, branches, expr{})
	case rubric.ByRating:
		for rating := 1; rating <= 5; rating++ {
			branches = append(branches, branch{whole(rating), whole(rating)})
		}
		return match(metric, branches, expr{})
	case rubric.ByQuintiles:
		return p.quintile(metric, c.Cuts.LowerIsBetter)
	}
	return p.bySegment(func(segment int) expr {
		if segment < 0 {
			return p.rate(metric, c.Cuts)
		}
		return p.rate(metric, p.rubric.Segments[segment].Cuts[i])
	})
}

// quintile returns the rating of a metric by its middle rank among those known: 1 +
// (5·(2·worse + equal)) div (2·n). Its rank is worse + 1, and the window up to it has
// the worse and the equal.
func (p *plan) quintile(metric expr, lowerIsBetter bool) expr {
	order := "ASC"
	if lowerIsBetter {
		order = "DESC"
	}
	metric = p.bind(operate(metric, "+", whole(0), plus)) // 0 for -0
	window := say("OVER (ORDER BY %s "+order+" NULLS LAST)", metric)
	rank := p.bindAs("rank", say("rank() %s", window))
	upTo := p.bindAs("up_to", say("count(%s) %s", metric, window))
	n := p.bindAs("known", say("count(%s) OVER ()", metric))
	twice := operate(operate(rank, "-", whole(1), plus), "+", upTo, plus)
	rating := operate(whole(1), "+", p.divide(operate(whole(5), "*", twice, times), operate(whole(2), "*", n, times)), plus)
	return where(isKnown(metric), rating)
}
