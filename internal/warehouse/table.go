package warehouse

import (
	"fmt"
	"regexp"
	"strings"
)

// A table is the name of one, in its parts, such as a schema and a name in it.
type table []namePart

// A namePart is part of a name. One that is not quoted is found as the engine finds
// such names, in any letter case.
type namePart struct {
	text   string
	quoted bool
}

var tablePart = regexp.MustCompile(`^(?:"((?:[^"]|"")+)"|([^".]+))(?:\.|$)`)

// parseTable reads a table's name.
func parseTable(name string) (table, error) {
	var t table
	for rest := name; rest != ""; {
		part := tablePart.FindStringSubmatch(rest)
		if part == nil || part[0] == rest && strings.HasSuffix(rest, ".") {
			return nil, fmt.Errorf("table %q: want names with points between, such as sales.accounts, or \"in quotes\"", name)
		}
		if part[1] != "" {
			t = append(t, namePart{strings.ReplaceAll(part[1], `""`, `"`), true})
		} else {
			t = append(t, namePart{part[2], false})
		}
		rest = rest[len(part[0]):]
	}
	if t == nil {
		return nil, fmt.Errorf("no table; want its name")
	}
	return t, nil
}

var plainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// in returns the table's name in a dialect.
func (t table) in(d *dialect) string {
	parts := make([]string, len(t))
	for i, part := range t {
		parts[i] = part.text
		if part.quoted || !plainName.MatchString(part.text) {
			parts[i] = d.quote(part.text)
		}
	}
	return strings.Join(parts, ".")
}

// last returns the name without its schema.
func (t table) last() string { return t[len(t)-1].text }
