package notify

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"chs/internal/report"
)

// Limits of a message of blocks, in characters. All texts are measured in bytes,
// which are never fewer.
// https://docs.slack.dev/reference/block-kit/blocks
const (
	maxBlocks  = 50
	maxHeader  = 150
	maxSection = 3000
)

// How much is shown of texts of the data, and of all bands together.
const (
	maxField = 120
	maxBands = 2000
)

// A slackMessage is what an incoming webhook of Slack takes.
type slackMessage struct {
	Text   string       `json:"text"`   // for notifications, and programs that know no blocks
	Markup bool         `json:"mrkdwn"` // whether Text is formatted
	Blocks []slackBlock `json:"blocks"`
}

type slackBlock struct {
	Type string    `json:"type"`
	Text slackText `json:"text"`
}

// A slackText is plain text: nothing in it is formatted, linked or mentioned.
type slackText struct {
	Type  string `json:"type"`
	Text  string `json:"text"`
	Emoji bool   `json:"emoji"` // whether :names: are made pictures
}

// A slackWriter makes the blocks of a message.
type slackWriter struct {
	blocks   []slackBlock
	currency string
}

// slackPayload returns a message as blocks: what happened, how the portfolio
// stands, and the listed accounts as far as there is room.
func slackPayload(m *Message) *slackMessage {
	w := &slackWriter{currency: m.Currency}
	w.add("header", escape(m.Portfolio, maxHeader))
	w.add("section", w.facts(m))
	left := 0
	for _, e := range m.Events {
		left += w.events(&e)
	}
	if left > 0 {
		w.add("section", fmt.Sprintf("%s more: there is no room here", accounts(left)))
	}
	return &slackMessage{Text: escape(m.Portfolio, maxField) + ": " + m.Title(), Blocks: w.blocks}
}

// add adds a block.
func (w *slackWriter) add(kind, text string) {
	w.blocks = append(w.blocks, slackBlock{kind, slackText{Type: "plain_text", Text: text}})
}

// facts says of what the message is, and how the portfolio stands.
func (w *slackWriter) facts(m *Message) string {
	what := "As of " + m.AsOf.String()
	if m.Baseline != nil {
		what += ", compared with " + m.Baseline.String()
	}
	what += ", by " + escape(strings.TrimSpace(m.Rubric.Name+" "+m.Rubric.Version), maxField)
	how, separator := accounts(m.Count), ": "
	for _, b := range m.Bands {
		if b.Count > 0 && len(how) < maxBands {
			how += fmt.Sprintf("%s%s %d%s", separator, escape(b.Name, maxField), b.Count, w.worth(b.Value))
			separator = ", "
		}
	}
	rows := fmt.Sprintf("%d rows read, %d rejected", m.Rows, m.Rejected)
	lines := []string{m.Title(), what, how, rows}
	if m.Mean != nil {
		score := "Mean score " + m.Mean.String()
		if m.Change != nil {
			score += " (" + signed(*m.Change) + ")"
		}
		lines = append(lines, score)
	}
	return strings.Join(lines, "\n")
}

// events adds the listed accounts of a kind, as many as there is room for, and
// returns how many there is none for.
func (w *slackWriter) events(e *Events) int {
	switch {
	case e.Count == 0:
		return 0
	case len(w.blocks) == maxBlocks-1: // the last one says what has no room
		return len(e.Listed)
	}
	text := fmt.Sprintf("%d %s%s", e.Count, e.Kind.words(), w.worth(e.Value))
	if len(e.Listed) < e.Count {
		text += fmt.Sprintf(", the first %d:", len(e.Listed))
	}
	for n := range e.Listed {
		item := w.item(e.Kind, &e.Listed[n])
		if len(text)+len("\n\n")+len(item) > maxSection {
			w.add("section", text)
			if len(w.blocks) == maxBlocks-1 {
				return len(e.Listed) - n
			}
			text = item
			continue
		}
		text += "\n\n" + item
	}
	w.add("section", text)
	return 0
}

// item tells of an account, in a few lines.
func (w *slackWriter) item(k Kind, i *Item) string {
	name := escape(i.Account, maxField)
	if i.Label != "" && i.Label != i.Account {
		name = escape(i.Label, maxField) + " (" + name + ")"
	}
	who := []string{name}
	if i.Owner != "" {
		who = append(who, escape(i.Owner, maxField))
	}
	if worth := w.money(i.Value); worth != "" {
		who = append(who, worth)
	}
	lines := []string{strings.Join(who, " · "), w.stands(i)}
	if len(i.Parts) > 0 {
		lines = append(lines, "Moved by "+joined(i.Parts, partText))
	}
	if i.Cap != "" {
		lines = append(lines, "Held down: "+escape(i.Cap, maxField))
	}
	if len(i.Drivers) > 0 {
		lines = append(lines, "Costs most: "+joined(i.Drivers, driverText))
	}
	if i.Warning != "" {
		lines = append(lines, "Warned: "+escape(i.Warning, maxField))
	}
	if i.Action != "" && k != CrossedUp {
		lines = append(lines, "→ "+escape(i.Action, maxField))
	}
	return strings.Join(lines, "\n")
}

// stands says where the account stands, and stood.
func (w *slackWriter) stands(i *Item) string {
	switch {
	case i.New == nil:
		return "was " + i.Old.text()
	case i.Old == nil:
		return i.New.text()
	}
	text := i.New.text() + ", was " + i.Old.text()
	if i.Change != nil {
		text += " (" + signed(*i.Change) + ")"
	}
	if i.Since != nil {
		text += ", since " + i.Since.String()
	}
	return text
}

// text says a band and a score.
func (s *Standing) text() string {
	if s.Score == nil {
		return escape(s.Band, maxField)
	}
	return escape(s.Band, maxField) + " " + s.Score.String()
}

func driverText(d Driver) string { return escape(d.Criterion, maxField) + " -" + d.Lost.String() }

func partText(p Part) string {
	if p.Criterion == "" {
		return p.Cause + " " + signed(p.Points)
	}
	return fmt.Sprintf("%s %s (%s)", escape(p.Criterion, maxField), signed(p.Points), p.Cause)
}

// joined words the first of some things.
func joined[T any](list []T, text func(T) string) string {
	const most = 3
	var texts []string
	for _, x := range list[:min(most, len(list))] {
		texts = append(texts, text(x))
	}
	return strings.Join(texts, ", ")
}

// worth words a sum of values behind a count.
func (w *slackWriter) worth(a Amount) string {
	if money := w.money(a); money != "" {
		return " (" + money + ")"
	}
	return ""
}

func (w *slackWriter) money(a Amount) string {
	if math.IsNaN(float64(a)) {
		return ""
	}
	return report.CompactMoney(float64(a), w.currency)
}

func accounts(n int) string {
	if n == 1 {
		return "1 account"
	}
	return strconv.Itoa(n) + " accounts"
}

func signed(p Points) string {
	if p > 0 {
		return "+" + p.String()
	}
	return p.String()
}
