package fleet

import (
	"fmt"
	"slices"

	"chs/rubric"
	"chs/scoring"
)

// date looks for forms that together read nine in ten of a column's dates, or
// more. Words may stand for missing values.
func (a *adviser) date(c BadColumn) {
	var written, words []string
	for _, value := range c.Values {
		if _, reading := scoring.ParseDate(value, a.rubric.Dates); reading == scoring.DateAmbiguous {
			a.say(c.Column, "keep one of dates: %s in the rubric; they read %q differently", formList(a.rubric.Dates), value)
			return
		}
		if isWord(value) {
			words = append(words, value)
		} else {
			written = append(written, value)
		}
	}
	a.tokens.add(c.Column, words)
	forms, _ := formsOf(written)
	if rest := unreadBy(forms, written); 10*len(rest) > len(written) {
		a.say(c.Column, "mend dates such as %q in the file; no forms of dates read them all", rest[0])
		return
	}
	a.dates.add(c.Column, written)
}

// formsOf returns the forms that read the most of written, the fewest, and
// whether another order of day and month would read them as well.
func formsOf(written []string) (forms []rubric.DateFormat, doubtful bool) {
	c := newColumn("", 0, dateForms())
	for _, date := range written {
		c.dates.add(date)
	}
	set, doubtful := chooseDates([]*column{c})
	return set.list(), doubtful
}

// unreadBy returns those of written that none of forms reads, or that two read
// differently.
func unreadBy(forms []rubric.DateFormat, written []string) []string {
	return slices.DeleteFunc(slices.Clone(written), func(date string) bool {
		_, reading := scoring.ParseDate(date, forms)
		return reading == scoring.DateRead
	})
}

// dateAdvice adds the forms of written to those that the rubric has.
func dateAdvice(own []rubric.DateFormat, written []string) string {
	forms, doubtful := formsOf(written)
	all := slices.Concat(own, forms)
	advice := fmt.Sprintf("give the rubric dates: %s", formList(all))
	rest := unreadBy(forms, written)
	switch clash := clashOf(all); {
	case clash != "":
		advice += fmt.Sprintf("; two of them read %q differently, so leave out the one that is not meant", clash)
	case doubtful:
		advice += "; day and month may be swapped, so check that"
	}
	if len(rest) > 0 {
		advice += fmt.Sprintf("; mend dates such as %q in the file", rest[0])
	}
	return advice
}

// clashOf returns a date that two of forms read differently, or "".
func clashOf(forms []rubric.DateFormat) string {
	for _, date := range []string{"01/02/2026", "01-02-2026", "01.02.2026", "1/2/2026", "1-2-2026", "1.2.2026"} {
		if _, reading := scoring.ParseDate(date, forms); reading == scoring.DateAmbiguous {
			return date
		}
	}
	return ""
}

// formList writes forms of dates as the rubric does.
func formList(forms []rubric.DateFormat) string {
	texts := make([]string, len(forms))
	for i, f := range forms {
		texts[i] = f.String()
	}
	return flowList(texts)
}
