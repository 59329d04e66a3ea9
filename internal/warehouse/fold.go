package warehouse

import (
	"slices"
	"strings"
	"unicode"
)

// fold returns text in the letter case that missing values are compared in: of
// the letters that Unicode folds into each other, a-z, or else the least.
func fold(text string) string { return strings.Map(foldRune, text) }

func foldRune(r rune) rune {
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	if 'A' <= least && least <= 'Z' {
		return least + 'a' - 'A'
	}
	return least
}

// noneFolded returns the none of a dialect without regular expressions that suit. The
// letters of the texts alone are folded, each of its forms to one, so that no engine's
// or country's idea of case matters; those that lower, if any, does not fold.
func noneFolded(lower string) func(p *plan, x expr, texts []string) expr {
	return func(p *plan, x expr, texts []string) expr {
		from, to := foldings(texts, lower != "")
		if len(from) > 0 {
			x = p.fold(x, from, to)
		}
		if lower != "" {
			x = call(lower, x)
		}
		return p.among(x, "NOT IN", p.literals(texts))
	}
}

// foldings returns the letters to put others in the place of, so that texts which
// differ from tokens in letter case alone become what fold makes of the tokens; without
// A-Z where those are folded anyway.
func foldings(tokens []string, withoutAZ bool) (from, to []string) {
	for _, token := range tokens {
		for _, r := range fold(token) {
			for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
				if isFolded := withoutAZ && 'A' <= other && other <= 'Z'; !isFolded && !slices.Contains(from, string(other)) {
					from, to = append(from, string(other)), append(to, string(r))
				}
			}
		}
	}
	return from, to
}

// translate returns the fold of a dialect by its function that is TRANSLATE.
func translate(name string, quote func(string) string) func(x expr, from, to []string) expr {
	return func(x expr, from, to []string) expr {
		return call(name, x, literal(quote(strings.Join(from, ""))), literal(quote(strings.Join(to, ""))))
	}
}

// replace returns x with letters in place of others, where there is no TRANSLATE.
func replace(quote func(string) string) func(x expr, from, to []string) expr {
	return func(x expr, from, to []string) expr {
		for i := range from {
			x = call("replace", x, literal(quote(from[i])), literal(quote(to[i])))
		}
		return x
	}
}
