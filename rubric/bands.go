package rubric

import (
	"slices"

	yaml "go.yaml.in/yaml/v4"
)

// defaultBands are those of a rubric that names none.
func defaultBands() []Band {
	return []Band{
		{Name: "red", From: 0, Color: "red", Symbol: "▼"},
		{Name: "yellow", From: 5000, Color: "yellow", Symbol: "■"},
		{Name: "green", From: 7500, Color: "green", Symbol: "▲"},
	}
}

// bands reads the list of bands.
func (l *loader) bands(n *yaml.Node) {
	items, ok := l.sequence(n, "bands")
	if !ok {
		return
	}
	if len(items) == 0 {
		l.faults.add(place(n), "bands: none; want at least one, from 0")
	}
	l.rubric.Bands = nil
	above := -1
	for i, item := range items {
		above = max(above, l.band(item, i, len(items), above))
	}
}

// band reads the i-th of count bands and returns where it starts, or -1. It
// has to be above the ones before.
func (l *loader) band(n *yaml.Node, i, count, above int) int {
	subject := l.subject(n, "band", i)
	b := Band{Pos: place(n), From: -1}
	l.mapping(n, subject, []field{
		{key: "name", required: true, read: l.nameInto(&b.Name, subject+": name")},
		{key: "from", required: true, read: func(n *yaml.Node) {
			if from, ok := l.hundredths(n, subject+": from", 0, 100); ok {
				b.From = from
			}
		}},
		{key: "color", read: func(n *yaml.Node) { b.Color = l.color(n, subject) }},
		{key: "symbol", read: l.nameInto(&b.Symbol, subject+": symbol")},
		{key: "action", read: l.nameInto(&b.Action, subject+": action")},
	})
	if b.Name == Unscored {
		l.faults.add(b.Pos, "%s: the name stands for accounts of which too little is known; give the band another", subject)
	}
	l.once("band", b.Name, subject, b.Pos)
	switch {
	case b.From < 0:
	case i == 0 && b.From != 0:
		l.faults.add(b.Pos, "%s is the first and starts at %s; want from: 0", subject, decimal(float64(b.From)/100))
	case b.From <= above:
		l.faults.add(b.Pos, "%s starts at %s, not above the band before it; want bands that rise", subject, decimal(float64(b.From)/100))
	}
	if b.Color == "" {
		b.Color = defaultColor(b.Name, i, count)
	}
	l.rubric.Bands = append(l.rubric.Bands, b)
	return b.From
}

// color reads a band's colour.
func (l *loader) color(n *yaml.Node, subject string) Color {
	names := make([]string, len(Colors))
	for i, c := range Colors {
		names[i] = string(c)
	}
	text, ok := l.text(n, subject+": color")
	if ok && !slices.Contains(names, text) {
		l.faults.add(place(n), "%s: color: %s%s", subject, quote(text), wanted(text, names))
	}
	return Color(text)
}

// defaultColor is the band's name if that is a colour, else the i-th of count
// colours spread from red to green.
func defaultColor(name string, i, count int) Color {
	if slices.Contains(Colors, Color(name)) {
		return Color(name)
	}
	ramp := Colors[:4]
	if count == 1 {
		return ramp[len(ramp)-1]
	}
	return ramp[(i*(len(ramp)-1)*2+count-1)/(2*(count-1))]
}
