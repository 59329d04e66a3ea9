package warehouse

import (
	"fmt"

	"chs/rubric"
)

// A Column is one that chs adds to a table's.
type Column struct {
	Name  string
	Kind  Kind
	Index int // of the criterion, for Rating
}

// A Kind says what a column holds.
type Kind int

// The kinds, in the order in which columns are added. Scores are points with two
// decimals; a probability has six.
const (
	Score Kind = iota
	Band
	Coverage
	Segment
	Uncapped
	CapReason
	Rating
	Priority
	Plays
	Drivers
	ChurnProbability
	ExpectedLoss
)

// Columns returns the columns that a statement adds to those of its table, in their
// order: those of chs score, as a test of the command asserts.
func Columns(r *rubric.Rubric, o Options) []Column {
	var columns []Column
	add := func(wanted bool, name string, kind Kind, index int) {
		if wanted {
			columns = append(columns, Column{o.Prefix + name, kind, index})
		}
	}
	add(true, "score", Score, 0)
	add(true, "band", Band, 0)
	add(true, "coverage", Coverage, 0)
	add(len(r.Segments) > 0, "segment", Segment, 0)
	add(len(r.Caps) > 0, "uncapped", Uncapped, 0)
	add(len(r.Caps) > 0, "cap", CapReason, 0)
	for i, c := range r.Criteria {
		add(true, "rating_"+c.Key, Rating, i)
	}
	add(r.Valued(), "priority", Priority, 0)
	add(len(r.Plays) > 0, "plays", Plays, 0)
	add(o.Why, "drivers", Drivers, 0)
	add(r.Propensity != nil, "churn_probability", ChurnProbability, 0)
	add(r.Propensity != nil && r.Valued(), "expected_loss", ExpectedLoss, 0)
	return columns
}

// result adds the step with the columns that chs adds.
func (p *plan) result(o Options) {
	p.begin()
	var columns []column
	for _, c := range Columns(p.rubric, o) {
		p.about = c.Name
		columns = append(columns, column{name: p.quoteColumn(c.Name), value: p.output(c)})
	}
	p.end(lastStep, "the columns that chs score adds", columns...)
}

// output returns what a column of the result holds.
func (p *plan) output(c Column) expr {
	switch c.Kind {
	case Score:
		return p.points(p.score, 2)
	case Band:
		return p.band
	case Coverage:
		return p.coverage
	case Segment:
		return p.segment
	case Uncapped:
		return p.points(p.uncapped, 2)
	case CapReason:
		return p.reason()
	case Rating:
		return p.ratings[c.Index]
	case Priority:
		return p.priority()
	case Plays:
		return p.plays()
	case Drivers:
		return p.drivers()
	case ChurnProbability:
		return p.points(p.leaving, 6)
	case ExpectedLoss:
		return p.expectedLoss()
	}
	panic(fmt.Sprintf("warehouse: unknown kind of column %d", c.Kind))
}

// reason returns why the score is held down.
func (p *plan) reason() expr {
	var reasons []branch
	for i, c := range p.rubric.Caps {
		reasons = append(reasons, branch{whole(i + 1), p.literal(c.Reason)})
	}
	return match(p.caps, reasons, expr{})
}

// priority returns value × (10000 − score) / 10000.
func (p *plan) priority() expr {
	return p.ofValue(operate(whole(10000), "-", p.score, plus).upTo(10000), 10000)
}

// ofValue returns value × part / all, with two decimals.
func (p *plan) ofValue(part expr, all float64) expr {
	return p.cents(p, p.arith(p, '*', p.value(), part), all)
}

// plays returns the names of those that apply.
func (p *plan) plays() expr {
	var parts []expr
	for _, play := range p.rubric.Plays {
		parts = append(parts, choose([]branch{{p.condition(play.When.Root), p.literal("; " + play.Name)}}, p.literal("")))
	}
	return call("NULLIF", say("substr(%s, 3)", chain(parts, "||", plus, "''")), p.literal(""))
}
