package history

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"chs/scoring"
)

// An Outcome is what is said of what later happened to an account.
type Outcome struct {
	Line int // of the file
	ID   string
	Text string // what happened, white space around it trimmed

	Dated bool
	Day   int // if Dated: it left then, or was known to be there then, as scoring.Day counts
}

// An outcomeLine is an outcome as CSV.
type outcomeLine struct {
	ID      string `csv:"id"`
	Outcome string `csv:"outcome"`
	Date    string `csv:"date"`
}

// ReadOutcomes reads outcomes from CSV with the columns id and outcome, and maybe
// date, as YYYY-MM-DD. An account has one. Errors name the file as name, the line
// and the column; the first few lines that cannot be used are in one error.
func ReadOutcomes(name string, from io.Reader) ([]Outcome, error) {
	var all []Outcome
	var faults []error
	first := map[string]int{}
	err := readLines(name, from, columns{[]string{"id", "outcome"}, []string{"date"}}, func(l outcomeLine, number int) error {
		o, err := l.outcome()
		at, known := first[o.ID]
		if err == nil && known {
			err = fmt.Errorf("account %q is there already, at line %d; an account has one outcome", o.ID, at)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, number, err))
		}
		first[o.ID], o.Line = number, number
		all = append(all, o)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, firstOf(faults)
}

// firstOf joins the first few errors, and says how many more there are.
func firstOf(all []error) error {
	const few = 10
	if more := len(all) - few; more > 0 {
		all = append(all[:few], fmt.Errorf("and %d more", more))
	}
	return errors.Join(all...)
}

// outcome reads a line.
func (l outcomeLine) outcome() (Outcome, error) {
	o := Outcome{ID: clean(l.ID), Text: strings.TrimSpace(l.Outcome)}
	if o.ID == "" {
		return o, errors.New(`column "id" is empty; want an account`)
	}
	if date := strings.TrimSpace(l.Date); date != "" {
		day, err := scoring.ParseDay(date)
		if err != nil {
			return o, fmt.Errorf("column \"date\": %w", err)
		}
		o.Dated, o.Day = true, day
	}
	return o, nil
}
