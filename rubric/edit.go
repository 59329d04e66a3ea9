package rubric

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// Edits are what is to change in a rubric's file: values that were fitted, and
// a note that says so. Values that the file has already stay as it writes them.
type Edits struct {
	// Weights are by segment, first the default one, and by criterion, in
	// hundredths; nil if all stay. Where weights are over 0, in the default
	// segment, a 0 becomes the least there is, 0.01; so it does in segments with
	// the same weights.
	Weights [][]int

	// Cuts are by criterion, nil where they stay, and for criteria with cuts or
	// quintiles alone. Segments keep cuts of their own. Nil if all stay.
	Cuts []*Cuts

	Propensity *Propensity // nil if it stays

	// Note is the text, by lines, of a comment at the head of the file: when and
	// to what the values were fitted, and what came of it. It follows the words
	// "Fitted by chs", and replaces the note of an earlier edit. Nil for none.
	Note []string
}

// Edit returns the rubric that r's file becomes by e; its Source is the file's
// new text. What e does not change stays byte for byte, but for the blanks
// before a comment, which keep it in its column. Where an anchored value
// changes, its aliases get what they stood for, written out. r must be as
// [Load] returned it, not of [Rubric.Set].
//
// Examples stay as they are, and need not hold any more: they say what the
// rubric's author expects.
//
// The error is a [*Faults]: the file cannot be edited in a way that changes the
// values of e and nothing else.
func (r *Rubric) Edit(e *Edits) (*Rubric, error) {
	m := newManuscript(r)
	want := m.wanted(e)
	criteria, segments := m.items("criteria"), m.items("segments")
	for i := range r.Criteria {
		m.criterion(criteria[i], &r.Criteria[i], &want.Criteria[i])
	}
	defaults := weightsOf(want)
	for i := range r.Segments {
		m.segment(segments[i], r.Segments[i].Weights, defaults, want.Segments[i].Weights)
	}
	m.propensity(e.Propensity)
	m.pin(m.root)
	m.note(e.Note)
	return m.finish(want)
}

// wanted returns the rubric with the values that the edits call for.
func (m *manuscript) wanted(e *Edits) *Rubric {
	want := *m.rubric
	want.Criteria, want.Segments = slices.Clone(want.Criteria), slices.Clone(want.Segments)
	if e.Propensity != nil {
		want.Propensity = e.Propensity
	}
	for i := range e.Weights {
		if i == 0 {
			for k := range want.Criteria {
				want.Criteria[k].Weight = max(1, e.Weights[0][k])
			}
			continue
		}
		weights := e.Weights[i]
		if slices.Equal(weights, e.Weights[0]) {
			weights = weightsOf(&want)
		}
		want.Segments[i-1].Weights = weights
	}
	for k, cuts := range e.Cuts {
		if cuts == nil {
			continue
		}
		c := &want.Criteria[k]
		c.Judge, c.Cuts = ByCuts, *cuts
		for i, segment := range m.items("segments") {
			if own := value(segment, "cuts"); own == nil || value(own, c.Name) == nil {
				s := &want.Segments[i]
				s.Cuts = slices.Clone(s.Cuts)
				s.Cuts[k] = *cuts
			}
		}
	}
	return &want
}

// weightsOf returns the weights of the default segment.
func weightsOf(r *Rubric) []int {
	weights := make([]int, len(r.Criteria))
	for k := range r.Criteria {
		weights[k] = r.Criteria[k].Weight
	}
	return weights
}

// criterion changes a criterion's weight and cuts.
func (m *manuscript) criterion(n *yaml.Node, old, want *Criterion) {
	if old.Weight != want.Weight {
		m.scalar(value(n, "weight"), hundredthsText(want.Weight))
	}
	if cuts := value(n, "cuts"); cuts != nil && (old.Judge != want.Judge || old.Cuts != want.Cuts) {
		m.cuts(cuts, old.Cuts.At, want.Cuts.At)
		m.better(n, cuts, &want.Cuts)
	}
}

// cuts changes those of four cuts that differ.
func (m *manuscript) cuts(n *yaml.Node, old, want [4]float64) {
	texts := make([]string, len(want))
	for i, cut := range want {
		texts[i] = decimal(cut)
	}
	if n.Kind != yaml.SequenceNode { // an alias, or quintiles
		m.replace(n, "["+strings.Join(texts, ", ")+"]")
		return
	}
	for i, item := range n.Content {
		if old[i] != want[i] {
			m.scalar(item, texts[i])
		}
	}
}

// better makes a criterion's better say the direction of its cuts, if it has
// one or the cuts do not show the direction.
func (m *manuscript) better(n, cuts *yaml.Node, want *Cuts) {
	text := "higher"
	if want.LowerIsBetter {
		text = "lower"
	}
	switch better := value(n, "better"); {
	case better != nil && strings.TrimSpace(target(better).Value) != text:
		m.scalar(better, text)
	case better == nil && direction(want.At) == "":
		m.insert(n, cuts, "better: "+text)
	}
}

// segment changes the weights of a segment, from what it has to what is
// wanted, where it has the default's for those that it does not name.
func (m *manuscript) segment(n *yaml.Node, old, defaults, want []int) {
	own := value(n, "weights")
	var absent, all []string
	complete, differs := true, false
	for k, name := range m.rubric.criterionNames() {
		entry := plain(name) + ": " + hundredthsText(want[k])
		all = append(all, entry)
		if own == nil || value(own, name) == nil {
			absent = append(absent, entry)
			complete = complete && defaults[k] == want[k]
		} else {
			differs = differs || old[k] != want[k]
		}
	}
	switch {
	case complete && !differs:
		return
	case own == nil:
		m.insert(n, value(n, "when"), "weights: {"+strings.Join(all, ", ")+"}")
		return
	case own.Kind == yaml.AliasNode:
		m.replace(own, "{"+strings.Join(all, ", ")+"}")
		return
	}
	for k, name := range m.rubric.criterionNames() {
		if weight := value(own, name); weight != nil && old[k] != want[k] {
			m.scalar(weight, hundredthsText(want[k]))
		}
	}
	if !complete {
		m.insert(own, last(own), absent...)
	}
}
