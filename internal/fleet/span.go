package fleet

import (
	"math"

	"chs/rubric"
	"chs/scoring"
)

// A span holds all numbers that an expression can yield, and perhaps others.
type span struct {
	lowest, highest float64 // perhaps infinite
	whole           bool    // whole numbers alone
}

func anything() span { return span{math.Inf(-1), math.Inf(1), false} }

// String says what a span holds.
func (s span) String() string {
	switch {
	case s.lowest == s.highest:
		return number(s.lowest) + " alone"
	case math.IsInf(s.lowest, -1):
		return number(s.highest) + " at most"
	case math.IsInf(s.highest, 1):
		return number(s.lowest) + " at least"
	}
	return number(s.lowest) + " to " + number(s.highest)
}

// metricSpan returns what a criterion's metric can be.
func metricSpan(c rubric.Criterion) span {
	if c.Formula == nil {
		return anything()
	}
	return spanOf(c.Formula.Root)
}

// spanOf returns what an expression of type Number can yield where it is not
// missing, as far as that shows without the columns.
func spanOf(e rubric.Expr) span {
	s := anything()
	switch e := e.(type) {
	case rubric.NumberLit:
		s = span{e.Value, e.Value, e.Value == math.Trunc(e.Value)}
	case rubric.NilLit:
		s = span{math.Inf(1), math.Inf(-1), true} // nothing
	case rubric.RatingRef, rubric.Rate:
		s = span{1, 5, true}
	case rubric.NameRef:
		s = nameSpan(e.Name)
	case rubric.Neg:
		x := spanOf(e.X)
		s = span{-x.highest, -x.lowest, x.whole}
	case rubric.Arith:
		s = arithSpan(e)
	case rubric.Cond:
		s = spanOf(e.Then).union(spanOf(e.Else))
	case rubric.Call:
		s = callSpan(e)
	}
	if math.IsNaN(s.lowest) || math.IsNaN(s.highest) {
		return anything()
	}
	return s
}

func nameSpan(name rubric.Name) span {
	switch name {
	case rubric.NameScore:
		return span{0, 100, false}
	case rubric.NameCoverage:
		return span{0, 100, true}
	}
	return anything()
}

func arithSpan(e rubric.Arith) span {
	l, r := spanOf(e.L), spanOf(e.R)
	whole := l.whole && r.whole
	switch e.Op {
	case '+':
		return span{l.lowest + r.lowest, l.highest + r.highest, whole}
	case '-':
		return span{l.lowest - r.highest, l.highest - r.lowest, whole}
	case '*':
		a, b, c, d := l.lowest*r.lowest, l.lowest*r.highest, l.highest*r.lowest, l.highest*r.highest
		return span{min(a, b, c, d), max(a, b, c, d), whole}
	}
	if r.lowest > 0 || r.highest < 0 {
		a, b, c, d := l.lowest/r.lowest, l.lowest/r.highest, l.highest/r.lowest, l.highest/r.highest
		return span{min(a, b, c, d), max(a, b, c, d), false}
	}
	return anything()
}

func callSpan(e rubric.Call) span {
	switch e.Func {
	case rubric.FuncCountTrue:
		return span{0, float64(len(e.Args)), true}
	case rubric.FuncDaysSince, rubric.FuncDaysUntil:
		return span{math.Inf(-1), math.Inf(1), true}
	case rubric.FuncAbs:
		x := spanOf(e.Args[0])
		return span{max(0, x.lowest, -x.highest), max(-x.lowest, x.highest), x.whole}
	case rubric.FuncRound:
		x := spanOf(e.Args[0])
		return span{math.Floor(x.lowest + 0.5), math.Floor(x.highest + 0.5), true}
	}
	s := spanOf(e.Args[0])
	lowest, highest := s.lowest, s.highest
	for _, arg := range e.Args[1:] {
		next := spanOf(arg)
		s = s.union(next)
		lowest, highest = max(lowest, next.lowest), min(highest, next.highest)
	}
	switch e.Func {
	case rubric.FuncMin:
		s.highest = highest
	case rubric.FuncMax:
		s.lowest = lowest
	default: // mean
		s.whole = s.whole && len(e.Args) == 1
	}
	return s
}

// union holds what either holds.
func (s span) union(t span) span {
	return span{min(s.lowest, t.lowest), max(s.highest, t.highest), s.whole && t.whole}
}

// fewWhole is how many whole numbers are tried one by one.
const fewWhole = 1000

// ratings tells, by rating, which the numbers of s get by cuts.
func (s span) ratings(cuts rubric.Cuts) (reached [6]bool) {
	try := func(x float64) { reached[scoring.Rate(x, cuts.At, cuts.LowerIsBetter)] = true }
	if s.whole && s.highest-s.lowest < fewWhole {
		for x := math.Ceil(s.lowest); x <= s.highest; x++ {
			try(x)
		}
		return reached
	}
	// The worst and the best number, and where a rating begins between them.
	try(s.lowest)
	try(s.highest)
	for _, cut := range cuts.At {
		if s.lowest <= cut && cut <= s.highest {
			try(cut)
		}
	}
	return reached
}

// reachable tells, by rating, which a criterion can give by cuts.
func reachable(c rubric.Criterion, cuts rubric.Cuts) (reached [6]bool) {
	switch c.Judge {
	case rubric.ByLevels:
		for _, level := range c.Levels {
			reached[level.Rating] = true
		}
		return reached
	case rubric.ByCuts:
		return metricSpan(c).ratings(cuts)
	case rubric.ByRating:
		s := metricSpan(c)
		for rating := 1; rating <= 5; rating++ {
			reached[rating] = s.lowest <= float64(rating) && float64(rating) <= s.highest
		}
		return reached
	}
	return [6]bool{1: true, 2: true, 3: true, 4: true, 5: true}
}

// unreached lists the ratings that are not reached.
func unreached(reached [6]bool) []int {
	var lost []int
	for rating := 1; rating <= 5; rating++ {
		if !reached[rating] {
			lost = append(lost, rating)
		}
	}
	return lost
}
