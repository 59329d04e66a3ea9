package evidence

import (
	"strings"

	"chs/scoring"
)

// A Part takes some accounts at a time into a [Table]. Many goroutines may note
// accounts, each in a part of its own.
type Part struct {
	whole   *Table
	noted   []noted
	unknown int
	bad     int
	bads    []BadOutcome
}

// A noted account has a known outcome.
type noted struct {
	pattern Pattern
	hash    uint64
	left    bool
}

// Part returns a part of the table.
func (t *Table) Part() *Part { return &Part{whole: t} }

// Note takes an account: its place, its cells by index into the header, and its
// result. It keeps neither.
func (p *Part) Note(file string, line int, cell func(i int) string, r *scoring.Result) {
	outcome, text := p.whole.source(cell)
	id := strings.TrimSpace(cell(p.whole.id))
	switch outcome {
	case Unknown:
		p.unknown++
	case Unreadable:
		if p.bad++; len(p.bads) < maxExamples {
			p.bads = append(p.bads, BadOutcome{file, line, strings.Clone(id), strings.Clone(text)})
		}
	default:
		p.noted = append(p.noted, noted{patternOf(r), hash(p.whole.seed, id), outcome == Left})
	}
}

// Give adds to the table what has been noted, and empties the part. Parts give
// one at a time, in the order of the rows.
func (p *Part) Give() error {
	t := p.whole
	for i := range p.noted {
		n := &p.noted[i]
		t.take(n.pattern, n.hash, n.left)
	}
	t.Unknown += p.unknown
	t.Unreadable += p.bad
	t.Examples = append(t.Examples, p.bads[:min(len(p.bads), maxExamples-len(t.Examples))]...)
	*p = Part{whole: t, noted: p.noted[:0], bads: p.bads[:0]}
	return nil
}
