package rubric

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// subject returns how messages name the i-th element of a list: by its name
// if it has one, else by its number.
func (l *loader) subject(n *yaml.Node, kind string, i int) string {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	for j := 0; n.Kind == yaml.MappingNode && j+1 < len(n.Content); j += 2 {
		if name := strings.TrimSpace(n.Content[j+1].Value); n.Content[j].Value == "name" && name != "" {
			return kind + " " + quote(name)
		}
	}
	return kind + " " + strconv.Itoa(i+1)
}

// A named is something that has its name for itself, such as a band.
type named struct{ kind, name string }

// once notes a name that an earlier one of its kind has.
func (l *loader) once(kind, name, subject string, at Pos) {
	if name == "" {
		return
	}
	if first, repeated := l.named[named{kind, name}]; repeated {
		l.faults.add(at, "%s is there twice%s", subject, l.first(first))
		return
	}
	l.named[named{kind, name}] = at
}

// first says where something stands first, if that is in the file.
func (l *loader) first(at Pos) string {
	if 0 < l.last && l.last < at.Line {
		return ""
	}
	return fmt.Sprintf(", first at %d:%d", at.Line, at.Column)
}

func (r *Rubric) criterionNames() []string {
	names := make([]string, len(r.Criteria))
	for i, c := range r.Criteria {
		names[i] = c.Name
	}
	return names
}

// Title returns what people call the rubric: its name, and its version if it
// has one.
func (r *Rubric) Title() string { return strings.TrimSpace(r.Name + " " + r.Version) }

// BandNames returns the names of the bands, rising.
func (r *Rubric) BandNames() []string {
	names := make([]string, len(r.Bands))
	for i, b := range r.Bands {
		names[i] = b.Name
	}
	return names
}

// unknownBands returns a fault for each text that a condition compares the
// band with and that no band has for a name.
func (r *Rubric) unknownBands(root Expr, at func(offset int) Pos) []Fault {
	var faults Faults
	check := func(e Expr, offset int, texts ...string) {
		if name, ok := e.(NameRef); !ok || name.Name != NameBand {
			return
		}
		for _, text := range texts {
			if text != Unscored && !slices.ContainsFunc(r.Bands, func(b Band) bool { return b.Name == text }) {
				faults.add(at(offset), "there is no band %s%s", quote(text), wanted(text, append(r.BandNames(), Unscored)))
			}
		}
	}
	Walk(root, func(e Expr) {
		switch e := e.(type) {
		case Compare:
			if text, ok := e.R.(TextLit); ok {
				check(e.L, text.Offset(), text.Value)
			}
			if text, ok := e.L.(TextLit); ok {
				check(e.R, text.Offset(), text.Value)
			}
		case In:
			check(e.X, e.Offset(), e.Texts...)
		}
	})
	return faults.List
}
