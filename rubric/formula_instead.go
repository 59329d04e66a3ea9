package rubric

// foreign refuses a sign or word of other languages, and says what to write.
func (s *formulaText) foreign(offset int, sign string) {
	if want := instead(sign); want != "" {
		s.fault(offset, "formulas do not know %s; want %s", quote(sign), want)
		return
	}
	s.hint(offset, oddColumn, "formulas do not know %s", quote(sign))
}

const oddColumn = `a column whose name is not one word of letters, digits and _ is col("its name")`

// instead returns what a formula has in the place of a sign or word, or "" if
// it has nothing.
func instead(sign string) string {
	switch sign {
	case "!":
		return "not (…)"
	case "&&", "&":
		return "and"
	case "||":
		return "or"
	case "|":
		return "or, or for a pipe a call such as round(x)"
	case "=":
		return "=="
	case "<>", "≠":
		return "!="
	case "≤":
		return "<="
	case "≥":
		return ">="
	case "×":
		return "*"
	case "÷":
		return "/"
	case "−", "–":
		return "-"
	case "**", "^":
		return "x * x"
	case "%":
		return "a plain number: 45% is 45"
	case ";":
		return "one formula alone"
	case "?.":
		return `col("a.b"), or a space between ? and .`
	case "??":
		return "is_missing(x) ? y : x"
	case "..":
		return "the values one by one, or two comparisons with and"
	case "let":
		return "the expression itself, written out"
	case "if", "else":
		return "condition ? a : b"
	case "matches", "contains", "startsWith", "endsWith":
		return `a whole text: == "…" or in ["…", "…"]`
	case "“", "”", "„", "‘", "’", "«", "»":
		return `straight quotes, "…"`
	}
	return ""
}
