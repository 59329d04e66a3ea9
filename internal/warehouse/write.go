package warehouse

import (
	"strings"
	"unicode"
)

// write returns the statement.
func (p *plan) write(o *Options) string {
	var b strings.Builder
	comment(&b, "", "Health scores by the rubric "+p.rubric.Name+", in the SQL of "+p.title+", written by chs.")
	if !p.verified {
		comment(&b, "", "unverified: no engine has proved that these scores equal those of chs score.")
	}
	b.WriteString("WITH\n")
	for i, s := range p.steps {
		if i > 0 {
			b.WriteString(",\n")
		}
		p.writeStep(&b, i, s)
	}
	p.writeLast(&b)
	return b.String()
}

// writeStep writes the common table expression of step i.
func (p *plan) writeStep(b *strings.Builder, i int, s step) {
	comment(b, "", s.comment)
	b.WriteString(s.name + " AS (\n  SELECT ")
	switch {
	case i > 0:
		b.WriteString("*")
	case p.except != "":
		b.WriteString("accounts.*")
	default:
		b.WriteString(p.carry + " AS account")
	}
	for _, c := range s.columns {
		b.WriteString(",\n")
		comment(b, "    ", c.comment)
		b.WriteString("    " + c.value.sql + " AS " + c.name)
	}
	from := p.table.in(p.dialect) + " AS accounts"
	if i > 0 {
		from = p.steps[i-1].name
	}
	b.WriteString("\n  FROM " + from)
	if p.fence != "" {
		b.WriteString("\n  " + p.fence)
	}
	b.WriteString("\n)")
}

// writeLast writes the SELECT of all columns of the table and those of the result.
func (p *plan) writeLast(b *strings.Builder) {
	var own, added []string
	for i, s := range p.steps {
		for _, c := range s.columns {
			if i == len(p.steps)-1 && !strings.HasPrefix(c.name, p.own+"part_") {
				added = append(added, c.name)
			} else {
				own = append(own, c.name)
			}
		}
	}
	if p.except != "" {
		b.WriteString("\nSELECT * " + p.except + " (" + strings.Join(own, ", ") + ")")
	} else {
		b.WriteString("\nSELECT " + p.restore + ",\n  " + strings.Join(added, ",\n  "))
	}
	b.WriteString("\nFROM " + lastStep + strings.ReplaceAll(p.rejoin, "%s", p.table.in(p.dialect)) + "\n")
}

// comment writes a line of comment, of text that may be a user's.
func comment(b *strings.Builder, indent, text string) {
	if text == "" {
		return
	}
	line := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return ' '
		}
		return r
	}, text)
	b.WriteString(indent + "-- " + line + "\n")
}
