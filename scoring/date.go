package scoring

import (
	"fmt"
	"strings"
	"time"

	"chs/rubric"
)

// A DateReading says how the reading of a cell as a date went.
type DateReading int

// The ways: no format reads the cell as a day that there is, all that read it
// agree, or two of them read it as different days.
const (
	DateUnreadable DateReading = iota
	DateRead
	DateAmbiguous
)

// ParseDate reads a cell as a date in one of formats. The day counts from
// 1970-01-01, which is 0, in the Gregorian calendar of the years 1 to 9999;
// it means something for DateRead alone.
//
// White space around the cell is dropped. Behind the date may stand "T" or a
// space and a time, HH:MM, HH:MM:SS or HH:MM:SS.fraction, and behind that Z or
// an offset, +05:30, +0530 or +05, with a space before it or without. They are
// checked and ignored: the date counts as written.
func ParseDate(cell string, formats []rubric.DateFormat) (day int, reading DateReading) {
	cell = trim(cell)
	for _, format := range formats {
		other, ok := readDate(cell, format)
		switch {
		case !ok:
		case reading == DateUnreadable:
			day, reading = other, DateRead
		case day != other:
			return 0, DateAmbiguous
		}
	}
	return day, reading
}

// ParseDay reads a date given as YYYY-MM-DD and nothing else.
func ParseDay(text string) (day int, err error) {
	year, month, dayOfMonth, rest, ok := rubric.ISODate().Read(text)
	if ok && rest == "" {
		day, ok = dayNumber(year, month, dayOfMonth)
	}
	if !ok || rest != "" {
		return 0, fmt.Errorf("%q: want a date as YYYY-MM-DD", text)
	}
	return day, nil
}

// Day returns the day of t in UTC, counted as ParseDate does.
func Day(t time.Time) int {
	return int(t.Truncate(24*time.Hour).Unix() / secondsADay)
}

// FormatDay returns a day as YYYY-MM-DD.
func FormatDay(day int) string {
	return DateOf(day).Format(time.DateOnly)
}

// DateOf returns the start of a day, as [Day] counts, in UTC.
func DateOf(day int) time.Time { return time.Unix(int64(day)*secondsADay, 0).UTC() }

const secondsADay = 24 * 60 * 60

func readDate(cell string, format rubric.DateFormat) (day int, ok bool) {
	year, month, dayOfMonth, rest, ok := format.Read(cell)
	if !ok || rest != "" && !isTime(rest) {
		return 0, false
	}
	return dayNumber(year, month, dayOfMonth)
}

// dayNumber refuses what the calendar does not have, and the year 0.
func dayNumber(year, month, day int) (number int, ok bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	y, m, d := t.Date()
	return int(t.Unix() / secondsADay), year > 0 && y == year && int(m) == month && d == day
}

// isTime reports whether s is a time of day as it stands behind a date.
func isTime(s string) bool {
	rest, ok := cutTwo(s, "T", 23)
	if !ok {
		rest, ok = cutTwo(s, " ", 23)
	}
	if !ok {
		return false
	}
	if rest, ok = cutTwo(rest, ":", 59); !ok {
		return false
	}
	if seconds, ok := cutTwo(rest, ":", 60); ok { // 60: a leap second
		rest = cutFraction(seconds)
	}
	return rest == "" || isZone(strings.TrimPrefix(rest, " "))
}

func isZone(s string) bool {
	if s == "Z" {
		return true
	}
	rest, ok := cutTwo(s, "+", 23)
	if !ok {
		rest, ok = cutTwo(s, "-", 23)
	}
	if !ok || rest == "" {
		return ok
	}
	rest, ok = cutTwo(strings.TrimPrefix(rest, ":"), "", 59)
	return ok && rest == ""
}

// cutTwo takes prefix and two digits, a number up to most, off the front of s.
func cutTwo(s, prefix string, most int) (rest string, ok bool) {
	s, ok = strings.CutPrefix(s, prefix)
	if !ok || len(s) < 2 || !isDigit(s[0]) || !isDigit(s[1]) {
		return s, false
	}
	return s[2:], 10*int(s[0]-'0')+int(s[1]-'0') <= most
}

// cutFraction takes a point and at least one digit off the front of s, if
// they are there.
func cutFraction(s string) string {
	if len(s) < 2 || s[0] != '.' || !isDigit(s[1]) {
		return s
	}
	return strings.TrimLeft(s[1:], "0123456789")
}
