package rubric

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v4"
)

// A field is one key of a mapping and what reads its value.
type field struct {
	key      string
	required bool
	read     func(*yaml.Node)
}

// reserved are the top-level keys that later versions will give a meaning.
var reserved = []string{"examples", "warning", "propensity"}

// mapping reads a mapping's fields, in the order of fields, and notes unknown,
// repeated and absent keys. The subject names the mapping in messages; "" is
// the rubric itself.
func (l *loader) mapping(n *yaml.Node, subject string, fields []field) {
	if n = l.mappingNode(n, subject); n == nil {
		return
	}
	seen := l.keys(n, subject, fields)
	for _, f := range fields {
		if value, ok := seen[f.key]; ok {
			f.read(value)
		} else if f.required {
			l.faults.add(place(n), "%s needs %q", orRubric(subject), f.key)
		}
	}
}

// keys returns a mapping's values by key and notes unknown and repeated keys.
func (l *loader) keys(n *yaml.Node, subject string, fields []field) map[string]*yaml.Node {
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.key
	}
	seen := map[string]*yaml.Node{}
	at := map[string]Pos{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		switch first, repeated := at[name]; {
		case repeated:
			l.faults.add(place(key), "%skey %s is there twice, first at %d:%d", lead(subject), quote(name), first.Line, first.Column)
		case subject == "" && slices.Contains(reserved, name):
			l.faults.add(place(key), "key %s is reserved for a later version of chs", quote(name))
		case !slices.Contains(known, name):
			l.faults.hint(place(key), splitCallHint(n, i), "%sunknown key %s%s", lead(subject), quote(name), keyWanted(name, known))
		default:
			seen[name] = value
		}
		at[name] = place(key)
	}
	return seen
}

// keyWanted says which key was most likely meant, or which there are.
func keyWanted(name string, known []string) string {
	if near := didYouMean(name, known); near != "" {
		return near
	}
	return "; want " + strings.Join(known, ", ")
}

// splitCallHint explains an unknown key that is the rest of a call whose comma
// ended a value in flow style: {formula: min(a, b)}.
func splitCallHint(n *yaml.Node, at int) string {
	if n.Style&yaml.FlowStyle == 0 {
		return ""
	}
	for i := 1; i < at; i += 2 {
		if v := n.Content[i].Value; strings.Count(v, "(") > strings.Count(v, ")") {
			return "inside { } a comma ends a value: put the formula in quotes"
		}
	}
	return ""
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
func (l *loader) mappingNode(n *yaml.Node, subject string) *yaml.Node {
	if n = l.follow(n, subject); n == nil {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		l.faults.add(place(n), "%s: want keys and values, such as name: …", orRubric(subject))
		return nil
	}
	return n
}

// sequence returns the elements of a list, or notes a fault and returns none.
func (l *loader) sequence(n *yaml.Node, subject string) []*yaml.Node {
	if n = l.follow(n, subject); n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		l.faults.add(place(n), "%s: want a list, such as [a, b]", subject)
		return nil
	}
	return n.Content
}

// follow returns the node that an alias stands for, or the node itself, and
// refuses tags: they have no meaning in a rubric.
func (l *loader) follow(n *yaml.Node, subject string) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Style&yaml.TaggedStyle != 0 {
		l.faults.hint(place(n), "if the text starts with \"!\", put it in quotes; conditions write not instead of !",
			"%s: YAML takes %s for a tag", orRubric(subject), quote(n.Tag))
		return nil
	}
	return n
}

// scalar returns a value's text as written, white space around it trimmed. It
// is "" for an empty value.
func (l *loader) scalar(n *yaml.Node, subject, want string) (string, bool) {
	if n = l.follow(n, subject); n == nil {
		return "", false
	}
	if n.Kind != yaml.ScalarNode {
		l.faults.add(place(n), "%s: want %s", subject, want)
		return "", false
	}
	return strings.TrimSpace(n.Value), true
}

// text reads a value that people see: not empty, no control characters.
func (l *loader) text(n *yaml.Node, subject string) (string, bool) {
	text, ok := l.scalar(n, subject, "a text")
	switch {
	case !ok:
	case text == "":
		l.faults.add(place(n), "%s is empty", subject)
	case !printable(text):
		l.faults.add(place(n), "%s: %s has control characters; write it without", subject, quote(text))
	default:
		return text, true
	}
	return "", false
}

