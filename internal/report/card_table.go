package report

import (
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// A cardTable writes cards for terminals.
type cardTable struct {
	*cards
	CardOptions
	inks   cardInks
	grid   [gridColumns]gridColumn
	names  []gridCell // of the criteria
	bands  []gridCell // names with symbols, and last the unscored
	margin int        // before what is said below the grid
}

// cardInks are the styles of cards.
type cardInks struct {
	bold, faint style
	ratings     [6]style // none for 0
}

func newCardTable(c *cards, o CardOptions) *cardTable {
	t := &cardTable{cards: c, CardOptions: o, inks: cardInks{bold: bold(), faint: faint()}, grid: newGridColumns()}
	if t.Width > 0 {
		t.Width = max(t.Width, minWidth)
	}
	for rating := 1; rating <= 5; rating++ {
		t.inks.ratings[rating] = ratingStyle(rating)
	}
	for _, criterion := range c.Rubric.Criteria {
		t.names = append(t.names, newGridCell(cellText(criterion.Name), nil))
	}
	widest := len(aboutRange)
	for i, band := range c.Rubric.Bands {
		cell := c.bandCell(i)
		t.bands = append(t.bands, newGridCell(cell.text, cell.style))
		if i > 0 {
			widest = max(widest, textWidth(cellText(aboutWay(band.Name))))
		}
	}
	t.bands = append(t.bands, newGridCell(rubric.Unscored, t.inks.faint))
	t.margin = 1 + min(widest, maxAbout) + gap
	return t
}

// maxAbout is how wide what a fact is about may be.
const maxAbout = 16

// Begin implements [Writer].
func (t *cardTable) Begin(dst []byte) []byte {
	title := strings.TrimSpace(t.Rubric.Name + " " + t.Rubric.Version)
	return append(dst, Facts(t.Width, t.Color, title+" ("+t.Rubric.File+")",
		count(t.explainer.Accounts)+scoredAccounts(t.explainer.Accounts), "as of "+t.AsOf)+"\n"...)
}

// Between implements [Writer].
func (t *cardTable) Between() string { return "\n" }

// End implements [Writer].
func (t *cardTable) End(dst []byte) []byte {
	f := t.flow(append(dst, '\n'))
	f.words(notCause)
	return f.dst
}

// Append implements [Writer].
func (t *cardTable) Append(dst []byte, a *Account) []byte {
	c := t.open(a)
	defer c.close()
	f := t.flow(dst)
	name, id := c.name()
	f.phrase(newGridCell(cellText(name), t.inks.bold))
	if id != "" {
		f.phrase(newGridCell(cellText(id), nil))
	}
	f.phrase(*t.band(c.Band))
	if c.Scored {
		f.phrase(pointsCell("", c.Score, t.inks.bold))
	}
	f.end()
	if at, why := c.held(); why != "" {
		f.put(newGridCell(cellText(at), t.band(c.Band).style), "", 0)
		f.words(why)
	}
	if unscored := c.unscored(); unscored != "" {
		f.words(unscored)
	}
	c.standing(func(text string) { f.phrase(newGridCell(cellText(text), nil)) })
	f.end()
	f.dst = t.appendGrid(append(f.dst, '\n'), c)
	f.dst = append(f.dst, '\n')
	c.facts(func(about string, band int, text string) { t.fact(&f, about, band, text) })
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
func (t *cardTable) fact(f *flow, about string, band int, text string) {
	var ink style
	if band != scoring.None {
		ink = t.band(band).style
	}
	f.margin = 1
	if about != "" {
		f.put(newGridCell(truncate(cellText(about), t.margin-gap-1), ink), "", 0)
	}
	f.margin = t.margin
	f.words(text)
	f.margin = 0
}
