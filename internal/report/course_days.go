package report

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"chs/scoring"
)

// A dayAxis sets days, from the first to the last, into columns of a chart.
type dayAxis struct{ first, last, width int }

// at returns the column of a day.
func (a dayAxis) at(day int) int {
	span := a.last - a.first
	if span == 0 {
		return 0
	}
	return (2*(day-a.first)*(a.width-1) + span) / (2 * span)
}

// A dayTick is a day that the axis names, its column, and where its label
// starts, which may be in the margin to the left.
type dayTick struct {
	day, column, start int
	label              string
}

// A dayStep is what is between two ticks: days or months.
type dayStep struct {
	days, months int
	form         string // of labels
}

func daySteps() []dayStep {
	steps := []dayStep{{days: 1}, {days: 2}, {days: 7}, {days: 14}}
	for i := range steps {
		steps[i].form = time.DateOnly
	}
	for _, months := range []int{1, 2, 3, 6} {
		steps = append(steps, dayStep{months: months, form: "2006-01"})
	}
	for years := 1; years < 1000; years *= 2 {
		steps = append(steps, dayStep{months: 12 * years, form: "2006"})
	}
	return steps
}

// ticks names as many days as there is room for: days, Mondays, or firsts of
// months or years, or else the first day alone.
func (a dayAxis) ticks(margin int) []dayTick {
	for _, step := range daySteps() {
		if ticks := a.place(step, margin); ticks != nil {
			return ticks
		}
	}
	return []dayTick{{day: a.first, label: scoring.FormatDay(a.first)}}
}

// place returns the ticks of a step, nil if there is no room for them or there
// is none.
func (a dayAxis) place(step dayStep, margin int) []dayTick {
	var ticks []dayTick
	end := -margin
	for day := step.next(a.first); day <= a.last; day = step.next(day + 1) {
		t := dayTick{day: day, column: a.at(day), label: dayTime(day).Format(step.form)}
		t.start = min(max(t.column-len(t.label)/2, end), a.width-len(t.label))
		if t.start < end || t.start > t.column {
			return nil
		}
		end = t.start + len(t.label) + gap
		ticks = append(ticks, t)
	}
	return ticks
}

// next returns the first tick from a day on.
func (s dayStep) next(day int) int {
	if s.days > 0 {
		const monday = 4 // day 0 is a Thursday
		return day + (s.days-(day-monday)%s.days)%s.days
	}
	date := dayTime(day)
	month := 12*date.Year() + int(date.Month()) - 1
	if date.Day() > 1 {
		month++
	}
	month += (s.months - month%s.months) % s.months
	return scoring.Day(time.Date(month/12, time.Month(month%12+1), 1, 0, 0, 0, 0, time.UTC))
}

// dayTime returns the start of a day.
func dayTime(day int) time.Time { return time.Unix(0, 0).UTC().AddDate(0, 0, day) }

// write writes the axis below a chart: what happened is marked by letters on
// it, and days are named below it. Before it are so many columns.
func (a dayAxis) write(page *bytes.Buffer, t *Course, margin int, painted bool) {
	axis := newCanvas(1, a.width)
	for x := range axis[0] {
		axis[0][x] = glyph{"─", faint()}
	}
	names := []rune(strings.Repeat(" ", margin+1+a.width))
	for _, tick := range a.ticks(margin) {
		axis[0][tick.column].text = "┬"
		copy(names[margin+1+tick.start:], []rune(tick.label))
	}
	for i, m := range t.Marks {
		x := a.at(m.Day)
		mark := glyph{markOf(i), bold()}
		if slices.Equal(axis[0][x].style, bold()) {
			mark.text = "+" // for several
		}
		axis[0][x] = mark
	}
	page.WriteString(strings.Repeat(" ", margin) + faint().paint("└", painted) + axis.line(0, painted) + "\n")
	page.WriteString(faint().paint(strings.TrimRight(string(names), " "), painted) + "\n")
}

// markOf returns the letter of what happened, "*" beyond Z.
func markOf(i int) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if i >= len(letters) {
		return "*"
	}
	return letters[i : i+1]
}
