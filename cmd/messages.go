package cmd

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"chs/internal/report"
	"chs/rubric"
)

// messages writes warnings, errors and hints to standard error, each line with
// the program's name before it. Text of the user's files is made visible.
type messages struct {
	to    io.Writer
	quiet bool // errors alone
}

// say writes lines. An error of standard error has nowhere to be told.
func (m *messages) say(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		_, _ = fmt.Fprintf(m.to, "chs: %s\n", report.Visible(shortened(line)))
	}
}

// shortened returns a line without the middle of a text of the user's that is
// too long to read.
func shortened(line string) string {
	const start, end = 1000, 200
	runes := []rune(line)
	if len(runes) <= start+end {
		return line
	}
	return string(runes[:start]) + "…" + string(runes[len(runes)-end:])
}

// note says what is no error: what was done, or may not be as it was meant.
func (m *messages) note(format string, args ...any) {
	if !m.quiet {
		m.say(fmt.Sprintf(format, args...))
	}
}

// hint says what may help.
func (m *messages) hint(text string) {
	if !m.quiet {
		m.say("hint: " + text)
	}
}

// fail says an error, each of a rubric's faults with its hint.
func (m *messages) fail(err error) {
	if faults := rubric.AsFaults(err); faults != nil {
		m.faults(faults)
		return
	}
	m.say(err.Error())
	if usage, ok := errors.AsType[*usageError](err); ok && usage.hint != "" {
		m.hint(usage.hint)
	}
	if hinted, ok := errors.AsType[*hintedError](err); ok {
		for _, hint := range hinted.hints {
			m.hint(hint)
		}
	}
}

// faults says what is wrong with a rubric: a hint once, behind the first
// fault that it is for.
func (m *messages) faults(faults *rubric.Faults) {
	said := map[string]bool{}
	for _, fault := range faults.List {
		m.say(fault.In(faults.File))
		if fault.Hint != "" && !said[fault.Hint] {
			m.hint(fault.Hint)
			said[fault.Hint] = true
		}
	}
}

// A hintedError is an error with hints.
type hintedError struct {
	error
	hints []string
}

func (e *hintedError) Unwrap() error { return e.error }
