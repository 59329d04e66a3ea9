package rubric

// Tokens returns the parts of the format in their order: YYYY, MM, M, MMM, DD and
// D, which are fields, and single characters, which stand for themselves.
func (f DateFormat) Tokens() []string {
	var tokens []string
	for rest := f.text; rest != ""; {
		token := firstToken(rest)
		tokens = append(tokens, token)
		rest = rest[len(token):]
	}
	return tokens
}
