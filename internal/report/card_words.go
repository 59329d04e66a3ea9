package report

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// notCause stands once below all cards.
const notCause = "The way to a better band is arithmetic, not cause: it says what the score would follow, not what would make an account stay."

// What facts are about, and, with its band, the nearest way.
const (
	aboutSince   = "since"
	aboutChange  = "change"
	aboutLeaving = "leaving"
	aboutRank    = "rank"
	aboutUnknown = "unknown"
	aboutRange   = "if known"
	aboutCaps    = "caps"
	aboutFirm    = "firm"
	aboutPlays   = "plays"
)

func aboutWay(band string) string { return "to " + band }

// facts says in words what a card says below its grid, a line at a time. What a
// line is about is "" where the line before is about the same; band is the one
// that it leads to, or scoring.None. The text is valid until say returns.
func (c *card) facts(say func(about string, band int, text []byte)) {
	c.tellStory(func(about string, text []byte) { say(about, scoring.None, text) })
	if c.Scored {
		if c.Propensity != nil {
			say(aboutLeaving, scoring.None, c.appendLeaving(c.line[:0]))
		}
		say(aboutRank, scoring.None, c.appendRank(c.line[:0]))
	}
	about := aboutUnknown
	for i := range c.why.Gaps {
		say(about, scoring.None, c.appendUnknown(c.line[:0], &c.why.Gaps[i]))
		about = ""
	}
	if c.why.OtherCaps && (c.Scored || c.why.Ranges) {
		say(aboutCaps, scoring.None, append(c.line[:0], "taken not to apply: a snapshot only knows the one that lowers the score"...))
	}
	if c.why.Ranges {
		line := appendHundredths(append(c.line[:0], "the score would be from "...), c.why.Low)
		say(aboutRange, scoring.None, appendHundredths(append(line, " to "...), c.why.High))
	}
	if next := c.next(); next != scoring.None {
		c.leads.set()
		about := c.ways[next]
		c.way(func(text []byte) {
			say(about, next, text)
			about = ""
		})
	}
	if c.Scored {
		say(aboutFirm, scoring.None, c.appendFlip(c.line[:0]))
		if edges := c.appendEdges(c.line[:0]); len(edges) > 0 {
			say("", scoring.None, edges)
		}
	}
	if len(c.Plays) > 0 {
		say(aboutPlays, scoring.None, c.appendPlays(c.line[:0]))
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
	all := 0
	for i, criterion := range c.Rubric.Criteria {
		weight := c.explainer.Weight(i, c.Result)
		if criterion.Missing == rubric.Required && c.Ratings[i] == 0 && weight > 0 {
			return "too little is known: " + criterion.Name + " is required"
		}
		all += weight
	}
	if all == 0 {
		return "no criterion has weight in segment " + c.Rubric.SegmentName(c.Segment)
	}
	if c.Rubric.MinCoverage == 0 {
		return "too little is known: nothing that has weight"
	}
	return "too little is known: the rubric wants a coverage of " + numberText(float64(c.Rubric.MinCoverage)/100) + "%"
}

// standing says what stands beside the score: what is known, and what helps to
// act. The text is valid until say returns.
func (c *card) standing(say func(text []byte)) {
	line := c.line[:0]
	say(append(strconv.AppendInt(append(line, "coverage "...), int64(c.Coverage), 10), '%'))
	if len(c.Rubric.Segments) > 0 {
		say(append(append(line, "segment "...), c.Rubric.SegmentName(c.Segment)...))
	}
	if !math.IsNaN(c.Value) {
		say(append(append(append(line, c.Rubric.Value.Column...), ' '), c.amount(c.Value)...))
	}
	if owner := c.text(c.owner); owner != "" {
		say(append(append(append(line, c.Rubric.Owner...), ' '), owner...))
	}
	for i, name := range c.Rubric.Show {
		if text := c.text(c.show[i]); text != "" {
			say(append(append(append(line, name...), ' '), text...))
		}
	}
}

// amount returns an amount of the rubric's currency, without cents if it has none.
func (c *cards) amount(x float64) string {
	return withCurrency(groupThousands(strings.TrimSuffix(moneyText(x), ".00")), c.Rubric.Value.Currency)
}

// appendLeaving appends how probable it is that the account leaves, and what loss
// is expected of that.
func (c *card) appendLeaving(dst []byte) []byte {
	probability, _ := c.Propensity.Of(c.Result)
	dst = append(appendLikely(dst, probability), " likely"...)
	if loss, ok := c.Propensity.ExpectedLoss(c.Result); ok {
		dst = append(append(dst, ", an expected loss of "...), c.amount(math.RoundToEven(loss))...)
	}
	return dst
}

// appendRank appends what share of the others have a lower score.
func (c *card) appendRank(dst []byte) []byte {
	dst = appendPartOf(append(dst, "better than "...), c.why.Rank)
	dst = append(dst, scoredAccounts(c.why.Rank.Of)...)
	if len(c.Rubric.Segments) > 0 {
		dst = appendPartOf(append(dst, ", than "...), c.why.SegmentRank)
		dst = append(append(dst, " in "...), c.Rubric.SegmentName(c.Segment)...)
	}
	return dst
}

func scoredAccounts(n int) string { return verb(n, " scored account", " scored accounts") }

func appendPartOf(dst []byte, r fleet.Rank) []byte {
	if r.Below == 0 {
		dst = append(dst, "none"...)
	} else {
		dst = appendPercent(dst, r.Below, r.Of)
	}
	return appendCount(append(dst, " of "...), r.Of)
}

// appendUnknown appends what is not known, and why.
func (c *card) appendUnknown(dst []byte, g *fleet.Gap) []byte {
	if g.Criterion != scoring.None {
		dst = append(append(dst, c.Rubric.Criteria[g.Criterion].Name...), ": "...)
	}
	switch {
	case g.Why == fleet.Expired:
		return append(append(dst, c.Rubric.Criteria[g.Criterion].Column...), " has expired"...)
	case g.Why == fleet.NoValue:
		return append(dst, "its formula has no value"...)
	case g.Why == fleet.NotStored:
		return append(dst, "missing, unreadable or expired; which is not stored"...)
	case g.Column != scoring.None:
		dst = append(dst, c.Rubric.Columns[g.Column].Name...)
	default:
		dst = append(dst, "its value"...)
	}
	if g.Why == fleet.Unreadable {
		dst = strconv.AppendQuote(append(dst, ' '), g.Value)
		return append(append(dst, " is not "...), g.Wanted...)
	}
	if text := c.text(c.columns[g.Column]); text != "" {
		return append(strconv.AppendQuote(append(dst, " is missing ("...), text), ')')
	}
	return append(dst, " is empty"...)
}

// way says what the nearest way to a better band is, a line at a time.
func (c *card) way(say func(text []byte)) {
	way := &c.why.Way
	switch {
	case !c.why.HasWay:
		say(append(c.line[:0], "no ratings of the criteria that can be acted on lead there"...))
	case len(way.Steps) == 0:
		say(append(c.line[:0], "the cap alone stands between"...))
	case way.Cap != scoring.None:
		say(append(append(c.line[:0], "the cap has to go: "...), c.Rubric.Caps[way.Cap].Reason...))
	}
	for i := range way.Steps {
		line := c.appendStep(c.line[:0], &way.Steps[i])
		if i == len(way.Steps)-1 {
			line = appendHundredths(append(line, together(i)...), way.Uncapped)
		}
		say(line)
	}
}

// together says what the last of the steps, with so many before it, leads to.
func together(before int) string {
	if before > 0 {
		return ", which together make "
	}
	return ", which makes "
}

// appendStep appends what a criterion is, and what it would have to be.
func (c *card) appendStep(dst []byte, s *scoring.Step) []byte {
	dst = append(append(dst, c.Rubric.Criteria[s.Criterion].Name...), " from "...)
	switch {
	case s.Level != "":
		dst = append(dst, c.metric(s.Criterion)...)
		return append(append(dst, " to "...), s.Level...)
	case math.IsNaN(s.Target):
		dst = appendRating(append(dst, "rating "...), s.From)
		return appendRating(append(dst, " to "...), s.To)
	}
	dst = c.appendNumber(dst, s.Criterion, c.explainer.Metric(s.Criterion, c.Result))
	return appendNumber(append(dst, " to "...), s.Target)
}

// appendFlip appends how much weight it takes to change the band.
func (c *card) appendFlip(dst []byte) []byte {
	f := &c.why.Firmness
	if f.FlipBand == scoring.None {
		return append(dst, "no move of the weight that counts changes the band"...)
	}
	dst = appendHundredths(append(dst, "moving "...), f.Flip)
	dst = bytes.TrimSuffix(bytes.TrimRight(dst, "0"), []byte("."))
	return append(append(dst, " of the weight that counts would make it "...), c.band(f.FlipBand)...)
}

// appendEdges appends how far the bands next to the account's are.
func (c *card) appendEdges(dst []byte) []byte {
	f := &c.why.Firmness
	if f.Up >= 0 {
		dst = append(append(appendHundredths(dst, f.Up), " points up to "...), c.band(c.Band+1)...)
	}
	if f.Up >= 0 && f.Down >= 0 {
		dst = append(dst, ", "...)
	}
	if f.Down >= 0 {
		dst = append(append(appendHundredths(dst, f.Down), " points down to "...), c.band(c.Band-1)...)
	}
	return dst
}

// appendPlays appends the names of the plays that apply.
func (c *card) appendPlays(dst []byte) []byte {
	for i, play := range c.Plays {
		if i > 0 {
			dst = append(dst, "; "...)
		}
		dst = append(dst, c.Rubric.Plays[play].Name...)
	}
	return dst
}
