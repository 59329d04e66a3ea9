package fleet

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"chs/rubric"
	"chs/scoring"
)

// A BadColumn is one with cells that could not be read.
type BadColumn struct {
	rubric.Column
	Values []string // at least one, each once, the commonest first
}

// Advice says what to change in the rubric, or else in the data, so that the
// values of columns become readable. What concerns the rubric as a whole is
// said once for all columns, behind what concerns one of them alone.
func Advice(r *rubric.Rubric, bad []BadColumn) []string {
	var advice []string
	for _, x := range remedies(r, bad) {
		advice = append(advice, x.String())
	}
	return advice
}

// A remedy makes values of columns readable.
type remedy struct {
	columns []string
	text    string
}

// String returns the remedy as messages say it.
func (x remedy) String() string {
	subject := "column"
	if len(x.columns) > 1 {
		subject = "columns"
	}
	for i, name := range x.columns {
		if i > 0 {
			subject += ","
		}
		subject += fmt.Sprintf(" %q", name)
	}
	return subject + ": " + x.text
}

// An adviser collects remedies, and what the rubric's settings lack.
type adviser struct {
	rubric                 *rubric.Rubric
	found                  []remedy
	decimal, dates, tokens lack
}

// A lack is what columns need of one setting.
type lack struct{ columns, values []string }

// add takes in a column's values; none are no lack.
func (l *lack) add(c rubric.Column, values []string) {
	if len(values) > 0 {
		l.columns = append(l.columns, c.Name)
		l.values = append(l.values, values...)
	}
}

func remedies(r *rubric.Rubric, bad []BadColumn) []remedy {
	a := advise(r, bad)
	a.settings()
	return a.found
}

// advise returns the remedies that are no settings, and what settings lack.
func advise(r *rubric.Rubric, bad []BadColumn) *adviser {
	a := &adviser{rubric: r}
	for _, c := range bad {
		switch c.Type {
		case rubric.Number:
			a.number(c)
		case rubric.Date:
			a.date(c)
		case rubric.Text:
			a.say(c.Column, "%s", levelAdvice(r, c))
		}
	}
	return a
}

func (a *adviser) say(c rubric.Column, format string, args ...any) {
	a.found = append(a.found, remedy{[]string{c.Name}, fmt.Sprintf(format, args...)})
}

// settings adds a remedy for each setting that lacks something.
func (a *adviser) settings() {
	add := func(l lack, text func() string) {
		if len(l.columns) > 0 {
			a.found = append(a.found, remedy{l.columns, text()})
		}
	}
	add(a.decimal, func() string { return fmt.Sprintf("give the rubric numbers: {decimal: %q}", otherDecimal(a.rubric)) })
	add(a.dates, func() string { return dateAdvice(a.rubric.Dates, a.dates.values) })
	add(a.tokens, func() string {
		return "give the rubric missing_values: " + flowList(withTokens(a.rubric.Missing, a.tokens.values)) + ", if that is what they mean"
	})
}

// number tries, in this order: a currency, numbers that are no ratings, and
// the other decimal sign. Words may stand for missing values.
func (a *adviser) number(c BadColumn) {
	var read []scoring.Numeral
	var rest, words, swapped []string
	for _, value := range c.Values {
		if n, ok := scoring.ParseNumber(value, a.rubric.Decimal); ok {
			read = append(read, n)
		} else if isWord(value) {
			words = append(words, value)
		} else {
			rest = append(rest, value)
			if _, ok := scoring.ParseNumber(value, otherDecimal(a.rubric)[0]); ok {
				swapped = append(swapped, value)
			}
		}
	}
	switch {
	case len(read) > len(rest)+len(words):
		a.say(c.Column, "%s", readableAdvice(a.rubric, c.Column, read))
		return
	case 2*len(swapped) > len(rest):
		a.decimal.add(c.Column, swapped)
	case len(rest) > 0:
		a.say(c.Column, "mend values such as %q in the file; no setting reads them as numbers", rest[0])
	}
	a.tokens.add(c.Column, words)
}

// otherDecimal returns the decimal sign that the rubric does not have.
func otherDecimal(r *rubric.Rubric) string {
	if r.Decimal == ',' {
		return "."
	}
	return ","
}

// readableAdvice is for numbers that are not what the column should hold: in
// another currency, or no ratings.
func readableAdvice(r *rubric.Rubric, c rubric.Column, read []scoring.Numeral) string {
	if want := r.Value.Currency; c.Name == r.Value.Column && !rubric.CurrencyFits(want, read[0].Currency) {
		return fmt.Sprintf("amounts in %s do not fit value: {currency: %s}; change it, or convert them", read[0].Currency, want)
	}
	for _, criterion := range r.Criteria {
		if criterion.Column == c.Name && criterion.Judge == rubric.ByRating {
			return fmt.Sprintf("add cuts to criterion %q, for %s is no rating from 1 to 5", criterion.Name, number(read[0].Value))
		}
	}
	return fmt.Sprintf("mend values such as %s in the file", number(read[0].Value))
}

// isWord reports whether a value is a text that may stand for something
// missing: one without digits of any script, and no infinity.
func isWord(value string) bool {
	unsigned := strings.ToLower(strings.TrimLeft(value, "+-−"))
	return !strings.ContainsFunc(value, unicode.IsNumber) && !slices.Contains([]string{"inf", "infinity", "∞"}, unsigned)
}

// withTokens adds words to the tokens for missing values, each once.
func withTokens(tokens, words []string) []string {
	all := slices.Clone(tokens)
	for _, word := range words {
		if !slices.ContainsFunc(all, func(t string) bool { return strings.EqualFold(t, word) }) {
			all = append(all, word)
		}
	}
	return all
}

// levelAdvice names the levels that the rubric lacks.
func levelAdvice(r *rubric.Rubric, c BadColumn) string {
	for _, criterion := range r.Criteria {
		if criterion.Column != c.Name || criterion.Judge != rubric.ByLevels {
			continue
		}
		levels := make([]string, 0, len(criterion.Levels)+len(c.Values))
		for _, level := range criterion.Levels {
			levels = append(levels, fmt.Sprintf("%s: %d", scalar(level.Text), level.Rating))
		}
		for _, value := range c.Values {
			levels = append(levels, scalar(value)+": ?")
		}
		return fmt.Sprintf("give criterion %q levels: {%s}, with a rating from 1 to 5 for each ?",
			criterion.Name, strings.Join(levels, ", "))
	}
	return fmt.Sprintf("mend values such as %q in the file", c.Values[0])
}
