package report

import (
	"regexp"
	"strconv"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// firstSheetDay is 1900-03-01. A sheet takes 1900 for a leap year: earlier days
// are not the same to all programs.
const firstSheetDay = -25508

// sheetDay returns a day as a sheet counts it, from 1899-12-30.
func sheetDay(day int) float64 { return float64(day + 25569) }

// clock is a time of day as a sheet holds it: without zone and fractions.
var clock = regexp.MustCompile(`[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?$`)

// sheetDate returns a date in one of some forms, perhaps with a time of day, as a
// sheet has it; ok is false for what it cannot hold.
func sheetDate(text string, forms []rubric.DateFormat) (x float64, l cellLook, ok bool) {
	day, reading := scoring.ParseDate(text, forms)
	if reading != scoring.DateRead || day < firstSheetDay {
		return 0, 0, false
	}
	if !strings.Contains(text, ":") {
		return sheetDay(day), lookDate, true
	}
	parts := clock.FindStringSubmatch(text)
	if parts == nil {
		return 0, 0, false
	}
	seconds := 0
	for _, part := range parts[1:] {
		n, _ := strconv.Atoi(part) // no seconds are 0
		seconds = 60*seconds + n
	}
	return sheetDay(day) + float64(seconds)/(24*60*60), lookTime, true
}
