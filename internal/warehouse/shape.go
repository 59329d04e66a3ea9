package warehouse

import (
	"fmt"
	"strings"
)

// The forms of a statement: the SELECT alone, in a view or in a table that it makes,
// or as a model of dbt, whose schema is a file of its own.
const (
	AsSelect    = "select"
	AsView      = "view"
	AsTable     = "table"
	AsDBT       = "dbt"
	AsDBTSchema = "dbt-schema"
)

// Forms returns the names of the forms.
func Forms() []string { return []string{AsSelect, AsView, AsTable, AsDBT, AsDBTSchema} }

// shape returns the plan's statement in the form that is asked for.
func (p *plan) shape(o *Options) (string, error) {
	switch o.As {
	case "", AsSelect:
		return p.write(p.table.in(p.dialect)), nil
	case AsView:
		return "CREATE VIEW " + p.target(o) + " AS\n" + p.write(p.table.in(p.dialect)), nil
	case AsTable:
		return "CREATE TABLE " + p.target(o) + p.engine + " AS\n" + p.write(p.table.in(p.dialect)), nil
	case AsDBT:
		return p.model(), nil
	case AsDBTSchema:
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
