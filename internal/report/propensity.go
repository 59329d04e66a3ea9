package report

import (
	"math"
	"strconv"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// appendForecast appends an account's probability of leaving, or what loss is
// expected of that, nothing where it is not known.
func (l *Layout) appendForecast(dst []byte, kind Kind, r *scoring.Result) []byte {
	if kind == ChurnProbability {
		if probability, ok := l.Propensity.Of(r); ok {
			return appendMillionths(dst, probability)
		}
		return dst
	}
	if loss, ok := l.Propensity.ExpectedLoss(r); ok {
		return appendMoney(dst, loss)
	}
	return dst
}

// forecastText returns the same for people: in percent, or without the cents, which
// would be more than a forecast knows.
func (l *Layout) forecastText(kind Kind, r *scoring.Result) string {
	if kind == ChurnProbability {
		if probability, ok := l.Propensity.Of(r); ok {
			return string(appendLikely(nil, probability))
		}
		return ""
	}
	if loss, ok := l.Propensity.ExpectedLoss(r); ok {
		return moneyText(math.RoundToEven(loss))
	}
	return ""
}

// appendMillionths appends a share of up to 1, which is in millionths, with six
// decimals.
func appendMillionths(dst []byte, share int) []byte {
	dst = append(dst, '0'+byte(share/rubric.Million), '.')
	return append(dst, '0'+byte(share/100_000%10), '0'+byte(share/10_000%10), '0'+byte(share/1000%10),
		'0'+byte(share/100%10), '0'+byte(share/10%10), '0'+byte(share%10))
}

// appendLikely appends a probability, in millionths, in percent with one decimal.
// None is 0% or 100%.
func appendLikely(dst []byte, probability int) []byte {
	const all = 1000
	tenths := (probability + rubric.Million/all/2) / (rubric.Million / all)
	switch tenths {
	case 0:
		return append(dst, "<0.1%"...)
	case all:
		return append(dst, ">99.9%"...)
	}
	dst = strconv.AppendInt(dst, int64(tenths/10), 10)
	return append(dst, '.', '0'+byte(tenths%10), '%')
}

// churnProbability returns a group's mean probability of leaving, "" where none
// is scored.
func churnProbability(g *fleet.Group) string {
	if g.Scored == 0 {
		return ""
	}
	return string(appendMillionths(nil, g.ChurnProbability()))
}

// likelyText returns the same in percent.
func likelyText(g *fleet.Group) string {
	if g.Scored == 0 {
		return ""
	}
	return string(appendLikely(nil, g.ChurnProbability()))
}

// lossText returns what a group is expected to lose, rounded, "" where that is
// not known.
func lossText(s *fleet.Summary, g *fleet.Group) string {
	loss := g.ExpectedLoss()
	if !s.Rubric.Valued() || math.IsNaN(loss) {
		return ""
	}
	return CompactMoney(loss, s.Rubric.Value.Currency)
}

// asOf says the day that days are counted to, and the base rate that a propensity
// is applied at where that is not its own.
func (l *Layout) asOf() []string {
	said := []string{"as of " + l.AsOf}
	if p := l.Rubric.Propensity; p != nil && p.AppliedRate != p.BaseRate {
		said = append(said, "base rate "+string(appendLikely(nil, p.AppliedRate)))
	}
	return said
}
