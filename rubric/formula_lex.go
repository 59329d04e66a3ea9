package rubric

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"
)

// scan cuts the text into tokens and notes those that formulas do not know.
func (s *formulaText) scan() {
	l := lexer.New()
	l.Reset(file.NewSource(s.String()))
	for end := 0; ; {
		t, err := l.Next()
		if err != nil {
			s.unreadable(s.skipSpace(end), err)
			return
		}
		if start := s.skipSpace(end); start < t.From {
			s.comment(start)
		}
		if t.Kind == lexer.EOF {
			break
		}
		s.tokens = append(s.tokens, t)
		end = t.To
	}
	if len(s.tokens) == 0 {
		s.fault(0, "the formula is empty")
	}
	for i := range s.tokens {
		s.refuse(i)
	}
	s.checkLevels()
}

// skipSpace returns the first place from offset on that is not white space.
func (s *formulaText) skipSpace(offset int) int {
	for offset < len(s.text) && unicode.IsSpace(s.text[offset]) {
		offset++
	}
	return offset
}

// unreadable notes what stands at start, where the lexer found no token.
func (s *formulaText) unreadable(start int, err error) {
	const quotes = `"'` + "`"
	switch r := s.text[start]; {
	case strings.HasPrefix(string(s.text[start:]), "/*"):
		s.comment(start)
	case strings.ContainsRune(quotes, r) && strings.HasPrefix(err.Error(), "literal not terminated"):
		s.fault(start, "the text that begins here does not end; want %c on the same line", r)
	case strings.ContainsRune(quotes, r):
		s.fault(start, `the text that begins here has an unknown \ in it; want \\ for a backslash`)
	case unicode.IsDigit(r) || r == '.':
		s.hint(start, oddColumn, "%s is not a number", quote(s.word(start)))
	default:
		s.foreign(start, string(r))
	}
}

func (s *formulaText) comment(start int) {
	s.fault(start, `%q starts a comment inside the formula; want it in YAML, behind " #"`, string(s.text[start:start+2]))
}

// word returns what starts like a number at offset, up to a sign or a space.
func (s *formulaText) word(offset int) string {
	end := offset
	for end < len(s.text) && (unicode.IsLetter(s.text[end]) || unicode.IsDigit(s.text[end]) || strings.ContainsRune("._$", s.text[end])) {
		end++
	}
	return string(s.text[offset:end])
}

// refuse notes what formulas do not allow of token i.
func (s *formulaText) refuse(i int) {
	switch t := s.tokens[i]; t.Kind {
	case lexer.Number:
		s.checkNumber(t)
	case lexer.Bytes:
		s.fault(t.From, "a text in quotes has no letter before it")
	case lexer.String:
		if s.text[t.From] == '`' {
			s.fault(t.From, "a text stands in backticks; want quotes, as in %s", quote(t.Value))
		}
	case lexer.Operator, lexer.Bracket:
		s.checkSign(i)
	}
}

func (s *formulaText) checkNumber(t lexer.Token) {
	value, err := strconv.ParseFloat(t.Value, 64)
	_, notInteger := strconv.ParseInt(t.Value, 10, 64)
	switch {
	case strings.Contains(t.Value, "_"):
		s.fault(t.From, "%s has a _ in it; want %s", quote(t.Value), strings.ReplaceAll(t.Value, "_", ""))
	case len(t.Value) > 1 && strings.ContainsAny(t.Value[1:2], "xXoObB"):
		s.fault(t.From, "%s is not written in decimal digits", quote(t.Value))
	case strings.ContainsAny(t.Value, ".eE") && err == nil:
	case err != nil && value != 0: // infinite
		s.fault(t.From, "%s is beyond the range of numbers", quote(t.Value))
	case err != nil:
		s.fault(t.From, "%s is not a number", quote(t.Value))
	case notInteger != nil:
		s.fault(t.From, "%s is too long; want %s", quote(t.Value), strconv.FormatFloat(value, 'g', -1, 64))
	}
}

// checkSign refuses an operator or bracket that formulas do not know, or not
// in this place.
func (s *formulaText) checkSign(i int) {
	t := s.tokens[i]
	switch t.Value {
	case "+", "-", "*", "/", "==", "!=", "<=", ">", ">=", "and", "or", ":", "(", ")", "]":
	case "not":
		s.checkNot(i)
	case "in":
		if !s.is(i+1, "[") {
			s.fault(t.From, `"in" has no list behind it; want x in ["a", "b"] or x in [1, 2]`)
		}
	case "[":
		if !s.is(i-1, "in") {
			s.fault(t.From, `"[" does not follow "in"; want lists there alone`)
		}
	case ",":
		if s.is(i+1, ")") || s.is(i+1, "]") {
			s.fault(t.From, `"," has nothing behind it`)
		}
	case "?":
		if s.is(i+1, ":") {
			s.fault(t.From, `"?:" has nothing between; want condition ? a : b`)
		}
	case "<":
		if s.is(i+1, ">") && s.tokens[i+1].From == t.To {
			s.foreign(t.From, "<>")
		}
	case ".":
		s.checkDot(i)
	default:
		s.foreign(t.From, t.Value)
	}
}

// is reports whether token i is the given operator or bracket.
func (s *formulaText) is(i int, value string) bool {
	if i < 0 || i >= len(s.tokens) {
		return false
	}
	t := s.tokens[i]
	return t.Value == value && (t.Kind == lexer.Operator || t.Kind == lexer.Bracket)
}

// checkNot wants a parenthesis or a call behind a "not", unless it is "not
// in": expr binds it so tightly that `not x > 5` would mean `(not x) > 5`.
func (s *formulaText) checkNot(i int) {
	switch {
	case s.is(i+1, "in"):
	case s.endsValue(i - 1):
		s.fault(s.tokens[i].From, `"not" stands behind a value; want not (…) around the whole comparison`)
	case s.is(i+1, "("), s.is(i+2, "(") && s.tokens[i+1].Kind == lexer.Identifier:
	default:
		s.fault(s.tokens[i].From, `"not" has no parenthesis behind it; want not (%s)`, shorten(s.phrase(i+1)))
	}
}

// phrase returns the text from token i to the end of its comparison, or what
// of it a message can hold.
func (s *formulaText) phrase(i int) string {
	if i == len(s.tokens) {
		return "…"
	}
	start, end, open := s.tokens[i].From, s.tokens[i].From, 0
	for _, t := range s.tokens[i:] {
		closes := t.Is(lexer.Bracket, ")", "]")
		switch {
		case open == 0 && (closes || t.Is(lexer.Operator, "and", "or", "?", ":", ",", "&&", "||")), end-start > mostShown:
			return string(s.text[start:end])
		case closes:
			open--
		case t.Kind == lexer.Bracket:
			open++
		}
		end = t.To
	}
	return string(s.text[start:end])
}

// checkDot refuses a dotted name, once for all its dots.
func (s *formulaText) checkDot(i int) {
	switch {
	case s.is(i-2, "."):
	case i > 0 && s.tokens[i-1].Kind == lexer.Identifier:
		start, name := s.tokens[i-1].From, s.tokens[i-1].Value
		for ; s.is(i, ".") && i+1 < len(s.tokens) && s.isOperand(i+1); i += 2 {
			name += "." + s.tokens[i+1].Value
		}
		s.fault(start, "%s has a dot in it; want col(%s)", quote(name), quote(name))
	default:
		s.fault(s.tokens[i].From, `"." stands outside a number`)
	}
}
