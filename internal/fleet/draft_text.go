package fleet

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// Rubric proposes a rubric for the rows taken in so far. The file is named in
// its comments.
//
// A file without columns that a rubric could name, or without any that it
// could judge by, is an error.
func (d *Draft) Rubric(file string) (*Drafted, error) {
	if err := d.ready(file); err != nil {
		return nil, err
	}
	r := d.roles(nil)
	var left leftOut
	criteria := d.propose(r, &left)
	if len(criteria) == 0 {
		return nil, fmt.Errorf("%s: no column to judge by: want numbers, dates of what happened last, or levels such as low and high", file)
	}
	var p page
	p.comment("", "", fmt.Sprintf("A first rubric for %s, made from %s.", source(file), d.accounts()))
	p.line("#")
	p.comment("", "", "Directions are told from the columns' names, and cuts part these accounts into about fifths. Both are "+
		"starting points: hold them against the accounts that you lost, and calibrate.")
	if d.sample.every > 1 {
		p.comment("", "", fmt.Sprintf("Cuts and spreads are those of one account in %d.", d.sample.every))
	}
	return d.written(&p, file, r, criteria, &left)
}

// written writes a proposed rubric behind the comment at its head.
func (d *Draft) written(p *page, file string, r roles, criteria []criterion, left *leftOut) (*Drafted, error) {
	p.line("chs: 1")
	p.line("name: " + scalar(rubricName(file)))
	p.line(`version: "1"`)
	notes := d.head(p, r, criteria, nil)
	p.line("")
	p.criteria(criteria)
	p.bands()
	d.plays(p, r)
	left.write(p)
	return d.drafted(p.String(), notes)
}

// source names a file in a comment.
func source(file string) string {
	if file == "-" {
		return "the accounts on standard input"
	}
	return shown(filepath.Base(file))
}

// ready chooses the file's forms, or says that there is nothing to read.
func (d *Draft) ready(file string) error {
	switch {
	case len(d.columns) == 0:
		return fmt.Errorf("%s: no column has a name of its own; want a header that names each once", file)
	case d.rows == 0:
		return fmt.Errorf("%s: no accounts; want rows below the header", file)
	}
	d.choose()
	return nil
}

func (d *Draft) accounts() string {
	if d.rows == 1 {
		return "1 account"
	}
	return fmt.Sprintf("%d accounts", d.rows)
}

// rubricName names a rubric after a file.
func rubricName(file string) string {
	base, _, _ := strings.Cut(filepath.Base(file), ".")
	if name := title(strings.ReplaceAll(base, "-", " ")); usable(name) && file != "-" {
		return name
	}
	return "Accounts"
}

// head writes what stands above the criteria, and returns what the user should
// look at. Caps and plays read further columns.
func (d *Draft) head(p *page, r roles, criteria []criterion, further []*column) (notes []string) {
	p.line("")
	if !r.idUnique {
		notes = append(notes, fmt.Sprintf("no column tells all accounts apart; id is %q for now: add one to the export", r.id.name))
		p.comment("", "", "No column tells all accounts apart. This one does best; add a number or name to the export.")
	}
	p.line("id: " + scalar(r.id.name))
	for _, role := range []struct {
		key    string
		column *column
	}{{"label", r.label}, {"owner", r.owner}} {
		if role.column != nil {
			p.line(role.key + ": " + scalar(role.column.name))
		}
	}
	if len(r.show) > 0 {
		names := make([]string, len(r.show))
		for i, c := range r.show {
			names[i] = c.name
		}
		p.line("show: " + flowList(names))
	}
	p.value(r)
	return append(notes, d.writeForms(p, r, criteria, further)...)
}

// value writes the column of what an account is worth.
func (p *page) value(r roles) {
	switch {
	case r.value == nil:
	case r.currency != "":
		p.line("value: {column: " + scalar(r.value.name) + ", currency: " + r.currency + "}")
	default:
		if r.mixedCurrency {
			p.comment("", "", "Its amounts are in several currencies, which nobody should add up.")
		}
		p.line("value: " + scalar(r.value.name))
	}
}

