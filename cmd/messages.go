package cmd

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"chs/internal/report"
	"chs/rubric"
)

// messages writes what is said to standard error, a line or an object each.
type messages struct {
	to     io.Writer
	now    func() time.Time
	quiet  bool // errors alone
	format logFormat
}

// A level says what kind of message one is.
type level string

const (
	levelError level = "error" // the run ends with a code other than 0
	levelWarn  level = "warn"  // may not be as it was meant
	levelInfo  level = "info"  // what was done
	levelHint  level = "hint"  // what may help
)

// A place is where in a file that is which a message is about, as far as it is
// known. Lines and columns count from 1, columns in characters.
type place struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// A jsonMessage is a message as an object.
type jsonMessage struct {
	Time  string `json:"time"` // RFC 3339, UTC
	Level level  `json:"level"`
	Text  string `json:"message"`
	place
}

// say writes a text, a message a line, if it is wanted: all messages come by
// here. As text each line has the program's name before it, and text of the
// user's files is made visible. An error of standard error has nowhere to be told.
func (m *messages) say(l level, at place, text string) {
	if m.quiet && l != levelError {
		return
	}
	start := "chs: "
	if l == levelHint {
		start = "chs: hint: "
	}
	for line := range strings.SplitSeq(text, "\n") {
		line = shortened(line)
		if m.format == logJSON {
			_ = report.WriteJSON(m.to, jsonMessage{m.now().UTC().Format(logTime), l, line, at}, "")
		} else {
			_, _ = fmt.Fprintf(m.to, "%s%s\n", start, report.Visible(line))
		}
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

// note says what was done.
func (m *messages) note(format string, args ...any) {
	m.say(levelInfo, place{}, fmt.Sprintf(format, args...))
}

// warn says what is no error, but may not be as it was meant.
func (m *messages) warn(format string, args ...any) {
	m.say(levelWarn, place{}, fmt.Sprintf(format, args...))
}

// hint says what may help.
func (m *messages) hint(text string) { m.say(levelHint, place{}, text) }

// fail says an error, each of a rubric's faults with its hint.
func (m *messages) fail(err error) {
	if faults := rubric.AsFaults(err); faults != nil {
		m.faults(faults)
		return
	}
	m.say(levelError, place{}, err.Error())
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
		m.say(levelError, place{faults.File, fault.Pos.Line, fault.Pos.Column}, fault.In(faults.File))
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