// code reads a formula, condition or column: where YAML swallowed part of it
// in silence, that is a fault.
func (l *loader) code(n *yaml.Node, subject string) (string, bool) {
	const hint = "put the whole text in quotes"
	if n.Kind == yaml.AliasNode {
		l.faults.hint(place(n), hint, "%s: YAML takes %s for an alias", subject, quote("*"+n.Value))
		return "", false
	}
	text, ok := l.scalar(n, subject, "a text")
	switch {
	case !ok:
		return "", false
	case n.Anchor != "":
		l.faults.hint(place(n), hint, "%s: YAML takes %s for an anchor", subject, quote("&"+n.Anchor))
	case text == "":
		l.faults.hint(place(n), "if its text starts with \"#\", \"&\" or \"!\", put it in quotes", "%s is empty", subject)
	case n.Style == 0 && l.commentBehind(n):
		l.faults.hint(place(n), hint+", or two spaces before a comment",
			"%s: YAML reads only %s; the rest of the line is a comment", subject, quote(text))
	default:
		return text, true
	}
	return "", false
}

// commentBehind reports whether a comment starts one space behind a plain scalar.
func (l *loader) commentBehind(n *yaml.Node) bool {
	places := l.lines.places(n)
	return l.lines.commentBehind(places[len(places)-1])
}

// nameInto returns what reads a text that people see into dst.
func (l *loader) nameInto(dst *string, subject string) func(*yaml.Node) {
	return func(n *yaml.Node) { *dst, _ = l.text(n, subject) }
}

// columnInto returns what reads a column's name into dst.
func (l *loader) columnInto(dst *string, subject string) func(*yaml.Node) {
	return func(n *yaml.Node) { *dst, _ = l.code(n, subject) }
}

// integer reads a whole number from least to most.
func (l *loader) integer(n *yaml.Node, subject string, least, most int) (int, bool) {
	want := fmt.Sprintf("a whole number from %d to %d", least, most)
	text, ok := l.scalar(n, subject, want)
	if !ok {
		return 0, false
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < least || number > most {
		l.faults.add(place(n), "%s: %s; want %s", subject, quote(text), want)
		return 0, false
	}
	return number, true
}

// number reads a finite decimal number.
func (l *loader) number(n *yaml.Node, subject string) (float64, bool) {
	text, ok := l.scalar(n, subject, "a number")
	if !ok {
		return 0, false
	}
	number, ok := parseDecimal(text)
	if !ok {
		l.faults.add(place(n), "%s: %s is not a number", subject, quote(text))
	}
	return number, ok
}

// parseDecimal reads a plain decimal number: no inf, hex or underscores.
func parseDecimal(text string) (float64, bool) {
	if strings.Trim(text, "0123456789+-.eE") != "" {
		return 0, false
	}
	number, err := strconv.ParseFloat(text, 64)
	return number, err == nil && !math.IsInf(number, 0)
}

// hundredths reads a number from least to most with at most two decimals and
// returns it times 100.
func (l *loader) hundredths(n *yaml.Node, subject string, least, most float64) (int, bool) {
	number, ok := l.number(n, subject)
	if !ok {
		return 0, false
	}
	hundredths := math.Round(number * 100)
	switch {
	case number < least || number > most:
		l.faults.add(place(n), "%s: %v; want %s to %s", subject, number, decimal(least), decimal(most))
	case hundredths/100 != number:
		l.faults.add(place(n), "%s: %v; want at most two decimals", subject, number)
	default:
		return int(hundredths), true
	}
	return 0, false
}

// decimal formats a number as briefly as it can be read back.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// truth reads true or false.
func (l *loader) truth(n *yaml.Node, subject string) (value, ok bool) {
	text, ok := l.scalar(n, subject, "true or false")
	if ok && text != "true" && text != "false" {
		l.faults.add(place(n), "%s: %s; want true or false", subject, quote(text))
		ok = false
	}
	return text == "true", ok
}

// trimLeft is text without the white space before it.
func trimLeft(text string) string { return strings.TrimLeftFunc(text, unicode.IsSpace) }
