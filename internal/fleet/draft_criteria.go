package fleet

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// A criterion is one of those that a draft proposes.
type criterion struct {
	name    string
	reason  []string // lines of a comment
	metric  string   // "column: …" or "formula: …"
	judge   string   // the lines of cuts or levels, "" where the metric is a rating
	weight  int      // percent
	expires string   // the line, or ""
	uses    []*column
	tokens  []string // texts that stand for missing values in its levels
	values  []float64
	meaning meaning
	turn    int // how many of its topic come before it

	rescaled bool // judged otherwise than the template does
}

// propose returns up to six criteria for columns whose names tell what they
// mean: one of each topic, the most telling first, then a second of each, and
// so on. Near copies of one that is chosen are passed over. If fewer than two
// are found, the value follows, and then columns of numbers whose names tell
// nothing, up to three in all.
func (d *Draft) propose(r roles, left *leftOut) []criterion {
	var known, unknown, worth []criterion
	ratio, inRatio := d.shareOfSeats()
	if ratio != nil {
		known = append(known, *ratio)
	}
	roles := append(r.columns(), inRatio...)
	for _, c := range d.columns {
		if slices.Contains(roles, c) {
			continue
		}
		switch x, why := d.judge(c, r); {
		case why != "" && c == r.value:
		case why != "":
			left.add(why, c)
		case c == r.value:
			worth = append(worth, x)
		case x.meaning.topic == "":
			unknown = append(unknown, x)
		default:
			known = append(known, x)
		}
	}
	if group := d.breadth(left); group != nil {
		known = append(known, *group)
	}
	chosen := pick(known, rubric.MaxCriteria, left)
	for _, more := range [][]criterion{worth, unknown} {
		if len(chosen) < 2 {
			chosen = pick(slices.Concat(chosen, more), 3, left)
			continue
		}
		for _, x := range more {
			if x.meaning.topic == "" {
				left.add(leftUnknown, x.uses...)
			}
		}
	}
	equal(chosen)
	return chosen
}

// pick takes up to most criteria, in turn by topic, and leaves out near copies.
func pick(from []criterion, most int, left *leftOut) []criterion {
	slices.SortStableFunc(from, func(a, b criterion) int { return cmp.Compare(a.meaning.place, b.meaning.place) })
	turns := map[string]int{}
	for i := range from {
		from[i].turn = turns[from[i].meaning.topic]
		turns[from[i].meaning.topic]++
	}
	slices.SortStableFunc(from, func(a, b criterion) int {
		return cmp.Or(cmp.Compare(a.turn, b.turn), cmp.Compare(a.meaning.rank, b.meaning.rank))
	})
	var chosen []criterion
	for _, x := range from {
		copied := slices.IndexFunc(chosen, func(y criterion) bool { return alike(x.values, y.values) })
		switch {
		case copied >= 0:
			left.add("nearly the same as "+shown(chosen[copied].name), x.uses...)
		case len(chosen) == most && x.meaning.topic == "":
			left.add(leftUnknown, x.uses...)
		case len(chosen) == most:
			left.add(leftMore, x.uses...)
		default:
			chosen = append(chosen, x)
		}
	}
	return chosen
}

// begin returns a criterion of one column that does not judge yet, and whether
// the column's name tells what it means; or why no criterion is made of it.
func (d *Draft) begin(c *column) (x criterion, known bool, why string) {
	m, known := meaningOf(c.words)
	if !known {
		m.rank = rankUnknown
	}
	switch {
	case known && m.rank == rankOutcome:
		return x, known, leftOutcome
	case known && m.rank == rankPerson:
		return x, known, leftPerson
	case len(c.texts) == 1 && c.filled == d.rows || c.known == 0:
		return x, known, leftConstant
	case 5*c.known < d.rows:
		return x, known, leftMissing
	case known && m.rank == rankOther:
		return x, known, leftUnknown
	}
	return criterion{name: title(c.name), uses: []*column{c}, values: c.values, meaning: m, metric: columnLine(c.name)}, known, ""
}

// judge returns a criterion of one column, or why none is made of it. Its
// topic is "" where the column's name tells nothing.
func (d *Draft) judge(c *column, r roles) (x criterion, why string) {
	x, known, why := d.begin(c)
	if why != "" {
		return x, why
	}
	switch c.kind {
	case rubric.Text:
		return d.judgeLevels(c, x, known)
	case rubric.Number:
		return d.judgeNumber(c, x, known, r)
	case rubric.Date:
		if x.meaning.topic == topicSince {
			return d.judgeDate(c, x)
		}
		return x, leftUnknown
	}
	return x, leftMixed
}

// judgeLevels makes a criterion of texts whose order is known.
func (d *Draft) judgeLevels(c *column, x criterion, known bool) (criterion, string) {
	levels, tokens, better, ok := c.levels(x.meaning.lower)
	told := x.meaning.scale || x.meaning.lower || x.meaning.topic == topicBound || x.meaning.topic == topicUse && !isFlag(c)
	if !ok || !better && (!known || !told) {
		return x, leftUnknown
	}
	if !known {
		x.meaning = meaning{topic: topicOpinion, rank: 4}
	}
	x.judge, x.tokens = levelsLine(levels), tokens
	x.values = nil
	x.reason = []string{fmt.Sprintf("%s. %s.", direction(x.meaning), counts(c, levels))}
	if better {
		x.reason = []string{fmt.Sprintf("Levels by what the words mean. %s.", counts(c, levels))}
	}
	return x, ""
}

