package report

import (
	"slices"

	"chs/internal/fleet"
	"chs/rubric"
)

// A look is how a line of a chart is told from the others.
type look struct {
	symbol string // one column wide
	style  style  // nil where scores are in the colours of their bands
}

// looks returns how the lines look: those of bands have the bands' symbols and
// colours.
func (t *Course) looks() []look {
	symbols := []string{"●", "■", "▲", "◆", "▼", "○", "□", "△", "◇", "▽"}
	var all []look
	for i, s := range t.Series {
		l := look{symbols[i%len(symbols)], lineStyle(i)}
		switch {
		case t.What == fleet.CourseShare && s.Key == rubric.Unscored:
			l = look{unknown, faint()}
		case t.What == fleet.CourseShare:
			l = t.bandLook(s.Key, l)
		case len(t.Series) == 1 && t.hasBands():
			l.style = nil
		}
		for n := 0; n < len(symbols) && slices.ContainsFunc(all, func(other look) bool { return other.symbol == l.symbol }); n++ {
			l.symbol = symbols[n]
		}
		all = append(all, l)
	}
	return all
}

// lineStyle returns the style of line i: none that is of bad and good bands.
func lineStyle(i int) style {
	inks := [...]int{33, 163, 30, 99, 131, 67, 101, 243}
	return ink(inks[i%len(inks)])
}

// bandLook returns the look of a band.
func (t *Course) bandLook(name string, otherwise look) look {
	b := t.bandNamed(name)
	if b == nil {
		return otherwise
	}
	if symbol := cellText(b.Symbol); textWidth(symbol) == 1 {
		otherwise.symbol = symbol
	}
	return look{otherwise.symbol, bandStyle(b.Color)}
}

// bandNamed returns the band of a name in the newest rubric that has it, nil if
// none has.
func (t *Course) bandNamed(name string) *rubric.Band {
	for _, run := range slices.Backward(t.Runs) {
		bands := run.Rubric.Bands
		if i := slices.IndexFunc(bands, func(b rubric.Band) bool { return b.Name == name }); i >= 0 {
			return &bands[i]
		}
	}
	return nil
}
