package cmd

import (
	"context"
	"fmt"
	"io"
	"strings"

	"chs/internal/evidence"
	"chs/internal/history"
	"chs/scoring"
)

// An outcomeFile is what --outcomes says.
type outcomeFile struct {
	name   string
	column outcomeColumn
	told   map[string]evidence.Told // by id
}

// readOutcomes reads what lines of the file of --outcomes say, as the rubric reads
// cells. What cannot be read is an error.
func (b *backtest) readOutcomes(lines []history.Outcome) (*outcomeFile, error) {
	f := &outcomeFile{lineName(b.outcomes), outcomeColumn{name: "outcome", index: scoring.None}, make(map[string]evidence.Told, len(lines))}
	reader := f.column.reader(b.plan.rubric.Missing)
	var bad []evidence.BadOutcome
	for _, line := range lines {
		told := evidence.Told{Outcome: reader.Read(line.Text), Day: b.dayOf(&line), Text: line.Text}
		if told.Outcome == evidence.Unreadable {
			bad = append(bad, evidence.BadOutcome{File: f.name, Line: line.Line, ID: line.ID, Text: line.Text})
		}
		f.told[line.ID] = told
	}
	if bad != nil {
		return nil, f.column.unreadable(len(bad), bad[:min(len(bad), evidence.MaxExamples)])
	}
	return f, nil
}

// dayOf returns the day of an outcome: without a date it was known on that of
// --as-of.
func (b *backtest) dayOf(line *history.Outcome) int {
	if line.Dated {
		return line.Day
	}
	return b.plan.day
}

// undatedOf returns how many outcomes are without a date.
func undatedOf(lines []history.Outcome) (n int) {
	for i := range lines {
		if !lines[i].Dated {
			n++
		}
	}
	return n
}

// sayUndated says of which day outcomes without a date are, if there are some.
func (b *backtest) sayUndated(outcomes int) {
	if outcomes > 0 {
		b.note("%s: %s without a date, counted as of %s", inputName(b.outcomes), count(outcomes, "outcome"), scoring.FormatDay(b.plan.day))
	}
}

// outcomeLines reads the lines of the file of --outcomes.
func (b *backtest) outcomeLines(ctx context.Context) (lines []history.Outcome, err error) {
	err = interruptible(ctx, func() error {
		return b.readFile(b.outcomes, func(name string, from io.Reader) (err error) {
			lines, err = history.ReadOutcomes(name, from)
			return err
		})
	})
	return lines, err
}

// of returns what the file says of an account.
func (f *outcomeFile) of(id string) evidence.Told { return f.told[strings.TrimSpace(id)] }

// source returns the source of the outcomes of rows whose id is in a column, by
// index into the header.
func (f *outcomeFile) source(id int) evidence.Source {
	return func(cell func(i int) string) evidence.Told { return f.of(cell(id)) }
}

// check refuses outcomes of accounts that all left or all stayed.
func (f *outcomeFile) check(t *evidence.Table) error {
	if err := f.column.checkBoth(t.All()); err != nil {
		return fmt.Errorf("%s: %w", f.name, err)
	}
	return nil
}

// known returns how many outcomes are known.
func (f *outcomeFile) known() (n int) {
	for _, told := range f.told {
		if told.Outcome != evidence.Unknown {
			n++
		}
	}
	return n
}

// sayLeftOut says that outcomes are left out, and why.
func (b *backtest) sayLeftOut(outcomes int, why string, args ...any) {
	if outcomes > 0 {
		b.warn("%s: %s left out: %s", inputName(b.outcomes), count(outcomes, "outcome"), fmt.Sprintf(why, args...))
	}
}
