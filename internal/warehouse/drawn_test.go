package warehouse_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"chs/rubric"
)

// A drawnCase is a rubric and accounts, made up to find where an engine computes
// otherwise than chs score.
type drawnCase struct {
	rubric *rubric.Rubric
	rows   [][]string // cells by column of the rubric
}

// drawer draws parts of rubrics, which have the number columns a, b and c, the text
// column t and the date column d.
type drawer struct {
	*rapid.T
	smallest string // number that is not 0
}

func (d drawer) pick(texts ...string) string { return rapid.SampledFrom(texts).Draw(d.T, "pick") }

func (d drawer) below(n int) int { return rapid.IntRange(0, n-1).Draw(d.T, "below") }

func (d drawer) literal() string {
	return d.pick("0", "1", "2", "3", "0.5", "0.1", "100", "1e300", "1e-300", "1.7976931348623157e308", d.smallest, "0.30000000000000004")
}

// number draws a formula that yields a number.
func (d drawer) number(depth int) string {
	if depth == 0 {
		return d.pick("a", "b", "c", "a", "b", "c", d.literal())
	}
	x, y := d.number(depth-1), d.number(depth-1)
	switch d.below(14) {
	case 0, 1, 2, 3, 4:
		return fmt.Sprintf("(%s %s %s)", x, d.pick("+", "-", "*", "/"), y)
	case 5:
		return fmt.Sprintf("(-(%s))", x)
	case 6:
		return fmt.Sprintf("%s(%s)", d.pick("abs", "round"), x)
	case 7, 8:
		return fmt.Sprintf("%s(%s, %s, %s)", d.pick("min", "max", "mean"), x, y, d.number(0))
	case 9:
		return fmt.Sprintf("rate(%s, %s)", x, d.pick("1, 2, 3, 4", "9, 5, 5, -1", "2, 2, 2, 2"))
	case 10:
		return fmt.Sprintf("(%s ? %s : %s)", d.condition(depth-1), x, d.pick("nil", y))
	case 11:
		return fmt.Sprintf("count_true(%s, %s)", d.condition(depth-1), d.condition(0))
	case 12:
		return d.pick("days_since(d)", "days_until(d)")
	}
	return x
}

// condition draws a formula that yields a condition.
func (d drawer) condition(depth int) string {
	if depth == 0 {
		switch d.below(4) {
		case 0:
			return d.pick(`t == "x"`, `t != "none"`, `t in ["x", "o'b\\c"]`, `t not in ["none", "X"]`)
		case 1:
			return d.pick("is_missing(a)", "is_missing(t)", "is_missing(d)")
		}
		return fmt.Sprintf("%s %s %s", d.number(0), d.pick("==", "!=", "<", "<=", ">", ">="), d.number(0))
	}
	x, y := d.condition(depth-1), d.condition(depth-1)
	switch d.below(6) {
	case 0:
		return fmt.Sprintf("((%s) and (%s))", x, y)
	case 1:
		return fmt.Sprintf("((%s) or (%s))", x, y)
	case 2:
		return fmt.Sprintf("not (%s)", x)
	case 3:
		return fmt.Sprintf("((%s) ? (%s) : (%s))", x, y, d.condition(0))
	case 4:
		return fmt.Sprintf("(%s) in [0, 1, 2.5]", d.number(depth))
	}
	return fmt.Sprintf("(%s) %s (%s)", d.number(depth), d.pick("<", ">=", "=="), d.number(depth-1))
}

