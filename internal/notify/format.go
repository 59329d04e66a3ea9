package notify

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"chs/internal/report"
)

// A Format is a way to write a message.
type Format string

// The formats: one JSON object, Slack's blocks, and a JSON object a line for
// each listed account.
const (
	FormatJSON   Format = "json"
	FormatSlack  Format = "slack"
	FormatNDJSON Format = "ndjson"
)

// Formats are all formats.
var Formats = []Format{FormatJSON, FormatSlack, FormatNDJSON}

// Write returns a message in a format. The same message is always the same
// bytes. What could steer a terminal is escaped.
func (m *Message) Write(f Format) ([]byte, error) {
	var b bytes.Buffer
	var err error
	switch f {
	case FormatSlack:
		err = report.WriteJSON(&b, slackPayload(m), "  ")
	case FormatNDJSON:
		err = m.writeLines(&b)
	default:
		err = report.WriteJSON(&b, m, "  ")
	}
	return b.Bytes(), err
}

// A line is an event on its own: an account, and of what message it is.
type line struct {
	Schema    string `json:"schema"`
	Key       string `json:"key"` // the same whenever this event is told to this name
	Event     Kind   `json:"event"`
	To        string `json:"to"`
	Portfolio string `json:"portfolio"`
	AsOf      Day    `json:"as_of"`
	Baseline  *Day   `json:"baseline"`
	Currency  string `json:"currency"`
	Item
}

// writeLines writes the listed accounts, a line each.
func (m *Message) writeLines(b *bytes.Buffer) error {
	for _, e := range m.Events {
		for _, i := range e.Listed {
			l := line{m.Schema, "", e.Kind, m.To, m.Portfolio, m.AsOf, m.Baseline, m.Currency, i}
			l.Key = hashOf(m.To, m.Portfolio, m.AsOf.String(), e.Kind.String(), i.Account)
			if err := report.WriteJSON(b, l, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// Key returns what tells a delivery from others: the same for the same bytes
// that are told to the same name, and for no others.
func Key(name string, body []byte) string { return hashOf(name, string(body)) }

// hashOf returns a SHA-256 of texts, in hexadecimal.
func hashOf(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:])
}
