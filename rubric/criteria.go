package rubric

import (
	"cmp"
	"slices"
	"strconv"

	yaml "go.yaml.in/yaml/v4"
)

// maxWeight is the largest weight, before it is taken times 100.
const maxWeight = 100_000

// criteria reads the list of criteria.
func (l *loader) criteria(n *yaml.Node) {
	items := l.sequence(n, "criteria")
	if items != nil && len(items) == 0 {
		l.faults.add(place(n), "criteria: none; want 1 to %d", MaxCriteria)
	}
	for i, item := range items {
		if i == MaxCriteria {
			l.faults.add(place(item), "%s is the seventh of %d; a rubric holds at most %d",
				l.subject(item, "criterion", i), len(items), MaxCriteria)
			return
		}
		l.criterion(item, i)
	}
}

// subject returns how messages name the i-th element of a list: by its name
// if it has one, else by its number.
func (l *loader) subject(n *yaml.Node, kind string, i int) string {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	for j := 0; n.Kind == yaml.MappingNode && j+1 < len(n.Content); j += 2 {
		if n.Content[j].Value == "name" && n.Content[j+1].Value != "" {
			return kind + " " + quote(n.Content[j+1].Value)
		}
	}
	return kind + " " + strconv.Itoa(i+1)
}

// criterion reads one criterion.
func (l *loader) criterion(n *yaml.Node, i int) {
	subject := l.subject(n, "criterion", i)
	c := Criterion{Pos: place(n), Actionable: true}
	var better *yaml.Node
	var column, formula, cuts *yaml.Node
	node := func(dst **yaml.Node) func(*yaml.Node) {
		return func(n *yaml.Node) { *dst = n }
	}
	l.mapping(n, subject, []field{
		{key: "name", required: true, read: l.nameInto(&c.Name, subject+": name")},
		{key: "key", read: func(n *yaml.Node) { c.Key = l.key(n, subject) }},
		{key: "column", read: node(&column)},
		{key: "formula", read: node(&formula)},
		{key: "weight", required: true, read: func(n *yaml.Node) {
			c.Weight, _ = l.hundredths(n, subject+": weight", 0.01, maxWeight)
		}},
		{key: "cuts", read: node(&cuts)},
		{key: "levels", read: func(n *yaml.Node) { c.Judge = ByLevels; c.Levels = l.levels(n, subject) }},
		{key: "better", read: node(&better)},
		{key: "missing", read: func(n *yaml.Node) { l.missing(n, subject, &c) }},
		{key: "actionable", read: func(n *yaml.Node) {
			if value, ok := l.truth(n, subject+": actionable"); ok {
				c.Actionable = value
			}
		}},
		{key: "expires", read: func(n *yaml.Node) { c.Expires = l.expires(n, subject) }},
	})
	l.judge(n, subject, &c, cuts, better)
	l.metric(n, subject, &c, column, formula)
	l.mentioned(subject)
	l.identity(n, subject, &c)
	l.rubric.Criteria = append(l.rubric.Criteria, c)
}

// identity gives a criterion its key and notes names and keys that are there twice.
func (l *loader) identity(n *yaml.Node, subject string, c *Criterion) {
	if c.Name == "" {
		return
	}
	if c.Key == "" {
		c.Key = Slug(c.Name)
	}
	if c.Key == "" {
		l.faults.add(place(n), "%s: the name has no letter a-z or digit to make a key of; give it a key, such as key: usage", subject)
		return
	}
	for _, other := range l.rubric.Criteria {
		switch {
		case other.Name == c.Name:
			l.faults.add(place(n), "%s: the name is there twice, first at line %d", subject, other.Pos.Line)
		case other.Key == c.Key:
			l.faults.add(place(n), "%s: the key %s is that of criterion %s too; give one of them another key",
				subject, quote(c.Key), quote(other.Name))
		}
	}
}

// key reads a criterion's key.
func (l *loader) key(n *yaml.Node, subject string) string {
	key, ok := l.text(n, subject+": key")
	if ok && key != Slug(key) {
		l.faults.add(place(n), "%s: key: %s; want lower-case letters, digits and single underscores", subject, quote(key))
	}
	return key
}

// metric reads what the criterion judges: a column or a formula.
func (l *loader) metric(n *yaml.Node, subject string, c *Criterion, column, formula *yaml.Node) {
	switch {
	case column != nil && formula != nil:
		l.faults.add(place(formula), "%s has a column and a formula; want one of them", subject)
	case formula != nil:
		c.Formula = l.formula(formula, subject, Number, scopeColumns)
		if c.Judge == ByLevels {
			l.faults.add(place(formula), "%s has levels and a formula; levels go with a column", subject)
		}
	case column != nil:
		var ok bool
		if c.Column, ok = l.code(column, subject+": column"); !ok {
			return
		}
		if c.Judge != ByLevels {
			l.columns.use(c.Column, Number, place(column))
			return
		}
		texts := make([]string, len(c.Levels))
		for i, level := range c.Levels {
			texts[i] = level.Text
		}
		l.columns.use(c.Column, Text, place(column), texts...)
	default:
		l.faults.add(place(n), "%s needs a column or a formula", subject)
	}
}

