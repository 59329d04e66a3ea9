package history

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"

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
	records := csv.NewReader(withoutBOM(from))
	lines, err := gocsv.NewUnmarshaller(records, eventLine{})
	switch {
	case errors.Is(err, io.EOF):
		return nil, fmt.Errorf("%s: file is empty; want a header with date and what", name)
	case err != nil:
		return nil, badCSV(name, err)
	}
	if err := checkEventHeader(lines.Headers); err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	var events []Event
	for {
		read, err := lines.Read()
		if errors.Is(err, io.EOF) {
			slices.SortStableFunc(events, func(a, b Event) int { return a.Day - b.Day })
			return events, nil
		}
		if err != nil {
			return nil, badCSV(name, err)
		}
		number, _ := records.FieldPos(0)
		event, err := read.(eventLine).event()
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, number, err)
		}
		event.Line = number
		events = append(events, event)
	}
}

// withoutBOM returns a reader of what follows a byte order mark, if one leads.
func withoutBOM(from io.Reader) io.Reader {
	const mark = "\uFEFF"
	r := bufio.NewReader(from)
	if start, err := r.Peek(len(mark)); err == nil && string(start) == mark {
		_, _ = r.Discard(len(mark)) // it is there
	}
	return r
}

// checkEventHeader refuses a header that lacks a column, or has another or one
// twice.
func checkEventHeader(header []string) error {
	for i, name := range header {
		switch {
		case !slices.Contains([]string{"date", "what", "id", "segment"}, name):
			return fmt.Errorf("unknown column %q; want date, what, id and segment", name)
		case slices.Contains(header[:i], name):
			return fmt.Errorf("column %q is there twice", name)
		}
	}
	for _, name := range []string{"date", "what"} {
		if !slices.Contains(header, name) {
			return fmt.Errorf("there is no column %q; want date and what, and maybe id and segment", name)
		}
	}
	return nil
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
