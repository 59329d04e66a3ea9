package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"chs/internal/evidence"
	"chs/scoring"
)

// title says what was judged, by what.
func (b *Backtest) title() []phrase {
	from := ""
	if b.RubricFrom != "" {
		from = " (" + cellText(b.RubricFrom) + ")"
	}
	phrases := []phrase{{cellText(b.Rubric.Title()), bold(), from}, {rest: cellText(strings.Join(b.Of, ", "))}}
	if b.AsOf != "" {
		phrases = append(phrases, phrase{rest: "as of " + b.AsOf})
	}
	return phrases
}

// circumstances are how many accounts there are of each outcome, and what else
// the figures depend on.
func (b *Backtest) circumstances() []phrase {
	s := b.Scores
	texts := []string{
		fmt.Sprintf("%s%s, %s left (%s)", count(s.Accounts()), scoredAccounts(s.Accounts()), count(s.Leavers), percentOrNone(s.Leavers, s.Accounts())),
	}
	if n := b.Unscored.Accounts(); n > 0 {
		texts = append(texts, fmt.Sprintf("%s unscored, %s left", count(n), count(b.Unscored.Leavers)))
	}
	if b.Unknown > 0 {
		texts = append(texts, count(b.Unknown)+" of unknown outcome")
	}
	texts = append(texts, "outcome "+b.Outcome)
	if b.Horizon > 0 {
		texts = append(texts, days(b.Horizon)+" from score to outcome")
	}
	return unpainted(append(texts, fmt.Sprintf("%d folds, seed %d", b.Folds, b.Seed)))
}

// verdicts are what the AUC proves. What was judged in time stands first.
func (b *Backtest) verdicts() []string {
	all := b.AUC.Sentence()
	t := b.InTime
	if t == nil {
		return []string{all}
	}
	half := "the later half of the outcomes, after " + scoring.FormatDay(t.Until)
	all = "Judged by all outcomes, " + uncapital(all)
	if !t.Later.Known {
		return []string{fmt.Sprintf("Not judged by %s: it has %s and %s; want %d of each.",
			half, leavers(t.Later.Leavers), stayers(t.Later.Stayers), evidence.ToEvaluate), all}
	}
	return []string{"Judged by " + half + ", " + uncapital(t.Later.AUC.Sentence()), all}
}

// uncapital returns a sentence as it goes on behind a comma.
func uncapital(sentence string) string { return strings.ToLower(sentence[:1]) + sentence[1:] }

func leavers(n int) string { return things(n, "leaver") }

func stayers(n int) string { return things(n, "stayer") }

func days(n int) string { return things(n, "day") }

// things words a number of things, of which there may be none.
func things(n int, thing string) string {
	if n == 0 {
		return "no " + thing + "s"
	}
	return plural(n, thing)
}

// figure returns an AUC, or what is as large, with three decimals.
func figure(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

// between returns an interval of figures.
func between(i evidence.Interval) string { return figure(i.Low) + "–" + figure(i.High) }

// gainText returns a gain with half its interval.
func gainText(g evidence.Gain) string {
	value := figure(g.Value)
	switch {
	case math.Abs(g.Value) < 0.0005:
		value = "0.000"
	case g.Value > 0:
		value = "+" + value
	}
	return value + " ±" + figure(g.Margin())
}

// sharePercent returns a share in percent with one decimal.
func sharePercent(s evidence.Share) string {
	return strconv.FormatFloat(100*s.Value(), 'f', 1, 64) + "%"
}

// shareInterval returns a share's interval in percent.
func shareInterval(s evidence.Share) string {
	i := s.Interval()
	return fmt.Sprintf("%.1f–%.1f%%", 100*i.Low, 100*i.High)
}
