package warehouse

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

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
