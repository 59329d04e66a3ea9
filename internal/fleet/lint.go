// Package fleet says what holds of many accounts at once: what they sum up to,
// what becomes of them from one run to another, how one stands among them, what
// a rubric can and cannot say of them, what their data leave to be desired, and
// what to add to the rubric for it.
package fleet

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// Lint returns what is doubtful about a rubric without being a fault, in the
// order of the places: ratings and bands that no account can get, weights and
// directions that look like slips, conditions that can never hold, and columns
// that have the names of something else. With a census of accounts, nil if there
// is none, also what their data leave to be desired: cells that cannot be read,
// each column's with the hint that would make them readable, and what tells no
// accounts apart.
func Lint(r *rubric.Rubric, census *Census) []rubric.Fault {
	l := &linter{rubric: r}
	l.weights()
	for _, c := range r.Criteria {
		l.criterion(c)
	}
	for _, s := range r.Segments {
		l.segment(s)
	}
	l.bands()
	l.conditions()
	l.names()
	if census != nil {
		l.data(census)
	}
	inOrder(l.found)
	return l.found
}

// inOrder sorts what was found by its places.
func inOrder(found []rubric.Fault) {
	slices.SortStableFunc(found, func(a, b rubric.Fault) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
}

// A linter collects what is doubtful about one rubric.
type linter struct {
	rubric *rubric.Rubric
	found  []rubric.Fault
}

func (l *linter) add(pos rubric.Pos, format string, args ...any) {
	l.found = append(l.found, rubric.Fault{Pos: pos, Message: fmt.Sprintf(format, args...)})
}

// weights looks for a criterion that outweighs all others, and for weights
// that look like percentages but do not sum to 100.
func (l *linter) weights() {
	total, percentages := l.rubric.TotalWeight(), true
	for _, c := range l.rubric.Criteria {
		percentages = percentages && c.Weight <= 100_00 && c.Weight%100 == 0
		if 2*c.Weight > total && len(l.rubric.Criteria) > 1 {
			l.add(c.Pos, "criterion %q has %s of the weights' sum of %s, more than all others together; want no more than half",
				c.Name, hundredths(c.Weight), hundredths(total))
		}
	}
	if percentages && 80_00 <= total && total <= 120_00 && total != 100_00 {
		l.add(l.rubric.Criteria[0].Pos,
			"the weights look like percentages but sum to %s; any sum works, but want 100 if that is what they are", hundredths(total))
	}
}

// criterion looks at how a criterion's metric becomes a rating.
func (l *linter) criterion(c rubric.Criterion) {
	subject := fmt.Sprintf("criterion %q", c.Name)
	if c.Formula != nil && !readsColumn(c.Formula.Root) {
		l.add(c.Formula.Pos, "%s: the formula reads no column, so every account gets the same; want a metric", subject)
		return
	}
	switch c.Judge {
	case rubric.ByLevels:
		l.levels(c, subject)
	case rubric.ByRating:
		l.ratings(c, subject)
	case rubric.ByCuts:
		l.cuts(c.Pos, subject, metricSpan(c), c.Cuts)
	}
	l.sentinels(c, subject)
	l.direction(c, subject)
}

// levels looks for ends of the scale that no level reaches.
func (l *linter) levels(c rubric.Criterion, subject string) {
	reached := reachable(c, c.Cuts)
	lowest, highest := slices.Index(reached[:], true), 5
	for !reached[highest] {
		highest--
	}
	switch {
	case lowest == highest:
		l.add(c.Pos, "%s: every level has rating %d, so it tells no accounts apart; want different ratings", subject, lowest)
	case lowest > 1 && highest < 5:
		l.add(c.Pos, "%s: no level has rating 1 or 5; want them for the worst and the best", subject)
	case lowest > 1:
		l.add(c.Pos, "%s: no level has rating 1; want it for the worst", subject)
	case highest < 5:
		l.add(c.Pos, "%s: no level has rating 5; want it for the best", subject)
	}
}

// ratings looks at a metric that should be a rating already.
func (l *linter) ratings(c rubric.Criterion, subject string) {
	if c.Formula == nil {
		return
	}
	if isFraction(c.Formula.Root) {
		l.add(c.Formula.Pos, "%s: the formula gives fractions, and only whole numbers are ratings; want round(…) around it, or cuts", subject)
		return
	}
	s := metricSpan(c)
	if lost := unreached(reachable(c, c.Cuts)); len(lost) > 0 {
		l.add(c.Formula.Pos, "%s: no account gets rating %s; the formula gives %v", subject, either(lost), s)
	}
}

// isFraction reports whether e is a mean or a quotient, which is seldom whole.
func isFraction(e rubric.Expr) bool {
	switch e := e.(type) {
	case rubric.Arith:
		return e.Op == '/'
	case rubric.Call:
		return e.Func == rubric.FuncMean && len(e.Args) > 1
	}
	return false
}

// cuts looks for ratings that no value of s gets by these cuts.
func (l *linter) cuts(pos rubric.Pos, subject string, s span, cuts rubric.Cuts) {
	lost := unreached(s.ratings(cuts))
	switch {
	case len(lost) == 0:
	case len(unreached(anything().ratings(cuts))) == len(lost):
		l.add(pos, "%s: no value gets rating %s, which equal cuts skip; want cuts that differ, if that is not meant", subject, either(lost))
	default:
		l.add(pos, "%s: no account gets rating %s by the cuts %s; the formula gives %v", subject, either(lost), list(cuts.At), s)
	}
}

// sentinels looks for missing values that are numbers of the kind that the
// criterion judges.
func (l *linter) sentinels(c rubric.Criterion, subject string) {
	lowest, highest := 1.0, 5.0
	switch {
	case c.Column == "" || c.Judge == rubric.ByLevels || c.Judge == rubric.ByQuintiles:
		return
	case c.Judge == rubric.ByCuts:
		lowest, highest = slices.Min(c.Cuts.At[:]), slices.Max(c.Cuts.At[:])
	}
	for _, token := range l.rubric.Missing {
		if n, ok := scoring.ParseNumber(token, l.rubric.Decimal); ok && lowest <= n.Value && n.Value <= highest {
			l.add(c.Pos, "%[1]s: %[2]q is one of missing_values, so %[3]q is never rated where it is %[2]s; want tokens that are no metrics", subject, token, c.Column)
		}
	}
}

// segment looks at a segment's own weights and cuts.
func (l *linter) segment(s rubric.Segment) {
	if !slices.ContainsFunc(s.Weights, func(w int) bool { return w > 0 }) {
		l.add(s.Pos, "segment %q: all weights are 0, so its accounts are never scored; want one over 0", s.Name)
	}
	for i, c := range l.rubric.Criteria {
		if c.Judge != rubric.ByCuts || s.Cuts[i] == c.Cuts {
			continue
		}
		if subject := fmt.Sprintf("segment %q: criterion %q", s.Name, c.Name); s.Cuts[i].LowerIsBetter != c.Cuts.LowerIsBetter {
			l.add(s.Pos, "%s: the cuts %s run against the criterion's own, %s; want one direction",
				subject, list(s.Cuts[i].At), list(c.Cuts.At))
		} else {
			l.cuts(s.Pos, subject, metricSpan(c), s.Cuts[i])
		}
	}
}

func readsColumn(e rubric.Expr) bool {
	found := false
	rubric.Walk(e, func(e rubric.Expr) {
		_, ok := e.(rubric.ColumnRef)
		found = found || ok
	})
	return found
}

// either joins ratings: "2, 3 or 4".
func either(ratings []int) string {
	words := make([]string, len(ratings))
	for i, r := range ratings {
		words[i] = strconv.Itoa(r)
	}
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// list writes cuts as the rubric does.
func list(cuts [4]float64) string {
	words := make([]string, len(cuts))
	for i, cut := range cuts {
		words[i] = number(cut)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

func hundredths(n int) string { return number(float64(n) / 100) }

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
