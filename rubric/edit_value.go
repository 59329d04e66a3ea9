package rubric

import (
	"strconv"
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v4"
)

// target returns what a node stands for: what its alias does, or itself.
func target(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// valueOf returns the value of a mapping's key, or nil.
func valueOf(n *yaml.Node, key string) *yaml.Node {
	n = target(n)
	for i := 0; i+1 < len(n.Content); i += 2 {
		if strings.TrimSpace(target(n.Content[i]).Value) == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// lastOf returns the last node right under another, or nil.
func lastOf(n *yaml.Node) *yaml.Node {
	if len(n.Content) == 0 {
		return nil
	}
	return n.Content[len(n.Content)-1]
}

// flowText returns a value in one line, with what aliases stand for in their place.
func flowText(n *yaml.Node) string {
	n = target(n)
	if n.Kind == yaml.ScalarNode {
		return scalarText(n.Value)
	}
	var items []string
	for i := 0; i < len(n.Content); i++ {
		item := flowText(n.Content[i])
		if n.Kind == yaml.MappingNode {
			i++
			item += ": " + flowText(n.Content[i])
		}
		items = append(items, item)
	}
	if n.Kind == yaml.MappingNode {
		return "{" + strings.Join(items, ", ") + "}"
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// scalarText returns a text as a scalar for any place, in quotes if it may need some.
func scalarText(text string) string {
	if _, isNumber := parseDecimal(text); isNumber {
		return text
	}
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if !letter && (i == 0 || !strings.ContainsRune(" _-.()/%", r)) {
			return strconv.QuoteToGraphic(text)
		}
	}
	if text == "" || strings.HasSuffix(text, " ") {
		return strconv.QuoteToGraphic(text)
	}
	return text
}
