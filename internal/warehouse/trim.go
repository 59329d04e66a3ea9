package warehouse

import "strings"

// A trimmer returns x without the characters of a set around it: at both ends, or at
// one.
type trimmer struct {
	both, start, end func(x expr, set string) expr
}

// trims returns the trimmer of a dialect by the names of its functions.
func trims(both, start, end string, quote func(string) string) trimmer {
	by := func(name string) func(expr, string) expr {
		return func(x expr, set string) expr { return call(name, x, literal(quote(set))) }
	}
	return trimmer{by(both), by(start), by(end)}
}

// collated returns the trimmer whose texts without both ends are compared by a
// collation, whatever that of their column is.
func (t trimmer) collated(name string) trimmer {
	both := t.both
	t.both = func(x expr, set string) expr { return say("%s COLLATE "+name, both(x, set)) }
	return t
}

// trimsByPattern returns the trimmer of a dialect by a regular expression, where its own
// functions are slow or trim bytes; remove takes what matches out of x.
func trimsByPattern(remove func(x expr, pattern string) expr) trimmer {
	by := func(pattern func(some string) string) func(expr, string) expr {
		return func(x expr, set string) expr { return remove(x, pattern(someOf(set))) }
	}
	return trimmer{
		both:  by(func(some string) string { return "^" + some + "|" + some + "$" }),
		start: by(func(some string) string { return "^" + some }),
		end:   by(func(some string) string { return some + "$" }),
	}
}

// someOf returns the regular expression of characters of a set, at least one. Space is
// told by its classes: no engine's own \s has all of it.
func someOf(set string) string {
	if set == space {
		return `[\pZ\t-\r\x{85}]+`
	}
	return "[" + strings.NewReplacer(`\`, `\\`, "]", `\]`, "^", `\^`, "-", `\-`).Replace(set) + "]+"
}
