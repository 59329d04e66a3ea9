package cmd

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"
)

// An interruptedPipe has a user press Ctrl-C when it is read, and stays open.
type interruptedPipe struct {
	interrupt context.CancelFunc
	closed    chan struct{}
}

// Read implements io.Reader.
func (p *interruptedPipe) Read([]byte) (int, error) {
	p.interrupt()
	<-p.closed
	return 0, io.EOF
}

func TestInterruptEndsTheWaitForStandardInput(t *testing.T) {
	t.Chdir("../examples")
	for _, args := range []string{
		"score -",
		"score accounts.csv -r -",
		"summary accounts.csv -r -",
		"explain accounts.csv A-204 -r -",
		"check -r -",
		"diff last-week.csv accounts.csv -r -",
		"diff accounts.csv --against -",
	} {
		ctx, interrupt := context.WithCancel(t.Context())
		pipe := &interruptedPipe{interrupt, make(chan struct{})}
		var stderr bytes.Buffer
		a := &app{stdin: pipe, stdout: io.Discard, messages: messages{to: &stderr, now: time.Now}}
		code := a.run(ctx, strings.Fields(args))
		close(pipe.closed)
		const want = "chs: interrupted; files are as they were\n"
		if code != exitInterrupted || stderr.String() != want {
			t.Errorf("chs %s: exit %d, says %q; want %d and %q", args, code, stderr.String(), exitInterrupted, want)
		}
	}
}

// An interruptedReader has a user press Ctrl-C when a message holds a text.
type interruptedReader struct {
	text      string
	interrupt context.CancelFunc
	read      bytes.Buffer
}

// Write implements io.Writer.
func (r *interruptedReader) Write(message []byte) (int, error) {
	if bytes.Contains(message, []byte(r.text)) {
		r.interrupt()
	}
	return r.read.Write(message)
}

func TestInterruptEndsABacktest(t *testing.T) {
	t.Chdir("../examples")
	ctx, interrupt := context.WithCancel(t.Context())
	messages := messages{to: &interruptedReader{text: "rows read", interrupt: interrupt}, now: time.Now}
	var stdout bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &stdout, messages: messages}
	code := a.run(ctx, strings.Fields("backtest last-year.csv --outcome churned --fit weights"))
	if code != exitInterrupted || stdout.Len() > 0 {
		t.Errorf("exit %d, and it goes on to say %q; want %d and nothing", code, stdout.String(), exitInterrupted)
	}
}
