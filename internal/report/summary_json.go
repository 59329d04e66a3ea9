package report

import (
	"bufio"
	"errors"

	"chs/internal/fleet"
)

// A groupJSON is a group as an object. Its fields, and theirs, stay as they
// are; later versions may add others. Numbers are null where nothing is known.
type groupJSON struct {
	By       *string     `json:"by"`    // the column; null for the whole
	Group    *string     `json:"group"` // the cell; null for the whole, and where the cell is missing
	Accounts int         `json:"accounts"`
	Scored   int         `json:"scored"`
	Unscored int         `json:"unscored"`
	Mean     number      `json:"mean_score"`
	Median   number      `json:"median_score"`
	Weighted number      `json:"weighted_score"`
	Coverage number      `json:"coverage"`
	Value    number      `json:"value"`
	Bands    []shareJSON `json:"bands"` // the rubric's, and last the unscored
	Costs    []costJSON  `json:"costs"` // by criterion, in the rubric's order
	Capped   number      `json:"capped"`
	Plays    []shareJSON `json:"plays"`
	Scores   [10]int     `json:"scores"` // accounts from 0 up to 10 points, from 10 up to 20 and so on
	Churn    number      `json:"churn_probability"`
	Loss     number      `json:"expected_loss"`
}

// A shareJSON is the accounts of a band, or with a play.
type shareJSON struct {
	Name     string `json:"name"`
	Accounts int    `json:"accounts"`
	Share    number `json:"share"` // of the group's accounts, in percent
	Value    number `json:"value"`
}

// A costJSON is the mean points that a criterion costs.
type costJSON struct {
	Criterion string `json:"criterion"`
	Key       string `json:"key"`
	Lost      number `json:"lost"`
}

// writeSummaryObjects writes an object for the whole, and then for each group.
func writeSummaryObjects(w *bufio.Writer, begin, between, end string, s *fleet.Summary, o SummaryOptions) error {
	_, err := w.WriteString(begin)
	err = errors.Join(err, writeGroupJSON(w, newGroupJSON(s, s.All)))
	for _, by := range s.By {
		groups, _ := o.shown(by)
		for _, g := range groups {
			object := newGroupJSON(s, g)
			object.By = &by.Name
			if g.Name != "" {
				object.Group = &g.Name
			}
			_, e := w.WriteString(between)
			err = errors.Join(err, e, writeGroupJSON(w, object))
		}
	}
	_, e := w.WriteString(end)
	return errors.Join(err, e)
}

// writeGroupJSON writes an object.
func writeGroupJSON(w *bufio.Writer, g *groupJSON) error {
	text, err := encodeJSON(g, "")
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

func newGroupJSON(s *fleet.Summary, g *fleet.Group) *groupJSON {
	r := s.Rubric
	mean := func(n, of int) number { return number(hundredthsOf(n, of)) }
	amount := func(x float64) number {
		if !r.Valued() {
			return ""
		}
		return number(AmountText(x))
	}
	object := &groupJSON{
		Accounts: g.Accounts, Scored: g.Scored, Unscored: g.Accounts - g.Scored,
		Mean: mean(g.Mean(), g.Scored), Median: mean(g.Median(), g.Scored), Weighted: amount(g.Weighted()),
		Coverage: mean(g.Coverage(), g.Accounts), Value: amount(g.Value()),
		Plays: []shareJSON{}, Scores: g.Histogram(),
	}
	share := func(name string, sum fleet.Sum) shareJSON {
		return shareJSON{name, sum.Accounts, mean(g.Share(sum.Accounts), g.Accounts), amount(sum.Value)}
	}
	for i, name := range bandNames(r) {
		object.Bands = append(object.Bands, share(name, g.Bands[i]))
	}
	for i, c := range r.Criteria {
		object.Costs = append(object.Costs, costJSON{c.Name, c.Key, mean(g.Lost(i), g.Scored)})
	}
	if len(r.Caps) > 0 {
		object.Capped = mean(g.Capped(), g.Scored)
	}
	if r.Propensity != nil {
		object.Churn, object.Loss = number(churnProbability(g)), amount(g.ExpectedLoss())
	}
	for i, play := range r.Plays {
		object.Plays = append(object.Plays, share(play.Name, g.Plays[i]))
	}
	return object
}
