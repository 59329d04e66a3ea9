package rubric

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// A field is one key of a mapping and what reads its value.
type field struct {
	key      string
	required bool
	read     func(*yaml.Node)
}

// mapping reads a mapping's fields, in the order of fields, and notes unknown,
// repeated and absent keys. The subject names the mapping in messages; "" is
// the rubric itself. It reports whether n is a mapping.
func (l *loader) mapping(n *yaml.Node, subject string, fields []field) bool {
	if n = l.mappingNode(n, subject, firstKey(fields)); n == nil {
		return false
	}
	values := l.values(n, subject, fields)
	for _, f := range fields {
		if value, ok := values[f.key]; ok {
			f.read(value)
		} else if f.required {
			l.faults.add(place(n), "%s needs %q", orRubric(subject), f.key)
		}
	}
	return true
}

// firstKey returns how a mapping of the fields may start.
func firstKey(fields []field) string {
	first := max(0, slices.IndexFunc(fields, func(f field) bool { return f.required }))
	return fields[first].key + ": …"
}

// values returns a mapping's values by key and notes unknown and repeated keys.
func (l *loader) values(n *yaml.Node, subject string, fields []field) map[string]*yaml.Node {
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.key
	}
	values, at := map[string]*yaml.Node{}, map[string]Pos{}
	hint := ""
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name, ok := l.scalar(key, lead(subject)+"a key", "a text")
		if !ok {
			continue
		}
		switch first, repeated := at[name]; {
		case repeated:
			l.faults.hint(place(key), hint, "%skey %s is there twice%s", lead(subject), quote(name), l.first(first))
		case !slices.Contains(known, name):
			l.faults.hint(place(key), hint, "%sunknown key %s%s", lead(subject), quote(name), wanted(name, known))
		default:
			values[name] = value
		}
		at[name] = place(key)
		if splitsCall(n, value) {
			hint = "inside { } a comma ends a value: put the whole text in quotes"
		}
	}
	return values
}

// splitsCall reports whether a mapping's value is the start of a call whose
// comma ended it, in flow style: {formula: min(a, b)}.
func splitsCall(n, value *yaml.Node) bool {
	return n.Style&yaml.FlowStyle != 0 && value.Style == 0 &&
		strings.Count(value.Value, "(") > strings.Count(value.Value, ")")
}

// wanted says which of the known words was most likely meant, or which there are.
func wanted(word string, known []string) string {
	const most = 21 // more would be no help
	if len(known) == 0 || len(known) > most {
		return ""
	}
	if near := didYouMean(word, known); near != "" {
		return near
	}
	return "; want " + strings.Join(known, ", ")
}

// lead puts a subject before what is said of it.
func lead(subject string) string {
	if subject == "" {
		return ""
	}
	return subject + ": "
}

func orRubric(subject string) string {
	if subject == "" {
		return "the rubric"
	}
	return subject
}

// mappingNode returns the mapping that n is or stands for, or notes a fault
// and returns nil.
func (l *loader) mappingNode(n *yaml.Node, subject, example string) *yaml.Node {
	if n = l.follow(n, subject); n == nil {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		l.faults.add(place(n), "%s: want keys and values, such as %s", orRubric(subject), example)
		return nil
	}
	return n
}

// sequence returns the items of a list, or notes a fault; ok is then false.
func (l *loader) sequence(n *yaml.Node, subject string) (items []*yaml.Node, ok bool) {
	if n = l.follow(n, subject); n == nil {
		return nil, false
	}
	if n.Kind != yaml.SequenceNode {
		l.faults.add(place(n), "%s: want a list, with \"-\" and a space before each item", subject)
		return nil, false
	}
	return n.Content, true
}

// follow returns the node that an alias stands for, or the node itself, and
// refuses tags: they have no meaning in a rubric.
func (l *loader) follow(n *yaml.Node, subject string) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Style&yaml.TaggedStyle != 0 || l.lines.at(place(n)) == '!' { // a bare "!" sets no style
		l.faults.hint(place(n), "put a text that starts with \"!\" in quotes; a condition has not (…) in its place",
			"%s: YAML takes %s for a tag", orRubric(subject), quote(l.word(place(n))))
		return nil
	}
	return n
}