// judge reads how the metric becomes a rating, but for levels.
func (l *loader) judge(n *yaml.Node, subject string, c *Criterion, cuts, better *yaml.Node) {
	direction := l.better(better, subject)
	switch {
	case cuts == nil:
		if better != nil {
			l.faults.add(place(better), "%s: better goes with cuts", subject)
		}
	case c.Judge == ByLevels:
		l.faults.add(place(cuts), "%s has levels and cuts; want one of them", subject)
	default:
		if text, ok := l.quintiles(cuts); ok && text == "quintiles" {
			c.Judge, c.Cuts.LowerIsBetter = ByQuintiles, direction == "lower"
			return
		}
		c.Judge = ByCuts
		l.directedCuts(cuts, subject+": cuts", direction, c)
	}
}

// directedCuts reads a criterion's cuts. The direction is the one that better
// names, or "".
func (l *loader) directedCuts(n *yaml.Node, subject, better string, c *Criterion) {
	at, shown, ok := l.cuts(n, subject)
	switch {
	case !ok:
	case shown == "" && better == "":
		l.faults.add(place(n), "%s are all equal; say better: higher or better: lower", subject)
	case shown != "" && better != "" && shown != better:
		l.faults.add(place(n), "%s say %s is better, but better says %s", subject, shown, better)
	default:
		c.Cuts = Cuts{at, cmp.Or(shown, better) == "lower"}
	}
}

// quintiles returns the text that stands in place of four cuts, if one does.
func (l *loader) quintiles(n *yaml.Node) (string, bool) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n.Value, n.Kind == yaml.ScalarNode
}

// better reads the direction that a criterion names: higher, lower or "".
func (l *loader) better(n *yaml.Node, subject string) string {
	if n == nil {
		return ""
	}
	text, ok := l.scalar(n, subject+": better", "higher or lower")
	if ok && text != "higher" && text != "lower" {
		l.faults.add(place(n), "%s: better: %s; want higher or lower", subject, quote(text))
		return ""
	}
	return text
}

// cuts reads four numbers in one direction and returns which metric they call
// better: higher, lower, or "" if all are equal.
func (l *loader) cuts(n *yaml.Node, subject string) (at [4]float64, better string, ok bool) {
	if text, ok := l.quintiles(n); ok {
		l.faults.add(place(n), "%s: %s; want four numbers, such as [25, 50, 65, 80], or quintiles", subject, quote(text))
		return at, "", false
	}
	items := l.sequence(n, subject)
	if items == nil {
		return at, "", false
	}
	if len(items) != len(at) {
		l.faults.add(place(n), "%s: %d numbers; want four, which reach the ratings 2, 3, 4 and 5", subject, len(items))
		return at, "", false
	}
	ok = true
	for i, item := range items {
		number, isNumber := l.number(item, subject)
		at[i], ok = number, ok && isNumber
	}
	better = direction(at)
	if ok && better == "mixed" {
		l.faults.add(place(n), "%s neither rise nor fall throughout; want one direction", subject)
		ok = false
	}
	return at, better, ok
}

// direction returns which metric four cuts call better: higher, lower, "" if
// all are equal, or mixed.
func direction(cuts [4]float64) string {
	rising := slices.IsSorted(cuts[:])
	falling := slices.IsSortedFunc(cuts[:], func(a, b float64) int { return cmp.Compare(b, a) })
	switch {
	case rising && falling:
		return ""
	case rising:
		return "higher"
	case falling:
		return "lower"
	}
	return "mixed"
}

// levels reads the ratings of named levels.
func (l *loader) levels(n *yaml.Node, subject string) []Level {
	subject += ": levels"
	n = l.mappingNode(n, subject)
	if n == nil {
		return nil
	}
	if len(n.Content) == 0 {
		l.faults.add(place(n), "%s: none; want at least one, such as {low: 1, high: 5}", subject)
	}
	var levels []Level
	at := map[string]Pos{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		text, ok := l.text(key, subject)
		if !ok {
			continue
		}
		if first, repeated := at[text]; repeated {
			l.faults.add(place(key), "%s: %s is there twice, first at %d:%d", subject, quote(text), first.Line, first.Column)
			continue
		}
		at[text] = place(key)
		if rating, ok := l.integer(value, subject+": "+quote(text), 1, 5); ok {
			levels = append(levels, Level{text, rating})
		}
	}
	return levels
}

// missing reads what an unknown metric does.
func (l *loader) missing(n *yaml.Node, subject string, c *Criterion) {
	switch text, ok := l.scalar(n, subject+": missing", "skip, required or a rating from 1 to 5"); {
	case !ok:
	case text == "skip":
		c.Missing = Skip
	case text == "required":
		c.Missing = Required
	case len(text) == 1 && "1" <= text && text <= "5":
		c.Missing, c.Given = GiveRating, int(text[0]-'0')
	default:
		l.faults.add(place(n), "%s: missing: %s; want skip, required or a rating from 1 to 5", subject, quote(text))
	}
}

// expires reads when a metric is too old to count.
func (l *loader) expires(n *yaml.Node, subject string) *Expires {
	e := &Expires{Pos: place(n)}
	subject += ": expires"
	l.mapping(n, subject, []field{
		{key: "column", required: true, read: l.columnInto(&e.Column, subject+": column")},
		{key: "days", required: true, read: func(n *yaml.Node) { e.Days, _ = l.integer(n, subject+": days", 0, 100_000) }},
	})
	if e.Column != "" {
		l.columns.use(e.Column, Date, e.Pos)
	}
	return e
}
