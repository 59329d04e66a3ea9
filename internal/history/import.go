package history

import (
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/gocarina/gocsv"

	"chs/rubric"
	"chs/scoring"
)

// An importer stores the snapshots of a CSV, one after another.
type importer struct {
	store   *Store
	tx      *sql.Tx
	name    string // of the CSV
	replace bool

	records *csv.Reader
	lines   *gocsv.Unmarshaller

	writers []*Writer
	inputs  []Input // of the last writer's snapshot
}

// open reads the header.
func (i *importer) open(from io.Reader) error {
	i.records = csv.NewReader(from)
	i.records.ReuseRecord = true
	var err error
	i.lines, err = gocsv.NewUnmarshaller(i.records, line{})
	switch {
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%s: file is empty; want what chs history export writes", i.name)
	case err != nil:
		return badCSV(i.name, err)
	}
	if wrong := slices.Concat(i.lines.MismatchedHeaders, i.lines.MismatchedStructFields); len(wrong) > 0 {
		return fmt.Errorf("%s:1: column %q is one too many or missing; want those that chs history export writes", i.name, wrong[0])
	}
	return nil
}

// badCSV words an error of encoding/csv, in a file of this name.
func badCSV(name string, err error) error {
	if bad, ok := errors.AsType[*csv.ParseError](err); ok {
		if errors.Is(bad, csv.ErrFieldCount) {
			bad.Err = errors.New("more or fewer cells than the header has; want as many")
		}
		return &worded{fmt.Errorf("%s:%d: %w", name, bad.Line, bad.Err)}
	}
	return &worded{fmt.Errorf("%s: %w", name, bare(err))}
}

// next stores what the next line holds; more is false if there is none.
func (i *importer) next(ctx context.Context) (more bool, err error) {
	read, err := i.lines.Read()
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, badCSV(i.name, err)
	}
	l := read.(line)
	number, _ := i.records.FieldPos(0)
	if l.ID == "" {
		err = i.begin(ctx, &l)
	} else {
		err = i.add(ctx, &l)
	}
	if wrong, ok := errors.AsType[*lineError](err); ok {
		err = &worded{fmt.Errorf("%s:%d: %w", i.name, number, wrong)}
	}
	return err == nil, err
}

// A lineError says what is wrong with a line.
type lineError struct{ error }

// begin begins the snapshot of a line, and ends the one before.
func (i *importer) begin(ctx context.Context, l *line) error {
	head := Head{Portfolio: l.Portfolio, Chs: l.Chs}
	var text string
	var err error
	if head.Day, err = scoring.ParseDay(l.AsOf); err != nil {
		return &lineError{fmt.Errorf("column \"as_of\": %w", err)}
	}
	if json.Unmarshal([]byte(l.Rubric), &text) != nil {
		return &lineError{errors.New(`column "rubric": want the rubric's text as a JSON string`)}
	}
	if head.Rubric, err = rubric.Load("rubric", []byte(text)); err != nil {
		return &lineError{fmt.Errorf("column \"rubric\": %w", err)}
	}
	var inputs []Input
	if json.Unmarshal([]byte(l.Inputs), &inputs) != nil {
		return &lineError{errors.New(`column "inputs": want a JSON array of objects with path, bytes and sha256`)}
	}
	rows, err := count("rows_read", l.Rows)
	if err != nil {
		return err
	}
	rejected, err := count("rejected", l.Rejected)
	if err != nil {
		return err
	}
	if err := i.finish(ctx); err != nil {
		return err
	}
	for _, w := range i.writers {
		if w.Portfolio == clean(l.Portfolio) && w.Day == head.Day {
			return &lineError{errors.New("this snapshot is there already, further up")}
		}
	}
	i.inputs = inputs
	w, err := i.store.newWriter(ctx, i.tx, head, pathsOf(inputs), i.replace)
	if err != nil {
		return err
	}
	w.Rows, w.Rejected = rows, rejected
	i.writers = append(i.writers, w)
	return nil
}

// count reads a column that counts rows.
func count(column, text string) (int, error) {
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, &lineError{fmt.Errorf("column %q: %q is no count of rows", column, text)}
	}
	return int(n), nil
}

// finish ends the snapshot that the lines before were of, if there is one.
func (i *importer) finish(ctx context.Context) error {
	if len(i.writers) == 0 {
		return nil
	}
	return i.writers[len(i.writers)-1].finish(ctx, i.inputs)
}

// add stores the account of a line.
func (i *importer) add(ctx context.Context, l *line) error {
	if len(i.writers) == 0 {
		return &lineError{errors.New("an account without a snapshot; want that in a line before, with no id")}
	}
	w := i.writers[len(i.writers)-1]
	if clean(l.Portfolio) != w.Portfolio || l.AsOf != scoring.FormatDay(w.Day) {
		return &lineError{fmt.Errorf("the snapshot above is of %q and %s; want the same here", w.Portfolio, scoring.FormatDay(w.Day))}
	}
	a, err := l.account(w.Rubric)
	if err != nil {
		return &lineError{err}
	}
	if strings.TrimSpace(a.ID) == "" {
		return &lineError{errors.New(`column "id" is blank; want the account's`)}
	}
	return w.add(ctx, a)
}
