package rubric

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"
)

// A manuscript is a rubric's file that is being edited: its text, its values,
// and the changes.
type manuscript struct {
	rubric  *Rubric // as the file makes it
	root    *yaml.Node
	text    []byte
	lines   fileLines
	starts  []int  // the offset of each line in text
	lineEnd string // what the file's lines end with
	changes []change

	replaced map[*yaml.Node]bool // values that have another text now
	extended map[*yaml.Node]bool // mappings with new keys
}

// A change puts a text in the place of another.
type change struct {
	from, to int // offsets
	text     string
}

func newManuscript(r *Rubric) *manuscript {
	l := newLoader(r.File, r.Source)
	m := &manuscript{
		rubric: r, root: l.parse(r.Source), text: r.Source, lines: l.lines, lineEnd: "\n",
		replaced: map[*yaml.Node]bool{}, extended: map[*yaml.Node]bool{},
	}
	m.starts = []int{len(r.Source) - len(bytes.TrimPrefix(r.Source, []byte("\uFEFF")))}
	for i, c := range m.text {
		if c == '\n' || c == '\r' && !bytes.HasPrefix(m.text[i+1:], []byte("\n")) {
			m.starts = append(m.starts, i+1)
		}
	}
	if len(m.starts) > 1 {
		first := m.text[m.starts[0]:m.starts[1]]
		m.lineEnd = string(first[len(bytes.TrimRight(first, "\r\n")):])
	}
	return m
}

// items returns the items of a list of the file, which may be absent.
func (m *manuscript) items(key string) []*yaml.Node {
	list := valueOf(m.root, key)
	if list == nil {
		return nil
	}
	return target(list).Content
}

// offset returns where a place is in the text.
func (m *manuscript) offset(p Pos) int {
	p = m.lines.within(p)
	return m.starts[p.Line-1] + len(string(m.lines.line(p.Line)[:p.Column-1]))
}

// pos returns the place of an offset in the text.
func (m *manuscript) pos(offset int) Pos {
	line, found := slices.BinarySearch(m.starts, offset)
	if !found {
		line--
	}
	return Pos{line + 1, utf8.RuneCount(m.text[m.starts[line]:offset]) + 1}
}

// rest returns the text from an offset to the end of its line.
func (m *manuscript) rest(offset int) []byte {
	rest := m.text[offset:]
	if end := bytes.IndexAny(rest, "\r\n"); end >= 0 {
		return rest[:end]
	}
	return rest
}

// start returns where a value starts, behind its anchor.
func (m *manuscript) start(n *yaml.Node) int {
	at := m.offset(place(n))
	if n.Anchor == "" {
		return at
	}
	return m.skip(at + len("&"+n.Anchor))
}

// end returns where a value ends.
func (m *manuscript) end(n *yaml.Node) int {
	at := m.start(n)
	switch n.Kind {
	case yaml.AliasNode:
		return at + len("*"+n.Value)
	case yaml.ScalarNode:
		return m.scalarEnd(n, at)
	}
	isFlow := n.Style&yaml.FlowStyle != 0
	switch child := lastOf(n); {
	case child != nil:
		at = m.end(child)
	case isFlow:
		at++ // the bracket
	}
	if isFlow {
		at = m.skip(at) + 1
	}
	return at
}

// scalarEnd returns where a scalar ends that starts at an offset.
func (m *manuscript) scalarEnd(n *yaml.Node, start int) int {
	here, at := *n, m.pos(start)
	here.Line, here.Column = at.Line, at.Column
	if n.Style&block != 0 {
		here.Value = strings.TrimRight(n.Value, "\n")
	}
	places := m.lines.places(&here, utf8.RuneCountInString(here.Value))
	end := m.offset(places[len(places)-1])
	if n.Style&quoted != 0 {
		end += bytes.IndexByte(m.text[end:], m.text[start]) + 1
	}
	return end
}

// skip returns the offset of what follows the blanks, ends of lines, commas and
// comments at an offset.
func (m *manuscript) skip(at int) int {
	for at < len(m.text) {
		switch m.text[at] {
		case ' ', '\t', '\r', '\n', ',':
			at++
		case '#':
			at += len(m.rest(at))
		default:
			return at
		}
	}
	return at
}

func (m *manuscript) change(from, to int, text string) {
	m.changes = append(m.changes, change{from, to, text})
}

// replace puts a text in the place of a value.
func (m *manuscript) replace(n *yaml.Node, text string) {
	m.replaced[n] = true
	m.change(m.start(n), m.end(n), text)
}

// scalar puts a text in the place of a scalar's, in the same quotes.
func (m *manuscript) scalar(n *yaml.Node, text string) {
	if n.Style&quoted != 0 {
		quote := string(m.text[m.start(n)])
		text = quote + text + quote
	}
	m.replace(n, text)
}

// insert puts new keys into a mapping, behind one of its values, which is nil
// if it has none.
func (m *manuscript) insert(n, behind *yaml.Node, entries ...string) {
	n = target(n)
	m.extended[n] = true
	if behind == nil {
		at := m.start(n) + len("{")
		m.change(at, at, strings.Join(entries, ", "))
		return
	}
	at, lead := m.end(behind), ", "
	if n.Style&yaml.FlowStyle == 0 {
		at += len(m.rest(at))
		lead = m.lineEnd + strings.Repeat(" ", n.Content[0].Column-1)
	}
	m.change(at, at, lead+strings.Join(entries, lead))
}

// pin writes out, under a node, the aliases of values that have changed.
func (m *manuscript) pin(n *yaml.Node) {
	switch {
	case m.replaced[n]:
	case n.Kind == yaml.AliasNode && m.touched(n.Alias):
		m.change(m.start(n), m.end(n), flowText(n))
	default:
		for _, child := range n.Content {
			m.pin(child)
		}
	}
}

// touched reports whether a value, or one under it, has changed.
func (m *manuscript) touched(n *yaml.Node) bool {
	return m.replaced[n] || m.extended[n] || slices.ContainsFunc(n.Content, m.touched)
}
