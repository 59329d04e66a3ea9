package notify

import (
	"cmp"
	"math"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// A Gatherer fills a message from the accounts of two snapshots: with
// [Gatherer.Take] for each account, and then [Gatherer.Finish].
type Gatherer struct {
	message       *Message
	before, after *rubric.Rubric
	tops          [kinds]fleet.Top[pair]

	sums, scored [2]int // of the scores of each snapshot, and of how many
}

// A pair is an account in both snapshots, nil where it is not, and what was
// warned of.
type pair struct {
	before, after *history.Account
	warning       string
}

// NewGatherer returns a Gatherer for snapshots by two rubrics, which lists at
// most so many accounts of a kind, 0 for all.
func NewGatherer(m *Message, before, after *rubric.Rubric, limit int) *Gatherer {
	g := &Gatherer{message: m, before: before, after: after}
	none := Amount(0)
	if !after.Valued() {
		none = Amount(math.NaN())
	}
	m.Currency, m.Value = after.Value.Currency, none
	for _, name := range append(after.BandNames(), rubric.Unscored) {
		m.Bands = append(m.Bands, Band{name, Accounts{Value: none}})
	}
	for k := range kinds {
		m.Events = append(m.Events, Events{k, Accounts{Value: none}, []Item{}})
		g.tops[k] = fleet.Top[pair]{Limit: limit, Before: mattersMore}
	}
	return g
}

// Take adds an account: nil for the snapshot that does not have it. It keeps
// neither.
func (g *Gatherer) Take(before, after *history.Account) {
	g.score(0, before)
	g.score(1, after)
	if after != nil {
		g.message.add(after.Value)
		place := after.Band
		if place == scoring.None {
			place = len(g.after.Bands)
		}
		g.message.Bands[place].add(after.Value)
	}
	if kind, ok := g.kind(before, after); ok {
		g.happened(kind, pair{before: before, after: after})
	}
}

// Warn adds what an account, which is taken too, is warned of.
func (g *Gatherer) Warn(before, after *history.Account, warning string) {
	g.happened(Warned, pair{before, after, warning})
}

// score adds an account's score to its snapshot's.
func (g *Gatherer) score(snapshot int, a *history.Account) {
	if a != nil && a.Scored {
		g.sums[snapshot] += a.Score
		g.scored[snapshot]++
	}
}

// kind returns what happened to an account; ok is false if nothing did. A band
// that merely has another name is none that was crossed.
func (g *Gatherer) kind(before, after *history.Account) (k Kind, ok bool) {
	switch {
	case before == nil:
		return Came, true
	case after == nil:
		return Left, true
	}
	switch fleet.CrossingOf(g.before.Bands, before.Band, g.after.Bands, after.Band) {
	case fleet.Up:
		return CrossedUp, true
	case fleet.Down:
		return CrossedDown, true
	case fleet.BecameScored:
		return BecameScored, true
	case fleet.BecameUnscored:
		return BecameUnscored, true
	}
	return 0, false
}

// happened adds an account to those of a kind.
func (g *Gatherer) happened(kind Kind, p pair) {
	g.message.Events[kind].add(p.newest().Value)
	// The copy is made first: a Top holds on to what it takes.
	g.tops[kind].Take(p.clone())
}

// clone returns a copy that shares nothing.
func (p pair) clone() *pair {
	if p.before != nil {
		p.before = new(*p.before)
	}
	if p.after != nil {
		p.after = new(*p.after)
	}
	return &p
}

// newest returns the account as it was last seen.
func (p *pair) newest() *history.Account { return cmp.Or(p.after, p.before) }

// mattersMore puts the account first that has the higher priority, or else the
// more valuable one, or the one with the lower score.
func mattersMore(a, b *pair) int {
	x, y := a.newest(), b.newest()
	return cmp.Or(cmp.Compare(priority(y), priority(x)), cmp.Compare(orLeast(y.Value), orLeast(x.Value)), cmp.Compare(x.Score, y.Score))
}

// priority returns the account's, below all others if it has none.
func priority(a *history.Account) float64 {
	r := scoring.Result{Scored: a.Scored, Score: a.Score, Value: a.Value}
	if priority, ok := r.Priority(); ok {
		return priority
	}
	return math.Inf(-1)
}

func orLeast(value float64) float64 {
	if math.IsNaN(value) {
		return math.Inf(-1)
	}
	return value
}

// Finish fills in what is known when all accounts were taken. It calls detail,
// which may add to it, for each account that is listed.
func (g *Gatherer) Finish(detail func(i *Item, before, after *history.Account)) {
	m := g.message
	m.Scored = g.scored[1]
	m.Unscored = m.Count - m.Scored
	m.Mean = mean(g.sums[1], g.scored[1])
	if old := mean(g.sums[0], g.scored[0]); m.Baseline != nil && old != nil && m.Mean != nil {
		m.Change = new(*m.Mean - *old)
	}
	for k := range kinds {
		for _, p := range g.tops[k].List() {
			i := g.item(p)
			detail(&i, p.before, p.after)
			m.Events[k].Listed = append(m.Events[k].Listed, i)
		}
	}
}

// mean returns the mean of n scores, half up, nil of none.
func mean(sum, n int) *Points {
	if n == 0 {
		return nil
	}
	return new(Points((2*sum + n) / (2 * n)))
}

// item returns what is told of an account.
func (g *Gatherer) item(p *pair) Item {
	a := p.newest()
	i := Item{
		Account: a.ID, Label: a.Label, Owner: a.Owner, Value: Amount(a.Value),
		Old: standing(g.before, p.before), New: standing(g.after, p.after), Drivers: []Driver{}, Parts: []Part{}, Warning: p.warning,
	}
	if i.Old != nil && i.New != nil && i.Old.Score != nil && i.New.Score != nil {
		i.Change = new(*i.New.Score - *i.Old.Score)
	}
	if p.after != nil && p.after.Band != scoring.None {
		i.Action = g.after.Bands[p.after.Band].Action
	}
	if p.after != nil && p.after.Cap != scoring.None {
		i.Cap = g.after.Caps[p.after.Cap].Reason
	}
	return i
}

// standing returns where an account stood, nil if it was not there.
func standing(r *rubric.Rubric, a *history.Account) *Standing {
	switch {
	case a == nil:
		return nil
	case !a.Scored:
		return &Standing{Band: rubric.Unscored}
	}
	return &Standing{new(Points(a.Score)), r.Bands[a.Band].Name}
}
