package rubric

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

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
		l.faults.add(place(n), "%s: %s has a control character; want none", subject, quote(text))
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
	case text == "" && n.Style == 0:
		l.faults.hint(place(n), "put a text that starts with \"#\" in quotes", "%s is empty", subject)
	case text == "":
		l.faults.add(place(n), "%s is empty", subject)
	case n.Style == 0 && l.lines.commentBehind(n):
		l.faults.hint(place(n), hint+", or two spaces before a comment",
			"%s: YAML reads only %s; the rest of the line is a comment", subject, quote(text))
	default:
		return text, true
	}
	return "", false
}

// nameInto returns what reads a text that people see into dst.
func (l *loader) nameInto(dst *string, subject string) func(*yaml.Node) {
	return func(n *yaml.Node) { *dst, _ = l.text(n, subject) }
}

// columnInto returns what reads a column's name into dst.
func (l *loader) columnInto(dst *string, subject string) func(*yaml.Node) {
	return func(n *yaml.Node) { *dst, _ = l.code(n, subject) }
}

// judgedInto returns what reads the name of a column of type t, by which the
// rubric judges, into dst.
func (l *loader) judgedInto(dst *string, t Type, subject string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var ok bool
		if *dst, ok = l.code(n, subject); ok {
			l.columns.use(*dst, t, place(n))
		}
	}
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
		l.faults.add(place(n), "%s: %s; want %s", subject, asWritten(text), want)
		return 0, false
	}
	return number, true
}

// number reads a finite decimal number and returns it as written, too.
func (l *loader) number(n *yaml.Node, subject string) (number float64, text string, ok bool) {
	if text, ok = l.scalar(n, subject, "a number"); !ok {
		return 0, "", false
	}
	if number, ok = parseDecimal(text); !ok {
		l.faults.add(place(n), "%s: %s is not a number", subject, quote(text))
	}
	return number, shorten(text), ok
}

// asWritten returns a number as it is, anything else in quotes.
func asWritten(text string) string {
	if _, ok := parseDecimal(text); ok {
		return shorten(text)
	}
	return quote(text)
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
	return l.times(n, subject, 100, "two", least, most)
}

// millionths reads a number from least to most with at most six decimals and
// returns it times a million.
func (l *loader) millionths(n *yaml.Node, subject string, least, most float64) (int, bool) {
	return l.times(n, subject, Million, "six", least, most)
}

// times reads a number from least to most with at most so many decimals, and
// returns it times a factor, which leaves none.
func (l *loader) times(n *yaml.Node, subject string, factor float64, decimals string, least, most float64) (int, bool) {
	number, text, ok := l.number(n, subject)
	if !ok {
		return 0, false
	}
	whole := math.Round(number * factor)
	switch {
	case number < least || number > most:
		l.faults.add(place(n), "%s: %s; want %s to %s", subject, text, decimal(least), decimal(most))
	case whole/factor != number:
		l.faults.add(place(n), "%s: %s; want at most %s decimals", subject, text, decimals)
	default:
		return int(whole), true
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