// counts says how many accounts each level has.
func counts(c *column, levels []rubric.Level) string {
	texts := make([]string, len(levels))
	for i, l := range levels {
		texts[i] = fmt.Sprintf("%s %d", shown(l.Text), c.texts[l.Text])
	}
	return "Accounts: " + strings.Join(texts, ", ")
}

// number has x read a column of numbers.
func (d *Draft) number(c *column, x criterion) criterion {
	if unset(c) {
		x.metric = formulaLine(named(c.name) + " >= 0 ? " + named(c.name) + " : nil")
		x.values = slices.Clone(c.values)
		for i, v := range x.values {
			if v < 0 {
				x.values[i] = math.NaN()
			}
		}
		x.reason = append(x.reason, "-1 is taken for unknown: no other value is below 0.")
	}
	return d.perSeat(x, c)
}

// judgeNumber makes a criterion of numbers.
func (d *Draft) judgeNumber(c *column, x criterion, known bool, r roles) (criterion, string) {
	x = d.number(c, x)
	m := measure(x.values)
	v := m.distinct(5)
	switch {
	case 5*len(m) < len(x.values):
		return x, leftMissing
	case m.constant():
		return x, leftConstant
	case known && x.meaning.topic == topicMoney && has(c.words, "total", "lifetime", "cumulative") && c != r.value:
		return x, leftTotal
	case !known && (v != nil || m.whole() && m[0] >= 1900 && m[len(m)-1] <= 2100):
		return x, leftUnknown // a code, or years
	}
	x.reason = append([]string{direction(x.meaning) + ". " + spread(x.values, "") + "."}, x.reason...)
	x.judgeValues(m, c, c == r.value)
	return x, ""
}

// judgeValues gives x cuts: those of a convention where its name tells of one
// and its values fit, else those of the data; and levels where there are but
// two values, unless the rubric reads the column as a number elsewhere.
func (x *criterion) judgeValues(m measured, c *column, isValue bool) {
	low, high := m[0], m[len(m)-1]
	switch {
	case has(c.words, "nps") && !has(c.words, "pct", "percent") && low >= 0 && high > 5 && high <= 10:
		x.judge = "cuts: [5, 7, 8, 9]"
		x.reason = append(x.reason, "Cuts by the Net Promoter convention: 9 and 10 are promoters, 0 to 6 detractors.")
	case x.meaning.scale && m.whole() && low >= 1 && high == 5:
		x.reason = append(x.reason, "It is a rating from 1 to 5 already.")
	default:
		x.judge = cutsLine(m.cuts(x.meaning.lower), x.meaning.lower)
		if levels, ok := c.pair(x.meaning.lower); ok && x.metric == columnLine(c.name) && !isValue {
			x.judge = levelsLine(levels)
		}
	}
}

// since has x read the days since a date, of which there are two. They count to
// the day after the newest of the values, the earliest on which a whole export is
// scored: no cut is 0 days, which nothing reaches any more then. It returns what
// says so.
func (x *criterion) since(c *column) (spreadOut string) {
	newest := measure(c.values)
	day := newest[len(newest)-1] + 1
	x.values = make([]float64, len(c.values))
	for i, date := range c.values {
		x.values[i] = day - date
	}
	x.metric = formulaLine("days_since(" + named(c.name) + ")")
	return fmt.Sprintf("%s, counted to %s, the day after the newest in the file.", spread(x.values, " days"), scoring.FormatDay(int(day)))
}

// judgeDate makes a criterion of the days since a date.
func (d *Draft) judgeDate(c *column, x criterion) (criterion, string) {
	if measure(c.values).constant() {
		return x, leftConstant
	}
	x.reason = []string{direction(x.meaning) + ". " + x.since(c)}
	x.judge = cutsLine(measure(x.values).cuts(true), true)
	return x, ""
}

// unset reports whether -1 stands for nothing in a column: it is the only
// value below 0, and met often.
func unset(c *column) bool {
	m := measure(c.values)
	if len(m) == 0 || m[0] != -1 || m[len(m)-1] <= 1 {
		return false
	}
	n := slices.IndexFunc(m, func(v float64) bool { return v != -1 })
	return n >= 0 && m[n] >= 0 && 100*n >= len(m)
}

// direction says which way is better, and why.
func direction(m meaning) string {
	switch {
	case m.topic == "":
		return "A guess: more is better; the name does not tell"
	case m.lower:
		return "Less is better: " + m.topic
	}
	return "More is better: " + m.topic
}

// spread says where the values lie, and for how many accounts they are known.
func spread(values []float64, unit string) string {
	m := measure(values)
	where := "below"
	if m.at(0.5) == m[0] {
		where = "at"
	}
	text := fmt.Sprintf("%s to %s%s, half of the accounts %s %s", short(m[0]), short(m[len(m)-1]), unit, where, short(m.at(0.5)))
	if len(m) < len(values) {
		text += fmt.Sprintf(", known for %d%%", max(1, 100*len(m)/len(values)))
	}
	return text
}
