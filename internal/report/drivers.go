package report

import (
	"fmt"

	"chs/rubric"
	"chs/scoring"
)

// A driverList has room for all drivers of an account.
type driverList [rubric.MaxCriteria]scoring.Driver

// maxDrivers is how many of an account's drivers are named.
const maxDrivers = 3

// of returns the drivers to name.
func (d *driverList) of(r *scoring.Result) []scoring.Driver {
	drivers := r.Drivers(d[:0])
	return drivers[:min(len(drivers), maxDrivers)]
}

// appendDrivers appends the criteria that cost an account most and the points
// that each costs, such as "Usage -18.75; Support load -10.00".
func (l *Layout) appendDrivers(dst []byte, r *scoring.Result) []byte {
	var list driverList
	for i, d := range list.of(r) {
		if i > 0 {
			dst = append(dst, "; "...)
		}
		dst = append(dst, l.Rubric.Criteria[d.Criterion].Name...)
		dst = append(dst, " -"...)
		dst = appendHundredths(dst, d.Lost)
		if l.Excel && l.Rubric.Decimal == ',' {
			dst[len(dst)-len(",00")] = ','
		}
	}
	return dst
}

// shortDrivers is what appendDrivers appends, as a table shows it: behind the
// cap, in whole points, without what is less than half a point, and all but the
// first only if there is room in the column.
func (l *Layout) shortDrivers(r *scoring.Result) string {
	text := ""
	if held := wholePoints(r.Uncapped - r.Score); r.Scored && held > 0 {
		text = fmt.Sprintf("cap -%d", held)
	}
	var list driverList
	for _, d := range list.of(r) {
		points := wholePoints(d.Lost)
		if points == 0 {
			break
		}
		longer := fmt.Sprintf("%s -%d", l.Rubric.Criteria[d.Criterion].Name, points)
		if text != "" {
			longer = text + ", " + longer
			if textWidth(longer) > maxText {
				break
			}
		}
		text = longer
	}
	return text
}

// wholePoints rounds hundredths of a point, half up.
func wholePoints(hundredths int) int { return (hundredths + 50) / 100 }

// appendDriversJSON appends the same as a list of objects.
func (l *Layout) appendDriversJSON(dst []byte, r *scoring.Result) []byte {
	var list driverList
	dst = append(dst, '[')
	for i, d := range list.of(r) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"criterion":`...)
		dst = appendJSONText(dst, l.Rubric.Criteria[d.Criterion].Name)
		dst = append(dst, `,"lost":`...)
		dst = appendHundredths(dst, d.Lost)
		dst = append(dst, '}')
	}
	return append(dst, ']')
}
