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

	// Propensity is nil if it stays; one that was fitted to the scores of other
	// weights or cuts should not.
	Propensity *Propensity

	// Note is the text, by lines, of a comment at the head of the file: when and
	// to what the values were fitted, and what came of it. It follows the words
	// "Fitted by chs", is itself followed by what became of weights of 0, and
	// replaces the note of an earlier edit, which stays if it is nil.
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
	defaults := want.Weights()
	for i := range r.Segments {
		m.segment(segments[i], r.Segments[i].Weights, defaults, want.Segments[i].Weights)
	}
	m.propensity(e.Propensity)
	m.pin(m.root)
	m.note(e.noteLines(m.rubric.criterionNames()))
	return m.finish(want)
}

// noteLines returns the lines of the note, with the criteria that got no weight.
func (e *Edits) noteLines(names []string) []string {
	if e.Note == nil || e.Weights == nil {
		return e.Note
	}
	lines := slices.Clone(e.Note)
	for k, weight := range e.Weights[0] {
		if weight == 0 {
			lines = append(lines, "criterion "+quote(names[k])+" would get no weight, and may be taken out: 0.01 is the least there is")
		}
	}
	return lines
}

// wanted returns the rubric with the values that the edits call for.
func (m *manuscript) wanted(e *Edits) *Rubric {
	want := *m.rubric
	want.Criteria, want.Segments = slices.Clone(want.Criteria), slices.Clone(want.Segments)
	if e.Propensity != nil {
		want.Propensity = e.Propensity
	}
	if e.Weights != nil {
		want.weigh(e.Weights[0], e.Weights[1:])
	}
	for k, cuts := range e.Cuts {
		if cuts != nil {
			m.recut(&want, k, cuts)
		}
	}
	return &want
}

// weigh gives a rubric other weights, by segment, as [Edits] has them.
func (r *Rubric) weigh(defaults []int, segments [][]int) {
	for k := range r.Criteria {
		r.Criteria[k].Weight = max(1, defaults[k])
	}
	for i, weights := range segments {
		if slices.Equal(weights, defaults) {
			weights = r.Weights()
		}
		r.Segments[i].Weights = weights
	}
}

// recut gives a criterion of the rubric other cuts, in all segments without cuts
// of their own.
func (m *manuscript) recut(want *Rubric, criterion int, cuts *Cuts) {
	c := &want.Criteria[criterion]
	c.Judge, c.Cuts = ByCuts, *cuts
	for i, segment := range m.items("segments") {
		if own := valueOf(segment, "cuts"); own != nil && valueOf(own, c.Name) != nil {
			continue
		}
		s := &want.Segments[i]
		s.Cuts = slices.Clone(s.Cuts)
		s.Cuts[criterion] = *cuts
	}
}

// criterion changes a criterion's weight and cuts.
func (m *manuscript) criterion(n *yaml.Node, old, want *Criterion) {
	if old.Weight != want.Weight {
		m.scalar(valueOf(n, "weight"), hundredthsText(want.Weight))
	}
	cuts := valueOf(n, "cuts")
	if cuts == nil || old.Judge == want.Judge && old.Cuts == want.Cuts {
		return
	}
	if old.Judge != want.Judge || old.Cuts.At != want.Cuts.At {
		m.cuts(cuts, old.Cuts.At, want.Cuts.At)
	}
	m.better(n, cuts, &want.Cuts)
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
	switch better := valueOf(n, "better"); {
	case better != nil && strings.TrimSpace(target(better).Value) != text:
		m.scalar(better, text)
	case better == nil && direction(want.At) == "":
		m.insert(n, cuts, "better: "+text)
	}
}

// segment changes the weights of a segment, from what it has to what is wanted.
// Those that it does not name are the default's. If one of these is to be
// another, it names all.
func (m *manuscript) segment(n *yaml.Node, old, defaults, want []int) {
	own := valueOf(n, "weights")
	var all, absent []string
	named, follows := true, true // whether those that it names, and the others, are as wanted
	for k, name := range m.rubric.criterionNames() {
		entry := scalarText(name) + ": " + hundredthsText(want[k])
		all = append(all, entry)
		if own != nil && valueOf(own, name) != nil {
			named = named && old[k] == want[k]
		} else {
			absent = append(absent, entry)
			follows = follows && defaults[k] == want[k]
		}
	}
	switch whole := "{" + strings.Join(all, ", ") + "}"; {
	case named && follows:
	case own == nil:
		m.insert(n, valueOf(n, "when"), "weights: "+whole)
	case own.Kind == yaml.AliasNode:
		m.replace(own, whole)
	default:
		m.named(own, old, want)
		if !follows {
			m.insert(own, lastOf(own), absent...)
		}
	}
}

// named changes the weights that a segment names.
func (m *manuscript) named(weights *yaml.Node, old, want []int) {
	for k, name := range m.rubric.criterionNames() {
		if weight := valueOf(weights, name); weight != nil && old[k] != want[k] {
			m.scalar(weight, hundredthsText(want[k]))
		}
	}
}
