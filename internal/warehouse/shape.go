package warehouse

import (
	"fmt"
	"strings"
)

// The forms of a statement: the SELECT alone, in a view or in a table that it makes,
// or as a model of dbt, whose schema is a file of its own.
const (
	asSelect    = "select"
	asView      = "view"
	asTable     = "table"
	asDBT       = "dbt"
	asDBTSchema = "dbt-schema"
)

// Forms returns the names of the forms.
func Forms() []string { return []string{asSelect, asView, asTable, asDBT, asDBTSchema} }

// shape returns the plan's statement in the form that is asked for.
func (p *plan) shape(o *Options) (string, error) {
	switch o.As {
	case "", asSelect:
		return p.write(p.table.in(p.dialect)), nil
	case asView:
		return "CREATE VIEW " + p.target(o) + " AS\n" + p.write(p.table.in(p.dialect)), nil
	case asTable:
		return "CREATE TABLE " + p.target(o) + p.engine + " AS\n" + p.write(p.table.in(p.dialect)), nil
	case asDBT:
		return p.model(), nil
	case asDBTSchema:
		return p.schema(o), nil
	}
	return "", fmt.Errorf("there is no form %q; want %s", o.As, strings.Join(Forms(), ", "))
}

// target returns the name of the view or table with the scores: that of the accounts
// and the prefix.
func (p *plan) target(o *Options) string {
	accounts := p.table
	if p.readsFiles {
		accounts = accounts.stem()
	}
	return accounts.and(behind(o)).in(p.dialect)
}

func behind(o *Options) string {
	if name := strings.Trim(o.Prefix, "_"); name != "" {
		return "_" + name
	}
	return "_scored"
}
