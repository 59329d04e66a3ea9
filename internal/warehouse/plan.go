package warehouse

import (
	"fmt"
	"strings"

	"chs/rubric"
)

// A plan is a statement in the making: steps, each of which adds columns to
// those of the step before it.
type plan struct {
	*dialect
	rubric *rubric.Rubric
	table  table
	steps  []step
	first  int             // index of the first step of the current phase
	about  string          // what parts are of, such as a column's name
	bound  map[string]expr // the columns of parts, by what they are
	note   string          // what the statement tells of itself at its start
	err    error           // the first thing that the dialect cannot do

	asOf     expr
	cells    []expr // by column of the rubric
	segment  expr
	metrics  []expr // by criterion
	ratings  []expr // by criterion
	keys     names  // that columns of steps have
	sums     sums
	caps     expr // the number of the cap that lowers the score, from 1
	score    expr // in hundredths
	uncapped expr // in hundredths, too
	band     expr
	coverage expr   // in whole percent
	weights  []expr // by criterion, in hundredths
	costs    []expr // by criterion, for --why
	leaving  expr   // in millionths
}

// A step is a common table expression.
type step struct {
	name    string
	comment string
	columns []column
}

// A column is one that a step adds.
type column struct {
	name    string
	value   expr
	comment string // "" for none
}

// lastStep is the name of the step whose columns are chs score's.
const lastStep = "result"

// begin begins a phase: the steps up to its end.
func (p *plan) begin() { p.first = len(p.steps) }

// end ends a phase with a step of the given name that adds columns. It returns
// them as expressions. The columns of the last step are no others' parts.
func (p *plan) end(name, comment string, columns ...column) []expr {
	last := max(p.first, len(p.steps)-1) // parts may have turned out to be of no use
	for _, c := range columns {
		last = max(last, c.value.step+1)
	}
	for len(p.steps) <= last {
		p.steps = append(p.steps, step{})
	}
	for i := p.first; i < last; i++ {
		p.steps[i].name = fmt.Sprintf("%s_%d", name, i-p.first+1)
		p.steps[i].comment = "parts of " + name
	}
	s := &p.steps[last]
	s.name, s.comment = name, comment
	added := make([]expr, len(columns))
	for i, c := range columns {
		if name != lastStep {
			c.name = p.own + c.name
		}
		s.columns = append(s.columns, c)
		added[i] = expr{sql: c.name, step: last, atom: true}
	}
	return added
}

// bind returns e as what may stand twice: a column of its own, if it is none.
func (p *plan) bind(e expr) expr { return p.bindAs("part", e) }

// bindAs is bind with a word for what the column holds.
func (p *plan) bindAs(kind string, e expr) expr {
	if e.atom {
		return e
	}
	return p.column(kind, e)
}

// column returns e as a column of its own.
func (p *plan) column(kind string, e expr) expr {
	if known, ok := p.bound[e.sql]; ok {
		return known
	}
	at := max(p.first, e.step+1)
	for len(p.steps) <= at {
		p.steps = append(p.steps, step{})
	}
	part := expr{sql: p.own + p.keys.of(kind, p.about), step: at, atom: true, most: e.most}
	p.steps[at].columns = append(p.steps[at].columns, column{name: part.sql, value: e})
	p.bound[e.sql] = part
	return part
}

// refuse notes what the dialect cannot do.
func (p *plan) refuse(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf("%s: "+format, append([]any{p.name}, args...)...)
	}
}

// names gives columns of steps names that are unique in any letter case, such as
// cell_active_seats.
type names map[string]bool

// maxSlug is how many bytes of another name a name holds at most: with the word before
// them, and a number behind, it is no longer than the 63 that PostgreSQL keeps.
const maxSlug = 50

func (n names) of(kind, name string) string {
	slug := rubric.Slug(name)
	base := strings.TrimSuffix(kind+"_"+slug[:min(len(slug), maxSlug)], "_")
	unique := base
	for i := 2; n[unique]; i++ {
		unique = fmt.Sprintf("%s_%d", base, i)
	}
	n[unique] = true
	return unique
}
