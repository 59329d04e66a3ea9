package fleet

import (
	"slices"
	"strings"
	"testing"
	"time"

	"chs/scoring"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWeekly(t *testing.T) {
	tests := []struct{ what, days, want string }{
		{"none", "", ""},
		{"one", "2026-11-18", "2026-11-18"},
		{"the first week grows", "2026-11-16 2026-11-17", "2026-11-17"},
		{"nightly, within a week", "2026-11-14 2026-11-15 2026-11-16 2026-11-21", "2026-11-15"},
		{"nightly, on Sunday", "2026-11-14 2026-11-15 2026-11-16 2026-11-21 2026-11-22", "2026-11-15 2026-11-22"},
		{"Mondays", "2026-11-02 2026-11-09 2026-11-16", "2026-11-02 2026-11-09 2026-11-16"},
		{"Fridays", "2026-11-06 2026-11-13 2026-11-20", "2026-11-06 2026-11-13 2026-11-20"},
		{"a day early", "2026-11-06 2026-11-13 2026-11-19", "2026-11-06 2026-11-13"},
		{"a day early, and a week later", "2026-11-06 2026-11-13 2026-11-19 2026-11-27", "2026-11-06 2026-11-13 2026-11-19 2026-11-27"},
		{"workdays, on Thursday", "2026-11-12 2026-11-13 2026-11-16 2026-11-19", "2026-11-13"},
		{"workdays, on Friday", "2026-11-12 2026-11-13 2026-11-16 2026-11-20", "2026-11-13 2026-11-20"},
		{"no Sunday the week before", "2026-11-14 2026-11-21", "2026-11-14 2026-11-21"},
		{"weeks that are missing", "2026-10-01 2026-11-17", "2026-10-01 2026-11-17"},
		{"week 53", "2020-12-27 2020-12-28 2020-12-31 2021-01-01 2021-01-03 2021-01-04", "2020-12-27 2021-01-03"},
		{"a year that begins in the week before it", "2024-12-29 2024-12-30 2025-01-01 2025-01-05", "2024-12-29 2025-01-05"},
		{"a leap day", "2024-02-25 2024-02-28 2024-02-29 2024-03-01 2024-03-03 2024-03-10", "2024-02-25 2024-03-03 2024-03-10"},
		{"no leap day", "2023-02-26 2023-02-28 2023-03-01 2023-03-05", "2023-02-26 2023-03-05"},
		{"before 1970", "1969-12-22 1969-12-28 1969-12-29 1969-12-31 1970-01-01 1970-01-04", "1969-12-28 1970-01-04"},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			var days []int
			for text := range strings.FieldsSeq(test.days) {
				day, err := scoring.ParseDay(text)
				if err != nil {
					t.Fatal(err)
				}
				days = append(days, day)
			}
			var got []string
			for _, i := range Weekly(days) {
				got = append(got, scoring.FormatDay(days[i]))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Weeks are those of the calendar.
func TestISOWeek(t *testing.T) {
	week := func(day int) [2]int {
		year, week := time.Unix(int64(day)*24*60*60, 0).UTC().ISOWeek()
		return [2]int{year, week}
	}
	for day := -100 * 366; day < 200*366; day++ {
		if got, want := isoWeek(day) == isoWeek(day+1), week(day) == week(day+1); got != want {
			t.Fatalf("%s is in the week of the day behind it: %t, want %t", scoring.FormatDay(day), got, want)
		}
	}
}

// A history that grows every night has the weeks of one that grows on Sundays.
func TestNightlyIsWeekly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := 7*rapid.IntRange(-3000, 3000).Draw(t, "week") - 3 // a Monday
		var nightly, sundays []int
		for day := first; day < first+7*rapid.IntRange(2, 60).Draw(t, "weeks"); day++ {
			nightly = append(nightly, day)
			if (day-first)%7 == 6 {
				sundays = append(sundays, day)
			}
			if len(sundays) == 0 {
				continue
			}
			var got []int
			for _, i := range Weekly(nightly) {
				got = append(got, nightly[i])
			}
			if !slices.Equal(got, sundays) {
				t.Fatalf("on day %d of the week: %v, want %v", (day-first)%7, got, sundays)
			}
		}
	})
}
