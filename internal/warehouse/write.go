package warehouse

import "strings"

// A writer writes the statement of a plan.
type writer struct {
	*plan
	strings.Builder
	from string     // the table, as FROM has it
	mark string     // before the names of steps
	read [][]string // by step: the columns of steps before it that later ones read, if they are named
}

// alias is what the table is called in the first step, whose rows go by that name: some
// engines would take the name of a column for that.
const alias = "chs_account"

// write returns the plan's SELECT, of a table as FROM has it.
func (p *plan) write(from string) string {
	w := &writer{plan: p, from: from}
	for _, s := range p.steps { // a step of the table's name would be taken for it
		if strings.EqualFold(s.name, p.table.last()) {
			w.mark = "chs_"
		}
	}
	w.comment("", "Health scores by the rubric "+p.rubric.Title()+", in the SQL of "+p.title+", written by chs.")
	if !p.verified {
		w.comment("", "unverified: no engine has proved that these scores are those of chs score.")
	}
	w.comment("", p.note)
	if p.rejoin != "" {
		w.comment("", "The rows are found again by _rowid_, which a view and a table WITHOUT ROWID do not have: that is an error.")
	}
	if p.fence != "" {
		w.comment("", p.fence+" keeps a step from being copied into each place that reads it.")
	}
	if p.narrow {
		w.read = p.readLater()
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
	w.WriteString(w.kept(i))
	for _, c := range s.columns {
		w.WriteString(",\n")
		w.comment("    ", c.comment)
		w.WriteString("    " + strings.ReplaceAll(c.value.sql, lineBreak, "\n    ") + " AS " + c.name)
	}
	from := w.from + " AS " + alias
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

// kept returns what step i has of the step before it, or of the table. The last
// leaves all out but the row, as its names may be any.
func (w *writer) kept(i int) string {
	isLast := i == len(w.steps)-1
	switch {
	case i == 0 && w.except != "":
		return alias + ".*"
	case i == 0:
		return w.carry + " AS account"
	case isLast && w.except != "":
		return "* " + w.except + " (\n    " + strings.Join(w.ownNames(), ",\n    ") + "\n  )"
	case isLast:
		return "account"
	case w.narrow:
		return wrapped(append([]string{"account"}, w.read[i]...))
	}
	return "*"
}

// ownNames returns the names of the columns of all steps but the last.
func (w *writer) ownNames() []string {
	var names []string
	for _, s := range w.steps[:len(w.steps)-1] {
		for _, c := range s.columns {
			names = append(names, c.name)
		}
	}
	return names
}

// last writes the SELECT of all columns of the table and those of the result.
func (w *writer) last() {
	result := w.mark + lastStep
	put := strings.NewReplacer("{result}", result, "{table}", w.from).Replace
	w.WriteString("SELECT ")
	if w.except != "" {
		w.WriteString("*")
	} else {
		w.WriteString(put(w.restore))
		for _, c := range w.steps[len(w.steps)-1].columns {
			w.WriteString(",\n  " + result + "." + c.name)
		}
	}
	w.WriteString("\nFROM " + result + put(w.rejoin) + "\n")
}

// comment writes a line of comment, of text that may be a user's. In Spark a backslash
// at its end would take in the next line, and ${name} is replaced by what it stands for.
func (w *writer) comment(indent, text string) {
	if text == "" {
		return
	}
	line := strings.Map(func(r rune) rune {
		if isHidden(r) {
			return ' '
		}
		return r
	}, text)
	line = strings.TrimSpace(strings.ReplaceAll(line, "${", "$ {"))
	if strings.HasSuffix(line, `\`) {
		line += " ."
	}
	w.WriteString(indent + "-- " + line + "\n")
}