// writeForms writes how the file writes numbers, dates and missing values, as
// far as the columns that are read need it.
func (d *Draft) writeForms(p *page, r roles, criteria []criterion, further []*column) (notes []string) {
	used := slices.Clone(further)
	var tokens []string
	if r.value != nil {
		used = append(used, r.value)
	}
	for _, x := range criteria {
		used = append(used, x.uses...)
		tokens = append(tokens, x.tokens...)
	}
	reads := func(kind rubric.Type) bool {
		return slices.ContainsFunc(used, func(c *column) bool { return c.kind == kind })
	}
	if d.forms.decimal == ',' {
		p.line(`numbers: {decimal: ","}`)
	}
	if d.forms.decimalDoubt && slices.ContainsFunc(used, func(c *column) bool { return c.point.doubtful > 0 }) {
		p.comment("", "", "Numbers such as 1,234 are read as thousands. If they are decimals, swap the signs by numbers.")
		notes = append(notes, `numbers such as 1,234 are read as thousands; if they are decimals, put numbers: {decimal: ","}`)
	}
	if reads(rubric.Date) {
		if d.forms.datesDoubtful {
			p.comment("", "", "All days are 12 or less, so that day and month may be swapped: check this.")
			notes = append(notes, "days and months of the dates may be swapped; check dates: in the rubric")
		}
		names := make([]string, len(d.forms.dates))
		for i, form := range d.forms.dates {
			names[i] = form.String()
		}
		if !slices.Equal(names, []string{rubric.ISODate().String()}) {
			p.line("dates: " + flowList(names))
		}
	}
	for _, c := range used {
		tokens = append(tokens, c.others...)
	}
	return append(notes, p.missing(tokens)...)
}

// missing writes the tokens for missing values, if there are some beyond the
// default ones.
func (p *page) missing(tokens []string) (notes []string) {
	all := rubric.DefaultMissing()
	for _, token := range tokens {
		if !slices.ContainsFunc(all, func(t string) bool { return strings.EqualFold(t, token) }) {
			all = append(all, token)
		}
	}
	more := all[len(rubric.DefaultMissing()):]
	if len(more) == 0 {
		return nil
	}
	quoted := make([]string, len(more))
	for i, token := range more {
		quoted[i] = fmt.Sprintf("%q", token)
	}
	text := strings.Join(quoted, ", ") + " among numbers, dates or levels: taken for missing"
	p.comment("", "", "Found "+text+". Take out what is a slip, and mend it in the export.")
	p.line("missing_values: " + flowList(all))
	return []string{text + "; check missing_values: in the rubric"}
}

// bands writes the usual ones.
func (p *page) bands() {
	p.line("")
	p.line("bands:")
	p.line(`  - {name: red,    from: 0,  symbol: "▼", action: call within two days}`)
	p.line(`  - {name: yellow, from: 50, symbol: "◆", action: agree on a plan this month}`)
	p.line(`  - {name: green,  from: 75, symbol: "▲", action: keep the rhythm and look for growth}`)
}

// plays writes the one that every file with values can have.
func (d *Draft) plays(p *page, r roles) {
	if r.value == nil || worthACall(r.value) <= 0 {
		return
	}
	p.line("")
	p.line("plays:")
	p.comment("  ", "", "The fifth of the accounts that is worth most.")
	p.line("  - name: Save call")
	p.line(`    when: band == "red" and value >= ` + plain(worthACall(r.value)))
}

// worthACall returns the value that the upper fifth of accounts reaches,
// rounded; 0 if none is known.
func worthACall(value *column) float64 {
	values := measure(value.values)
	if len(values) == 0 {
		return 0
	}
	x := values.at(0.8)
	return friendly([4]float64{x, x * 0.8, x * 0.8, x * 0.8}, 0, false)
}

// write lists the columns that no criterion was made of.
func (l *leftOut) write(p *page) {
	begun := false
	for _, why := range l.reasons {
		if len(l.columns[why]) == 0 {
			continue
		}
		if !begun {
			p.line("")
			p.line("# Columns that no criterion reads:")
			begun = true
		}
		names := make([]string, len(l.columns[why]))
		for i, c := range l.columns[why] {
			names[i] = shown(c.name)
		}
		p.comment("", "  ", "- "+why+": "+strings.Join(names, ", "))
	}
}

// drafted loads the rubric and scores the sample by it, as its user will do
// next. What does not work is a fault of this package.
func (d *Draft) drafted(text string, notes []string) (*Drafted, error) {
	r, err := rubric.Load("the proposed rubric", []byte(text))
	if err != nil {
		return nil, fmt.Errorf("the rubric that chs proposes does not load; please report this: %w", err)
	}
	scorer := scoring.New(r, 0)
	result := scorer.NewResult()
	cells := make([]string, len(r.Columns))
	for _, row := range d.sample.rows {
		for i, c := range r.Columns {
			cells[i] = row[slices.IndexFunc(d.columns, func(own *column) bool { return own.name == c.Name })]
		}
		scorer.Score(cells, result)
		if len(result.Problems) > 0 {
			problem := result.Problems[0]
			return nil, fmt.Errorf("the rubric that chs proposes cannot read %q; please report this: want %s", problem.Value, problem.Wanted)
		}
	}
	return &Drafted{Text: []byte(text), Rubric: r, Accounts: d.rows, Notes: notes}, nil
}
