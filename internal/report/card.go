package report

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// CardFormats are the formats of cards, in the order in which help names them.
var CardFormats = []Format{FormatTable, FormatJSON, FormatMarkdown}

// CardOptions say how cards are shown in a terminal.
type CardOptions struct {
	Width int  // columns of the terminal, 0 for any number; fewer than 40 count as 40
	Color bool // whether to paint them

	// Story returns what a history says of an account, nil for nothing; it is nil
	// where there is no history. Many goroutines may call it.
	Story func(id string, r *scoring.Result) *fleet.Story
}

// NewCards returns the writer of cards, in one of CardFormats: one for each
// account, that says why it has its score and what would change it.
func NewCards(f Format, l *Layout, e *fleet.Explainer, o CardOptions) Writer {
	c := newCards(l, e)
	c.storyOf = o.Story
	switch f {
	case FormatJSON:
		return newCardJSON(c)
	case FormatMarkdown:
		return &cardMarkdown{c}
	}
	return newCardTable(c, o)
}

// cards are what all cards of an output have in common.
type cards struct {
	*Layout
	explainer        *fleet.Explainer
	storyOf          func(id string, r *scoring.Result) *fleet.Story
	id, label, owner int        // cells, -1 for none
	show             []int      // cells
	columns          []int      // cells, by column of the rubric
	cells            []int      // by criterion that is judged by a column, else -1
	ways             []string   // that lead to each band, as facts name them
	ladders          [][]ladder // by segment, the default's last, and criterion
	closed           sync.Pool  // of *card
	opened, leads    flag       // there is a card, and one that says the way to a band
}

// A flag is set once, by any of several goroutines.
type flag struct{ atomic.Bool }

// set sets the flag. One that is set is not written to: other cores read it.
func (f *flag) set() {
	if !f.Load() {
		f.Store(true)
	}
}

func newCards(l *Layout, e *fleet.Explainer) *cards {
	r := l.Rubric
	c := &cards{
		Layout: l, explainer: e,
		id: l.cell(r.ID), label: l.cell(r.Label), owner: l.cell(r.Owner),
	}
	for _, name := range r.Show {
		c.show = append(c.show, l.cell(name))
	}
	for _, column := range r.Columns {
		c.columns = append(c.columns, l.cell(column.Name))
	}
	for _, criterion := range r.Criteria {
		c.cells = append(c.cells, l.cell(criterion.Column))
	}
	for _, band := range r.Bands {
		c.ways = append(c.ways, aboutWay(band.Name))
	}
	for _, result := range c.results() {
		c.ladders = append(c.ladders, newLadders(r, e, result))
	}
	return c
}

// results returns a result of each segment, the default's last.
func (c *cards) results() []*scoring.Result {
	results := make([]*scoring.Result, len(c.Rubric.Segments)+1)
	for i := range results {
		results[i] = c.explainer.NewResult()
		results[i].Segment = i
	}
	results[len(results)-1].Segment = scoring.None
	return results
}

// cell returns the index of the input's column of a name, or -1.
func (l *Layout) cell(name string) int {
	return slices.IndexFunc(l.Header, func(h string) bool { return name != "" && strings.TrimSpace(h) == name })
}

// A card is an account as it is explained.
type card struct {
	*cards
	account *Account
	*scoring.Result
	why   fleet.Explanation
	story *fleet.Story // nil if there is nothing to say
	line  []byte       // room for a text
}

// open explains an account. Its card is to be closed.
func (c *cards) open(a *Account) *card {
	k, ok := c.closed.Get().(*card)
	if !ok {
		k = &card{cards: c, line: make([]byte, 0, 256)}
	}
	c.opened.set()
	k.account, k.Result = a, a.Result
	c.explainer.Explain(a.Result, &k.why)
	if c.storyOf != nil {
		k.story = c.storyOf(k.text(c.id), a.Result)
	}
	return k
}

// close keeps the card's room for another account.
func (c *card) close() { c.closed.Put(c) }

// text returns what a cell of the input holds, without white space around it;
// "" for -1.
func (c *card) text(cell int) string {
	if cell < 0 {
		return ""
	}
	return strings.TrimSpace(c.account.Cells.Cell(cell))
}

// appendCell appends what a cell of the input holds as JSON, null for -1.
func (c *card) appendCell(dst []byte, cell int) []byte {
	if cell < 0 {
		return append(dst, "null"...)
	}
	return appendJSONText(dst, c.text(cell))
}

// name returns what people call the account, and its id if that is another.
func (c *card) name() (name, id string) {
	id = c.text(c.id)
	if label := c.text(c.label); label != "" && label != id {
		return label, id
	}
	return id, ""
}

// metric returns what a criterion judges, as people read it: the cell, or the
// value of the formula; "" where it is missing.
func (c *card) metric(i int) string {
	if c.Recalled() && c.Rubric.Criteria[i].Judge == rubric.ByLevels {
		return c.onlyLevel(i)
	}
	if c.cells[i] < 0 {
		return string(c.appendNumber(nil, i, c.explainer.Metric(i, c.Result)))
	}
	return c.text(c.cells[i])
}

// onlyLevel returns the level that an account without a row has by its rating; ""
// where several have that rating.
func (c *card) onlyLevel(i int) (text string) {
	for _, level := range c.Rubric.Criteria[i].Levels {
		switch {
		case level.Rating != int(c.Ratings[i]):
		case text != "":
			return ""
		default:
			text = level.Text
		}
	}
	return text
}

// ladder returns the cuts or levels of a criterion, with the metric's place
// among them.
func (c *card) ladder(i int) (all, near *rungs) {
	l := &c.ladders[c.segment()][i]
	rung := int(c.Ratings[i])
	if criterion := &c.Rubric.Criteria[i]; criterion.Judge == rubric.ByLevels && rung > 0 {
		text := c.metric(i)
		rung = 1 + slices.IndexFunc(criterion.Levels, func(l rubric.Level) bool { return l.Text == text })
	}
	return &l.all[rung], &l.near[rung]
}

// segment returns which of all segments the account's is, the default being
// the last.
func (c *card) segment() int {
	if c.Segment == scoring.None {
		return len(c.Rubric.Segments)
	}
	return c.Segment
}

// next returns the band that the nearest way leads to, or else the one above
// the account's; scoring.None if it is unscored or in the top one.
func (c *card) next() int {
	switch {
	case c.why.HasWay:
		return c.why.Way.Band
	case c.Scored && c.Band+1 < len(c.Rubric.Bands):
		return c.Band + 1
	}
	return scoring.None
}
