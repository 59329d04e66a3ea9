package fleet

import (
	"hash/fnv"
	"io"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"chs/rubric"
	"chs/scoring"
)

// What is counted of a column's texts at most.
const (
	maxDistinct = 1 << 16 // texts told apart
	maxTexts    = 24      // texts of a column of categories
	maxOthers   = 5       // texts among numbers or dates that may stand for a missing value
)

// A column is what one column of a file holds.
type column struct {
	name  string
	words []string // of the name
	index int      // in the header

	known    int                 // cells that are neither empty nor a default token for missing
	filled   int                 // cells that are not empty
	distinct map[uint64]struct{} // hashes of filled cells, at most maxDistinct
	texts    map[string]int      // filled cells by text; nil if they are more than maxTexts
	point    numbers             // read with "." before decimals
	comma    numbers             // read with ","
	dates    dates

	kind   rubric.Type // Number, Date or Text; Any for dates that the file's forms do not read
	others []string    // texts that stand for missing numbers or dates
	values []float64   // of the sample's rows, NaN where not known: numbers, or days
}

// numbers are a column's cells read as numbers.
type numbers struct {
	cells      int
	others     others
	whole      bool           // all are whole numbers
	doubtful   int            // cells that the other decimal sign reads as another number
	currencies map[string]int // by sign
}

// others are cells that are not what most of the column's are.
type others struct {
	cells int
	texts []string
	many  bool // more texts than are kept
}

func newColumn(name string, index int, forms []rubric.DateFormat) *column {
	return &column{
		name: name, words: words(name), index: index,
		distinct: map[uint64]struct{}{}, texts: map[string]int{}, dates: dates{forms: forms, read: map[formSet]int{}},
		point: newNumbers(), comma: newNumbers(),
	}
}

func newNumbers() numbers {
	return numbers{whole: true, currencies: map[string]int{}}
}

// usable reports whether a rubric can name the column or level text.
func usable(text string) bool {
	return text != "" && utf8.ValidString(text) && strings.IndexFunc(text, unicode.IsControl) < 0
}

// add takes in a trimmed cell.
func (c *column) add(cell string) {
	if cell == "" {
		return
	}
	c.filled++
	if len(c.distinct) < maxDistinct {
		h := fnv.New64a()
		_, _ = io.WriteString(h, cell) // a hash takes all
		c.distinct[h.Sum64()] = struct{}{}
	}
	c.addText(cell)
	if isDefaultMissing(cell) {
		return
	}
	c.known++
	point, ok := scoring.ParseNumber(cell, '.')
	comma, alsoComma := point, ok
	if strings.ContainsAny(cell, ".,") {
		comma, alsoComma = scoring.ParseNumber(cell, ',')
	}
	c.point.add(cell, point, ok, ok && alsoComma && point.Value != comma.Value)
	c.comma.add(cell, comma, alsoComma, ok && alsoComma && point.Value != comma.Value)
	c.dates.add(cell)
}

func (c *column) addText(cell string) {
	_, there := c.texts[cell]
	switch {
	case c.texts == nil:
	case !there && (len(c.texts) == maxTexts || !usable(cell)):
		c.texts = nil
	default:
		c.texts[strings.Clone(cell)]++ // a map takes over the key even where it has an equal one
	}
}

func (n *numbers) add(cell string, numeral scoring.Numeral, ok, doubtful bool) {
	if !ok {
		n.others.add(cell)
		return
	}
	n.cells++
	n.whole = n.whole && numeral.Value == math.Trunc(numeral.Value)
	if doubtful {
		n.doubtful++
	}
	if numeral.Currency != "" {
		n.currencies[strings.Clone(numeral.Currency)]++
	}
}

func (o *others) add(cell string) {
	o.cells++
	for _, text := range o.texts {
		if strings.EqualFold(text, cell) {
			return
		}
	}
	if len(o.texts) == maxOthers || !usable(cell) {
		o.many = true
		return
	}
	o.texts = append(o.texts, strings.Clone(cell))
}

// few reports whether o may stand for missing values beside cells that were
// read: at most a twentieth of all, and few texts.
func (o *others) few(read int) bool {
	return read > 0 && !o.many && 20*o.cells <= read+o.cells
}

// isDefaultMissing reports whether a cell is missing by a default token.
func isDefaultMissing(cell string) bool {
	for _, token := range rubric.DefaultMissing() {
		if strings.EqualFold(cell, token) {
			return true
		}
	}
	return false
}

// unique reports whether no two of a file's rows have the same cell in the
// column, as far as texts are told apart, and none is empty.
func (c *column) unique(rows int) bool {
	return c.filled == rows && len(c.distinct) == min(rows, maxDistinct)
}
