package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"chs/internal/fleet"
	"chs/scoring"
)

// tableHeader returns the line above a table: the rubric, where it was found,
// how many accounts there are, and the day.
func (l *Layout) tableHeader(tally Tally, o TableOptions) string {
	title := cellText(l.Rubric.Title())
	from := ""
	if o.RubricFrom != "" {
		from = " (" + cellText(o.RubricFrom) + ")"
	}
	phrases := []phrase{
		{title, bold(), from},
		{rest: accounts(tally.Accounts())},
	}
	phrases = append(phrases, unpainted(l.asOf())...)
	if o.Baseline != "" {
		phrases = append(phrases, phrase{rest: "compared with " + cellText(o.Baseline)})
	}
	return lines(o.Width, "", " · ", phrases, o.Color)
}

// tableFooter returns the lines below a table: the bands, what to do with
// their accounts, and what is not shown.
func (l *Layout) tableFooter(shown int, dropped []tableColumn, tally Tally, o TableOptions) string {
	var bands, actions []phrase
	for i, band := range l.Rubric.Bands {
		name, style := cellText(band.Name), bandStyle(band.Color)
		bands = append(bands, phrase{name, style, l.share(tally.Bands[i], tally.Accounts())})
		if band.Action != "" && tally.Bands[i].Accounts > 0 {
			actions = append(actions, phrase{name, style, ": " + cellText(band.Action)})
		}
	}
	unscored := tally.Bands[len(tally.Bands)-1]
	if unscored.Accounts > 0 {
		bands = append(bands, phrase{l.band(scoring.None), faint(), l.share(unscored, tally.Accounts())})
	}
	footer := lines(o.Width, " ", " · ", bands, o.Color)
	if actions != nil {
		footer += lines(o.Width, " ", " · ", actions, o.Color)
	}
	if shown < o.Of {
		text := fmt.Sprintf("showing %s of %s, %s", count(shown), count(o.Of), o.More)
		footer += sentence(text, o.Width)
	}
	if len(dropped) > 0 {
		footer += sentence(noRoom(dropped), o.Width)
	}
	return footer
}

// noRoom names columns that are left out.
func noRoom(dropped []tableColumn) string {
	names := make([]string, len(dropped))
	for i, c := range dropped {
		names[i] = c.heading
	}
	return "no room for " + strings.Join(names, ", ")
}

// share returns how many accounts are in a band, their part of all, and their
// value if the rubric has one.
func (l *Layout) share(b fleet.Sum, all int) string {
	if b.Accounts == 0 {
		return " 0"
	}
	text := fmt.Sprintf(" %s (%s", count(b.Accounts), percent(b.Accounts, all))
	if l.Rubric.Valued() {
		text += ", " + CompactMoney(b.Value, l.Rubric.Value.Currency)
	}
	return text + ")"
}

// percent returns a part in whole percent. Some is never 0%, and not all is
// never 100%.
func percent(part, all int) string { return string(appendPercent(nil, part, all)) }

func appendPercent(dst []byte, part, all int) []byte {
	rounded := int(math.Round(100 * float64(part) / float64(all)))
	switch {
	case rounded == 0:
		return append(dst, "<1%"...)
	case rounded == 100 && part < all:
		return append(dst, ">99%"...)
	}
	return append(strconv.AppendInt(dst, int64(rounded), 10), '%')
}

// percentOrNone returns a part in whole percent, and 0% for none.
func percentOrNone(part, all int) string {
	if part == 0 {
		return "0%"
	}
	return percent(part, all)
}

func count(n int) string { return string(appendCount(nil, n)) }

// appendCount appends a number, which is not negative, with commas.
func appendCount(dst []byte, n int) []byte {
	start := len(dst)
	dst = strconv.AppendInt(dst, int64(n), 10)
	for i := len(dst) - 3; i > start; i -= 3 {
		dst = slices.Insert(dst, i, ',')
	}
	return dst
}

// plural words a number of things.
func plural(n int, thing string) string { return count(n) + " " + verb(n, thing, thing+"s") }

func accounts(n int) string { return plural(n, "account") }

// A phrase is a text that is not broken over lines. It may start with a
// painted one.
type phrase struct {
	painted string
	style   style
	rest    string
}

// unpainted returns texts as phrases that are not painted.
func unpainted(texts []string) []phrase {
	phrases := make([]phrase, len(texts))
	for i, text := range texts {
		phrases[i].rest = cellText(text)
	}
	return phrases
}

// sentence sets a text, which may be broken behind its commas, into lines below
// a table.
func sentence(text string, width int) string {
	return lines(width, " ", " ", unpainted(strings.SplitAfter(text, ", ")), false)
}

// lines sets phrases one after another, parted by a separator, into as many
// lines as they need at a terminal's width, 0 for any.
func lines(width int, margin, separator string, phrases []phrase, painted bool) string {
	if width == 0 {
		width = math.MaxInt
	}
	var b strings.Builder
	used := 0
	for _, p := range phrases {
		room := width - len(margin)
		rest := truncate(p.rest, room-min(textWidth(p.painted), minName))
		start := truncate(p.painted, room-textWidth(rest))
		length := textWidth(start) + textWidth(rest)
		switch {
		case used == 0:
			b.WriteString(margin)
			used = len(margin)
		case used+textWidth(separator)+length > width:
			b.WriteString("\n" + margin)
			used = len(margin)
		default:
			b.WriteString(separator)
			used += textWidth(separator)
		}
		b.WriteString(p.style.paint(start, painted) + rest)
		used += length
	}
	return b.String() + "\n"
}
