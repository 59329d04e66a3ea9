package evidence

import (
	"strings"

	"chs/scoring"
)

// An Outcome is what later happened to an account.
type Outcome int8

// The outcomes. Nothing is said of an account whose outcome is Unknown; what is
// said of one whose outcome is Unreadable is neither that it left nor that it
// stayed.
const (
	Unknown Outcome = iota
	Stayed
	Left
	Unreadable
)

// An OutcomeReader reads outcomes.
type OutcomeReader struct {
	Left    string // the text of accounts that left, and all others stayed; "" for those of [WantedOutcome]
	Missing *scoring.MissingTokens
}

// Read returns the outcome that a text stands for, white space around it
// trimmed. A missing text is Unknown unless it is the one that stands for
// leaving.
func (o OutcomeReader) Read(text string) Outcome {
	text = strings.TrimSpace(text)
	switch {
	case o.Left != "" && text == o.Left:
		return Left
	case o.Missing.Has(text):
		return Unknown
	case o.Left != "":
		return Stayed
	}
	switch strings.ToLower(text) {
	case "yes", "y", "true", "1", "1.0", "churned", "left", "lost":
		return Left
	case "no", "n", "false", "0", "0.0", "stayed", "retained", "active":
		return Stayed
	}
	return Unreadable
}

// WantedOutcome says in which words an outcome can be read where none is given for
// leaving. Letter case does not count, nor a fraction of 0, and y and n will do.
const WantedOutcome = "yes or no, true or false, 1 or 0, churned, left or lost, or stayed, retained or active"

// Told is what is said of an account's outcome.
type Told struct {
	Outcome Outcome
	Day     int    // it left then, or was known to be there then, as scoring.Day counts
	Text    string // that says what became of it
}

// In returns the source of the outcomes in a column, by index into the header,
// which are all known on one day.
func (o OutcomeReader) In(column, day int) Source {
	return func(cell func(i int) string) Told {
		text := cell(column)
		return Told{o.Read(text), day, text}
	}
}

// A Source returns what is said of an account's outcome, from its cells by index
// into the header. Many goroutines may ask at a time.
type Source func(cell func(i int) string) Told
