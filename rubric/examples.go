package rubric

import (
	"maps"
	"slices"
	"time"

	yaml "go.yaml.in/yaml/v4"
)

// examples reads the list of examples, when all that they name is known. While
// other parts of the file have faults, the columns may not be: then nothing is
// said of the cells.
func (l *loader) examples(n *yaml.Node) {
	columnsKnown := len(l.faults.List)+len(l.columns.faults()) == 0
	items, _ := l.sequence(n, "examples")
	for i, item := range items {
		l.example(item, i, columnsKnown)
	}
}

// example reads one example, with its cells if the columns are known.
func (l *loader) example(n *yaml.Node, i int, columnsKnown bool) {
	subject := l.subject(n, "example", i)
	e := Example{Pos: place(n)}
	dated := false
	l.mapping(n, subject, []field{
		{key: "name", required: true, read: l.nameInto(&e.Name, subject+": name")},
		{key: "as_of", read: func(n *yaml.Node) { dated, e.AsOf = true, l.day(n, subject+": as_of") }},
		{key: "given", required: true, read: func(n *yaml.Node) {
			if columnsKnown {
				e.Given = l.given(n, subject+": given", dated)
			}
		}},
		{key: "expect", required: true, read: func(n *yaml.Node) { e.Expect = l.expect(n, subject+": expect") }},
	})
	l.once("example", e.Name, subject, e.Pos)
	l.rubric.Examples = append(l.rubric.Examples, e)
}

// day reads a date.
func (l *loader) day(n *yaml.Node, subject string) time.Time {
	const want = "a date as YYYY-MM-DD"
	text, ok := l.scalar(n, subject, want)
	day, err := time.Parse(time.DateOnly, text)
	if ok && (err != nil || day.Year() < 1) {
		l.faults.add(place(n), "%s: %s; want %s", subject, quote(text), want)
	}
	return day
}

// given reads an example's cells. A date among them needs a day to count to:
// by the clock's, an example would hold today and not tomorrow.
func (l *loader) given(n *yaml.Node, subject string, dated bool) []Given {
	if n = l.mappingNode(n, subject, "logins: 12"); n == nil {
		return nil
	}
	columns := l.columns.list()
	fields := make([]field, len(columns))
	for i, c := range columns {
		fields[i].key = c.Name
	}
	cells := l.values(n, subject, fields)
	var given []Given
	for _, name := range slices.Sorted(maps.Keys(cells)) {
		cell, column := cells[name], l.columns.index[name]
		text, ok := l.scalar(cell, subject+": "+quote(name), "a text")
		if !ok {
			continue
		}
		if columns[column].Type == Date && !dated {
			l.faults.add(place(cell), "%s: %s is a date, and days are counted to as_of; give the example one, such as as_of: 2026-11-21",
				subject, quote(name))
		}
		given = append(given, Given{column, text, place(cell)})
	}
	slices.SortFunc(given, func(a, b Given) int { return a.Column - b.Column })
	return given
}
