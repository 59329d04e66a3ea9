package rubric

// signsEnd returns the offset of the sign that is one too many, or data's
// length. Signs are the ends of lines and the ASCII characters that are neither
// blank, letter nor digit: the values that YAML and formulas make of a text,
// and what they cost, grow with these, not with its length.
//
// Lines of comments do not count. A quote ends that, as the line may be one of
// a text in quotes, which ends there.
func signsEnd(data []byte) int {
	n, blank, comment := 0, true, false
	for at, c := range data {
		switch {
		case c == '#' && blank:
			comment = true
		case c == '"', c == '\'':
			comment = false
		}
		if isSign(c) && !comment {
			n++
		}
		if n > maxSigns {
			return at
		}
		if c == '\n' || c == '\r' {
			blank, comment = true, false
		} else if c != ' ' && c != '\t' {
			blank = false
		}
	}
	return len(data)
}

func isSign(c byte) bool {
	return c == '\n' || c == '\r' || '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}
