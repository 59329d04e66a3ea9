package history

import (
	"context"
	"strings"

	"chs/scoring"
)

// Columns are where what people see of an account stands in the inputs' header,
// or scoring.None.
type Columns struct{ ID, Label, Owner int }

// A Part takes some accounts of a run at a time for a [Writer]. Many goroutines
// may note accounts, each in a part of its own.
type Part struct {
	ctx      context.Context // of the run, as Give takes none
	writer   *Writer
	scorer   *scoring.Scorer
	columns  Columns
	criteria int // how many there are

	noted []Account // without their texts, which would be an allocation each
	ends  [][3]int  // of their texts in text
	text  []byte
}

// Part returns a part of the snapshot, for accounts that are scored by a scorer
// of the snapshot's rubric and day.
func (w *Writer) Part(ctx context.Context, s *scoring.Scorer, c Columns) *Part {
	return &Part{ctx: ctx, writer: w, scorer: s, columns: c, criteria: len(w.Rubric.Criteria)}
}

// Note takes an account: its cells, by index into the header, and its result.
// It keeps neither.
func (p *Part) Note(_ string, _ int, cell func(i int) string, r *scoring.Result) {
	var ends [3]int
	for i, column := range [3]int{p.columns.ID, p.columns.Label, p.columns.Owner} {
		if column != scoring.None {
			p.text = append(p.text, strings.TrimSpace(cell(column))...)
		}
		ends[i] = len(p.text)
	}
	p.ends = append(p.ends, ends)
	p.noted = append(p.noted, NewAccount(p.scorer, p.criteria, r))
}

// Give adds to the snapshot what has been noted, and empties the part. Parts
// give one at a time, in the order of the rows.
func (p *Part) Give() error {
	text := string(p.text)
	start := 0
	for i := range p.noted {
		a, ends := &p.noted[i], p.ends[i]
		a.ID, a.Label, a.Owner = text[start:ends[0]], text[ends[0]:ends[1]], text[ends[1]:ends[2]]
		start = ends[2]
		if err := p.writer.Add(p.ctx, a); err != nil {
			return err
		}
	}
	p.noted, p.ends, p.text = p.noted[:0], p.ends[:0], p.text[:0]
	return nil
}
