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
	b.WriteString("\nSELECT\n  " + p.restore)
	for _, c := range p.steps[len(p.steps)-1].columns {
		if !strings.HasPrefix(c.name, "part_") {
			b.WriteString(",\n  result." + c.name)
		}
	}
	b.WriteString("\nFROM result" + strings.ReplaceAll(p.rejoin, "%s", p.table.in(p.dialect)) + "\n")
	return b.String()
}

func (p *plan) writeStep(b *strings.Builder, i int, s step) {
	comment(b, "", s.comment)
	b.WriteString(s.name + " AS (\n  SELECT")
	if i > 0 {
		b.WriteString(" *,")
	}
	for j, c := range s.columns {
		b.WriteString("\n")
		comment(b, "    ", c.comment)
		b.WriteString("    " + c.value.sql + " AS " + c.name)
		if j < len(s.columns)-1 {
			b.WriteString(",")
		}
	}
	b.WriteString("\n  FROM ")
	if i == 0 {
		b.WriteString(p.table.in(p.dialect) + " AS accounts")
	} else {
		b.WriteString(p.steps[i-1].name)
	}
	if p.fence != "" {
		b.WriteString("\n  " + p.fence)
	}
	b.WriteString("\n)")
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
