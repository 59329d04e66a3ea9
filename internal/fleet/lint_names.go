package fleet

import (
	"fmt"
	"slices"
	"strings"

	"chs/rubric"
)

// names looks for columns that are read by a name that chs gives, in formulas
// where it does not give it. Nothing is said of a column that the rubric names
// beyond doubt elsewhere: as a column, or by col("…").
func (l *linter) names() {
	meant := l.columnsMeant()
	for _, u := range l.formulas() {
		told := map[int]bool{}
		rubric.Walk(u.formula.Root, func(e rubric.Expr) {
			ref, ok := e.(rubric.ColumnRef)
			if !ok || meant[ref.Column] || told[ref.Column] {
				return
			}
			told[ref.Column] = true
			name := l.rubric.Columns[ref.Column].Name
			where := map[rubric.Name]string{
				rubric.NameValue: "caps and plays", rubric.NameCoverage: "caps and plays", rubric.NameSegment: "caps and plays",
				rubric.NameScore: "plays", rubric.NameBand: "plays",
			}[rubric.Name(name)]
			if where != "" {
				l.add(u.formula.Pos, "%s: %[2]s is a column here; the account's %[2]s is known in %[3]s alone; want col(%[2]q) if the column is meant",
					u.subject, name, where)
			}
		})
	}
}

// A use is a formula and what has it.
type use struct {
	formula *rubric.Formula
	subject string
}

// formulas returns all formulas of the rubric, in the order of its sections.
func (l *linter) formulas() []use {
	var all []use
	for _, c := range l.rubric.Criteria {
		if c.Formula != nil {
			all = append(all, use{c.Formula, fmt.Sprintf("criterion %q", c.Name)})
		}
	}
	return append(all, l.whens()...)
}

// columnsMeant returns the columns, by index, that the rubric names other than
// by a bare name in a formula.
func (l *linter) columnsMeant() map[int]bool {
	meant := map[int]bool{}
	mean := func(name string) {
		if i := slices.IndexFunc(l.rubric.Columns, func(c rubric.Column) bool { return c.Name == name }); i >= 0 {
			meant[i] = true
		}
	}
	mean(l.rubric.Value.Column)
	for _, c := range l.rubric.Criteria {
		mean(c.Column)
		if c.Expires != nil {
			mean(c.Expires.Column)
		}
	}
	for _, u := range l.formulas() {
		text := []rune(u.formula.Text)
		rubric.Walk(u.formula.Root, func(e rubric.Expr) {
			if ref, ok := e.(rubric.ColumnRef); ok && !strings.HasPrefix(string(text[ref.Offset():]), l.rubric.Columns[ref.Column].Name) {
				meant[ref.Column] = true
			}
		})
	}
	return meant
}
