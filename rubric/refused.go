package rubric

import (
	"errors"
	"fmt"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// refused notes that YAML cannot read the file.
func (l *loader) refused(err error) {
	fault, ok := errors.AsType[*yaml.LoadError](err)
	if !ok {
		l.faults.add(Pos{}, "not YAML: %s", err)
		return
	}
	const quotes = "put a text that YAML reads its own way in quotes, as in when: 'a ? b : c'"
	at, from := Pos{fault.Mark.Line, fault.Mark.Column}, Pos{fault.ContextMark.Line, fault.ContextMark.Column}
	message, hint := plainly(fault.Message), quotes
	switch fault.Message {
	case "could not find expected ':'", "found unexpected end of stream", "found unexpected document indicator",
		"did not find expected alphabetic or numeric character":
		at = from
	case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
		message = fmt.Sprintf("%s that starts at %d:%d", message, from.Line, from.Column)
	case "found character that cannot start any token":
		if l.lines.at(at) == '\t' {
			message = tabIndents
		} else {
			message = "a text cannot start with " + quote(string(l.lines.at(at)))
		}
	}
	switch {
	case strings.HasPrefix(fault.Message, "unknown anchor"):
		message = fmt.Sprintf("the alias %s has no anchor", quote(l.word(at)))
	case strings.HasPrefix(fault.Message, "exceeded max depth"):
		message, hint = fmt.Sprintf("more than %d values within each other", maxDepth), ""
	case message == tabIndents, message == otherVersion:
		hint = ""
	}
	l.faults.hint(l.lines.within(at), hint, "not YAML: %s", message)
}

const (
	tabIndents   = "a tab indents the line; want spaces"
	otherVersion = "the line %YAML wants another version; remove it"
)

// plainly says what a message of the YAML library means.
func plainly(message string) string {
	switch message {
	case "mapping values are not allowed in this context":
		return `":" makes a key of what stands before it, where none may stand; want quotes, or another indentation`
	case "mapping keys are not allowed in this context":
		return `"?" starts a key where none may stand`
	case "block sequence entries are not allowed in this context":
		return `"-" starts an item of a list where none may stand`
	case "did not find expected '-' indicator":
		return `want "-" and a space before each item of the list`
	case "did not find expected key":
		return "what starts here belongs to no key; want key: value"
	case "did not find expected <document start>":
		return "want keys and values, such as name: …"
	case "could not find expected ':'":
		return "want a colon and a space behind the key"
	case "did not find expected ',' or ']'":
		return `want "," or "]" in the list`
	case "did not find expected ',' or '}'":
		return `want "," or "}" in the mapping`
	case "did not find expected node content":
		return "want a value"
	case "found unexpected end of stream", "found unexpected document indicator":
		return "the text in quotes that starts here does not end"
	case "found unknown escape character", "did not find expected hexadecimal number", "found invalid Unicode character escape code":
		return `"\" starts an unknown escape; want "\\" for a backslash, or the text in single quotes`
	case "did not find expected alphabetic or numeric character":
		return `a text cannot start with "*" or "&"`
	case "did not find expected comment or line break":
		return `a text behind ">" or "|" starts on the next line`
	case "found incompatible YAML document":
		return otherVersion
	}
	if strings.Contains(message, "tab") {
		return tabIndents
	}
	return message
}

// word returns the file's text from a place to the next blank or end of a value.
func (l *loader) word(at Pos) string {
	var word []rune
	for r := l.lines.at(at); r != 0 && !strings.ContainsRune(" \t,]}", r); r = l.lines.at(at) {
		word = append(word, r)
		at.Column++
	}
	return string(word)
}
