package report

import (
	"math"
	"strconv"

	"chs/internal/fleet"
	"chs/rubric"
)

// A valueAxis sets values, in hundredths, into rows of a chart, which count
// from its bottom.
type valueAxis struct {
	bottom int // the value of row 0
	unit   int // from row to row
	rows   int // between the lowest and the highest
	sign   string
}

// near is how far from all values a band may start to be on the axis, in
// hundredths.
const near = 500

// newValueAxis returns an axis of up to so many rows for all values of a course;
// ok is false if there are none.
func newValueAxis(t *Course, rows int) (a valueAxis, ok bool) {
	low, high := math.MaxInt, math.MinInt
	for _, s := range t.Series {
		for _, p := range s.Points {
			if p.Known() {
				low, high = min(low, p.Value), max(high, p.Value)
			}
		}
	}
	if low > high {
		return a, false
	}
	if t.hasBands() {
		from, to := low-near, high+near
		for _, b := range t.Newest().Bands[1:] {
			if from <= b.From && b.From <= to {
				low, high = min(low, b.From), max(high, b.From)
			}
		}
	}
	low, high = t.apart(low, high)
	for _, a.unit = range []int{10, 20, 50, 100, 200, 250, 500, 1000} {
		a.bottom, a.rows = low/a.unit*a.unit, (high+a.unit-1)/a.unit-low/a.unit
		if a.rows <= rows {
			break
		}
	}
	if t.What == fleet.CourseShare {
		a.sign = "%"
	}
	return a, true
}

// apart widens a range that is so small that little would look like much, within
// what values can be.
func (t *Course) apart(low, high int) (lower, higher int) {
	least, most, enough := 0, 10000, 500
	if t.What == fleet.CourseMeanRating {
		least, most, enough = 100, 500, 100
	}
	if more := enough - (high - low); more > 0 {
		low, high = low-more/2, high+more/2
	}
	return max(low, least), min(high, most)
}

// at returns where a value is, in rows.
func (a valueAxis) at(value float64) float64 { return (value - float64(a.bottom)) / float64(a.unit) }

// row returns the row of a value.
func (a valueAxis) row(value float64) int { return int(math.Round(a.at(value))) }

// label returns what stands at a row: every second is named.
func (a valueAxis) label(row int) string {
	value := a.bottom + row*a.unit
	if value/a.unit%2 != 0 {
		return ""
	}
	return a.text(value)
}

func (a valueAxis) text(value int) string {
	return strconv.FormatFloat(float64(value)/100, 'f', -1, 64) + a.sign
}

// bandLabel names the start of a band; short is for narrow terminals.
func (a valueAxis) bandLabel(b rubric.Band, short bool) string {
	name := cellText(b.Name)
	switch {
	case !short:
		name = symbolAndName(b)
	case b.Symbol != "":
		name = truncate(cellText(b.Symbol), minBand)
	default:
		name = truncate(name, minBand)
	}
	return name + " " + a.text(b.From)
}

func symbolAndName(b rubric.Band) string { return truncate(cellText(b.Symbol+" "+b.Name), maxBand) }

// Widths of bands' names at the axis.
const (
	maxBand = 12
	minBand = 3
)

// hasBands reports whether the values are scores, which are in bands.
func (t *Course) hasBands() bool {
	return t.What == fleet.CourseScore || t.What == fleet.CourseMeanScore
}
