package rubric

// A Type is what an expression or a column yields.
type Type int

// The types. Any is the type of nil, and of a column that only is_missing
// reads.
const (
	Any Type = iota
	Number
	Date
	Text
	Condition
)

// String returns the type as messages name it.
func (t Type) String() string {
	return [...]string{"anything", "number", "date", "text", "condition"}[t]
}

// A Formula is a parsed and checked formula or condition.
//
// Root has type Number for a criterion's formula and Condition for a condition.
// The tree is for reading: package scoring turns it into closures, and other
// packages into other languages.
type Formula struct {
	Text string // as written
	Pos  Pos    // where the text starts in the file
	Root Expr
}

// An Expr is a node of a formula.
type Expr interface {
	// Type is what the node yields.
	Type() Type
	// Offset is where the node starts in the formula's text, in characters from 0.
	Offset() int
}

// At is a place in a formula's text, in characters from 0.
type At int

// Offset implements [Expr].
func (a At) Offset() int { return int(a) }

type (
	// A NumberLit is a number; never NaN or infinite.
	NumberLit struct {
		At
		Value float64
	}
	// A TextLit is a text in quotes.
	TextLit struct {
		At
		Value string
	}
	// A NilLit is nil: missing.
	NilLit struct{ At }
	// A ColumnRef is the cell of Rubric.Columns[Column]. Kind is what this
	// place reads it as: Number, Date or Text, or Any directly under
	// is_missing, where the column's own type tells.
	ColumnRef struct {
		At
		Column int
		Kind   Type
	}
	// A NameRef is a name that chs gives: value, coverage, segment, score, band.
	NameRef struct {
		At
		Name Name
	}
	// A RatingRef is the rating of a criterion, by index into [Rubric.Criteria].
	RatingRef struct {
		At
		Criterion int
	}
	// A Neg is -X.
	Neg struct {
		At
		X Expr
	}
	// An Arith is L + R, L - R, L * R or L / R, by Op '+', '-', '*', '/'.
	Arith struct {
		At
		Op   byte
		L, R Expr
	}
	// A Compare is L Op R. Both sides are numbers, or both are texts and Op
	// is Eq or Ne.
	Compare struct {
		At
		Op   CompareOp
		L, R Expr
	}
	// An In holds where X is one of Numbers or of Texts, whichever is set;
	// Not turns it round.
	In struct {
		At
		X       Expr
		Numbers []float64
		Texts   []string
		Not     bool
	}
	// A Not is the three-valued negation of X.
	Not struct {
		At
		X Expr
	}
	// A Logic is the three-valued L and R, or L or R if Or is set.
	Logic struct {
		At
		Or   bool
		L, R Expr
	}
	// A Cond is Then where If is true, else Else.
	Cond struct {
		At
		If, Then, Else Expr
	}
	// A Call is a function of its arguments. Their count and types fit Func.
	Call struct {
		At
		Func Func
		Args []Expr
	}
	// A Rate is the rating of X by cuts: rate(X, …). All equal, they rise.
	Rate struct {
		At
		X    Expr
		Cuts Cuts
	}
)

// Type implements [Expr].
func (NumberLit) Type() Type { return Number }

// Type implements [Expr].
func (TextLit) Type() Type { return Text }

// Type implements [Expr].
func (NilLit) Type() Type { return Any }

// Type implements [Expr].
func (c ColumnRef) Type() Type { return c.Kind }

// Type implements [Expr].
func (n NameRef) Type() Type { return n.Name.Type() }

// Type implements [Expr].
func (RatingRef) Type() Type { return Number }

// Type implements [Expr].
func (Neg) Type() Type { return Number }

// Type implements [Expr].
func (Arith) Type() Type { return Number }

// Type implements [Expr].
func (Compare) Type() Type { return Condition }

// Type implements [Expr].
func (In) Type() Type { return Condition }

// Type implements [Expr].
func (Not) Type() Type { return Condition }

// Type implements [Expr].
func (Logic) Type() Type { return Condition }

// Type implements [Expr]: that of the first branch that is not nil.
func (c Cond) Type() Type {
	if t := c.Then.Type(); t != Any {
		return t
	}
	return c.Else.Type()
}

// Type implements [Expr].
func (c Call) Type() Type {
	if c.Func == FuncIsMissing {
		return Condition
	}
	return Number
}

// Type implements [Expr].
func (Rate) Type() Type { return Number }

// A CompareOp is one of the six comparisons.
type CompareOp string

// The comparisons.
const (
	Eq CompareOp = "=="
	Ne CompareOp = "!="
	Lt CompareOp = "<"
	Le CompareOp = "<="
	Gt CompareOp = ">"
	Ge CompareOp = ">="
)

// A Func is a function of the formula language.
type Func string

// The functions.
const (
	FuncAbs       Func = "abs"
	FuncMin       Func = "min"
	FuncMax       Func = "max"
	FuncMean      Func = "mean"
	FuncRound     Func = "round"
	FuncCountTrue Func = "count_true"
	FuncIsMissing Func = "is_missing"
	FuncDaysSince Func = "days_since" // of a ColumnRef of type Date
	FuncDaysUntil Func = "days_until" // of a ColumnRef of type Date
)

// A Name is one that chs gives in conditions of caps and plays.
type Name string

// The names; score and band are for plays alone.
const (
	NameValue    Name = "value"
	NameCoverage Name = "coverage"
	NameSegment  Name = "segment"
	NameScore    Name = "score"
	NameBand     Name = "band"
)

// Names returns all names that chs gives.
func Names() []string {
	return []string{string(NameValue), string(NameCoverage), string(NameSegment), string(NameScore), string(NameBand)}
}

// Type returns what the name yields.
func (n Name) Type() Type {
	if n == NameSegment || n == NameBand {
		return Text
	}
	return Number
}
