package warehouse

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// spaceClass is the regular expression of the characters of space. No engine's own \s
// has them all.
const spaceClass = `[\pZ\t-\r\x{85}]+`

// trimsByPattern returns a function that trims a set of characters by a regular
// expression, where the engine's own function is slow or trims bytes; empty takes what
// matches out of x.
func trimsByPattern(start, end bool, empty func(x expr, pattern string) expr) func(expr, string) expr {
	return func(x expr, set string) expr {
		class := spaceClass
		if set != space {
			class = "[" + strings.NewReplacer(`\`, `\\`, "]", `\]`, "^", `\^`, "-", `\-`).Replace(set) + "]+"
		}
		var patterns []string
		if start {
			patterns = append(patterns, "^"+class)
		}
		if end {
			patterns = append(patterns, class+"$")
		}
		return empty(x, strings.Join(patterns, "|"))
	}
}

// noneByPattern returns whether x is none of texts in any letter case, by a regular
// expression.
func noneByPattern(p *plan, x expr, texts []string) expr {
	patterns := make([]string, len(texts))
	for i, text := range texts {
		patterns[i] = foldedPattern(text)
	}
	return not(p.matches(x, "(?i)^("+strings.Join(patterns, "|")+")$"))
}

// foldedPattern returns the pattern of a text in any letter case, behind (?i). Of
// letters beyond a-z, engines have ideas of their own: all their forms are listed.
func foldedPattern(text string) string {
	var b strings.Builder
	for _, r := range text {
		forms := []rune{r}
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			forms = append(forms, other)
		}
		if len(forms) > 1 && slices.Max(forms) > unicode.MaxASCII {
			b.WriteString("[" + string(forms) + "]")
		} else {
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	return b.String()
}
