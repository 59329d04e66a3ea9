package fleet

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"chs/rubric"
)

// shareOfSeats returns the share of what was bought that is used, where the
// file has both, and the columns that it is made of.
func (d *Draft) shareOfSeats() (*criterion, []*column) {
	used := d.named(rubric.Number, nil, "", "active user", "active seat", "used seat", "seat used", "used licence", "used license",
		"licence used", "license used")
	bought := d.seats(used)
	if used == nil || bought == nil {
		return nil, nil
	}
	x := criterion{
		name: "Usage", uses: []*column{used, bought}, meaning: meaning{topic: topicUse, rank: 1},
		metric: formulaLine(named(used.name) + " / " + named(bought.name) + " * 100"),
		values: percent(used.values, bought.values),
	}
	m := measure(x.values)
	if 5*len(m) < len(x.values) || m.constant() {
		return nil, nil
	}
	x.judge = cutsLine(m.cuts(false), false)
	x.reason = []string{"More is better: percent of what was bought that is used. " + spread(x.values, "") + "."}
	return &x, x.uses
}

// perSeat takes tickets and the like to a hundred seats, where the file has
// those: else large accounts look worse for their size.
func (d *Draft) perSeat(x criterion, c *column) criterion {
	seats := d.seats(c)
	if seats == nil || x.meaning.topic != topicTrouble || !has(c.words, "ticket", "case", "call", "incident", "bug", "error") {
		return x
	}
	x.name += " per 100 seats"
	x.metric = formulaLine(named(c.name) + " / " + named(seats.name) + " * 100")
	x.uses = append(x.uses, seats)
	x.values = percent(c.values, seats.values)
	return x
}

// seats returns the column of what was bought, other than c, or nil.
func (d *Draft) seats(c *column) *column {
	return d.named(rubric.Number, []*column{c}, "", "=seat", "=licence", "=license", "seat bought", "seat purchased", "seat total",
		"total seat", "paid seat", "licensed seat", "licensed user")
}

// percent returns a / b * 100, NaN where that is not known.
func percent(a, b []float64) []float64 {
	values := make([]float64, len(a))
	for i := range a {
		if values[i] = a[i] / b[i] * 100; math.IsInf(values[i], 0) {
			values[i] = math.NaN()
		}
	}
	return values
}

// breadth returns how many of several features an account has, where at least
// three columns of unknown meaning hold the same texts, yes and no among them.
func (d *Draft) breadth(left *leftOut) *criterion {
	var group []*column
	for _, c := range left.columns[leftUnknown] {
		alike := slices.DeleteFunc(slices.Clone(left.columns[leftUnknown]), func(o *column) bool {
			return !isFlag(o) || !slices.Equal(slices.Sorted(maps.Keys(c.texts)), slices.Sorted(maps.Keys(o.texts)))
		})
		if isFlag(c) && len(alike) > len(group) {
			group = alike
		}
	}
	if len(group) < 3 {
		return nil
	}
	x := criterion{
		name: "Features in use", uses: group, meaning: meaning{topic: topicUse, rank: 1},
		values: make([]float64, len(d.sample.rows)),
	}
	tests := make([]string, len(group))
	for i, c := range group {
		yes := yesText(c)
		tests[i] = named(c.name) + " == " + strconv.Quote(yes)
		at := slices.Index(d.columns, c)
		for row, cells := range d.sample.rows {
			if cells[at] == yes {
				x.values[row]++
			}
		}
	}
	m := measure(x.values)
	if m.constant() {
		return nil
	}
	x.metric = formulaLine("count_true(" + strings.Join(tests, ", ") + ")")
	x.judge = cutsLine(m.cuts(false), false)
	x.reason = []string{fmt.Sprintf("More is better: how many of %d yes/no columns say yes. %s.", len(group), spread(x.values, "")),
		"Take out those that are no features of yours."}
	left.columns[leftUnknown] = slices.DeleteFunc(left.columns[leftUnknown], func(c *column) bool { return slices.Contains(group, c) })
	return &x
}

// isFlag reports whether a column says yes or no, and perhaps why not.
func isFlag(c *column) bool {
	no := slices.ContainsFunc(slices.Collect(maps.Keys(c.texts)), func(t string) bool { return strings.EqualFold(t, "no") })
	return c.kind == rubric.Text && len(c.texts) <= 4 && no && yesText(c) != ""
}

// yesText returns the column's text for yes, or "".
func yesText(c *column) string {
	for text := range c.texts {
		if strings.EqualFold(text, "yes") {
			return text
		}
	}
	return ""
}

// The reasons why no criterion is made of a column.
const (
	leftOutcome  = "the outcome, perhaps, which a score is to foretell and must not know"
	leftPerson   = "who somebody is, not how they fare"
	leftConstant = "always the same, or always missing"
	leftMissing  = "known for fewer than a fifth of the accounts"
	leftMixed    = "dates with day and month in another order than elsewhere"
	leftTotal    = "totals since the beginning, which grow with age"
	leftMore     = "no room, with six criteria at most"
	leftTexts    = "more texts than levels can be"
	leftUnknown  = "of unknown meaning or direction, for you to judge"
)

// leftOut are the columns that no criterion was made of, by reason.
type leftOut struct {
	reasons []string
	columns map[string][]*column
}

func (l *leftOut) add(why string, columns ...*column) {
	if l.columns == nil {
		l.columns = map[string][]*column{}
	}
	if !slices.Contains(l.reasons, why) {
		l.reasons = append(l.reasons, why)
	}
	for _, c := range columns {
		if !slices.Contains(l.columns[why], c) {
			l.columns[why] = append(l.columns[why], c)
		}
	}
}
