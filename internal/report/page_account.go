package report

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/svg"
	"chs/rubric"
	"chs/scoring"
)

// A pageAccount is an account as a page shows it.
type pageAccount struct {
	key       string // its id in the input
	Place, To string // its anchor in the table, and the one that a list leads to; "" for none

	Name, ID, Owner   string // ID is "" where it is the name
	Score             string // "" of the unscored
	Band              pageBand
	Value, ValueKey   string // for people, and to sort by
	Leaves, LeavesKey string
	Ratings           []pageRating
	Why               string // what costs most
	Plays             string

	Change, From, Warning, Reason string
	Was                           *pageBand // the band it was in, if that was another
	Warned                        bool
	Spark                         template.HTML

	Card *pageCard
}

// A pageBand is a band as a page shows it: never by colour alone.
type pageBand struct{ Name, Symbol, Class string }

// Cause says why the score of an account changed, or, where that is not known and no
// warning says it, what costs it most.
func (a *pageAccount) Cause() string {
	if a.Reason == "" && a.Why != "" && a.Warning == "" {
		return "costs most: " + a.Why
	}
	return a.Reason
}

// shortName is how wide the name of a band is that no line ends within.
const shortName = 10

// Short reports whether no line should end within the band's name.
func (b pageBand) Short() bool { return textWidth(b.Name) <= shortName }

// A pageRating is a rating, "" if it is not known.
type pageRating struct{ Rating, Class string }

func (l *Layout) pageBand(band int) pageBand {
	if band == scoring.None {
		return pageBand{Name: l.band(band), Class: "none"}
	}
	return newPageBand(&l.Rubric.Bands[band])
}

func newPageBand(b *rubric.Band) pageBand {
	return pageBand{visible(b.Name), visible(b.Symbol), string(b.Color)}
}

// account returns an account as the page shows it, with its card if that is
// wanted.
func (p *Page) account(a *Account, withCard bool) pageAccount {
	if p.cards == nil {
		p.cards = newCards(p.Layout, p.Run.Explainer)
	}
	r := a.Result
	var before PagePast
	k := &card{cards: p.cards, account: a, Result: r} // of a lost one there is nothing to explain
	if !a.lost() {
		k = p.cards.open(a)
		defer k.close()
	}
	if p.Past != nil && !a.lost() {
		before = p.Past(k.text(p.cards.id), r)
		k.story = before.Story
	}
	name, id := k.name()
	v := pageAccount{
		key:  k.text(p.cards.id),
		Name: cmp.Or(visible(name), "(none)"), ID: visible(id), Owner: visible(k.text(p.cards.owner)), Band: p.pageBand(r.Band),
		Why: p.why(r), Plays: visible(string(k.appendPlays(nil))), Spark: p.spark(before.Moments, r),
	}
	if a.lost() {
		v.Band.Name = string(fleet.WantLost)
	}
	if r.Scored {
		v.Score = points(r.Score)
	} else if !a.lost() {
		v.Why = visible(k.unscored())
	}
	p.setAmounts(&v, k)
	for _, rating := range r.Ratings[:len(p.Rubric.Criteria)] {
		v.Ratings = append(v.Ratings, newPageRating(rating))
	}
	if a.Past != nil {
		p.setPast(&v, a.Past, before.Change)
	}
	if withCard && !a.lost() {
		v.Card = k.view()
	}
	return v
}

// setAmounts sets what the account is worth, and how probable it is that it leaves.
func (p *Page) setAmounts(v *pageAccount, k *card) {
	if !math.IsNaN(k.Value) {
		v.Value, v.ValueKey = p.amount(k.Value), history.NumberText(k.Value)
	}
	if probability, ok := p.Propensity.Of(k.Result); ok {
		v.Leaves, v.LeavesKey = string(appendLikely(nil, probability)), strconv.Itoa(probability)
	}
}

// mostDigits is the least amount that is not written out: a phone has no room.
const mostDigits = 1e8

// amount returns an amount, rounded where it is large.
func (p *Page) amount(x float64) string {
	if math.Abs(x) >= mostDigits {
		return p.money(x)
	}
	return minus(p.cards.amount(x))
}

func newPageRating(rating int8) pageRating {
	if rating == 0 {
		return pageRating{"", "0"}
	}
	text := strconv.Itoa(int(rating))
	return pageRating{text, text}
}

// why names what costs an account most.
func (p *Page) why(r *scoring.Result) string {
	var parts []string
	if held := r.Uncapped - r.Score; r.Scored && wholePoints(held) > 0 {
		parts = append(parts, fmt.Sprintf("cap\u00a0−%d: %s", wholePoints(held), visible(p.Rubric.Caps[r.Cap].Reason)))
	}
	var list driverList
	for _, d := range list.of(r) {
		if wholePoints(d.Lost) > 0 {
			parts = append(parts, fmt.Sprintf("%s\u00a0−%d", visible(p.Rubric.Criteria[d.Criterion].Name), wholePoints(d.Lost)))
		}
	}
	return strings.Join(parts, ", ")
}

// setPast sets how the account stands to what it was, and why; change is nil where
// that is not known.
func (p *Page) setPast(v *pageAccount, past *fleet.Comparison, change *fleet.StoryChange) {
	v.Warned = past.Warned
	switch {
	case past.New:
		v.From = "new"
	case past.Known && past.Then.Scored():
		v.From = points(past.Then.Score)
	case past.Known:
		v.From = p.band(scoring.None)
	}
	if past.Crossing == fleet.Down || past.Crossing == fleet.Up {
		was := newPageBand(&p.Run.Before[past.Then.Band])
		v.Was = &was
	}
	if !past.Compared {
		return
	}
	if v.Change = minus(signed(past.Points)); past.Points == 0 {
		v.Change = "0"
	}
	if change != nil {
		v.Reason = reasons(change)
	}
}

// maxReasons is how many reasons of a change are named.
const maxReasons = 3

// reasons names what moved a score most: criteria, and caps.
func reasons(c *fleet.StoryChange) string {
	type reason struct {
		name   string
		points int
	}
	var all []reason
	for i, criterion := range c.Diff.Criteria {
		all = append(all, reason{criterion.Name, c.Whole(i)})
	}
	all = append(all, reason{"caps", c.Parts[fleet.ByCaps]})
	top := fleet.Top[reason]{Limit: maxReasons, Before: func(a, b *reason) int { return abs(b.points) - abs(a.points) }}
	for i := range all {
		top.Take(&all[i])
	}
	var said []string
	for _, r := range top.List() {
		if r.points != 0 {
			said = append(said, visible(r.name)+"\u00a0"+minus(signed(r.points)))
		}
	}
	return strings.Join(said, ", ")
}

func abs(n int) int { return max(n, -n) }

// sparkScores is how many scores a spark line has at most, the run's among them.
const sparkScores = 26

// spark draws the scores of an account in its last snapshots, and now.
func (p *Page) spark(moments []history.Moment, r *scoring.Result) template.HTML {
	var figures []float64
	first := ""
	moments = moments[max(0, len(moments)-sparkScores+1):]
	for _, m := range moments {
		if m.Account.Scored {
			figures = append(figures, float64(m.Account.Score)/100)
			if first == "" {
				first = points(m.Account.Score) + " on " + scoring.FormatDay(m.Day)
			}
		}
	}
	if len(figures) == 0 || !r.Scored {
		return ""
	}
	text := fmt.Sprintf("from %s to %s", first, points(r.Score))
	return picture(svg.Spark(append(figures, float64(r.Score)/100), text))
}
