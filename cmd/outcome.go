package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"chs/internal/evidence"
	"chs/internal/pipeline"
	"chs/rubric"
	"chs/scoring"
)

// An outcomeColumn is the column that says what became of accounts.
type outcomeColumn struct {
	name  string
	index int    // into the header; scoring.None if it is that of --outcomes
	left  string // what it says of those that left; "" for any of evidence.WantedOutcome
}

// findOutcome finds the column that --outcome names, by COLUMN or COLUMN=VALUE.
// The whole text is tried as a name first, and then split at its last "=".
func findOutcome(inputs *pipeline.Inputs, text string) (*outcomeColumn, error) {
	c := &outcomeColumn{name: strings.TrimSpace(text)}
	if at := strings.LastIndex(text, "="); at >= 0 && !slices.Contains(inputs.Header, c.name) {
		c.name, c.left = strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+1:])
		if c.name == "" || c.left == "" {
			return nil, &usageError{err: fmt.Errorf("--outcome %q: want COLUMN, or COLUMN=VALUE with what it says of accounts that left", text)}
		}
	}
	if hints, err := inputs.Check(pipeline.Needs{{Column: c.name, By: "--outcome"}}); err != nil {
		return nil, &hintedError{err, hints}
	}
	c.index = inputs.Index(c.name)
	return c, nil
}

// reader returns what reads the column. Of the texts for a missing value, nil
// stands for the default ones.
func (c *outcomeColumn) reader(missing []string) evidence.OutcomeReader {
	if missing == nil {
		missing = rubric.DefaultMissing()
	}
	return evidence.OutcomeReader{Left: c.left, Missing: scoring.NewMissingTokens(missing)}
}

// unreadable is the error that so many outcomes cannot be read, of which examples
// are the first.
func (c *outcomeColumn) unreadable(outcomes int, examples []evidence.BadOutcome) error {
	var lines []string
	for _, bad := range examples {
		lines = append(lines, fmt.Sprintf("%s:%d: account %q, column %q: %q is no outcome; want %s",
			bad.File, bad.Line, bad.ID, c.name, bad.Text, evidence.WantedOutcome))
	}
	if more := outcomes - len(examples); more > 0 {
		lines = append(lines, count(more, "more outcome that cannot be read", "more outcomes that cannot be read"))
	}
	return &hintedError{errors.New(strings.Join(lines, "\n")), c.hints()}
}

// checkBoth refuses accounts that all left or all stayed.
func (c *outcomeColumn) checkBoth(t evidence.Tally) error {
	if t.Rarer() > 0 {
		return nil
	}
	switch {
	case t.Accounts() == 0:
		return fmt.Errorf("column %q says of no account what became of it; want some that left and some that stayed", c.name)
	case t.Stayers == 0:
		return &hintedError{fmt.Errorf("by column %q %s left, and none stayed; want both", c.name, count(t.Leavers, "account")), c.hints()}
	case c.left != "":
		return fmt.Errorf("column %q says %q of no account; want the text of those that left", c.name, c.left)
	}
	return &hintedError{fmt.Errorf("by column %q %s stayed, and none left; want both", c.name, count(t.Stayers, "account")), c.hints()}
}

// hints say how to tell what the column says of accounts that left, if it is one of
// the inputs.
func (c *outcomeColumn) hints() []string {
	if c.index == scoring.None {
		return nil
	}
	return []string{fmt.Sprintf("--outcome %q says which text stands for accounts that left; all others stayed then", c.name+"=VALUE")}
}
