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
	metrics []float64 // of the noted, if they are kept
	unknown int
	bad     int
	bads    []BadOutcome
	late    []Late // as the table's
}

// A noted account has a known outcome.
type noted struct {
	pattern Pattern
	hash    uint64
	day     int32
	left    bool
}

// Part returns a part of the table.
func (t *Table) Part() *Part { return &Part{whole: t, late: lateOf(t.Rubric)} }

// Note takes an account: its place, its cells by index into the header, and its
// result. It keeps neither.
func (p *Part) Note(file string, line int, cell func(i int) string, r *scoring.Result) {
	told := p.whole.source(cell)
	id := strings.TrimSpace(cell(p.whole.id))
	switch told.Outcome {
	case Unknown:
		p.unknown++
	case Unreadable:
		if p.bad++; len(p.bads) < MaxExamples {
			p.bads = append(p.bads, BadOutcome{file, line, strings.Clone(id), strings.Clone(told.Text)})
		}
	default:
		p.noted = append(p.noted, noted{patternOf(r), hash(p.whole.seed, id), int32(told.Day), told.Outcome == Left})
		p.metrics = p.whole.measure(r, p.metrics)
		p.noteLate(file, line, id, told.Day, r)
	}
}

// noteLate counts the metrics that are dated after the outcome.
func (p *Part) noteLate(file string, line int, id string, known int, r *scoring.Result) {
	for i := range p.late {
		column := p.late[i].Column
		if day, ok := r.Day(column); ok && day > known {
			p.late[i].add(Late{column, 1, file, line, strings.Clone(id)})
		}
	}
}

// Give adds to the table what has been noted, and empties the part. Parts give
// one at a time, in the order of the rows.
func (p *Part) Give() error {
	t := p.whole
	for i := range p.noted {
		n := &p.noted[i]
		t.take(n.pattern, account{hash: n.hash, day: n.day, left: n.left})
	}
	if t.metrics != nil {
		t.metrics.values = append(t.metrics.values, p.metrics...)
	}
	t.Unknown += p.unknown
	t.Unreadable += p.bad
	t.Examples = append(t.Examples, p.bads[:min(len(p.bads), MaxExamples-len(t.Examples))]...)
	for i, late := range p.late {
		t.Late[i].add(late)
		p.late[i] = Late{Column: late.Column}
	}
	*p = Part{whole: t, noted: p.noted[:0], metrics: p.metrics[:0], bads: p.bads[:0], late: p.late}
	return nil
}
