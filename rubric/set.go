package rubric

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// Set returns the rubric that r's file would make with some of its values
// changed. Each change is a path and a value in YAML, such as
// "Usage.weight=40"; later ones see what earlier ones did.
//
// A path goes down from a key of the file, or from the name or key of a
// criterion: keys, and names of criteria, bands, segments and plays, joined by
// dots. A name wins over a key. The last key need not be in the file yet.
//
// The result has no examples, and is checked as [Load] checks a file. The error
// is a [*Faults] that names the changes' origin, such as "--set", for a file. The
// Source is r's.
func (r *Rubric) Set(origin string, changes []string) (*Rubric, error) {
	l := newLoader(r.File, r.Source)
	root := l.parse(r.Source)
	l.last = len(l.lines)
	told := &Faults{File: origin}
	var sources []string // of the lines behind the file's last: the changes
	for _, change := range changes {
		text, err := l.set(root, change)
		if err != nil {
			told.add(Pos{}, "%s: %s", quote(change), err)
		}
		for range text {
			sources = append(sources, quote(change)+": ")
		}
		l.lines = append(l.lines, text...)
	}
	if told.List == nil {
		dropExamples(root)
		l.root(root)
	}
	for _, fault := range l.faults.List {
		message := fault.In(r.File)
		if behind := fault.Pos.Line - l.last; behind > 0 {
			message = sources[behind-1] + fault.Message
		}
		told.hint(Pos{}, fault.Hint, "%s", message)
	}
	if err := told.err(); err != nil {
		return nil, err
	}
	return l.rubric, nil
}

// dropExamples takes the examples out of a file: they are of the rubric as it
// was.
func dropExamples(root *yaml.Node) {
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == "examples" {
			root.Content = append(root.Content[:i], root.Content[i+2:]...)
			return
		}
	}
}

// set makes one change. It returns the lines of the value, which stand behind
// the file's from here on, so that all checks find the text of each node.
func (l *loader) set(root *yaml.Node, change string) (fileLines, error) {
	path, text, _ := strings.Cut(change, "=")
	path = strings.TrimSpace(path)
	if text = strings.TrimSpace(text); path == "" || text == "" || text[0] == '#' {
		return nil, errors.New("want a path and a value, such as Usage.weight=40")
	}
	parent, key, err := find(root, path)
	if err != nil {
		return nil, err
	}
	value := newLoader("", []byte(text))
	node := value.parse([]byte(text))
	if value.faults.List != nil {
		return nil, errors.New("the value is not YAML; want one such as 40, [20, 40, 60, 80], {a: 1} or 'any text'")
	}
	shift(node, len(l.lines))
	for i := 0; i+1 < len(parent.Content); i += 2 {
		if parent.Content[i].Value == key {
			parent.Content[i+1] = node
			return value.lines, nil
		}
	}
	name := &yaml.Node{Kind: yaml.ScalarNode, Value: key, Line: node.Line, Column: node.Column}
	parent.Content = append(parent.Content, name, node)
	return value.lines, nil
}

// shift moves a node down by a number of lines.
func shift(n *yaml.Node, lines int) {
	n.Line += lines
	for _, child := range n.Content {
		shift(child, lines)
	}
}

// find returns the mapping and the key in it that a path leads to. The key may
// be new.
func find(root *yaml.Node, path string) (parent *yaml.Node, key string, err error) {
	at, below := root, branches(root)
	for _, b := range below {
		if b.name == "criteria" {
			below = append(below, branches(b.node)...)
		}
	}
	for rest := path; ; below = branches(at) {
		next, found := longest(below, rest)
		switch {
		case found && next.name != rest:
			at, rest = next.node, rest[len(next.name)+1:]
		case found && next.item:
			return nil, "", fmt.Errorf("%s has several values; want the path of one", quote(rest))
		case found, at.Kind == yaml.MappingNode && !strings.Contains(rest, "."): // it may be new
			return at, rest, nil
		case len(below) == 0:
			return nil, "", fmt.Errorf("%s has no names below it; set it as a whole", quote(strings.TrimSuffix(path, "."+rest)))
		default:
			return nil, "", absent(at, path, rest, names(below))
		}
	}
}

// absent says that a path has no known name where its rest starts, under a node.
func absent(at *yaml.Node, path, rest string, known []string) error {
	head, below, _ := strings.Cut(rest, ".")
	whole := ""
	if _, near := Nearest(head, known); !near && at.Kind == yaml.MappingNode {
		key, _, _ := strings.Cut(below, ".")
		whole = fmt.Sprintf("; a new one is set as a whole: %s={%s: …}", shorten(strings.TrimSuffix(path, "."+below)), shorten(key))
	}
	return fmt.Errorf("there is no %s%s%s", quote(head), wanted(head, known), whole)
}

// A branch is what a path finds under a name.
type branch struct {
	name string
	node *yaml.Node
	item bool // it is a list's, and a mapping itself
}

// branches returns what stands under a node: a mapping's values by their keys,
// a list's mappings by their names, and behind all of these by their keys or
// what is made of the names; not by a key that several have.
func branches(n *yaml.Node) []branch {
	var all, keyed []branch
	times := map[string]int{} // by key
	for i, item := range n.Content {
		switch {
		case n.Kind == yaml.MappingNode && i%2 == 1:
			all = append(all, branch{n.Content[i-1].Value, item, false})
		case n.Kind == yaml.SequenceNode && item.Kind == yaml.MappingNode:
			var name, key string
			for _, b := range branches(item) {
				switch b.name {
				case "name":
					name = strings.TrimSpace(b.node.Value)
				case "key":
					key = strings.TrimSpace(b.node.Value)
				}
			}
			key = cmp.Or(key, Slug(name))
			times[key]++
			all, keyed = append(all, branch{name, item, true}), append(keyed, branch{key, item, true})
		}
	}
	for _, b := range keyed {
		if times[b.name] == 1 {
			all = append(all, b)
		}
	}
	return slices.DeleteFunc(all, func(b branch) bool { return b.name == "" }) // as caps'
}

// longest returns the branch with the longest name that a path starts with, the
// first of several.
func longest(among []branch, path string) (longest branch, found bool) {
	for _, b := range among {
		starts := path == b.name || strings.HasPrefix(path, b.name+".")
		if starts && (!found || len(b.name) > len(longest.name)) {
			longest, found = b, true
		}
	}
	return longest, found
}

// names returns the first name of each branch.
func names(among []branch) []string {
	var all []string
	named := map[*yaml.Node]bool{}
	for _, b := range among {
		if !named[b.node] {
			all = append(all, b.name)
		}
		named[b.node] = true
	}
	return all
}
