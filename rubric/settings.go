package rubric

import yaml "go.yaml.in/yaml/v4"

// show reads the further columns that people see.
func (l *loader) show(n *yaml.Node) {
	items, _ := l.sequence(n, "show")
	for _, item := range items {
		if name, ok := l.code(item, "show"); ok {
			l.rubric.Show = append(l.rubric.Show, name)
		}
	}
}

// value reads what an account is worth: a column, or a mapping with its currency.
func (l *loader) value(n *yaml.Node) {
	v := &l.rubric.Value
	v.Pos = place(n)
	if n.Kind == yaml.MappingNode {
		l.mapping(n, "value", []field{
			{key: "column", required: true, read: l.judgedInto(&v.Column, Number, "value: column")},
			{key: "currency", read: l.currency},
		})
	} else {
		l.judgedInto(&v.Column, Number, "value")(n)
	}
	l.mentioned("value")
}

// currency reads the code of the value's currency.
func (l *loader) currency(n *yaml.Node) {
	code, ok := l.text(n, "value: currency")
	if ok && !KnownCurrency(code) {
		l.faults.add(place(n), "value: currency: %s; want an ISO 4217 code, such as EUR", quote(code))
	}
	l.rubric.Value.Currency = code
}

// scale reads how ratings become points.
func (l *loader) scale(n *yaml.Node) {
	switch text, ok := l.scalar(n, "scale", "0-100 or 20-100"); {
	case !ok || text == "0-100":
	case text == "20-100":
		l.rubric.Scale = Scale20to100
	default:
		l.faults.add(place(n), "scale: %s; want 0-100 or 20-100", quote(text))
	}
}

// missingValues reads the tokens that replace the default ones.
func (l *loader) missingValues(n *yaml.Node) {
	l.rubric.Missing = nil
	items, _ := l.sequence(n, "missing_values")
	for _, item := range items {
		if token, ok := l.scalar(item, "missing_values", "a text"); ok && token != "" {
			l.rubric.Missing = append(l.rubric.Missing, token)
		}
	}
}

// numbers reads how the export writes numbers.
func (l *loader) numbers(n *yaml.Node) {
	l.mapping(n, "numbers", []field{{key: "decimal", required: true, read: func(n *yaml.Node) {
		switch sign, ok := l.scalar(n, "numbers: decimal", `"." or ","`); {
		case !ok:
		case sign == "." || sign == ",":
			l.rubric.Decimal = sign[0]
		default:
			l.faults.add(place(n), `numbers: decimal: %s; want "." or ","`, quote(sign))
		}
	}}})
}

// dates reads how the export writes dates.
func (l *loader) dates(n *yaml.Node) {
	items, ok := l.sequence(n, "dates")
	if !ok {
		return
	}
	if len(items) == 0 {
		l.faults.add(place(n), "dates: none; want at least one form, such as [YYYY-MM-DD]")
	}
	l.rubric.Dates = nil
	for _, item := range items {
		text, ok := l.scalar(item, "dates", "a text")
		if !ok {
			continue
		}
		format, err := ParseDateFormat(text)
		if err != nil {
			l.faults.add(place(item), "dates: %s", err)
			continue
		}
		l.rubric.Dates = append(l.rubric.Dates, format)
	}
}
