package warehouse

import (
	"slices"
	"strings"

	"chs/rubric"
)

// space is what is trimmed off texts: all that Unicode calls white space.
const space = "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"

// read adds the steps that read the columns of the rubric from the table, NULL
// where they are missing or no such value.
func (p *plan) read(o *Options) {
	p.begin()
	var input []column
	readings := make([]reading, len(p.rubric.Columns))
	for i, c := range p.rubric.Columns {
		var value expr
		value, readings[i] = p.readColumn(c, literal(alias+"."+p.quoteColumn(c.Name)), o)
		input = append(input, column{name: p.keys.of("raw", c.Name), value: value})
	}
	if p.needsDay() {
		input = append(input, p.dayColumn(o))
	}
	raw := p.end("input", "what the rubric reads of "+o.Table, input...)
	if p.needsDay() {
		p.asOf = raw[len(raw)-1]
	}

	p.begin()
	var cells []column
	for i, c := range p.rubric.Columns {
		p.about = c.Name
		cell := column{name: p.keys.of("cell", c.Name), value: readings[i](p, raw[i])}
		if cell.name != "cell_"+c.Name {
			cell.comment = "column " + c.Name
		}
		cells = append(cells, cell)
	}
	if len(cells) > 0 {
		p.cells = p.end("cells", "NULL is missing, or not what the column should hold", cells...)
	}
}

// readColumn returns what the first step reads of a column, and how a cell is
// made of it.
func (p *plan) readColumn(c rubric.Column, from expr, o *Options) (expr, reading) {
	isText := o.isText(c.Name)
	switch {
	case c.Type == rubric.Number && !isText:
		return p.number(from)
	case c.Type == rubric.Date && !isText && p.day != nil:
		return p.day(from)
	}
	dates := p.rubric.Dates
	if !isText {
		dates = []rubric.DateFormat{rubric.ISODate()}
	}
	raw := p.trim.both(cast(from, p.varchar), space)
	switch c.Type {
	case rubric.Number:
		read := func(p *plan, raw expr) expr { return p.unlessMissing(c, raw, p.readNumber(c, raw)) }
		if p.quick != nil {
			return p.quick(p, from, raw, read)
		}
		return raw, read
	case rubric.Date:
		return raw, func(p *plan, raw expr) expr { return p.unlessMissing(c, raw, p.readDate(raw, dates)) }
	}
	return raw, func(p *plan, raw expr) expr { return p.unlessMissing(c, raw, raw) }
}

// unlessMissing returns value, or NULL where the trimmed cell is a missing value.
func (p *plan) unlessMissing(c rubric.Column, cell, value expr) expr {
	isToken := func(text string) bool {
		return slices.ContainsFunc(p.rubric.Missing, func(token string) bool { return strings.EqualFold(token, text) })
	}
	var kept []string
	for _, text := range c.Texts {
		if isToken(text) {
			kept = append(kept, text)
		}
	}
	tokens := []string{""}
	for _, token := range p.rubric.Missing {
		if token = fold(token); !slices.Contains(tokens, token) {
			tokens = append(tokens, token)
		}
	}
	isKept := p.none(p, cell, tokens)
	if len(kept) > 0 {
		isKept = some(p.in(cell, kept), isKept)
	}
	return where(isKept, value)
}

// in returns whether x is one of texts, of which there is at least one.
func (p *plan) in(x expr, texts []string) expr { return p.among(x, "IN", p.literals(texts)) }

// literals returns texts.
func (p *plan) literals(texts []string) []expr {
	literals := make([]expr, len(texts))
	for i, text := range texts {
		literals[i] = p.literal(text)
	}
	return literals
}

// among returns whether x is IN or NOT IN values.
func (p *plan) among(x expr, in string, values []expr) expr {
	e := say("%s "+in+" (%s)", x.within(plus), list(values, ", "))
	e.prec = comparison
	return e
}

// literal returns a text.
func (p *plan) literal(text string) expr {
	if strings.ContainsRune(text, 0) {
		p.refuse("%q holds the character 0, which no text of it does; want it without", text)
	}
	return literal(p.text(text))
}
