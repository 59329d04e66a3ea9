package fleet

import (
	"fmt"
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// RFMAdvice says which flags make the values of columns readable, or else what
// to change in the file.
func RFMAdvice(r *rubric.Rubric, bad []BadColumn) []string {
	var advice []string
	var unread []BadColumn
	for _, c := range bad {
		if c.Type == rubric.Date {
			all := c.Values
			if c.Values = unreadBy(r.Dates, all); len(c.Values) < len(all) {
				advice = append(advice, fmt.Sprintf("column %q: dates such as %q are in the future; --as-of says of which day", c.Name, futureDate(r, all)))
			}
		}
		if len(c.Values) > 0 {
			unread = append(unread, c)
		}
	}
	a := advise(r, unread)
	for _, x := range a.found {
		advice = append(advice, x.String())
	}
	if a.decimal.columns != nil {
		advice = append(advice, remedy{a.decimal.columns, "give --decimal " + otherDecimal(r)}.String())
	}
	if a.dates.columns != nil {
		advice = append(advice, remedy{a.dates.columns, "give --dates " + formFlag(a.dates.values)}.String())
	}
	if a.tokens.columns != nil {
		advice = append(advice, remedy{a.tokens.columns, fmt.Sprintf("empty cells such as %q in the file, if nothing is known there", a.tokens.values[0])}.String())
	}
	return advice
}

// futureDate returns the first value that is a date.
func futureDate(r *rubric.Rubric, values []string) string {
	return values[slices.IndexFunc(values, func(text string) bool {
		_, reading := scoring.ParseDate(text, r.Dates)
		return reading == scoring.DateRead
	})]
}

// formFlag writes the forms of dates as a flag takes them.
func formFlag(written []string) string {
	forms, doubtful := formsOf(written)
	texts := make([]string, len(forms))
	for i, f := range forms {
		texts[i] = f.String()
	}
	flag := strings.Join(texts, ",")
	if strings.Contains(flag, " ") {
		flag = "'" + flag + "'"
	}
	if doubtful {
		flag += "; day and month may be swapped, so check that"
	}
	return flag
}
