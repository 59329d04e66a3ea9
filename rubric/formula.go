package rubric

import (
	"errors"
	"slices"

	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/parser/lexer"
)

// The limits of a formula. A level is an open bracket, a ?: whose branches
// hold what follows, or a sign that stands before another one; operators in a
// row (a + b + c) are no levels.
const (
	maxFormula = 10_000 // characters
	maxLevels  = 200
)

// A scope says which names a formula may use beside columns.
type scope int

const (
	scopeColumns scope = iota // criteria and segments: columns alone
	scopeCap                  // also value, coverage, segment and rating(…)
	scopePlay                 // also score and band
)

// formulas is what all formulas of a rubric share.
type formulas struct {
	criteria []string   // the names that rating("…") may take
	columns  *columnSet // where the formulas' columns are noted
}

// parse turns text into a checked formula that yields want, a Number or a
// Condition. The function at maps a place in text, in characters from 0, to
// the place in the rubric's file. If there are faults, the formula is nil.
//
// The syntax is that of expr-lang/expr, and so are lexer and parser. What
// expr reads and formulas do not know is refused on the way: by token where
// the tree would not show it, else by node.
func (f *formulas) parse(text string, want Type, sc scope, at func(offset int) Pos) (*Formula, []Fault) {
	s := &formulaText{text: []rune(text), at: at}
	if len(s.text) > maxFormula {
		s.fault(0, "the formula has %d characters; want at most %d", len(s.text), maxFormula)
		return nil, s.faults.List
	}
	s.scan()
	if len(s.faults.List) > 0 {
		return nil, s.faults.List
	}
	tree, err := parser.ParseWithConfig(s.String(), plainCalls())
	if err != nil {
		s.explain(err)
		return nil, s.faults.List
	}
	b := &builder{formulaText: s, formulas: f, scope: sc}
	root := b.expr(tree.Node, want)
	if len(s.faults.List) > 0 {
		return nil, s.faults.List
	}
	return &Formula{Text: text, Pos: at(0), Root: root}, nil
}

// plainCalls configures expr's parser to read every call as a plain one, none
// as a builtin with a syntax of its own. It sets no limit on nodes.
func plainCalls() *conf.Config {
	c := &conf.Config{Functions: make(conf.FunctionsTable)}
	for _, f := range builtin.Builtins {
		c.Functions[f.Name] = f
	}
	return c
}

// A formulaText is a formula's text, its tokens and what is wrong with them.
type formulaText struct {
	text   []rune
	tokens []lexer.Token // without the one for the end
	at     func(offset int) Pos
	faults Faults
}

// String returns the text with a space behind it. With it expr places the end
// behind the last token; without it, on its last character.
func (s *formulaText) String() string { return string(s.text) + " " }

func (s *formulaText) fault(offset int, format string, args ...any) {
	s.faults.add(s.at(offset), format, args...)
}

func (s *formulaText) hint(offset int, hint, format string, args ...any) {
	s.faults.hint(s.at(offset), hint, format, args...)
}

// explain notes what is wrong where expr's parser stopped.
func (s *formulaText) explain(err error) {
	stopped := len(s.text)
	if e, ok := errors.AsType[*file.Error](err); ok {
		stopped = e.From
	}
	i := slices.IndexFunc(s.tokens, func(t lexer.Token) bool { return t.From >= stopped })
	if i < 0 {
		i = len(s.tokens)
	}
	s.unexpected(i)
}
