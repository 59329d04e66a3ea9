package fleet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// Fit proposes a rubric for the rows taken in so far that judges as a template
// does, by the file's columns. What it could not match is in the rubric as a
// comment, and among the notes. A file that has nothing of the template is an
// error.
func (d *Draft) Fit(file string, t rubric.Template) (*Drafted, error) {
	if err := d.ready(file); err != nil {
		return nil, err
	}
	own, err := rubric.Load("template "+t.Name, t.Text)
	if err != nil {
		return nil, err
	}
	m := d.match(own, d.roles(own))
	text := cutTemplate(t)
	fitted, lost := m.criteria(text)
	if len(fitted) == 0 {
		return nil, fmt.Errorf("%s: no column fits a criterion of template %q; want another template, or none for a proposal", file, t.Name)
	}
	var p, rules page
	m.items(&rules, "caps", text.caps, fitted)
	bands, err := m.bands(text.bands, fitted, rules.String())
	if err != nil {
		return nil, err
	}
	m.items(&rules, "plays", text.plays, fitted)
	for _, line := range text.head {
		p.line(strings.TrimSpace("# " + line))
	}
	p.line("#")
	p.comment("", "", fmt.Sprintf("This is the template %s, fitted to %s with %s.", t.Name, source(file), d.accounts()))
	p.line("chs: 1")
	p.line("name: " + scalar(own.Name))
	p.line("version: " + strconv.Quote(own.Version))
	notes := d.head(&p, m.roles, fitted, m.inRules)
	p.line("")
	p.criteria(fitted)
	for _, x := range lost {
		p.line("")
		p.comment("  ", "", "Left out: "+x.text()+".")
		notes = append(notes, x.text()+"; left out")
	}
	for _, name := range m.unused {
		notes = append(notes, fmt.Sprintf("no account could be in band %q by what fits of the template; left out", name))
	}
	switch {
	case len(fitted) == 1:
		notes = append(notes, fmt.Sprintf("criterion %q alone fits of the template's %d, too little for a score; without a template chs proposes what fits the file",
			fitted[0].name, len(own.Criteria)))
	case 2*len(fitted) < len(own.Criteria):
		notes = append(notes, fmt.Sprintf("%d of the template's %d criteria fit; without a template chs proposes what fits the file",
			len(fitted), len(own.Criteria)))
	}
	p.line("")
	p.line(bands)
	p.WriteString(rules.String())
	m.unread(&p, fitted)
	return d.drafted(p.String(), notes)
}

// A lost criterion is one of the template's that the file has no columns for.
type lostCriterion struct {
	name   string
	absent []string
}

func (x lostCriterion) text() string {
	return fmt.Sprintf("criterion %q of the template has no column for %s", x.name, strings.Join(x.absent, ", "))
}

// criteria fits the template's criteria, with weights in its proportions. Its
// comments are kept where a criterion judges as the template does.
func (m *match) criteria(text templateText) (fitted []criterion, lost []lostCriterion) {
	for i, c := range m.own.Criteria {
		x, absent := m.criterion(c)
		if absent != nil {
			lost = append(lost, lostCriterion{c.Name, absent})
			continue
		}
		x.name, x.weight = c.Name, c.Weight
		if !x.rescaled {
			x.reason = append(slices.Clone(text.criteria[i]), x.reason...)
		}
		fitted = append(fitted, x)
	}
	proportion(fitted)
	return fitted, lost
}

// criterion fits one criterion, or returns the columns that are absent.
func (m *match) criterion(c rubric.Criterion) (x criterion, absent []string) {
	if c.Formula == nil {
		found := m.columns[c.Column]
		if found == nil {
			return x, []string{c.Column}
		}
		return m.expiring(c, m.single(c, found)), nil
	}
	formula, uses, absent := m.rewrite(c.Formula.Text)
	switch {
	case len(absent) > 0:
		if found := m.whole(c); found != nil {
			return m.single(c, found), nil
		}
		return x, absent
	case c.Judge == rubric.ByRating && len(uses) == 1 && !isRating(uses[0], m.own.Columns):
		return m.single(c, uses[0]), nil
	}
	x = criterion{metric: formulaLine(formula), uses: uses, judge: judgeLine(c)}
	if formula != c.Formula.Text {
		x.reason = []string{"By this file's columns, where the template has " + c.Formula.Text + "."}
	}
	return x, nil
}

