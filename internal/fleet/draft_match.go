package fleet

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"chs/rubric"
)

// A match is what of a template's columns a file has.
type match struct {
	d       *Draft
	own     *rubric.Rubric
	roles   roles
	columns map[string]*column // by the template's name
	wholes  []*column          // that stand for formulas
	unused  []string           // the template's bands that no account could be in
	inRules []*column          // that caps and plays read
}

// match finds the template's columns in the file: those of the same name
// first, then by synonyms. No column stands for two.
func (d *Draft) match(own *rubric.Rubric, r roles) *match {
	m := &match{d: d, own: own, roles: r, columns: map[string]*column{}}
	taken := []*column{r.id, r.label, r.owner}
	for _, c := range own.Columns {
		if r.value != nil && c.Name == own.Value.Column {
			m.columns[c.Name] = r.value
		}
	}
	find := func(phrases func(name string) []string) {
		for _, c := range own.Columns {
			if m.columns[c.Name] == nil {
				if found := m.find(c, taken, phrases(c.Name)); found != nil {
					m.columns[c.Name] = found
					taken = append(taken, found)
				}
			}
		}
	}
	find(func(name string) []string { return []string{"=" + name} })
	find(synonyms)
	return m
}

// find returns a column that fits c by name and by what it holds.
func (m *match) find(c rubric.Column, taken []*column, phrases []string) *column {
	for _, phrase := range phrases {
		for _, found := range m.d.columns {
			if has(found.words, phrase) && !slices.Contains(taken, found) && m.fits(c, found) {
				return found
			}
		}
	}
	return nil
}

// fits reports whether a column can stand for one of the template's. Where
// that holds dates it may hold the days since them instead, and for the
// numbers of a criterion stand levels whose order is known.
func (m *match) fits(c rubric.Column, found *column) bool {
	values := measure(found.values)
	constant := found.kind != rubric.Text && values.constant()
	meaning, _ := meaningOf(found.words)
	change := has(found.words, "change", "trend", "growth", "delta")
	switch {
	case found.known == 0 || constant || meaning.rank == rankOutcome:
		return false
	case change != has(words(c.Name), "change"):
		return false
	case found.kind == c.Type:
		return true
	case c.Type == rubric.Date && found.kind == rubric.Number:
		return has(found.words, "day", "recency", "since") && !has(words(c.Name), "end", "renewal", "date")
	case c.Type == rubric.Number && found.kind == rubric.Text:
		_, _, _, ok := found.levels(false)
		return ok && slices.ContainsFunc(m.own.Criteria, func(x rubric.Criterion) bool { return x.Column == c.Name })
	}
	return false
}

var identifier = regexp.MustCompile(`"[^"]*"|days_since\([a-z0-9_]+\)|[A-Za-z_][A-Za-z0-9_]*`)

// rewrite puts the file's columns into a formula of the template's. It returns
// the columns that the formula then reads, and the names of those that the
// file does not have.
func (m *match) rewrite(formula string) (text string, uses []*column, absent []string) {
	text = identifier.ReplaceAllStringFunc(formula, func(token string) string {
		name := strings.TrimSuffix(strings.TrimPrefix(token, "days_since("), ")")
		own := slices.IndexFunc(m.own.Columns, func(c rubric.Column) bool { return c.Name == name })
		if own < 0 {
			return token
		}
		found := m.columns[name]
		if found == nil || found.kind == rubric.Text && m.own.Columns[own].Type != rubric.Text {
			absent = append(absent, name)
			return token
		}
		if !slices.Contains(uses, found) {
			uses = append(uses, found)
		}
		switch {
		case token == name:
			return perPeriod(name, found)
		case found.kind == rubric.Date:
			return "days_since(" + named(found.name) + ")"
		}
		return named(found.name) + perDay(found) // since then, already
	})
	return text, uses, absent
}

// perDay returns what makes days of a column whose name says another unit.
func perDay(c *column) string {
	switch {
	case has(c.words, "month"):
		return " * 30.4"
	case has(c.words, "week"):
		return " * 7"
	case has(c.words, "year"):
		return " * 365"
	}
	return ""
}

// perPeriod returns a column for a formula, taken to the period that the
// template's column is counted over.
func perPeriod(name string, found *column) string {
	want, _ := period(words(name))
	have, ok := period(found.words)
	if want == 0 || !ok || want == have || has(words(name), "change", "pct", "percent") {
		return named(found.name)
	}
	switch {
	case have%want == 0:
		return fmt.Sprintf("%s / %d", named(found.name), have/want)
	case want%have == 0:
		return fmt.Sprintf("%s * %d", named(found.name), want/have)
	}
	return fmt.Sprintf("%s * %d / %d", named(found.name), want, have)
}
