package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"chs/internal/fleet"
	"chs/rubric"
)

// writeSummaryLines writes a line for the whole, and then for each group.
func writeSummaryLines(w io.Writer, delimiter rune, s *fleet.Summary, o SummaryOptions) error {
	to := csv.NewWriter(w)
	to.Comma = delimiter
	line := summaryNames(s.Rubric)
	if err := to.Write(line); err != nil {
		return err
	}
	line = appendSummary(line[:0], s, "", s.All)
	if err := to.Write(line); err != nil {
		return err
	}
	for _, by := range s.By {
		groups, _ := o.shown(by)
		for _, g := range groups {
			line = appendSummary(line[:0], s, by.Name, g)
			if err := to.Write(line); err != nil {
				return err
			}
		}
	}
	to.Flush()
	return to.Error()
}

// summaryNames are the names of a line's columns; help has them in a table.
func summaryNames(r *rubric.Rubric) []string {
	names := []string{"by", "group", "accounts", "scored", "unscored", "mean_score", "median_score"}
	valued := r.Valued()
	add := func(wanted bool, name string) {
		if wanted {
			names = append(names, name)
		}
	}
	add(valued, "weighted_score")
	add(true, "coverage")
	add(valued, "value")
	addSums := func(name string) {
		add(true, name+"_accounts")
		add(true, name+"_share")
		add(valued, name+"_value")
	}
	for _, band := range bandNames(r) {
		addSums("band_" + band)
	}
	for _, c := range r.Criteria {
		add(true, "lost_"+c.Key)
	}
	add(len(r.Caps) > 0, "capped")
	for _, play := range r.Plays {
		addSums("play_" + play.Name)
	}
	for bin := range 10 {
		add(true, fmt.Sprintf("scores_%d", 10*bin))
	}
	add(r.Propensity != nil, "churn_probability")
	add(r.Propensity != nil && valued, "expected_loss")
	return names
}

// appendSummary appends the cells of a group's line.
func appendSummary(cells []string, s *fleet.Summary, by string, g *fleet.Group) []string {
	cells = append(cells, by, g.Name)
	valued := s.Rubric.Valued()
	count := func(n int) { cells = append(cells, strconv.Itoa(n)) }
	hundredths := func(n, of int) { cells = append(cells, hundredthsOf(n, of)) }
	amount := func(x float64) {
		if valued {
			cells = append(cells, AmountText(x))
		}
	}
	count(g.Accounts)
	count(g.Scored)
	count(g.Accounts - g.Scored)
	hundredths(g.Mean(), g.Scored)
	hundredths(g.Median(), g.Scored)
	amount(g.Weighted())
	hundredths(g.Coverage(), g.Accounts)
	amount(g.Value())
	addSums := func(sums []fleet.Sum) {
		for _, sum := range sums {
			count(sum.Accounts)
			hundredths(g.Share(sum.Accounts), g.Accounts)
			amount(sum.Value)
		}
	}
	addSums(g.Bands)
	for i := range s.Rubric.Criteria {
		hundredths(g.Lost(i), g.Scored)
	}
	if len(s.Rubric.Caps) > 0 {
		hundredths(g.Capped(), g.Scored)
	}
	addSums(g.Plays)
	for _, accounts := range g.Histogram() {
		count(accounts)
	}
	if s.Rubric.Propensity != nil {
		cells = append(cells, churnProbability(g))
		amount(g.ExpectedLoss())
	}
	return cells
}
