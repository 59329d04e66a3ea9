package warehouse

import (
	"strings"
	"unicode"
)

// A writer writes the statement of a plan.
type writer struct {
	*plan
	strings.Builder
	from string // the table, as FROM has it
	mark string // before the names of steps
}

// write returns the plan's SELECT, of a table as FROM has it.
func (p *plan) write(from string) string {
	w := &writer{plan: p, from: from}
	for _, s := range p.steps { // a step of the table's name would be taken for it
		if strings.EqualFold(s.name, p.table.last()) {
			w.mark = "chs_"
		}
	}
	w.comment("", "Health scores by the rubric "+p.rubric.Name+", in the SQL of "+p.title+", written by chs.")
	if !p.verified {
		w.comment("", "unverified: no engine has proved that these scores are those of chs score.")
	}
	w.WriteString("WITH\n")
	for i := range p.steps {
		w.step(i)
	}
	w.last()
	return w.String()
}

// step writes the common table expression of step i.
func (w *writer) step(i int) {
	s := w.steps[i]
	w.comment("", s.comment)
	w.WriteString(w.mark + s.name + " AS (\n  SELECT ")
	switch {
	case i > 0:
		w.WriteString("*")
	case w.except != "":
		w.WriteString("accounts.*")
	default:
		w.WriteString(w.carry + " AS account")
	}
	for _, c := range s.columns {
		w.WriteString(",\n")
		w.comment("    ", c.comment)
		w.WriteString("    " + strings.ReplaceAll(c.value.sql, lineBreak, "\n    ") + " AS " + c.name)
	}
	from := w.from + " AS accounts"
	if i > 0 {
		from = w.mark + w.steps[i-1].name
	}
	w.WriteString("\n  FROM " + from)
	if w.fence != "" {
		w.WriteString("\n  " + w.fence)
	}
	w.WriteString("\n)")
	if i < len(w.steps)-1 {
		w.WriteString(",")
	}
	w.WriteString("\n")
}

// last writes the SELECT of all columns of the table and those of the result.
func (w *writer) last() {
	own, added := w.columns()
	result := w.mark + lastStep
	put := strings.NewReplacer("{result}", result, "{table}", w.from).Replace
	if w.except != "" {
		w.WriteString("SELECT * " + w.except + " (" + strings.Join(own, ", ") + ")")
	} else {
		w.WriteString("SELECT " + put(w.restore) + ",\n  " + strings.Join(added, ",\n  "))
	}
	w.WriteString("\nFROM " + result + put(w.rejoin) + "\n")
}

// columns returns the names of the steps' own columns, and of those of the result.
func (p *plan) columns() (own, added []string) {
	for i, s := range p.steps {
		for _, c := range s.columns {
			if i == len(p.steps)-1 && !strings.HasPrefix(c.name, p.own+partOf) {
				added = append(added, c.name)
			} else {
				own = append(own, c.name)
			}
		}
	}
	return own, added
}

// comment writes a line of comment, of text that may be a user's.
func (w *writer) comment(indent, text string) {
	if text == "" {
		return
	}
	line := strings.Map(func(r rune) rune {
		if isHidden(r) || unicode.In(r, unicode.Bidi_Control) {
			return ' '
		}
		return r
	}, text)
	w.WriteString(indent + "-- " + strings.TrimSpace(line) + "\n")
}
