package report

import (
	"strings"
	"unicode/utf8"
)

// A markdown writes accounts as a table of GitHub's Markdown. Text is escaped,
// so that it shows as it is and makes no markup; what shows it may still link
// addresses.
type markdown struct{ layout *Layout }

func newMarkdown(l *Layout) markdown { return markdown{l} }

// Begin implements [Writer].
func (m markdown) Begin(dst []byte) []byte {
	for _, c := range m.layout.Columns {
		dst = append(dst, "| "...)
		dst = appendMarkdown(dst, c.Name)
		dst = append(dst, ' ')
	}
	dst = append(dst, "|\n"...)
	for _, c := range m.layout.Columns {
		switch c.Kind {
		case Score, Coverage, Uncapped, Rating, Priority, Previous, Change, ChurnProbability, ExpectedLoss:
			dst = append(dst, "| ---: "...)
		default:
			dst = append(dst, "| --- "...)
		}
	}
	return append(dst, "|\n"...)
}

// Append implements [Writer].
func (m markdown) Append(dst []byte, a *Account) []byte {
	for _, c := range m.layout.Columns {
		dst = append(dst, "| "...)
		if c.Kind == Input {
			dst = appendMarkdown(dst, a.Cells.Cell(c.Index))
		} else {
			start := len(dst)
			dst = m.layout.appendAdded(dst, c, a)
			dst = appendMarkdown(dst[:start], string(dst[start:]))
		}
		dst = append(dst, ' ')
	}
	return append(dst, "|\n"...)
}

// Between implements [Writer].
func (m markdown) Between() string { return "" }

// End implements [Writer].
func (m markdown) End(dst []byte) []byte { return dst }

// appendMarkdown appends text as it shows in a Markdown cell: signs of markup
// behind a backslash, those of HTML as references, and what would break the
// line or hide as spaces.
func appendMarkdown(dst []byte, text string) []byte {
	for _, r := range strings.TrimSpace(text) {
		switch r {
		case '<':
			dst = append(dst, "&lt;"...)
		case '&':
			dst = append(dst, "&amp;"...)
		case '\\', '`', '*', '_', '[', ']', '>', '|', '~', '#', '@', '$', '!':
			dst = append(dst, '\\', byte(r))
		default:
			switch {
			case ' ' <= r && r <= '~':
				dst = append(dst, byte(r))
			case hidden(r):
				dst = append(dst, ' ')
			default:
				dst = utf8.AppendRune(dst, r)
			}
		}
	}
	return dst
}

// markdownText returns a line as Markdown that shows it as it is.
func markdownText(line string) string {
	return string(appendMarkdown(nil, strings.TrimSpace(line))) + "\n"
}

// markdownTable returns columns as a table, but those without a heading.
func markdownTable(columns []tableColumn) string {
	var rows []string
	add := func(i int, cell string) {
		for len(rows) <= i {
			rows = append(rows, "|")
		}
		rows[i] += " " + cell + " |"
	}
	for _, c := range columns {
		if c.heading == "" {
			continue
		}
		rule := "---"
		if c.right {
			rule = "---:"
		}
		add(0, string(appendMarkdown(nil, c.heading)))
		add(1, rule)
		for i, cell := range c.cells {
			add(2+i, string(appendMarkdown(nil, cell.text)))
		}
	}
	return strings.Join(rows, "\n") + "\n"
}
