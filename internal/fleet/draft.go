package fleet

import (
	"strings"

	"chs/rubric"
)

// A Draft collects what the columns of a file hold, row by row, and proposes
// a rubric for it. It keeps counts and a sample of the rows, so that its
// memory does not grow with the file.
type Draft struct {
	columns []*column
	rows    int
	sample  sample
	forms   forms
}

// A Drafted is a proposed rubric.
type Drafted struct {
	Text     []byte         // the rubric file, which loads
	Rubric   *rubric.Rubric // what it loads as
	Accounts int            // rows that it was made from
	Notes    []string       // what the user should look at, in the words of a message
}

// NewDraft returns a Draft of a file with the given header. Columns without a
// name, or with a name that the header has twice, are left alone: a rubric
// cannot read them.
func NewDraft(header []string) *Draft {
	count := map[string]int{}
	for _, name := range header {
		count[name]++
	}
	d, forms := &Draft{}, dateForms()
	for i, name := range header {
		if usable(name) && count[name] == 1 {
			d.columns = append(d.columns, newColumn(name, i, forms))
		}
	}
	return d
}

// Add takes in a row, given as the cells of the header's columns. It keeps no
// reference to them.
func (d *Draft) Add(cell func(i int) string) {
	for _, c := range d.columns {
		c.add(strings.TrimSpace(cell(c.index)))
	}
	d.sample.add(d.rows, d.columns, cell)
	d.rows++
}

// maxSample is how many rows a sample holds at most.
const maxSample = 8192

// A sample is every n-th row of a file, n a power of two: all rows of a file
// that is not longer than maxSample.
type sample struct {
	every int
	rows  [][]string // by column of the draft, white space around cells trimmed
}

func (s *sample) add(row int, columns []*column, cell func(i int) string) {
	s.every = max(1, s.every)
	if row%s.every != 0 {
		return
	}
	if len(s.rows) == maxSample {
		for i := range maxSample / 2 {
			s.rows[i] = s.rows[2*i]
		}
		s.rows = s.rows[:maxSample/2]
		s.every *= 2
	}
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = strings.Clone(strings.TrimSpace(cell(c.index)))
	}
	s.rows = append(s.rows, cells)
}
