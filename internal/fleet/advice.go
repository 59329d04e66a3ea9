package fleet

import (
	"fmt"
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// Advice says what to change in the rubric, or else in the data, so that
// values of a column that could not be read become readable. There is at least
// one; each is there once, the commonest first.
func Advice(r *rubric.Rubric, c rubric.Column, values []string) string {
	remedy := ""
	switch c.Type {
	case rubric.Number:
		remedy = numberAdvice(r, c, values)
	case rubric.Date:
		remedy = dateAdvice(r, values)
	case rubric.Text:
		remedy = levelAdvice(r, c, values)
	}
	return fmt.Sprintf("column %q: %s", c.Name, remedy)
}

// numberAdvice tries, in this order: a currency, numbers that are no ratings,
// the other decimal sign, and words that stand for missing values.
func numberAdvice(r *rubric.Rubric, c rubric.Column, values []string) string {
	var read []scoring.Numeral
	var rest, words []string
	for _, value := range values {
		if n, ok := scoring.ParseNumber(value, r.Decimal); ok {
			read = append(read, n)
		} else if isWord(value) {
			words = append(words, value)
		} else {
			rest = append(rest, value)
		}
	}
	other, swapped := byte(','), 0
	if r.Decimal == ',' {
		other = '.'
	}
	for _, value := range rest {
		if _, ok := scoring.ParseNumber(value, other); ok {
			swapped++
		}
	}
	switch {
	case len(read) > len(rest)+len(words):
		return readableAdvice(r, c, read)
	case 2*swapped > len(rest):
		advice := fmt.Sprintf("add numbers: {decimal: %q} to the rubric", string(other))
		if len(words) > 0 {
			advice += ", and " + missingAdvice(r, words)
		}
		return advice
	case len(words) > 0:
		return "add " + missingAdvice(r, words) + " to the rubric, if that is what they mean"
	}
	return fmt.Sprintf("mend values such as %q in the file; no setting reads them as numbers", rest[0])
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

// isWord reports whether a value is a text without digits, as stands for
// something missing.
func isWord(value string) bool { return !strings.ContainsAny(value, "0123456789") }

// missingAdvice returns the line that makes words missing values. It has the
// present ones too, for it replaces them.
func missingAdvice(r *rubric.Rubric, words []string) string {
	return "missing_values: " + flowList(append(slices.Clone(r.Missing), words...))
}

// dateAdvice looks for the one form that the dates among values have.
func dateAdvice(r *rubric.Rubric, values []string) string {
	var written, words []string
	for _, value := range values {
		if _, reading := scoring.ParseDate(value, r.Dates); reading == scoring.DateAmbiguous {
			return fmt.Sprintf("keep one of dates: %s in the rubric; they read %q differently", formList(r.Dates), value)
		}
		if isWord(value) {
			words = append(words, value)
		} else {
			written = append(written, value)
		}
	}
	if len(written) == 0 {
		return "add " + missingAdvice(r, words) + " to the rubric, if that is what they mean"
	}
	switch fitting := fittingForms(written); len(fitting) {
	case 0:
		return fmt.Sprintf("mend dates such as %q in the file; no form of dates reads them all", written[0])
	case 1:
		return fmt.Sprintf("add dates: %s to the rubric", formList(withForm(r.Dates, fitting[0], written)))
	default:
		return fmt.Sprintf("add to dates in the rubric the one of %s that is meant; they all read %q, differently",
			formList(fitting), written[0])
	}
}

// fittingForms returns the forms that read all of written, without those that read
// them as one before does.
func fittingForms(written []string) []rubric.DateFormat {
	var fitting []rubric.DateFormat
	var readings [][]int
	for _, form := range dateForms() {
		days := make([]int, 0, len(written))
		for _, date := range written {
			if day, reading := scoring.ParseDate(date, []rubric.DateFormat{form}); reading == scoring.DateRead {
				days = append(days, day)
			}
		}
		same := func(other []int) bool { return slices.Equal(days, other) }
		if len(days) == len(written) && !slices.ContainsFunc(readings, same) {
			fitting, readings = append(fitting, form), append(readings, days)
		}
	}
	return fitting
}

// withForm adds a form to those of a rubric, or replaces them where they would
// read a date differently.
func withForm(forms []rubric.DateFormat, form rubric.DateFormat, written []string) []rubric.DateFormat {
	both := append(slices.Clone(forms), form)
	for _, date := range written {
		if _, reading := scoring.ParseDate(date, both); reading == scoring.DateAmbiguous {
			return []rubric.DateFormat{form}
		}
	}
	return both
}

// levelAdvice names the levels that the rubric lacks.
func levelAdvice(r *rubric.Rubric, c rubric.Column, values []string) string {
	for _, criterion := range r.Criteria {
		if criterion.Column != c.Name || criterion.Judge != rubric.ByLevels {
			continue
		}
		levels := make([]string, 0, len(criterion.Levels)+len(values))
		for _, level := range criterion.Levels {
			levels = append(levels, fmt.Sprintf("%s: %d", scalar(level.Text), level.Rating))
		}
		for _, value := range values {
			levels = append(levels, scalar(value)+": ?")
		}
		return fmt.Sprintf("give criterion %q levels: {%s}, with a rating from 1 to 5 for each ?",
			criterion.Name, strings.Join(levels, ", "))
	}
	return fmt.Sprintf("mend values such as %q in the file", values[0])
}

// formList writes forms of dates as the rubric does.
func formList(forms []rubric.DateFormat) string {
	texts := make([]string, len(forms))
	for i, f := range forms {
		texts[i] = f.String()
	}
	return flowList(texts)
}
