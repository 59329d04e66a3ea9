package history

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"chs/scoring"
)

// An Event is something that happened, and may have changed scores.
type Event struct {
	Line        int // of the file
	Day         int // as scoring.Day counts
	What        string
	ID, Segment string // the account or the segment that it concerns; both "" for all accounts
}

// An eventLine is an event as CSV.
type eventLine struct {
	Date    string `csv:"date"`
	What    string `csv:"what"`
	ID      string `csv:"id"`
	Segment string `csv:"segment"`
}

// ReadEvents reads events from CSV with the columns date, as YYYY-MM-DD, and
// what, and maybe id or segment. They are returned by day, those of one day as
// they come. Errors name the file as name, the line and the column.
func ReadEvents(name string, from io.Reader) ([]Event, error) {
	var events []Event
	err := readLines(name, from, columns{[]string{"date", "what"}, []string{"id", "segment"}}, func(l eventLine, number int) error {
		event, err := l.event()
		event.Line = number
		events = append(events, event)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(events, func(a, b Event) int { return a.Day - b.Day })
	return events, nil
}

// event reads a line.
func (l eventLine) event() (Event, error) {
	e := Event{What: strings.TrimSpace(l.What), ID: strings.TrimSpace(l.ID), Segment: strings.TrimSpace(l.Segment)}
	var err error
	if e.Day, err = scoring.ParseDay(strings.TrimSpace(l.Date)); err != nil {
		return e, fmt.Errorf("column \"date\": %w", err)
	}
	switch {
	case e.What == "":
		return e, errors.New(`column "what" is empty; want what happened`)
	case e.ID != "" && e.Segment != "":
		return e, fmt.Errorf("column \"segment\": %q beside the id %q; want one of them, or none for all accounts", e.Segment, e.ID)
	}
	return e, nil
}
