package fleet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chs/rubric"
)

var (
	ratingOf   = regexp.MustCompile(`rating\("([^"]*)"\)`)
	valueLimit = regexp.MustCompile(`value >= ([0-9.]+)`)
)

// items writes those caps or plays of the template that the file's columns and
// the criteria that are kept allow for; the others as comments.
func (m *match) items(p *page, section string, items []item, criteria []criterion) {
	if len(items) == 0 {
		return
	}
	var kept, lost [][]string
	for _, i := range items {
		if lines, ok := m.item(i, criteria); ok {
			kept = append(kept, lines)
		} else {
			lost = append(lost, i.lines)
		}
	}
	p.line("")
	if len(kept) > 0 {
		p.line(section + ":")
	}
	for i, lines := range kept {
		if i > 0 {
			p.line("")
		}
		for _, line := range lines {
			p.line(line)
		}
	}
	for i, lines := range lost {
		if i > 0 || len(kept) > 0 {
			p.line("")
		}
		p.line("  # Left out, for what it reads is not there:")
		for _, line := range lines {
			if !isComment(line) {
				p.line("  # " + line)
			}
		}
	}
}

// item returns an item's lines with the file's columns; ok is false where it
// reads what is not there.
func (m *match) item(i item, criteria []criterion) (lines []string, ok bool) {
	condition := i.when()
	for _, rating := range ratingOf.FindAllStringSubmatch(condition, -1) {
		if !slices.ContainsFunc(criteria, func(x criterion) bool { return x.name == rating[1] }) {
			return nil, false
		}
	}
	if slices.ContainsFunc(m.unused, func(band string) bool { return strings.Contains(condition, strconv.Quote(band)) }) {
		return nil, false
	}
	if m.roles.value == nil && slices.Contains(identifier.FindAllString(condition, -1), string(rubric.NameValue)) {
		return nil, false
	}
	formula, uses, absent := m.rewrite(condition)
	if len(absent) > 0 {
		return nil, false
	}
	for _, x := range criteria {
		if x.rescaled && slices.ContainsFunc(x.uses, func(c *column) bool { return slices.Contains(uses, c) }) {
			return nil, false
		}
	}
	m.inRules = append(m.inRules, uses...)
	formula = m.limit(formula)
	for _, line := range i.lines {
		if before, _, found := strings.Cut(line, "when: "); found && !isComment(line) {
			line = before + "when: " + code(formula)
		}
		lines = append(lines, line)
	}
	return lines, true
}

// limit replaces a limit of the value that nearly none or nearly all of the
// accounts reach by one that a fifth reaches.
func (m *match) limit(condition string) string {
	found := valueLimit.FindStringSubmatch(condition)
	if found == nil {
		return condition
	}
	limit, err := strconv.ParseFloat(found[1], 64)
	values := measure(m.roles.value.values)
	reached := len(slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return v < limit }))
	if err != nil || 50*reached >= len(values) && 10*reached <= 9*len(values) {
		return condition
	}
	return strings.Replace(condition, found[0], "value >= "+plain(worthACall(m.roles.value)), 1)
}

// unread lists the columns that the rubric does not read.
func (m *match) unread(p *page, criteria []criterion) {
	read := append([]*column{m.roles.id, m.roles.label, m.roles.owner, m.roles.value}, m.roles.show...)
	for _, x := range criteria {
		read = append(read, x.uses...)
	}
	for _, found := range m.columns {
		read = append(read, found)
	}
	var rest []string
	for _, c := range m.d.columns {
		if !slices.Contains(read, c) {
			rest = append(rest, shown(c.name))
		}
	}
	if len(rest) > 0 {
		p.line("")
		p.comment("", "", "Columns that the template has no use for: "+strings.Join(rest, ", ")+".")
	}
}
