package report

import (
	"strconv"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// A cardTable writes cards for terminals.
type cardTable struct {
	*cards
	CardOptions
	inks          cardInks
	grid          [gridColumns]gridColumn
	heading, rule gridRow
	names         []gridCell  // of the criteria
	ratings       [6]gridCell // that of 0 is nothing
	bands         []gridCell  // names with symbols, and last the unscored
	ways          []gridCell  // that lead to each band
	margin        int         // before what is said below the grid
}

// cardInks are what cards are painted with, nil if they are not.
type cardInks struct{ bold, faint, rise, fall *paint }

func newCardTable(c *cards, o CardOptions) *cardTable {
	t := &cardTable{cards: c, CardOptions: o}
	if t.Width > 0 {
		t.Width = max(t.Width, minWidth)
	}
	t.inks = cardInks{
		bold: newPaint(bold(), o.Color), faint: newPaint(faint(), o.Color),
		rise: newPaint(ratingStyle(5), o.Color), fall: newPaint(ratingStyle(1), o.Color),
	}
	t.prepareGrid()
	t.prepareBands()
	return t
}

// prepareGrid makes what the grids of all cards have in common.
func (t *cardTable) prepareGrid() {
	t.grid = newGridColumns()
	for i, column := range t.grid {
		t.heading[i] = newGridCell(column.heading, t.inks.bold)
	}
	rule := newGridCell("──────", t.inks.faint)
	t.rule[gridPoints], t.rule[gridDifference] = rule, rule
	for _, criterion := range t.Rubric.Criteria {
		t.names = append(t.names, newGridCell(cellText(criterion.Name), nil))
	}
	t.ratings[0] = newGridCell(unknown, t.inks.faint)
	for rating := 1; rating <= 5; rating++ {
		t.ratings[rating] = newGridCell(strconv.Itoa(rating), newPaint(ratingStyle(rating), t.Color))
	}
}

// prepareBands makes the names of bands, and of the ways to them.
func (t *cardTable) prepareBands() {
	widest := len(aboutRange)
	for i := range t.Rubric.Bands {
		cell := t.bandCell(i)
		paint := newPaint(cell.style, t.Color)
		t.bands = append(t.bands, newGridCell(cell.text, paint))
		way := cellText(t.cards.ways[i])
		t.ways = append(t.ways, newGridCell(truncate(way, maxAbout), paint))
		if i > 0 {
			widest = max(widest, min(textWidth(way), maxAbout))
		}
	}
	t.bands = append(t.bands, newGridCell(rubric.Unscored, t.inks.faint))
	t.margin = 1 + widest + gap
}

// maxAbout is how wide what a fact is about may be.
const maxAbout = 16

// Begin implements [Writer].
func (t *cardTable) Begin(dst []byte) []byte {
	title := strings.TrimSpace(t.Rubric.Name + " " + t.Rubric.Version)
	facts := append([]string{count(t.explainer.Accounts) + scoredAccounts(t.explainer.Accounts)}, t.asOf()...)
	return append(dst, Facts(t.Width, t.Color, title+" ("+t.Rubric.File+")", facts...)+"\n"...)
}

// Between implements [Writer].
func (t *cardTable) Between() string { return "\n" }

// End implements [Writer].
func (t *cardTable) End(dst []byte) []byte {
	if !t.opened.Load() {
		return append(dst, " no accounts\n"...)
	}
	if !t.leads.Load() {
		return dst
	}
	f := t.flow(append(dst, '\n'))
	f.words([]byte(notCause))
	return f.dst
}

// Append implements [Writer].
func (t *cardTable) Append(dst []byte, a *Account) []byte {
	c := t.open(a)
	defer c.close()
	f := t.flow(dst)
	name, id := c.name()
	f.phrase(dataCell(name, t.inks.bold))
	if id != "" {
		f.phrase(dataCell(id, nil))
	}
	f.phrase(*t.band(c.Band))
	if c.Scored {
		var score gridCell
		score.setPoints("", c.Score, t.inks.bold)
		f.phrase(score)
	}
	f.end()
	if at, why := c.held(); why != "" {
		f.put(dataCell(at, t.band(c.Band).paint), "", 0)
		f.words([]byte(why))
	}
	if unscored := c.unscored(); unscored != "" {
		f.words([]byte(unscored))
	}
	c.standing(f.plain)
	f.end()
	f.dst = t.appendGrid(append(f.dst, '\n'), c)
	f.dst = append(f.dst, '\n')
	c.facts(func(about string, band int, text []byte) { t.fact(&f, about, band, text) })
	return f.dst
}

// band returns the name of a band as cards show it.
func (t *cardTable) band(band int) *gridCell {
	if band == scoring.None {
		return &t.bands[len(t.bands)-1]
	}
	return &t.bands[band]
}

// fact writes what a card says in words, behind what it is about.
func (t *cardTable) fact(f *flow, about string, band int, text []byte) {
	f.margin = 1
	switch {
	case about == "":
	case band != scoring.None:
		f.put(t.ways[band], "", 0)
	default:
		f.put(newGridCell(about, nil), "", 0)
	}
	f.margin = t.margin
	f.words(text)
	f.margin = 0
}
