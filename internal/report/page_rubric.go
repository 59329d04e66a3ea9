package report

import (
	"fmt"

	"chs/rubric"
)

// A pageRubric is the rubric in words.
type pageRubric struct {
	Criteria []pageJudged
	Bands    []pageInterval
	Segments []pageRule
	Caps     []pageRule
	Plays    []pageRule
	Rules    []string
}

// A pageJudged is a criterion in words.
type pageJudged struct {
	Name, Weight string
	Share        string // of all weights, "" where the weight says it
	Of           string // the column or the formula
	IsFormula    bool
	How          string
}

// A pageInterval is a band in words.
type pageInterval struct {
	Band           pageBand
	Scores, Action string
}

// A pageRule is what happens when a condition holds.
type pageRule struct{ Name, When, Then string }

func (p *Page) words() pageRubric {
	r := p.Rubric
	v, all := pageRubric{}, r.TotalWeight()
	for i := range r.Criteria {
		v.Criteria = append(v.Criteria, judged(&r.Criteria[i], all))
	}
	for i, band := range r.Bands {
		interval := pageInterval{Band: p.pageBand(i), Action: visible(band.Action), Scores: points(band.From) + " and more"}
		if i+1 < len(r.Bands) {
			interval.Scores = points(band.From) + " to " + points(r.Bands[i+1].From-1)
		}
		v.Bands = append(v.Bands, interval)
	}
	for _, s := range r.Segments {
		v.Segments = append(v.Segments, pageRule{visible(s.Name), visible(s.When.Text), segmentWords(r, &s)})
	}
	for _, c := range r.Caps {
		v.Caps = append(v.Caps, pageRule{visible(c.Reason), visible(c.When.Text), "held at " + visible(r.Bands[c.Band].Name)})
	}
	for _, play := range r.Plays {
		v.Plays = append(v.Plays, pageRule{Name: visible(play.Name), When: visible(play.When.Text)})
	}
	v.Rules = p.rules()
	return v
}

// rules says how ratings become a score, and what else the page tells by it.
func (p *Page) rules() []string {
	r := p.Rubric
	rules := scaleWords(r)
	if r.Valued() {
		rules = append(rules, fmt.Sprintf("What an account is worth is in column %s.", visible(r.Value.Column)))
	}
	if r.Propensity != nil {
		rules = append(rules, "The probability of leaving goes by the score; it is no statement on a single account.")
	}
	return append(rules, notCause)
}

// judged returns a criterion in words; all is the sum of the weights.
func judged(c *rubric.Criterion, all int) pageJudged {
	v := pageJudged{
		Name: visible(c.Name), Weight: numberText(hundredth(c.Weight)),
		Of: visible(c.Metric()), IsFormula: c.Formula != nil, How: judgeWords(c),
	}
	if share := percent(c.Weight, all); share != v.Weight+"%" {
		v.Share = share
	}
	if c.Missing != rubric.Skip || c.Expires != nil {
		v.How += "; if missing, " + missingWords(c)
	}
	return v
}
