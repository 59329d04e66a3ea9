package fleet

import (
	"slices"
	"strings"
	"unicode"

	"chs/rubric"
)

// A leaning says whether more of something is better, less is, or words speak
// for both; none if they say nothing.
type leaning struct{ more, less bool }

func (a leaning) with(b leaning) leaning { return leaning{a.more || b.more, a.less || b.less} }
func (a leaning) turned() leaning        { return leaning{a.less, a.more} }

// Words of names that say what is better. Those with two meanings are left
// out: turnover is sales as well, a return may be one on investment.
const (
	goodWords = " active activity adoption attainment csat engagement enps login logins nps orders referral" +
		" referrals renewal renewals retention revenue satisfaction seat seats sessions stickiness uptime usage "
	badWords = " absence absences absenteeism arrears attrition bounces bug bugs cancellations cancelled chargebacks" +
		" churn churned complaint complaints crashes declines decline defects delay delays detractors downtime drop due" +
		" error errors escalation escalations failed failures idle inactive incident incidents late lost outage" +
		" outages overdue recency refund refunds resignations risk since ticket tickets unpaid unused "
	// muteWords turn the sense of others round, or leave it open.
	muteWords = " avoided closed free no non not prevented reduction resolved saved solved target until without "
)

// nameLeaning returns what a name says: "Tickets (90d)" that less is better.
// What stands behind "per" is what it is measured in.
func nameLeaning(name string) leaning {
	var l leaning
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, word := range words {
		switch word = " " + word + " "; {
		case word == " per ":
			return l
		case strings.Contains(muteWords, word):
			return leaning{}
		case strings.Contains(badWords, word):
			l.less = true
		case strings.Contains(goodWords, word):
			l.more = true
		}
	}
	if slices.Contains(words, "since") { // days_since_last_login
		return leaning{less: true}
	}
	return l
}

// direction looks for cuts that call better what the names say is worse.
func (l *linter) direction(c rubric.Criterion, subject string) {
	judged := c.Judge == rubric.ByCuts || c.Judge == rubric.ByQuintiles
	said := nameLeaning(c.Name)
	if c.Formula == nil {
		said = said.with(nameLeaning(c.Column))
	} else {
		said = said.with(l.leaning(c.Formula.Root))
		l.ratesIn(c.Formula, subject)
	}
	if judged && said == (leaning{more: c.Cuts.LowerIsBetter, less: !c.Cuts.LowerIsBetter}) {
		l.reversed(c.Pos, subject, c.Cuts, c.Judge == rubric.ByQuintiles)
	}
}

// ratesIn looks at the calls of rate in a formula.
func (l *linter) ratesIn(f *rubric.Formula, subject string) {
	rubric.Walk(f.Root, func(e rubric.Expr) {
		rate, ok := e.(rubric.Rate)
		if ok && l.leaning(rate.X) == (leaning{more: rate.Cuts.LowerIsBetter, less: !rate.Cuts.LowerIsBetter}) {
			l.reversed(f.Pos, subject+": rate", rate.Cuts, false)
		}
	})
}

func (l *linter) reversed(pos rubric.Pos, subject string, cuts rubric.Cuts, quintiles bool) {
	rated, usual := "more", "less"
	if cuts.LowerIsBetter {
		rated, usual = usual, rated
	}
	turned := cuts.At
	slices.Reverse(turned[:])
	remedy := list(turned)
	switch {
	case quintiles && cuts.LowerIsBetter:
		remedy = "better: higher"
	case quintiles:
		remedy = "better: lower"
	}
	l.add(pos, "%s: %s is rated better, but the names sound as if %s were; want %s, if so", subject, rated, usual, remedy)
}

// leaning returns what the names of the columns say about an expression.
// What it is divided by is what it is measured in, and says nothing.
func (l *linter) leaning(e rubric.Expr) leaning {
	switch e := e.(type) {
	case rubric.ColumnRef:
		return nameLeaning(l.rubric.Columns[e.Column].Name)
	case rubric.Neg:
		return l.leaning(e.X).turned()
	case rubric.Arith:
		switch left := l.leaning(e.L); e.Op {
		case '/':
			return left
		case '-':
			return left.with(l.leaning(e.R).turned())
		default:
			return left.with(l.leaning(e.R))
		}
	case rubric.Cond:
		return l.leaning(e.Then).with(l.leaning(e.Else))
	case rubric.Rate:
		if e.Cuts.LowerIsBetter {
			return l.leaning(e.X).turned()
		}
		return l.leaning(e.X)
	case rubric.Call:
		return l.callLeaning(e)
	}
	return leaning{}
}

func (l *linter) callLeaning(e rubric.Call) leaning {
	var all leaning
	switch e.Func {
	case rubric.FuncDaysSince:
		return leaning{less: true}
	case rubric.FuncMin, rubric.FuncMax, rubric.FuncMean, rubric.FuncRound:
		for _, arg := range e.Args {
			all = all.with(l.leaning(arg))
		}
	}
	return all
}
