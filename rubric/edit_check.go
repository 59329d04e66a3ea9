package rubric

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// finish returns the rubric that the edited text makes, or a fault at the first
// place where it is other than wanted.
func (m *manuscript) finish(want *Rubric) (*Rubric, error) {
	text := m.edited()
	got, err := Load(m.rubric.File, text)
	if err != nil {
		first := AsFaults(err).List[0]
		return nil, m.beyond(m.origin(text, first.Pos), first.Message)
	}
	own, other := withoutFitted(m.rubric.Source), withoutFitted(text)
	if at := differs(own, other); at != nil {
		return nil, m.beyond(place(at), "what stands here would change too")
	}
	if at, why := misses(m.rubric, got, want); why != "" {
		return nil, m.beyond(at, why)
	}
	return got, nil
}

// beyond says why the file cannot be edited.
func (m *manuscript) beyond(at Pos, why string) error {
	faults := &Faults{File: m.rubric.File}
	faults.hint(at, "write this part in a plainer form, or the values by hand", "the fitted values cannot be put in place here: %s", why)
	return faults
}

// origin returns the place in the file, as it was, of the last change up to a
// place in the edited text.
func (m *manuscript) origin(text []byte, p Pos) Pos {
	edited := newManuscript(&Rubric{Source: text})
	at, added, from := edited.offset(p), 0, m.starts[0]
	for _, c := range m.changes {
		if c.from+added > at {
			break
		}
		from = c.from
		added += len(c.text) - (c.to - c.from)
	}
	return m.pos(from)
}

// misses returns the place of the first thing in old whose fitted values are
// not as wanted in what was got, and why, or "".
func misses(old, got, want *Rubric) (at Pos, why string) {
	const other = "they would be read as other ones"
	for i := range want.Criteria {
		g, w := &got.Criteria[i], &want.Criteria[i]
		if g.Weight != w.Weight || g.Judge != w.Judge || g.Cuts != w.Cuts {
			return old.Criteria[i].Pos, other
		}
	}
	for i := range want.Segments {
		switch g, w := &got.Segments[i], &want.Segments[i]; {
		case !slices.Equal(g.Weights, w.Weights):
			return old.Segments[i].Pos, other
		case !slices.Equal(g.Cuts, w.Cuts):
			return old.Segments[i].Pos, "the segment has cuts that are all equal, and would take over the new direction"
		}
	}
	if !got.Propensity.same(want.Propensity) {
		return Pos{1, 1}, other
	}
	return Pos{}, ""
}

// withoutFitted returns the values of a rubric's file but for those that may be
// fitted.
func withoutFitted(text []byte) *yaml.Node {
	root := newLoader("", text).parse(text)
	m := manuscript{root: root}
	for _, n := range m.items("criteria") {
		drop(n, "weight", "cuts", "better")
	}
	for _, n := range m.items("segments") {
		drop(n, "weights")
	}
	drop(root, "propensity")
	return root
}

// drop takes keys out of a mapping.
func drop(n *yaml.Node, keys ...string) {
	n = target(n)
	var rest []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		if !slices.Contains(keys, strings.TrimSpace(target(n.Content[i]).Value)) {
			rest = append(rest, n.Content[i], n.Content[i+1])
		}
	}
	n.Content = rest
}

// differs returns the first value under a that another file, which has b in its
// place, has otherwise, or nil.
func differs(a, b *yaml.Node) *yaml.Node {
	x, y := target(a), target(b)
	if x.Kind != y.Kind || strings.TrimSpace(x.Value) != strings.TrimSpace(y.Value) || len(x.Content) != len(y.Content) {
		return a
	}
	for i := range x.Content {
		if at := differs(x.Content[i], y.Content[i]); at != nil {
			return at
		}
	}
	return nil
}
