package report

import (
	"bytes"
	"strings"
)

// writeStrips writes a line for each criterion, with the ratings of an account:
// a digit where a rating is another than before, and what leads on from it.
func writeStrips(page *bytes.Buffer, t *Course, width int, painted bool) {
	margin := 0
	for _, s := range t.Series {
		margin = max(margin, min(textWidth(cellText(s.Name)), width/3)+1)
	}
	days := t.dayAxis(width - margin - 2)
	c := newCanvas(len(t.Series), days.width)
	for i, s := range t.Series {
		before := 0
		for x, rating := range days.ratings(t, i) {
			switch rating {
			case 0:
				c[i][x] = glyph{unknown, faint()}
			case before:
				c[i][x] = glyph{"─", ratingStyle(rating)}
			default:
				c[i][x] = glyph{string(rune('0' + rating)), ratingStyle(rating)}
			}
			before = rating
		}
		name := truncate(cellText(s.Name), margin-1)
		page.WriteString(" " + name + strings.Repeat(" ", margin-1-textWidth(name)) + faint().paint(" ┤", painted) + c.line(i, painted) + "\n")
	}
	days.write(page, t, margin+1, painted)
}

// ratings returns the rating of a line by column, that of the last snapshot up
// to there; 0 is none.
func (a dayAxis) ratings(t *Course, line int) []int {
	ratings := make([]int, a.width)
	for i, p := range t.Series[line].Points {
		rating := max(p.Value, 0) / 100
		for x := a.at(t.Runs[i].Day); x < a.width; x++ {
			ratings[x] = rating
		}
	}
	return ratings
}
