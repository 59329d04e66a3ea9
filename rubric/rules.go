package rubric

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// segments reads the list of segments.
func (l *loader) segments(n *yaml.Node) {
	items, _ := l.sequence(n, "segments")
	for i, item := range items {
		l.segment(item, i)
	}
}

// segment reads one segment. What it does not say is as in the rubric.
func (l *loader) segment(n *yaml.Node, i int) {
	subject := l.subject(n, "segment", i)
	s := Segment{Pos: place(n)}
	for _, c := range l.rubric.Criteria {
		s.Weights = append(s.Weights, c.Weight)
		s.Cuts = append(s.Cuts, c.Cuts)
	}
	l.mapping(n, subject, []field{
		{key: "name", required: true, read: l.nameInto(&s.Name, subject+": name")},
		{key: "when", required: true, read: func(n *yaml.Node) {
			s.When = l.formula(n, subject, "when", Condition, scopeColumns)
		}},
		{key: "weights", read: func(n *yaml.Node) {
			l.perCriterion(n, subject+": weights", func(i int, value *yaml.Node, subject string) {
				s.Weights[i], _ = l.hundredths(value, subject, 0, maxWeight)
			})
		}},
		{key: "cuts", read: func(n *yaml.Node) {
			l.perCriterion(n, subject+": cuts", func(i int, value *yaml.Node, subject string) {
				s.Cuts[i] = l.segmentCuts(value, subject, l.rubric.Criteria[i])
			})
		}},
	})
	l.mentioned(subject)
	if s.Name == DefaultSegment {
		l.faults.add(s.Pos, "%s: the name stands for accounts that no segment takes; give the segment another", subject)
	}
	l.once("segment", s.Name, subject, s.Pos)
	l.rubric.Segments = append(l.rubric.Segments, s)
}

// segmentCuts reads a segment's own cuts for a criterion. All equal, they
// take the criterion's direction.
func (l *loader) segmentCuts(n *yaml.Node, subject string, c Criterion) Cuts {
	if c.Judge != ByCuts {
		l.faults.add(place(n), "%s: the criterion has no cuts of its own to replace", subject)
		return Cuts{}
	}
	at, better, _ := l.cuts(n, subject, "four numbers, such as [25, 50, 65, 80]")
	return Cuts{at, better == "lower" || better == "" && c.Cuts.LowerIsBetter}
}

// perCriterion reads a mapping from names of criteria. Without any criteria,
// which is a fault of its own, it reads nothing.
func (l *loader) perCriterion(n *yaml.Node, subject string, read func(i int, value *yaml.Node, subject string)) {
	fields := make([]field, 0, MaxCriteria)
	for i, name := range l.rubric.criterionNames() {
		if name == "" {
			continue
		}
		fields = append(fields, field{key: name, read: func(value *yaml.Node) {
			read(i, value, subject+": "+quote(name))
		}})
	}
	if len(fields) > 0 {
		l.mapping(n, subject, fields)
	}
}

// caps reads the list of caps.
func (l *loader) caps(n *yaml.Node) {
	items, _ := l.sequence(n, "caps")
	for i, item := range items {
		subject := l.subject(item, "cap", i)
		c := Cap{Pos: place(item)}
		l.mapping(item, subject, []field{
			{key: "when", required: true, read: func(n *yaml.Node) {
				c.When = l.formula(n, subject, "when", Condition, scopeCap)
			}},
			{key: "band", required: true, read: func(n *yaml.Node) { c.Band = l.capBand(n, subject) }},
			{key: "reason", required: true, read: l.nameInto(&c.Reason, subject+": reason")},
		})
		l.mentioned(subject)
		l.rubric.Caps = append(l.rubric.Caps, c)
	}
}

// capBand reads the band that a cap holds a score in, as an index.
func (l *loader) capBand(n *yaml.Node, subject string) int {
	name, ok := l.text(n, subject+": band")
	if !ok {
		return 0
	}
	bands := l.rubric.Bands
	switch i := slices.IndexFunc(bands, func(b Band) bool { return b.Name == name }); {
	case i < 0:
		l.faults.add(place(n), "%s: there is no band %s%s", subject, quote(name), wanted(name, l.rubric.BandNames()))
	case i == len(bands)-1:
		l.faults.add(place(n), "%s: %s is the top band; a cap there holds nothing down", subject, quote(name))
	default:
		return i
	}
	return 0
}

// plays reads the list of plays.
func (l *loader) plays(n *yaml.Node) {
	items, _ := l.sequence(n, "plays")
	for i, item := range items {
		subject := l.subject(item, "play", i)
		p := Play{Pos: place(item)}
		l.mapping(item, subject, []field{
			{key: "name", required: true, read: l.nameInto(&p.Name, subject+": name")},
			{key: "when", required: true, read: func(n *yaml.Node) {
				p.When = l.formula(n, subject, "when", Condition, scopePlay)
			}},
		})
		l.mentioned(subject)
		if strings.Contains(p.Name, ";") {
			l.faults.add(p.Pos, "%s: the name has a \";\", which stands between plays in results; write it without", subject)
		}
		l.once("play", p.Name, subject, p.Pos)
		l.rubric.Plays = append(l.rubric.Plays, p)
	}
}
