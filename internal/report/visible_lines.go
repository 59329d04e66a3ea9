package report

import (
	"bytes"
	"io"
	"strings"
)

// VisibleLines returns a writer that writes text to a terminal as [Visible]
// shows it, but for tabs and line ends, which stay. It writes whole lines: what
// follows the last line end is not written.
func VisibleLines(terminal io.Writer) io.Writer { return &visibleLines{to: terminal} }

type visibleLines struct {
	to   io.Writer
	line []byte // the start of a line that has not ended yet
}

// Write implements io.Writer.
func (w *visibleLines) Write(p []byte) (int, error) {
	end := bytes.LastIndexByte(p, '\n') + 1
	if end == 0 {
		w.line = append(w.line, p...)
		return len(p), nil
	}
	var shown strings.Builder
	for line := range strings.Lines(string(w.line) + string(p[:end])) {
		appendVisibleLine(&shown, line)
	}
	w.line = append(w.line[:0], p[end:]...)
	if _, err := io.WriteString(w.to, shown.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// appendVisibleLine appends a line, which ends in LF or CRLF.
func appendVisibleLine(b *strings.Builder, line string) {
	text := strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	for i, cell := range strings.Split(text, "\t") {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(Visible(cell))
	}
	b.WriteString(line[len(text):])
}
