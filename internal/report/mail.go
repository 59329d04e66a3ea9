package report

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strings"
	texttemplate "text/template"

	"chs/rubric"
)

// MaxMailBody is how many bytes the HTML of a mail has at most: mail clients clip
// what is longer.
const MaxMailBody = 100_000

// What any list in a mail has at most, if there is room, and how many UTF-16 units
// a name and a sentence have.
const (
	mostInMail   = 20
	mailName     = 80
	mailSentence = 300
)

//go:embed mail
var mailFiles embed.FS

// A mailView is what the templates of mails show.
type mailView struct {
	*pageView
	Bar      []mailPart
	Attached string // what is, in words; "" for nothing

	Most int  // of any list
	Cut  bool // some list, the table aside, has more

	page *Page
}

// A mailPart is a band's part of the bar.
type mailPart struct{ Width, Color string }

// WriteEmail writes the page as HTML that can be pasted into a mail: tables and
// inline styles alone, in less than [MaxMailBody] bytes. Lists are cut for that.
func (p *Page) WriteEmail(w io.Writer) error {
	v, err := p.view()
	if err != nil {
		return err
	}
	body, err := p.mailView(v, "").html()
	if err != nil {
		return err
	}
	_, err = w.Write(body)
	return err
}

// mailView returns what a mail shows of the page; attached says in words what is
// attached.
func (p *Page) mailView(shown *pageView, attached string) *mailView {
	v := &mailView{pageView: shown, Attached: attached, Most: mostInMail, page: p}
	all := p.Run.Summary.All
	for i, sum := range all.Bands {
		if sum.Accounts == 0 {
			continue
		}
		width := fmt.Sprintf("%.2f%%", 100*float64(sum.Accounts)/float64(all.Accounts))
		v.Bar = append(v.Bar, mailPart{width, "#" + p.pageBand(p.bandAt(i)).tint().bar})
	}
	return v
}

// tint returns the colours of a band.
func (b pageBand) tint() tint { return tintOf(rubric.Color(b.Class)) }

// First returns the accounts of the table.
func (v *mailView) First() []pageAccount {
	return v.Table.Accounts[:min(v.Most, len(v.Table.Accounts))]
}

// Shown says which accounts these are.
func (v *mailView) Shown() string { return v.page.tableNote(len(v.First())) }

// html returns the mail as HTML, with lists as long as there is room for.
func (v *mailView) html() ([]byte, error) {
	t, err := template.New("mail.html").Funcs(v.functions()).ParseFS(mailFiles, "mail/mail.html")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for {
		b.Reset()
		v.Cut = false
		if err := t.Execute(&b, v); err != nil {
			return nil, err
		}
		if b.Len() < MaxMailBody || v.Most == 0 {
			return b.Bytes(), nil
		}
		v.Most--
	}
}

// text returns the mail as plain text, with lists as long as those of the HTML
// that was made last.
func (v *mailView) text() ([]byte, error) {
	functions := v.functions()
	functions["words"] = func(text string) string { return strings.ReplaceAll(fitText(text, mailSentence), "\u00a0", " ") }
	t, err := texttemplate.New("mail.txt").Funcs(functions).ParseFS(mailFiles, "mail/mail.txt")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, v)
	return b.Bytes(), err
}

// functions are those of the templates: few cuts a list, name and words cut a
// text, and ground and ink are colours of a band's name.
func (v *mailView) functions() template.FuncMap {
	return template.FuncMap{
		"few": func(list any) any {
			all := reflect.ValueOf(list)
			v.Cut = v.Cut || all.Len() > v.Most
			return all.Slice(0, min(all.Len(), v.Most)).Interface()
		},
		"name":   func(text string) string { return fitText(text, mailName) },
		"words":  func(text string) string { return fitText(text, mailSentence) },
		"ground": func(b pageBand) template.CSS { return template.CSS("#" + b.tint().ground) },
		"ink":    func(b pageBand) template.CSS { return template.CSS("#" + b.tint().ink) },
	}
}
