package warehouse

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"chs/rubric"
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

// TableName returns the name of a table, as a user gives it, in the SQL of a
// dialect, one of [Dialects].
func TableName(dialect, name string) (string, error) {
	t, err := parseTable(name)
	if err != nil {
		return "", err
	}
	return t.in(dialectOf(dialect)), nil
}

// parseTable reads a table's name.
func parseTable(name string) (table, error) {
	if name == "" || strings.HasSuffix(name, ".") {
		return nil, wrongTable(name)
	}
	var t table
	for rest := name; rest != ""; {
		part := tablePart.FindStringSubmatch(rest)
		if part == nil || strings.ContainsRune(part[0], 0) {
			return nil, wrongTable(name)
		}
		quoted := strings.ReplaceAll(part[1], `""`, `"`)
		t = append(t, namePart{quoted + part[2], quoted != ""})
		rest = rest[len(part[0]):]
	}
	return t, nil
}

func wrongTable(name string) error {
	return fmt.Errorf(`%q: want names with points between, such as sales.accounts or sales."my accounts"`, name)
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

// stem returns the table that a file's accounts may be kept in: accounts, for those of
// "data/accounts-*.parquet".
func (t table) stem() table {
	last := t[len(t)-1]
	file := last.text[strings.LastIndexAny(last.text, `/\`)+1:]
	base, _, isFile := strings.Cut(file, ".")
	if name := rubric.Slug(base); last.quoted && isFile && name != "" {
		return table{{text: name}}
	}
	return t
}

// and returns the name of another table beside it, whose name has more behind.
func (t table) and(more string) table {
	beside := slices.Clone(t)
	beside[len(t)-1].text += more
	return beside
}
