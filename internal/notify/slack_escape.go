package notify

import (
	"strings"

	"chs/internal/report"
)

// wordJoiner is not seen, and parts what stands on both sides of it.
const wordJoiner = "\u2060"

// escape returns a text of the data as Slack shows it and does nothing else: on
// one line, in most bytes, with &, < and > as entities
// (https://docs.slack.dev/messaging/formatting-message-text). What programs like
// Slack take for a mention or a link without these is broken by a word joiner.
func escape(text string, most int) string {
	var b strings.Builder
	var before rune
	for _, r := range report.Visible(strings.Join(strings.Fields(text), " ")) {
		part := string(r)
		switch r {
		case '&':
			part = "&amp;"
		case '<':
			part = "&lt;"
		case '>':
			part = "&gt;"
		case '@':
			part += wordJoiner
		case '/':
			if before == ':' {
				part = wordJoiner + part
			}
		}
		if b.Len()+len(part) > most-len("…") {
			return b.String() + "…"
		}
		b.WriteString(part)
		before = r
	}
	return b.String()
}
