package pipeline

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// A Summary is what a run says of its rows. Read = Scored + Unscored +
// Rejected.
type Summary struct {
	Read, Scored, Unscored, Rejected int

	Tally    report.Tally // of the accounts wanted
	Problems int
	First    []report.Problem // the first few problems
	Kept     []report.Problem // the first of them that the job keeps
	Formulas int              // text cells that a spreadsheet program would take for formulas
	Skipped  int              // cells that the condition of Where could not read

	Columns  []ColumnSummary            // by column of the rubric
	Ratings  [rubric.MaxCriteria][6]int // accounts by criterion and rating; 0 is unknown, or no criterion
	Warnings []string
}

// firstProblems is how many problems a Summary holds.
const firstProblems = 5

// A ColumnSummary says what became of a column's cells.
type ColumnSummary struct {
	Missing, Known, Unreadable int

	Commas, Clear int // numbers whose separators are one comma before three digits alone, and others with separators

	Same   string // the text of the known cells, if Varied is not set
	Varied bool

	states [scoring.States]int // of a chunk, instead of what is counted above

	// values counts the unreadable ones, maxValues different ones at most.
	// Pointers, since m[k]++ replaces a map's key, by a text that is soon gone.
	values map[string]*int
}

// maxValues bounds the memory of a ColumnSummary.
const maxValues = 1000

// A Value is a text and how often it is there.
type Value struct {
	Text  string
	Count int
}

// Commonest returns at most n of the unreadable values, the commonest first,
// equally common ones by their text. Of a column with more than a thousand
// different ones, each chunk of the file counts only so many.
func (c *ColumnSummary) Commonest(n int) []Value {
	all := make([]Value, 0, len(c.values))
	for _, text := range slices.Sorted(maps.Keys(c.values)) {
		all = append(all, Value{text, *c.values[text]})
	}
	slices.SortStableFunc(all, func(a, b Value) int { return cmp.Compare(b.Count, a.Count) })
	return all[:min(n, len(all))]
}

// note takes in a cell's text, which is valid for the call alone, unless the
// column is known to vary and the cell can be read.
func (c *ColumnSummary) note(state scoring.State, text string) {
	switch {
	case state == scoring.Unreadable:
		c.count(strings.TrimSpace(text), 1)
	case state >= scoring.Known && !c.Varied:
		c.compare(text)
	}
}

// compare compares a known cell with those before it.
func (c *ColumnSummary) compare(text string) {
	if text = strings.TrimSpace(text); c.Same == "" {
		c.Same = strings.Clone(text)
	}
	c.Varied = text != c.Same
}

func (c *ColumnSummary) count(text string, times int) {
	if c.values == nil {
		c.values = map[string]*int{}
	}
	if n := c.values[text]; n != nil {
		*n += times
	} else if len(c.values) < maxValues {
		c.values[strings.Clone(text)] = new(times)
	}
}

// add adds what was counted in a later chunk.
func (c *ColumnSummary) add(d *ColumnSummary) {
	if c.Same == "" {
		c.Same = d.Same
	}
	c.Varied = c.Varied || d.Varied || d.Same != "" && d.Same != c.Same
	c.Missing += d.states[scoring.Missing]
	c.Unreadable += d.states[scoring.Unreadable]
	for separators, n := range d.states[scoring.Known:] {
		c.Known += n
		switch scoring.Separators(separators) {
		case scoring.OneGroup:
			c.Commas += n
		case scoring.ClearSeparators:
			c.Clear += n
		}
	}
	for _, text := range slices.Sorted(maps.Keys(d.values)) {
		c.count(text, *d.values[text])
	}
}

// add adds what was counted in a later chunk.
func (s *Summary) add(t *task) {
	s.Read += t.scored + t.unscored + t.rejected
	s.Scored += t.scored
	s.Unscored += t.unscored
	s.Rejected += t.rejected
	s.Formulas += t.formulas
	s.Skipped += t.skipped
	for band, n := range t.bands {
		s.Tally.Bands[band].Accounts += n
	}
	for _, worth := range t.values {
		s.Tally.Bands[worth.band].Value += worth.value
	}
	for i := range t.columns {
		s.Columns[i].add(&t.columns[i])
	}
	for i, counts := range t.ratings {
		for rating, n := range counts {
			s.Ratings[i][rating] += n
		}
	}
	s.Problems += len(t.problems)
	s.First = append(s.First, t.problems[:min(len(t.problems), firstProblems-len(s.First))]...)
}
