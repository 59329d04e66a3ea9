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
)

// columns are those that a file has, in any order.
type columns struct{ needed, maybe []string }

// readLines calls take with each line of CSV as a T, whose fields are texts, and
// its number. Errors name the file as name, and the line.
func readLines[T any](name string, from io.Reader, has columns, take func(line T, number int) error) error {
	var empty T
	records := csv.NewReader(withoutBOM(from))
	lines, err := gocsv.NewUnmarshaller(records, empty)
	switch {
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%s: file is empty; want a header with %s", name, and(has.needed))
	case err != nil:
		return badCSV(name, err)
	}
	if err := has.check(lines.Headers); err != nil {
		return fmt.Errorf("%s:1: %w", name, err)
	}
	for {
		read, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return badCSV(name, err)
		}
		number, _ := records.FieldPos(0)
		if err := take(read.(T), number); err != nil {
			return fmt.Errorf("%s:%d: %w", name, number, err)
		}
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

// check refuses a header that lacks a column, or has another or one twice.
func (c columns) check(header []string) error {
	all := slices.Concat(c.needed, c.maybe)
	for i, name := range header {
		switch {
		case !slices.Contains(all, name):
			return fmt.Errorf("unknown column %q; want %s", name, and(all))
		case slices.Contains(header[:i], name):
			return fmt.Errorf("column %q is there twice", name)
		}
	}
	for _, name := range c.needed {
		if !slices.Contains(header, name) {
			return fmt.Errorf("there is no column %q; want %s, and maybe %s", name, and(c.needed), and(c.maybe))
		}
	}
	return nil
}

// and joins names as a sentence does: a, b and c.
func and(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
