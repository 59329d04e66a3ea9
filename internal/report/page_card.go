package report

import (
	"html/template"
	"strings"

	"chs/internal/svg"
)

// A pageCard is a card as a page shows it.
type pageCard struct {
	Held     string // at what a cap holds the score, and why; "" if none does
	Standing []string
	Rows     []pageCriterion
	Totals   []pageTotal
	Facts    []pageFact
}

// A pageCriterion is the line of a criterion on a card.
type pageCriterion struct {
	Name, Metric, Ladder string
	Rating               pageRating
	Points, Of           string // "" where it does not count
	Difference           string
	Bar                  template.HTML
}

// A pageTotal is a line below those.
type pageTotal struct{ Name, Points, Difference string }

// A pageFact is what a card says below its criteria.
type pageFact struct {
	About string
	Lines []string
}

// view returns the card as a page shows it.
func (c *card) view() *pageCard {
	v := &pageCard{}
	if at, why := c.held(); why != "" {
		v.Held = visible(at + " " + why)
	}
	c.standing(func(text []byte) { v.Standing = append(v.Standing, minus(visible(string(text)))) })
	for i := range c.cells {
		v.Rows = append(v.Rows, c.viewCriterion(i))
	}
	if c.Scored {
		for _, t := range c.totals() {
			v.Totals = append(v.Totals, pageTotal{t.name, minus(signless(t.points)), minus(signed(t.difference))})
		}
	}
	c.facts(func(about string, _ int, text []byte) {
		line := minus(visible(string(text)))
		if about != "" {
			v.Facts = append(v.Facts, pageFact{visible(about), nil})
		}
		last := &v.Facts[len(v.Facts)-1]
		last.Lines = append(last.Lines, line)
	})
	return v
}

func (c *card) viewCriterion(i int) pageCriterion {
	all, _ := c.ladder(i)
	v := pageCriterion{
		Name: visible(c.Rubric.Criteria[i].Name), Metric: minus(visible(c.metric(i))), Ladder: minus(strings.TrimSpace(all.text)), Rating: newPageRating(c.Ratings[i]),
	}
	share := &c.why.Criteria[i]
	if c.Scored {
		v.Difference = minus(signed(share.Difference))
	}
	if share.Possible > 0 {
		v.Points, v.Of = points(share.Points), points(share.Possible)
		v.Bar = picture(svg.Bar([]svg.Part{
			{Class: "rating-" + v.Rating.Class, Size: float64(share.Points)},
			{Class: "rest", Size: float64(share.Possible - share.Points)},
		}, fullScore))
	}
	return v
}
