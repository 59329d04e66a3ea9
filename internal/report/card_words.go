package report

import (
	"math"
	"strconv"
	"strings"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// notCause stands once below all cards.
const notCause = "The nearest way is arithmetic, not cause: it says what the score would follow, not what would make an account stay."

// What facts are about, and, with its band, the nearest way.
const (
	aboutRank    = "rank"
	aboutUnknown = "unknown"
	aboutRange   = "if known"
	aboutFirm    = "firm"
	aboutPlays   = "plays"
)

func aboutWay(band string) string { return "to " + band }

// facts says in words what a card says below its grid, a line at a time. What a
// line is about is "" where the line before is about the same; band is the one
// that it leads to, or scoring.None.
func (c *card) facts(say func(about string, band int, text string)) {
	all := func(about string, band int, texts []string) {
		for _, text := range texts {
			say(about, band, text)
			about = ""
		}
	}
	if c.Scored {
		say(aboutRank, scoring.None, c.rank())
	}
	all(aboutUnknown, scoring.None, c.unknowns())
	if c.why.Ranges {
		say(aboutRange, scoring.None, "the score would be from "+points(c.why.Low)+" to "+points(c.why.High))
	}
	if next := c.next(); next != scoring.None {
		all(aboutWay(c.band(next)), next, c.way())
	}
	if c.Scored {
		all(aboutFirm, scoring.None, c.firm())
	}
	if len(c.Plays) > 0 {
		say(aboutPlays, scoring.None, c.plays())
	}
}

// points returns hundredths with two decimals.
func points(hundredths int) string {
	return string(appendHundredths(make([]byte, 0, 8), hundredths))
}

// A total is a line below those of the criteria, which it sums up.
type total struct {
	name               string
	points, difference int // hundredths
}

// totals returns the lines that lead from the criteria to the score: what a cap
// takes has one where it takes something from this score, or, on average, from
// others.
func (c *card) totals() []total {
	score := total{"score", c.Score, c.why.Score}
	if c.why.Cap == 0 && c.Cap == scoring.None {
		return []total{score}
	}
	return []total{{"without cap", c.Uncapped, c.why.Uncapped}, {"cap", c.Score - c.Uncapped, c.why.Cap}, score}
}

// held says at what a cap holds the score, and why; "" if none does.
func (c *card) held() (at, why string) {
	if !c.Scored || c.Cap == scoring.None {
		return "", ""
	}
	held := c.Rubric.Caps[c.Cap]
	return "held at " + c.band(held.Band) + ":", held.Reason + "; " + points(c.Uncapped) + " without it"
}

// unscored says why an account has no score; "" if it has one.
func (c *card) unscored() string {
	if c.Scored {
		return ""
	}
	for i, criterion := range c.Rubric.Criteria {
		if criterion.Missing == rubric.Required && c.Ratings[i] == 0 && c.explainer.Weight(i, c.Result) > 0 {
			return "too little is known: " + criterion.Name + " is required"
		}
	}
	if c.Rubric.MinCoverage == 0 {
		return "too little is known: nothing that has weight"
	}
	return "too little is known: the rubric wants a coverage of " + numberText(float64(c.Rubric.MinCoverage)/100) + "%"
}

// standing says what stands beside the score: what is known, and what helps to
// act.
func (c *card) standing(say func(text string)) {
	say("coverage " + strconv.Itoa(c.Coverage) + "%")
	if len(c.Rubric.Segments) > 0 {
		say("segment " + c.Layout.segment(c.Segment))
	}
	if !math.IsNaN(c.Value) {
		amount := strings.TrimSuffix(moneyText(c.Value), ".00")
		say(c.Rubric.Value.Column + " " + withCurrency(groupThousands(amount), c.Rubric.Value.Currency))
	}
	if owner := c.text(c.owner); owner != "" {
		say(c.Rubric.Owner + " " + owner)
	}
	for i, name := range c.Rubric.Show {
		if text := c.text(c.show[i]); text != "" {
			say(name + " " + text)
		}
	}
}

// rank says what share of the others have a lower score.
func (c *card) rank() string {
	text := "better than " + partOf(c.why.Rank) + scoredAccounts(c.why.Rank.Of)
	if len(c.Rubric.Segments) > 0 {
		text += ", than " + partOf(c.why.SegmentRank) + " in " + c.Layout.segment(c.Segment)
	}
	return text
}

func scoredAccounts(n int) string {
	if n == 1 {
		return " scored account"
	}
	return " scored accounts"
}

func partOf(r fleet.Rank) string {
	if r.Below == 0 {
		return "none of " + count(r.Of)
	}
	return percent(r.Below, r.Of) + " of " + count(r.Of)
}

// unknowns says what is not known, and why.
func (c *card) unknowns() []string {
	lines := make([]string, 0, len(c.why.Gaps))
	for _, g := range c.why.Gaps {
		lines = append(lines, c.unknown(g))
	}
	return lines
}

func (c *card) unknown(g fleet.Gap) string {
	subject, column := "", "its value"
	if g.Criterion != scoring.None {
		subject = c.Rubric.Criteria[g.Criterion].Name + ": "
	}
	if g.Column != scoring.None {
		column = c.Rubric.Columns[g.Column].Name
	}
	switch g.Why {
	case fleet.Missing:
		if text := c.text(c.columns[g.Column]); text != "" {
			return subject + column + " is missing (" + strconv.Quote(text) + ")"
		}
		return subject + column + " is empty"
	case fleet.Unreadable:
		return subject + column + " " + strconv.Quote(g.Value) + " is not " + g.Wanted
	case fleet.Expired:
		return subject + c.Rubric.Criteria[g.Criterion].Column + " has expired"
	}
	return subject + "its formula has no value"
}

// way says what the nearest way to a better band is.
func (c *card) way() []string {
	way := &c.why.Way
	var lines []string
	switch {
	case !c.why.HasWay:
		return []string{"no ratings of the criteria that can be acted on lead there"}
	case len(way.Steps) == 0:
		return []string{"the cap alone stands between"}
	case way.Cap != scoring.None:
		lines = append(lines, "the cap has to go: "+c.Rubric.Caps[way.Cap].Reason)
	}
	for _, step := range way.Steps {
		lines = append(lines, c.step(step))
	}
	lines[len(lines)-1] += ", which makes " + points(way.Uncapped)
	return lines
}

// step says what a criterion is, and what it would have to be.
func (c *card) step(s scoring.Step) string {
	name := c.Rubric.Criteria[s.Criterion].Name
	switch {
	case s.Level != "":
		return name + " from " + c.metric(s.Criterion) + " to " + s.Level
	case math.IsNaN(s.Target):
		return name + " from rating " + strconv.Itoa(int(s.From)) + " to " + strconv.Itoa(int(s.To))
	}
	return name + " from " + c.number(s.Criterion, c.explainer.Metric(s.Criterion, c.Result)) + " to " + numberText(s.Target)
}

// firm says how much it takes to change the band.
func (c *card) firm() []string {
	f := &c.why.Firmness
	texts := []string{"no move of weight between criteria changes the band"}
	if f.FlipBand != scoring.None {
		texts[0] = "moving " + numberText(float64(f.Flip)/100) + " of weight between criteria would make it " + c.band(f.FlipBand)
	}
	edges := ""
	if f.Up >= 0 {
		edges = points(f.Up) + " points below " + c.band(c.Band+1)
	}
	if f.Down >= 0 {
		if edges != "" {
			edges += ", "
		}
		edges += points(f.Down) + " points above " + c.band(c.Band-1)
	}
	if edges != "" {
		texts = append(texts, edges)
	}
	return texts
}

// plays names the plays that apply.
func (c *card) plays() string {
	names := make([]string, 0, 4)
	for _, play := range c.Plays {
		names = append(names, c.Rubric.Plays[play].Name)
	}
	return strings.Join(names, "; ")
}
