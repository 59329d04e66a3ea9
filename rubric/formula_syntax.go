package rubric

import "github.com/expr-lang/expr/parser/lexer"

// unexpected notes why the formula cannot go on with token i, or cannot end
// there if i is behind the last.
func (s *formulaText) unexpected(i int) {
	end := i == len(s.tokens)
	at := len(s.text)
	if !end {
		at = s.tokens[i].From
	}
	open := s.openAt(i)
	switch {
	case !s.endsValue(i - 1):
		s.fault(at, "%s stands where a value is wanted", s.show(i))
	case !end && s.startsValue(i):
		s.twoValues(i)
	case s.is(open, "?"):
		s.fault(s.tokens[open].From, `"?" has no ":"; want condition ? a : b`)
	case end && open >= 0:
		s.fault(s.tokens[open].From, "%s is not closed", s.show(open))
	case s.is(i, ","):
		s.fault(at, `"," stands outside a call and a list; a decimal sign is "."`)
	case s.is(i, ":"):
		s.fault(at, `":" has no "?" before it; want condition ? a : b`)
	case s.is(i, ")"), s.is(i, "]"):
		s.fault(at, "%s closes nothing", s.show(i))
	default:
		s.fault(at, "%s is not expected here", s.show(i))
	}
}

// twoValues notes that token i follows a value without an operator.
func (s *formulaText) twoValues(i int) {
	before, t := s.tokens[i-1], s.tokens[i]
	hint := ""
	if before.Kind == lexer.Identifier && (t.Kind == lexer.Identifier || t.Kind == lexer.Number) {
		hint = "a column whose name is not one word is col(" + quote(string(s.text[before.From:t.To])) + ")"
	}
	s.hint(t.From, hint, "%s follows %s with no operator between", s.show(i), s.show(i-1))
}

// openAt returns the innermost bracket or "?" that is still open before token
// i, or -1.
func (s *formulaText) openAt(i int) int {
	var open []int
	shut := func() { open = open[:len(open)-1] }
	for j, t := range s.tokens[:i] {
		top := -1
		if len(open) > 0 {
			top = open[len(open)-1]
		}
		switch {
		case t.Is(lexer.Bracket, "(", "["), t.Is(lexer.Operator, "?"):
			open = append(open, j)
		case top >= 0 && (t.Kind == lexer.Bracket || s.is(j, ":")):
			shut()
		}
	}
	if len(open) == 0 {
		return -1
	}
	return open[len(open)-1]
}

// endsValue reports whether a value may end with token i.
func (s *formulaText) endsValue(i int) bool {
	return i >= 0 && (s.isOperand(i) || s.is(i, ")") || s.is(i, "]"))
}

// startsValue reports whether a value may start with token i, a sign aside.
func (s *formulaText) startsValue(i int) bool {
	return s.isOperand(i) || s.is(i, "(") || s.is(i, "not")
}

func (s *formulaText) isOperand(i int) bool {
	k := s.tokens[i].Kind
	return k == lexer.Identifier || k == lexer.Number || k == lexer.String
}

// show returns token i, or the end, as messages name it.
func (s *formulaText) show(i int) string {
	switch {
	case i == len(s.tokens):
		return "the end"
	case s.tokens[i].Kind == lexer.String:
		return "text " + quote(s.tokens[i].Value)
	}
	return quote(s.tokens[i].Value)
}

// checkLevels refuses a formula that is nested too deeply.
func (s *formulaText) checkLevels() {
	type group struct{ outside, inside int }
	var open []group
	level, signs, base := 0, 0, 0
	for i, t := range s.tokens {
		switch {
		case t.Is(lexer.Bracket, "(", "["):
			open = append(open, group{outside: level, inside: base})
			level += signs + 1
			base, signs = level, 0
		case t.Kind == lexer.Bracket && len(open) > 0:
			last := open[len(open)-1]
			level, base, signs = last.outside, last.inside, 0
			open = open[:len(open)-1]
		case s.is(i, "-") && !s.endsValue(i-1):
			signs++
		case s.is(i, "?"):
			level, signs = level+1, 0
		case s.is(i, ","):
			level, signs = base, 0
		case t.Kind == lexer.Operator:
			signs = 0
		}
		if level+signs > maxLevels {
			s.fault(t.From, "the formula is more than %d levels deep here", maxLevels)
			return
		}
	}
}
