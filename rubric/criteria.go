package rubric

import yaml "go.yaml.in/yaml/v4"

// maxWeight is the largest weight, before it is taken times 100.
const maxWeight = 100_000

// criteria reads the list of criteria.
func (l *loader) criteria(n *yaml.Node) {
	items, ok := l.sequence(n, "criteria")
	if ok && len(items) == 0 {
		l.faults.add(place(n), "criteria: none; want 1 to %d", MaxCriteria)
	}
	for i, item := range items {
		if i == MaxCriteria {
			l.faults.add(place(item), "%s is the seventh; a rubric holds at most %d", l.subject(item, "criterion", i), MaxCriteria)
			return
		}
		l.criterion(item, i)
	}
}

// criterion reads one criterion.
func (l *loader) criterion(n *yaml.Node, i int) {
	subject := l.subject(n, "criterion", i)
	c := Criterion{Pos: place(n), Actionable: true}
	var column, formula, cuts, better, expires *yaml.Node
	node := func(dst **yaml.Node) func(*yaml.Node) {
		return func(n *yaml.Node) { *dst = n }
	}
	isMapping := l.mapping(n, subject, []field{
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
		{key: "expires", read: node(&expires)},
	})
	if !isMapping {
		return
	}
	l.judge(subject, &c, cuts, better)
	l.metric(n, subject, &c, column, formula)
	if expires != nil {
		c.Expires = l.expires(expires, subject+": expires")
	}
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
	l.once("criterion", c.Name, subject, c.Pos)
	for _, other := range l.rubric.Criteria {
		if other.Key == c.Key && other.Name != c.Name {
			l.faults.add(place(n), "%s: the key %s is that of criterion %s too; give one of them another key",
				subject, quote(c.Key), quote(other.Name))
			return
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
		c.Formula = l.formula(formula, subject, "formula", Number, scopeColumns)
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

// levels reads the ratings of named levels.
func (l *loader) levels(n *yaml.Node, subject string) []Level {
	subject += ": levels"
	n = l.mappingNode(n, subject, "{low: 1, high: 5}")
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
		text, ok := l.scalar(key, subject, "a text")
		if !ok {
			continue
		}
		if text == "" {
			l.faults.add(place(key), "%s: an empty text; an empty cell is always missing", subject)
			continue
		}
		if first, repeated := at[text]; repeated {
			l.faults.add(place(key), "%s: %s is there twice%s", subject, quote(text), l.first(first))
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
	l.mapping(n, subject, []field{
		{key: "column", required: true, read: l.judgedInto(&e.Column, Date, subject+": column")},
		{key: "days", required: true, read: func(n *yaml.Node) { e.Days, _ = l.integer(n, subject+": days", 0, 100_000) }},
	})
	return e
}
