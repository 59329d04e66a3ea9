package report

import (
	"fmt"
	"strconv"
	"strings"

	"chs/internal/evidence"
	"chs/scoring"
)

// A role is what a criterion does to the score, as far as the figures tell.
type role string

// The roles: it may know the outcome; alone it says that those leave who stay, and
// nothing shows that beside the others it helps all the same; the score is better, or
// worse, without it; neither is proven.
const (
	suspect  role = "suspect"
	reversed role = "reversed"
	misleads role = "misleads"
	helps    role = "helps"
	unproven role = ""
)

// role returns what criterion i does.
func (b *Backtest) role(i int) role {
	alone, without := b.way(evidence.Alone, i), b.way(evidence.LeftOut, i)
	known := without != nil && without.Known
	switch {
	case alone.Leaks():
		return suspect
	case known && without.Gain.Worse():
		return helps
	case alone.Known && alone.AUC.Verdict() == evidence.Against:
		return reversed
	case known && without.Gain.Better():
		return misleads
	}
	return unproven
}

// named returns the names of the criteria that do something, in quotes.
func (b *Backtest) named(does role) []string {
	return b.quoted(func(i int) bool { return b.role(i) == does })
}

// quoted returns the names of such criteria, in quotes.
func (b *Backtest) quoted(such func(i int) bool) (names []string) {
	for i, c := range b.Rubric.Criteria {
		if such(i) {
			names = append(names, fmt.Sprintf("%q", c.Name))
		}
	}
	return names
}

// criteria are the figures of each criterion: alone, and of the score without it.
func (b *Backtest) criteria() backtestBlock {
	columns := []tableColumn{
		{heading: "CRITERION"}, {heading: "WEIGHT", right: true}, {heading: "ALONE", right: true}, {heading: "95% INTERVAL"},
		{heading: "WITHOUT IT", right: true}, {heading: "ROLE"}, {heading: "IV", right: true},
	}
	for i, c := range b.Rubric.Criteria {
		alone, interval := aucCells(b.way(evidence.Alone, i))
		does := b.role(i)
		addRow(columns, tableCell{text: cellText(c.Name)}, tableCell{text: numberText(float64(c.Weight) / 100)}, alone, interval,
			gainCell(b.way(evidence.LeftOut, i)), tableCell{string(does), does.style()}, tableCell{text: figure(b.Rated[i].IV())})
	}
	return backtestBlock{title: "What each criterion does", columns: columns, said: []string{
		"ALONE is the criterion's own AUC; WITHOUT IT is what the score's AUC gains if the criterion is left out." + b.rolesWords(),
	}}
}

// rolesWords explains the roles that criteria have.
func (b *Backtest) rolesWords() string {
	var said []string
	for _, r := range []struct {
		role  role
		words string
	}{
		{suspect, "suspect: it may know the outcome"}, {reversed, "reversed: alone it points the wrong way"},
		{misleads, "misleads: the score is better without it, beyond chance"}, {helps, "helps: the score is worse without it, beyond chance"},
	} {
		if b.named(r.role) != nil {
			said = append(said, r.words)
		}
	}
	if said == nil {
		return ""
	}
	return " " + strings.ToUpper(said[0][:1]) + said[0][1:] + strings.Join(append([]string{""}, said[1:]...), "; ") + "."
}

// style returns how a role is painted.
func (r role) style() style {
	switch r {
	case helps:
		return bandStyle("green")
	case misleads:
		return bandStyle("yellow")
	}
	return bandStyle("red")
}

// aucCells return an alternative's AUC and its interval.
func aucCells(a *evidence.Alternative) (value, interval tableCell) {
	if !a.Known {
		return tableCell{unknown, faint()}, tableCell{unknown, faint()}
	}
	return tableCell{text: figure(a.AUC.Value)}, tableCell{text: between(a.AUC.Interval)}
}

// gainCell returns what an alternative, nil for none, has more than the score:
// in colour where it is beyond chance.
func gainCell(a *evidence.Alternative) tableCell {
	switch {
	case a == nil || !a.Known:
		return tableCell{unknown, faint()}
	case a.Gain.Better():
		return tableCell{gainText(a.Gain), bandStyle("green")}
	case a.Gain.Worse():
		return tableCell{gainText(a.Gain), bandStyle("red")}
	}
	return tableCell{text: gainText(a.Gain)}
}

// A namedWay is another way to make a score, as it is told.
type namedWay struct {
	name string
	*evidence.Alternative
}

// namedWays returns the ways that are not of one criterion.
func (b *Backtest) namedWays() []namedWay {
	all := []namedWay{
		{"equal weights", b.way(evidence.EqualWeights, scoring.None)},
		{"without caps", b.way(evidence.WithoutCaps, scoring.None)},
	}
	if b.Fit != nil {
		name := b.fitted()
		if b.Fit.Judged.Way != evidence.RecutRefitted { // there is room
			name = "fitted " + name
		}
		all = append(all, namedWay{name + ", later half", &b.Fit.Later}, namedWay{name + ", out of fold", &b.Fit.Judged})
	}
	all = append(all, namedWay{"ceiling, out of fold", b.Ceiling})
	var known []namedWay
	for _, w := range all {
		if w.Alternative != nil && w.Known {
			known = append(known, w)
		}
	}
	return known
}

// ways compares other ways to make a score with the rubric's.
func (b *Backtest) ways() backtestBlock {
	columns := []tableColumn{{heading: "OTHER WAYS"}, {heading: "AUC", right: true}, {heading: "95% INTERVAL"}, {heading: "GAIN", right: true}}
	addRow(columns,
		tableCell{text: "this score"}, tableCell{text: figure(b.AUC.Value)}, tableCell{text: between(b.AUC.Interval)}, tableCell{unknown, faint()})
	drawn := []evidence.AUC{b.AUC}
	for _, w := range b.namedWays() {
		value, interval := aucCells(w.Alternative)
		addRow(columns, tableCell{text: w.name}, value, interval, gainCell(w.Alternative))
		drawn = append(drawn, w.AUC)
	}
	bars := aucBars(0.05, hundredthText, drawn)
	return backtestBlock{title: "Other ways to make a score", columns: columns, bars: bars, plate: b.waysPlate}
}

// hundredthText returns a figure with two decimals.
func hundredthText(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }
