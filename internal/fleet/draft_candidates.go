package fleet

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"chs/rubric"
)

// Candidates are what a rubric for a file could judge by, whatever direction the
// names of its columns tell. They are given the file's rows once more than their
// [Draft], and keep 8 bytes for each cell that a criterion could read.
type Candidates struct {
	draft *Draft
	roles roles
	left  leftOut
	texts map[*column][]string // of the columns that are judged by levels
	rows  int
	all   []criterion
}

// A Candidate is a metric that a criterion could read.
type Candidate struct {
	Name   string    // the criterion's
	Values []float64 // by row; NaN where it is not known; of levels, the index of their text
	Levels []string  // the texts of levels, whose order is not known; nil of numbers
}

// Candidates returns those of the rows taken in so far, which name the file in
// comments. It has the errors of [Draft.Rubric].
func (d *Draft) Candidates(file string) (*Candidates, error) {
	if err := d.ready(file); err != nil {
		return nil, err
	}
	c := &Candidates{draft: d, roles: d.roles(nil), texts: map[*column][]string{}}
	for _, x := range d.columns {
		x.values = nil
		if x.kind == rubric.Text && x.texts != nil {
			c.texts[x], _ = x.knownTexts()
		}
	}
	return c, nil
}

// knownTexts returns the texts of a column, in order, and those of them that stand
// for a missing value.
func (c *column) knownTexts() (texts, missing []string) {
	for text := range c.texts {
		switch {
		case isUnknown(text):
			missing = append(missing, text)
		case !isDefaultMissing(text):
			texts = append(texts, text)
		}
	}
	slices.Sort(texts)
	slices.Sort(missing)
	return texts, missing
}

// ID returns the column that names an account, by index into the header; ok is
// false if there is none: the one that is nearest to it may name several alike.
func (c *Candidates) ID() (column int, ok bool) {
	return c.roles.id.index, c.roles.idUnique || c.roles.id.namesAccounts()
}

// Add takes in a row, given as the cells of the header's columns.
func (c *Candidates) Add(cell func(i int) string) {
	c.rows++
	for _, x := range c.draft.columns {
		text := strings.TrimSpace(cell(x.index))
		switch texts, judged := c.texts[x]; {
		case judged:
			value := math.NaN()
			if at, ok := slices.BinarySearch(texts, text); ok {
				value = float64(at)
			}
			x.values = append(x.values, value)
		case x.kind == rubric.Number || x.kind == rubric.Date:
			x.values = append(x.values, c.draft.value(x, text))
		}
	}
}

// List returns the candidates, once all rows were added.
func (c *Candidates) List() []Candidate {
	c.all = nil
	ratio, inRatio := c.draft.shareOfSeats()
	if ratio != nil {
		ratio.reason = []string{"Percent of what was bought that is used. " + spread(ratio.values, "") + "."}
		c.all = append(c.all, *ratio)
	}
	for _, x := range c.draft.columns {
		if slices.Contains(c.roles.columns(), x) || slices.Contains(inRatio, x) {
			continue
		}
		if candidate, why := c.candidate(x); why != "" {
			c.left.add(why, x)
		} else {
			c.all = append(c.all, candidate)
		}
	}
	var list []Candidate
	for _, x := range c.all {
		list = append(list, Candidate{x.name, x.values, c.texts[x.uses[0]]})
	}
	return list
}

// columns returns those that say whom an account is and what else is shown. What
// it is worth may be judged, too.
func (r roles) columns() []*column {
	columns := append([]*column{r.label, r.owner}, r.show...)
	if r.idUnique || !r.id.means() { // else it only stands in for an id
		columns = append(columns, r.id)
	}
	return columns
}

// candidate returns a criterion that does not judge yet, or why none is made of a
// column.
func (c *Candidates) candidate(of *column) (x criterion, why string) {
	x, _, why = c.draft.begin(of)
	if why != "" {
		return x, why
	}
	values := measure(of.values)
	switch {
	case of.kind == rubric.Any:
		return x, leftMixed
	case of.kind == rubric.Text && of.texts == nil:
		return x, leftTexts
	case values.constant():
		return x, leftConstant
	case of.kind == rubric.Number:
		x = c.draft.number(of, x)
		values = measure(x.values)
	}
	switch {
	case 5*len(values) < c.rows:
		return x, leftMissing
	case of.kind == rubric.Number:
		x.reason = append([]string{spread(x.values, "") + "."}, x.reason...)
	case of.kind == rubric.Date:
		x.reason = []string{x.since(of)}
	default:
		_, x.tokens = of.knownTexts()
	}
	return x, ""
}

// A Chosen is a candidate that is made a criterion.
type Chosen struct {
	Candidate int         // by index into the list
	Cuts      rubric.Cuts // of numbers
	Ratings   []int       // of levels, by index of their text
	Weight    int         // percent
	Evidence  []string    // lines of a comment
}

// A Passed is a candidate that is none, and why, in the words of a comment.
type Passed struct {
	Candidate int
	Why       string
}

// Rubric writes the rubric of what was chosen. The head says in a comment how.
func (c *Candidates) Rubric(file string, head []string, chosen []Chosen, passed []Passed) (*Drafted, error) {
	var criteria []criterion
	for _, f := range chosen {
		criteria = append(criteria, c.criterion(f, chosen))
	}
	for _, p := range passed {
		c.left.add(p.Why, c.all[p.Candidate].uses...)
	}
	var p page
	p.comment("", "", fmt.Sprintf("A first rubric for %s, chosen by what became of the accounts.", source(file)))
	for _, line := range head {
		p.line("#")
		p.comment("", "", line)
	}
	drafted, err := c.draft.written(&p, file, c.roles, criteria, &c.left)
	if err != nil {
		return nil, err
	}
	drafted.Accounts = c.rows
	return drafted, nil
}

// criterion returns one of those that were chosen as a criterion.
func (c *Candidates) criterion(f Chosen, chosen []Chosen) criterion {
	x := c.all[f.Candidate]
	x.weight = f.Weight
	of, lower := x.uses[0], f.Cuts.LowerIsBetter
	given := ""
	if f.Candidate != chosen[0].Candidate {
		given = ", beside the criteria above"
	}
	if texts := c.texts[of]; texts != nil {
		x.judge = levelsLine(rated(texts, f.Ratings))
		x.reason = append([]string{"Levels by the share that left" + given + "."}, f.Evidence...)
		return x
	}
	x.judge = cutsLine(f.Cuts.At, lower)
	if levels, ok := of.pair(lower); ok && x.metric == columnLine(of.name) && c.readOnce(of, chosen) {
		x.judge = levelsLine(levels)
	}
	x.reason = slices.Concat([]string{byOutcomes(x.meaning, lower, given)}, x.reason, f.Evidence)
	return x
}

// readOnce reports whether the rubric reads a column for one criterion alone: else
// it reads it as a number.
func (c *Candidates) readOnce(of *column, chosen []Chosen) bool {
	times := 0
	for _, f := range chosen {
		if slices.Contains(c.all[f.Candidate].uses, of) {
			times++
		}
	}
	return times == 1 && of != c.roles.value
}

// rated returns levels, the worst first.
func rated(texts []string, ratings []int) []rubric.Level {
	var levels []rubric.Level
	for i, text := range texts {
		levels = append(levels, rubric.Level{Text: text, Rating: ratings[i]})
	}
	slices.SortStableFunc(levels, func(a, b rubric.Level) int { return cmp.Compare(a.Rating, b.Rating) })
	return levels
}

// byOutcomes says which way is better by the outcomes, given what else is known of
// the accounts, and whether the name tells otherwise.
func byOutcomes(m meaning, lower bool, given string) string {
	text := "More is better, by the outcomes" + given
	if lower {
		text = "Less is better, by the outcomes" + given
	}
	if m.topic != "" && m.lower != lower {
		text += ", though its name tells the other way: look twice"
	}
	return text + "."
}
