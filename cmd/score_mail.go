package cmd

import (
	"errors"
	"fmt"
	"io"

	"chs/internal/report"
)

// A mailFile is a mail among the outputs of a run.
type mailFile struct {
	scored *report.Attachment
	to     io.Writer
	name   string
}

// addMail adds a mail that is written to a target, and returns what its scored
// accounts are written to.
func (f *outputFiles) addMail(t target, to io.Writer) io.Writer {
	m := mailFile{new(report.Attachment), to, t.name()}
	f.mails = append(f.mails, m)
	return m.scored
}

// writeMail writes a mail with a page, and warns if the scored accounts are not
// in it.
func (a *app) writeMail(page *report.Page, m *mailFile) error {
	attached, err := page.WriteMessage(m.to, m.scored)
	if errors.Is(err, report.ErrPageTooLarge) {
		return &hintedError{fmt.Errorf("%s: %w", m.name, err), []string{"--top N has fewer accounts on the page"}}
	}
	if err == nil && !attached {
		a.warn("%s: the scored accounts are not attached: they take more than can be mailed; -o scored.csv writes them", m.name)
	}
	return err
}
