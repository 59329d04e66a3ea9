package evidence

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chs/rubric"
	"chs/scoring"
)

// A population is made-up accounts with metrics from 0 to 100, as many of each,
// whose odds of leaving follow from ratings by true cuts.
type population struct {
	accounts int
	seed     uint64
	base     float64 // the logarithm of the odds of an account rated 3 throughout
	criteria []trueCriterion
}

// A trueCriterion is how a metric makes accounts leave.
type trueCriterion struct {
	effect  func(metric float64) float64 // on the logarithm of the odds; nil if it has none
	metric  func(random *rand.Rand) float64
	missing float64 // the share that is not known
}

// stepped is the effect of ratings by cuts: so much from rating 5 to 1.
func stepped(most float64, lowerIsBetter bool, at ...float64) func(float64) float64 {
	cuts := rubric.Cuts{At: [4]float64(at), LowerIsBetter: lowerIsBetter}
	return func(metric float64) float64 { return most * float64(3-rate(metric, &cuts)) / 4 }
}

// uniform is a metric of tenths from 0 to 100.
func uniform(random *rand.Rand) float64 { return float64(random.IntN(1001)) / 10 }

// An observed account is one of a population.
type observed struct {
	id      string
	left    bool
	metrics []string
}

// draw returns the accounts.
func (p population) draw() []observed {
	random := rand.New(rand.NewPCG(p.seed, 7))
	all := make([]observed, p.accounts)
	for i := range all {
		logit := p.base
		a := &all[i]
		a.id = fmt.Sprintf("id%d", i)
		for _, c := range p.criteria {
			metric := c.metric(random)
			text := fmt.Sprint(metric)
			if random.Float64() < c.missing {
				text = ""
			} else if c.effect != nil {
				logit += c.effect(metric)
			}
			a.metrics = append(a.metrics, text)
		}
		a.left = random.Float64() < probability(logit)
	}
	return all
}

// measured returns the table of accounts, whose rubric has columns m0, m1 and so
// on, noted in so many parts. The outcomes are of days by the place of an account.
func measured(t testing.TB, text string, parts int, day func(i int) int, accounts []observed) *Table {
	t.Helper()
	r := loadRubric(t, text)
	scorer := scoring.New(r, 0)
	result := scorer.NewResult()
	at := 0
	table := NewTable(r, 0, 1, func(func(i int) string) Told {
		told := Told{Outcome: Stayed, Day: day(at)}
		if accounts[at].left {
			told.Outcome = Left
		}
		return told
	})
	table.KeepMetrics(scorer)
	var all []*Part
	for range parts {
		all = append(all, table.Part())
	}
	cells := make([]string, len(r.Columns))
	for at = range accounts {
		for i, c := range r.Columns {
			var k int
			if _, err := fmt.Sscanf(c.Name, "m%d", &k); err != nil {
				t.Fatal(err)
			}
			cells[i] = accounts[at].metrics[k]
		}
		scorer.Score(cells, result)
		all[at%parts].Note("", at, func(int) string { return accounts[at].id }, result)
	}
	for _, p := range all {
		if err := p.Give(); err != nil {
			t.Fatal(err)
		}
	}
	table.Finish()
	return table
}

// oneDay is the day of outcomes that are all of one.
func oneDay(int) int { return 0 }

// cutRubric is a rubric of criteria with cuts and weights.
func cutRubric(criteria ...string) string {
	var text strings.Builder
	text.WriteString("criteria:\n")
	for i, c := range criteria {
		fmt.Fprintf(&text, "- {name: C%d, column: m%d, %s}\n", i, i, c)
	}
	return text.String()
}