// whole returns a column that says by itself what a formula works out, or nil.
func (m *match) whole(c rubric.Criterion) *column {
	taken := slices.Clone(m.wholes)
	read := ColumnsOf(m.own, c)
	for i, own := range m.own.Columns {
		if found := m.columns[own.Name]; found != nil && !slices.Contains(read, i) {
			taken = append(taken, found)
		}
	}
	taken = append(taken, m.roles.id, m.roles.label, m.roles.owner)
	for _, x := range m.d.columns {
		_, _, _, ordered := x.levels(c.Cuts.LowerIsBetter)
		constant := x.kind == rubric.Number && measure(x.values).constant()
		if constant || x.kind == rubric.Text && !ordered || has(x.words, "change", "trend", "growth", "delta") {
			taken = append(taken, x)
		}
	}
	found := m.d.named(rubric.Number, taken, "", wholes(c.Key)...)
	if found == nil {
		found = m.d.named(rubric.Text, taken, "", wholes(c.Key)...)
	}
	if found == nil {
		return nil
	}
	m.wholes = append(m.wholes, found)
	return found
}

// single makes a criterion of one column. It keeps the template's cuts where
// they part the accounts; where nearly all would get the same rating the
// column has another unit or scale, and the data give the cuts.
func (m *match) single(c rubric.Criterion, found *column) criterion {
	x := criterion{uses: []*column{found}, metric: columnLine(found.name), judge: judgeLine(c)}
	if found.name != c.Column {
		x.reason = []string{"Here: column " + shown(found.name) + "."}
	}
	values := measure(found.values)
	switch {
	case found.kind == rubric.Text:
		levels, tokens, _, _ := found.levels(c.Cuts.LowerIsBetter)
		if c.Judge != rubric.ByLevels || !covers(c.Levels, found) {
			x.judge, x.tokens, x.rescaled = levelsLine(levels), tokens, true
			x.reason = append(x.reason, "Levels by what the words mean.")
		}
	case c.Judge == rubric.ByQuintiles, c.Judge == rubric.ByRating && isRating(found, m.own.Columns) && values.whole():
	case c.Judge == rubric.ByCuts && c.Formula == nil && values.parted(c.Cuts):
		if text := perPeriod(c.Column, found); text != named(found.name) {
			x.metric = formulaLine(text)
		}
	default:
		m.rescale(&x, c, found)
	}
	return x
}

// rescale has the data give cuts or levels for a column of numbers.
func (m *match) rescale(x *criterion, c rubric.Criterion, found *column) {
	lower, what := c.Cuts.LowerIsBetter, "Cuts"
	x.judge = cutsLine(measure(found.values).cuts(lower), lower)
	if levels, ok := found.pair(lower); ok && found != m.roles.value {
		x.judge, what = levelsLine(levels), "Levels"
	}
	if c.Judge == rubric.ByCuts && c.Formula == nil {
		what += " by the data, for the template's cuts do not fit"
	} else {
		what += " by the data"
	}
	x.reason = append(x.reason, what+": "+spread(found.values, "")+".")
	x.rescaled = true
}

// isRating reports whether all values are from 1 to 5, and 5 is there: ratings
// up to 4 are another scale, unless the column is the template's own.
func isRating(c *column, own []rubric.Column) bool {
	m := measure(c.values)
	isOwn := slices.ContainsFunc(own, func(o rubric.Column) bool { return o.Name == c.name })
	return len(m) > 0 && m[0] >= 1 && (m[len(m)-1] == 5 || m[len(m)-1] < 5 && isOwn)
}

// covers reports whether levels rate all texts of a column.
func covers(levels []rubric.Level, c *column) bool {
	for text := range c.texts {
		listed := slices.ContainsFunc(levels, func(l rubric.Level) bool { return l.Text == text })
		if !listed && !isDefaultMissing(text) {
			return false
		}
	}
	return true
}

// parted reports whether cuts give no rating to more than nine in ten values.
func (m measured) parted(cuts rubric.Cuts) bool {
	count := [6]int{}
	for _, v := range m {
		count[scoring.Rate(v, cuts.At, cuts.LowerIsBetter)]++
	}
	return 10*slices.Max(count[:]) <= 9*len(m)
}

// expiring adds when the metric is too old, if the file tells how old it is.
func (m *match) expiring(c rubric.Criterion, x criterion) criterion {
	if c.Expires == nil {
		return x
	}
	if found := m.columns[c.Expires.Column]; found != nil && found.kind == rubric.Date {
		x.expires = fmt.Sprintf("expires: {column: %s, days: %d}", scalar(found.name), c.Expires.Days)
		x.uses = append(x.uses, found)
	} else {
		x.reason = append(x.reason, fmt.Sprintf("No column tells how old it is, so it does not expire after %d days.", c.Expires.Days))
	}
	return x
}

// judgeLine writes how a template's criterion judges.
func judgeLine(c rubric.Criterion) string {
	switch c.Judge {
	case rubric.ByCuts:
		return cutsLine(c.Cuts.At, c.Cuts.LowerIsBetter)
	case rubric.ByLevels:
		return levelsLine(c.Levels)
	case rubric.ByQuintiles:
		if c.Cuts.LowerIsBetter {
			return "cuts: quintiles\nbetter: lower"
		}
		return "cuts: quintiles"
	}
	return ""
}
