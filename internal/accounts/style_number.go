package accounts

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maxDays is the number of the day after 9999-12-31, counted from 1900.
const maxDays = 2958466

var (
	integers = regexp.MustCompile(`^-?[0-9]+$`)
	decimals = regexp.MustCompile(`^-?[0-9]+\.[0-9]{1,9}$`)
)

// number returns the text of a number that a workbook holds as value: dates in
// ISO form, with a time of day if there is one, percents times 100, ids with
// their zeros, and all else as a plain decimal number, however it is shown.
//
// Like Excel it keeps 15 digits, and so drops what is left of binary fractions,
// but all digits of a whole number.
func (s style) number(value string, date1904 bool) string {
	x, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil:
		return value
	case s.date && x >= 0 && x < maxDays:
		return dateText(x, date1904)
	case s.elapsed && x >= 0 && x < maxDays:
		seconds := int(math.Round(x * 86400))
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	case s.percent:
		return decimal(x, 2)
	}
	text := value
	if !integers.MatchString(value) && !decimals.MatchString(value) {
		text = decimal(x, 0)
	}
	if s.mask != "" && integers.MatchString(text) {
		return fill(s.mask, text)
	}
	return text
}

// decimal returns x × 10^shift, rounded to 15 digits, without an exponent.
func decimal(x float64, shift int) string {
	digits, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', 14, 64), "e")
	n, _ := strconv.Atoi(exponent) // it is one, unless x is no number
	rounded, err := strconv.ParseFloat(digits+"e"+strconv.Itoa(n+shift), 64)
	if err != nil {
		rounded = x
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// dateText returns a day, counted from the start of 1900 or 1904, and the time
// of day, to the millisecond, if there is one. On day 0 it is the time alone.
func dateText(x float64, date1904 bool) string {
	day, part := math.Modf(x)
	clock := time.Duration(math.Round(part*86_400_000)) * time.Millisecond
	if clock == 24*time.Hour {
		day, clock = day+1, 0
	}
	timeText := time.Time{}.Add(clock).Format("15:04:05.999")
	switch {
	case clock == 0:
		return dayText(int(day), date1904)
	case day == 0:
		return timeText
	}
	return dayText(int(day), date1904) + "T" + timeText
}

// dayText returns the day of that number. Excel's 1900 has a day 0 and, being
// taken as a leap year, a 29 February: they are not dates, and stay as Excel
// shows them.
func dayText(day int, date1904 bool) string {
	from := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		from = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day == 0:
		return "1900-01-00"
	case day == 60:
		return "1900-02-29"
	case day < 60:
		day++
	}
	return from.AddDate(0, 0, day).Format(time.DateOnly)
}

// fill puts the digits of a whole number into the slots of a mask, those that
// are too many into the first.
func fill(mask, number string) string {
	digits, sign := strings.TrimPrefix(number, "-"), ""
	if digits != number {
		sign = "-"
	}
	slots := strings.Count(mask, string(slot))
	digits = strings.Repeat("0", max(0, slots-len(digits))) + digits
	var text strings.Builder
	text.WriteString(sign)
	for _, r := range mask {
		if r != slot {
			text.WriteRune(r)
			continue
		}
		n := max(1, len(digits)-slots+1)
		text.WriteString(digits[:n])
		digits, slots = digits[n:], slots-1
	}
	return text.String()
}