// criterion draws criterion i.
func (d drawer) criterion(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "- name: C%d\n  weight: %s\n  missing: %s\n", i, d.pick("1", "2.5", "30", "100000"), d.pick("skip", "skip", "1", "4", "required"))
	cuts := d.pick("[1, 2, 3, 4]", "[9.5, 5, 5, -1]", "[-1e300, 0, 0.1, 1e300]", "quintiles", "quintiles\n  better: lower")
	switch d.below(6) {
	case 0:
		b.WriteString("  column: t\n  levels: {x: 1, none: 3, \"o'b\\\\c\": 5}\n")
	case 1:
		fmt.Fprintf(&b, "  column: %s\n", d.pick("a", "b", "c"))
	case 2:
		fmt.Fprintf(&b, "  column: %s\n  cuts: %s\n", d.pick("a", "b", "c"), cuts)
	case 3:
		fmt.Fprintf(&b, "  formula: '%s'\n", strings.ReplaceAll(d.number(2), "'", "''"))
	default:
		fmt.Fprintf(&b, "  formula: '%s'\n  cuts: %s\n", strings.ReplaceAll(d.number(3), "'", "''"), cuts)
	}
	if d.below(5) == 0 {
		b.WriteString("  expires: {column: d, days: 30}\n")
	}
	return b.String()
}

// when draws a condition as YAML, of names that are known where it stands.
func (d drawer) when(names ...string) string {
	condition := d.condition(2)
	if len(names) > 0 && d.below(2) == 0 {
		condition = fmt.Sprintf("%s %s %s", d.pick(names...), d.pick("<", ">="), d.pick("3", "40", "60.5"))
	}
	return "'" + strings.ReplaceAll(condition, "'", "''") + "'"
}

// text draws a rubric.
func (d drawer) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "name: Drawn\nid: id\nvalue: b\nscale: %s\nmin_coverage: %s\ndates: [YYYY-MM-DD, D.M.YYYY, MM/DD/YYYY, DD/MM/YYYY, D MMM YYYY]\ncriteria:\n",
		d.pick("0-100", "20-100"), d.pick("0", "50", "33.33"))
	n := 1 + d.below(rubric.MaxCriteria)
	for i := range n {
		b.WriteString(d.criterion(i))
	}
	if d.below(2) == 0 {
		fmt.Fprintf(&b, "segments:\n- {name: \"s'1\", when: %s, weights: {C0: %s}}\n- {name: s2, when: %s, weights: {C0: 7}}\n", d.when(), d.pick("0", "3"), d.when())
	}
	if d.below(2) == 0 {
		names := []string{"value", "coverage", `rating("C0")`}
		fmt.Fprintf(&b, "caps:\n- {when: %s, band: yellow, reason: mid}\n- {when: %s, band: red, reason: low}\n", d.when(names...), d.when(names...))
		names = append(names, "score")
		fmt.Fprintf(&b, "plays:\n- {name: One, when: %s}\n- {name: \"Two, 'three'\", when: '(%s) or band == \"red\" or segment == \"s2\"'}\n", d.when(names...), strings.ReplaceAll(d.condition(1), "'", "''"))
	}
	return b.String()
}

func (d drawer) cell(t rubric.Type) string {
	switch t {
	case rubric.Number:
		return d.pick("", "0", "1", "2", "3", "4", "5", "2.5", "0.1", "-7", "1e308", "-1e308", d.smallest, "1e-200", "n/a", "x", "(12)", "$1,234.5", "45%", "1 000")
	case rubric.Date:
		return d.pick("", "2026-11-20", "2026-02-30", "2024-02-29T23:59:60Z", "1.3.2026", "03/04/2026", "13/04/2026", "04/04/2026", "7 sep 2026", "none", "0001-01-01", "9999-12-31 10:00 +05:30")
	}
	return d.pick("", "x", "X", " x ", "none", "None", "o'b\\c", "ö")
}

func drawCase(t *rapid.T, dialect string) drawnCase {
	d := drawer{t, "5e-324"}
	if dialect == "postgres" { // makes 0 of some products that are hardly larger than half of that
		d.smallest = "1e-310"
	}
	text := d.text()
	r, err := rubric.Load("drawn.yaml", []byte(text))
	if err != nil {
		t.Skip(err) // of two types
	}
	c := drawnCase{rubric: r}
	for range 1 + d.below(12) {
		row := make([]string, len(r.Columns))
		for i, column := range r.Columns {
			row[i] = d.cell(column.Type)
		}
		c.rows = append(c.rows, row)
	}
	return c
}
