package fleet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chs/rubric"
)

// A page is the text of a rubric file as it is written.
type page struct{ strings.Builder }

// line writes a line.
func (p *page) line(text string) {
	p.WriteString(text)
	p.WriteByte('\n')
}

// comment writes text as a comment, broken into lines of about a hundred
// characters. The lines that follow the first stand further in by hang.
func (p *page) comment(indent, hang, text string) {
	const width = 100
	lead := indent + "# "
	line := lead
	for word := range strings.SplitSeq(text, " ") {
		if len(line)+len(word) > width && line != lead {
			p.line(strings.TrimRight(line, " "))
			line = lead + hang
		}
		line += word + " "
	}
	p.line(strings.TrimRight(line, " "))
}

var (
	plainText = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*([ ./-][A-Za-z0-9_]+)*$`)
	plainCode = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_ +*/()<>=!,."-]*$`)
	typedText = regexp.MustCompile(`^(?i:y|n|yes|no|on|off|true|false|null)$`)
)

// scalar writes text as YAML, in quotes where it needs them or another program
// might take it for something else than text.
func scalar(text string) string {
	if plainText.MatchString(text) && !typedText.MatchString(text) {
		return text
	}
	return strconv.QuoteToGraphic(text)
}

// shown quotes a text for a comment where it is not plain.
func shown(text string) string {
	if plainText.MatchString(text) {
		return text
	}
	return strconv.QuoteToGraphic(text)
}

func columnLine(name string) string { return "column: " + scalar(name) }

// formulaLine writes a formula, in single quotes where YAML needs some.
func formulaLine(formula string) string {
	return "formula: " + code(formula)
}

// code writes a formula or condition as YAML. Plain are those that hold
// nothing YAML has a use for.
func code(formula string) string {
	if plainCode.MatchString(formula) {
		return formula
	}
	return "'" + strings.ReplaceAll(formula, "'", "''") + "'"
}

// named writes a column as formulas name it.
func named(name string) string {
	where, err := new(rubric.Rubric).ParseWhere("", "is_missing("+name+")")
	if err == nil && len(where.Columns) == 1 && where.Columns[0].Name == name && plainText.MatchString(name) {
		return name
	}
	return "col(" + strconv.Quote(name) + ")"
}

// levelsLine writes levels as a rubric holds them.
func levelsLine(levels []rubric.Level) string {
	texts := make([]string, len(levels))
	for i, l := range levels {
		texts[i] = scalar(l.Text) + ": " + strconv.Itoa(l.Rating)
	}
	return "levels: {" + strings.Join(texts, ", ") + "}"
}

// flowList writes texts as a list in one line.
func flowList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = scalar(text)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// criterion writes one criterion. The names of those before it are taken.
func (p *page) criterion(x criterion, taken []string) {
	for _, reason := range x.reason {
		p.comment("  ", "", reason)
	}
	p.line("  - name: " + scalar(x.name))
	if key := rubric.Slug(x.name); key == "" || slices.ContainsFunc(taken, func(t string) bool { return rubric.Slug(t) == key }) {
		p.line("    key: criterion_" + strconv.Itoa(len(taken)+1))
	}
	p.line("    " + x.metric)
	p.line("    weight: " + strconv.Itoa(x.weight))
	for line := range strings.Lines(x.judge) {
		p.line("    " + strings.TrimSuffix(line, "\n"))
	}
	if x.expires != "" {
		p.line("    " + x.expires)
	}
}

// criteria writes them all, with names that differ.
func (p *page) criteria(all []criterion) {
	p.line("criteria:")
	var taken []string
	for i, x := range all {
		if i > 0 {
			p.line("")
		}
		for name, n := x.name, 2; slices.Contains(taken, x.name); n++ {
			x.name = name + " " + strconv.Itoa(n)
		}
		p.criterion(x, taken)
		taken = append(taken, x.name)
	}
}
