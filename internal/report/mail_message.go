package report

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxAttached is how many bytes the attachments of a mail have together: some
// 20 MB as they are sent, which is what most servers take.
const MaxAttached = 14 << 20

// ErrPageTooLarge says that a page cannot be attached to a mail.
var ErrPageTooLarge = fmt.Errorf("the page is over the %d MiB that can be mailed", MaxAttached>>20)

// An Attachment gathers the scored accounts of a mail as CSV, as far as there is
// room for them.
type Attachment struct {
	bytes []byte
	over  bool
}

// Write implements io.Writer. What is over [MaxAttached] is not kept, nor is
// anything else then.
func (a *Attachment) Write(b []byte) (int, error) {
	if a.over = a.over || len(a.bytes)+len(b) > MaxAttached; a.over {
		a.bytes = nil
		return len(b), nil
	}
	a.bytes = append(a.bytes, b...)
	return len(b), nil
}

// WriteMessage writes the page as a mail: RFC 5322, with MIME by RFC 2045. Its
// body is that of [Page.WriteEmail], with plain text beside it, and attached are
// the page and the scored accounts. These are left out, and attached is false, if
// there is no room for both. The error is [ErrPageTooLarge] if there is none for
// the page. From, To and Date are left to who sends it.
func (p *Page) WriteMessage(w io.Writer, scored *Attachment) (attached bool, err error) {
	v, err := p.view()
	if err != nil {
		return false, err
	}
	var page bytes.Buffer
	if err := v.write(&page); err != nil {
		return false, err
	}
	if page.Len() > MaxAttached {
		return false, ErrPageTooLarge
	}
	attached = !scored.over && page.Len()+len(scored.bytes) <= MaxAttached
	said := "Attached are the page, report.html, and the scored accounts, scored.csv."
	if !attached {
		said = "Attached is the page, report.html. The scored accounts are too large to be mailed."
	}
	files := []mailFile{{"report.html", "text/html; charset=utf-8", page.Bytes()}}
	if attached {
		files = append(files, mailFile{"scored.csv", "text/csv; charset=utf-8; header=present", scored.bytes})
	}
	return attached, p.mailView(v, said).writeMessage(w, files)
}

// A mailFile is one that is attached.
type mailFile struct {
	name, kind string
	bytes      []byte
}

// Boundaries cannot stand in what they part: neither quoted-printable nor base64
// has "=_" (RFC 2045, 6.7).
const (
	outerBoundary = "=_chs_mail"
	innerBoundary = "=_chs_body"
)

// writeMessage writes the mail with its attachments. X-Unsent has Outlook open it
// as a draft.
func (v *mailView) writeMessage(w io.Writer, files []mailFile) error {
	_, err := io.WriteString(w, strings.Join([]string{
		"Subject: " + headerText(fitText(v.Title, mailSentence)+", "+v.AsOf), "X-Unsent: 1", "MIME-Version: 1.0",
		"Content-Type: " + multipartOf("mixed", outerBoundary), "", "",
	}, "\r\n"))
	if err != nil {
		return err
	}
	m := multipart.NewWriter(w)
	if err := m.SetBoundary(outerBoundary); err != nil {
		return err
	}
	body, err := m.CreatePart(textproto.MIMEHeader{"Content-Type": {multipartOf("alternative", innerBoundary)}})
	if err != nil {
		return err
	}
	if err := v.writeBody(body); err != nil {
		return err
	}
	for _, f := range files {
		if err := f.attach(m); err != nil {
			return err
		}
	}
	return m.Close()
}

func multipartOf(kind, boundary string) string {
	return mime.FormatMediaType("multipart/"+kind, map[string]string{"boundary": boundary})
}

// writeBody writes the mail as plain text and as HTML, which is preferred and so
// comes last (RFC 2046, 5.1.4).
func (v *mailView) writeBody(w io.Writer) error {
	html, err := v.html()
	if err != nil {
		return err
	}
	text, err := v.text()
	if err != nil {
		return err
	}
	m := multipart.NewWriter(w)
	if err := m.SetBoundary(innerBoundary); err != nil {
		return err
	}
	for _, alternative := range []struct {
		kind string
		text []byte
	}{{"text/plain", text}, {"text/html", html}} {
		part, err := m.CreatePart(textproto.MIMEHeader{
			"Content-Type": {alternative.kind + "; charset=utf-8"}, "Content-Transfer-Encoding": {"quoted-printable"},
		})
		if err != nil {
			return err
		}
		quoted := quotedprintable.NewWriter(part)
		if _, err := quoted.Write(alternative.text); err != nil {
			return err
		}
		if err := quoted.Close(); err != nil {
			return err
		}
	}
	return m.Close()
}

// attach adds the file to a mail.
func (f *mailFile) attach(m *multipart.Writer) error {
	part, err := m.CreatePart(textproto.MIMEHeader{
		"Content-Type": {f.kind}, "Content-Transfer-Encoding": {"base64"},
		"Content-Disposition": {mime.FormatMediaType("attachment", map[string]string{"filename": f.name})},
	})
	if err != nil {
		return err
	}
	const perLine = 57 // 76 characters
	to := bufio.NewWriter(part)
	var line []byte
	for chunk := range slices.Chunk(f.bytes, perLine) {
		line = append(base64.StdEncoding.AppendEncode(line[:0], chunk), "\r\n"...)
		if _, err := to.Write(line); err != nil {
			return err
		}
	}
	return to.Flush()
}

// headerText returns text for a header whose name is short: as it is, or in
// encoded words where it is long or not all of it ASCII (RFC 2047).
func headerText(text string) string {
	const most, perWord = 64, 39 // characters, and bytes, of which base64 makes 52 characters
	isASCII := !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
	if isASCII && len(text) <= most && !strings.Contains(text, "=?") {
		return text
	}
	var words []string
	for len(text) > 0 {
		end := min(len(text), perWord)
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end--
		}
		words = append(words, "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte(text[:end]))+"?=")
		text = text[end:]
	}
	return strings.Join(words, "\r\n ")
}
