package warehouse

import (
	"encoding/json"
	"fmt"
	"strings"

	"chs/rubric"
)

// model returns the statement as a model of dbt. What is no template in it is kept from
// being taken for one.
func (p *plan) model() string {
	const place = lineBreak // in no statement
	return strings.ReplaceAll(notTemplate(p.write(place)), place, p.source())
}

// source returns dbt's call for the table of accounts: a ref, or a source where it has
// a schema.
func (p *plan) source() string {
	names := make([]string, len(p.table))
	for i, part := range p.table {
		names[i] = "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(part.text) + "'"
	}
	if len(names) == 1 {
		return "{{ ref(" + names[0] + ") }}"
	}
	return "{{ source(" + strings.Join(names[len(names)-2:], ", ") + ") }}"
}

// notTemplate returns text that dbt renders as it stands.
func notTemplate(text string) string {
	var b strings.Builder
	for i, r := range text {
		if r == '{' && i+1 < len(text) && strings.ContainsRune("{%#", rune(text[i+1])) {
			b.WriteString("{{ '{' }}")
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// schema returns dbt's description of the model, with tests of what it holds.
func (p *plan) schema(o *Options) string {
	var b strings.Builder
	fmt.Fprintf(&b, "version: 2\n\nmodels:\n  - name: %s\n    description: %s\n    columns:\n",
		yamlText(p.table.and(behind(o)).last()), yamlText("Health scores by the rubric "+p.rubric.Title()+"."))
	fmt.Fprintf(&b, "      - name: %s\n        data_tests: [unique, not_null]\n", yamlText(p.rubric.ID))
	for _, c := range Columns(p.rubric, *o) {
		fmt.Fprintf(&b, "      - name: %s\n", yamlText(c.Name))
		for _, test := range p.tests(c) {
			fmt.Fprintf(&b, "%s\n", test)
		}
	}
	return b.String()
}

// tests returns the lines of the tests of a column.
func (p *plan) tests(c Column) []string {
	values := func(quoted bool, values ...string) string {
		return fmt.Sprintf("          - accepted_values: {arguments: {values: [%s], quote: %t}}", strings.Join(values, ", "), quoted)
	}
	const start, notNull = "        data_tests:", "          - not_null"
	switch c.Kind {
	case Band:
		var names []string
		for _, name := range append(p.rubric.BandNames(), rubric.Unscored) {
			names = append(names, yamlText(name))
		}
		return []string{start, notNull, values(true, names...)}
	case Segment:
		var names []string
		for _, name := range p.rubric.SegmentNames() {
			names = append(names, yamlText(name))
		}
		return []string{start, notNull, values(true, names...)}
	case Rating:
		return []string{start, values(false, "1", "2", "3", "4", "5")}
	case Coverage:
		return []string{start, notNull}
	}
	return nil
}

// yamlText returns text in the quotes of JSON, which are YAML's, too.
func yamlText(text string) string {
	quoted, err := json.Marshal(notTemplate(text))
	if err != nil {
		panic(err) // no text is refused
	}
	return string(quoted)
}
