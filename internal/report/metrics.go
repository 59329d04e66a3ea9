package report

import (
	"bytes"
	"io"
	"math"
	"slices"
	"strings"

	"chs/rubric"
)

// A Metric is a line of what is known of a criterion, or of a column.
type Metric struct {
	Name string
	Part bool // it is a column of the criterion above it

	Ratings []int // accounts with rating 1, 2, 3, 4 and 5; nil for a column

	// Cells of all that there are. The last two are negative where they are
	// those of the columns below.
	Of, Known, Missing, Unreadable int
}

// WriteMetrics writes metrics as a table: the spread of ratings as bars, the
// fullest rating's the highest, and shares. Names are cut where the terminal's
// width, 0 for any, has no room for them.
func WriteMetrics(w io.Writer, metrics []Metric, width int, painted bool) error {
	columns := []tableColumn{
		{heading: "CRITERION"}, {heading: "1 2 3 4 5"}, {heading: "KNOWN", right: true},
		{heading: "MISSING", right: true}, {heading: "UNREADABLE", right: true},
	}
	for _, m := range metrics {
		name := cellText(m.Name)
		if m.Part {
			name = "└ " + name
		}
		cells := [...]tableCell{
			{text: name}, {text: ratingBars(m.Ratings, painted)},
			m.share(m.Known, nil), m.share(m.Missing, nil), m.share(m.Unreadable, ratingStyle(1)),
		}
		addRow(columns, cells[:]...)
	}
	used := 1
	for i := range columns {
		columns[i].setWidth(0)
		used += columns[i].width + gap
	}
	if over := used - gap - max(width, minWidth); width > 0 && over > 0 {
		columns[0].width = max(columns[0].width-over, minName)
	}
	var page bytes.Buffer
	if err := drawTable(&page, columns, len(metrics), painted); err != nil {
		return err
	}
	_, err := io.WriteString(w, trimLines(page.String()))
	return err
}

// trimLines takes the white space off the lines' ends.
func trimLines(text string) string {
	var trimmed strings.Builder
	for line := range strings.Lines(text) {
		trimmed.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return trimmed.String()
}

// share returns a part of the cells in percent, none of them faint and some of
// them in a style.
func (m *Metric) share(part int, some style) tableCell {
	if part < 0 || m.Of == 0 {
		return tableCell{}
	}
	cell := shareCell(part, m.Of)
	if part > 0 {
		cell.style = some
	}
	return cell
}

// ratingBars draws how many accounts have each rating, a dot for none.
func ratingBars(counts []int, painted bool) string {
	const steps = "▁▂▃▄▅▆▇█"
	bars := make([]string, len(counts))
	for i, n := range counts {
		if n == 0 {
			bars[i] = faint().paint(unknown, painted)
			continue
		}
		step := int(math.Ceil(8*float64(n)/float64(slices.Max(counts)))) - 1
		bars[i] = ratingStyle(i+1).paint(string([]rune(steps)[step]), painted)
	}
	return strings.Join(bars, " ")
}

// Bands returns how many accounts are in each band, in lines of at most a
// terminal's width, 0 for any.
func Bands(r *rubric.Rubric, tally Tally, width int, painted bool) string {
	return (&Layout{Rubric: r}).tableFooter(0, nil, tally, TableOptions{Width: width, Color: painted})
}

// Facts returns a title and facts behind it, in lines of at most a terminal's
// width, 0 for any.
func Facts(width int, painted bool, title string, facts ...string) string {
	phrases := []phrase{{painted: cellText(title), style: bold()}}
	return lines(width, "", " · ", append(phrases, unpainted(facts)...), painted)
}

// Wrapped returns text in lines of at most a terminal's width, 0 for any, each
// behind a margin. A word that is longer has a line of its own, whole.
func Wrapped(text string, width int, margin string) string {
	var b strings.Builder
	used := 0
	for word := range strings.FieldsSeq(Visible(text)) {
		length := textWidth(word)
		switch {
		case used == 0:
			b.WriteString(margin)
			used = len(margin)
		case width > 0 && used+1+length > width:
			b.WriteString("\n" + margin)
			used = len(margin)
		default:
			b.WriteString(" ")
			used++
		}
		b.WriteString(word)
		used += length
	}
	return b.String() + "\n"
}
