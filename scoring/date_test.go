package scoring

import (
	"strings"
	"testing"
	"time"

	"chs/rubric"

	"pgregory.net/rapid"
)

func formats(t testing.TB, texts ...string) []rubric.DateFormat {
	var formats []rubric.DateFormat
	for _, text := range texts {
		format, err := rubric.ParseDateFormat(text)
		if err != nil {
			t.Fatal(err)
		}
		formats = append(formats, format)
	}
	return formats
}

func TestParseDate(t *testing.T) {
	iso := formats(t, "YYYY-MM-DD")
	both := formats(t, "YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY", "D MMM YYYY")
	tests := []struct {
		formats []rubric.DateFormat
		cell    string
		want    string // the day, or how the reading went
	}{
		{iso, "2026-11-20", "2026-11-20"},
		{iso, " 2026-11-20\u00a0", "2026-11-20"},
		{iso, "0001-01-01", "0001-01-01"},
		{iso, "9999-12-31", "9999-12-31"},
		{iso, "1969-12-31", "1969-12-31"},
		{iso, "2024-02-29", "2024-02-29"},
		{iso, "2000-02-29", "2000-02-29"},
		{iso, "2026-02-29", "unreadable"},
		{iso, "1900-02-29", "unreadable"},
		{iso, "2026-11-31", "unreadable"},
		{iso, "2026-13-01", "unreadable"},
		{iso, "2026-00-10", "unreadable"},
		{iso, "2026-10-00", "unreadable"},
		{iso, "0000-01-01", "unreadable"},
		{iso, "", "unreadable"},
		{iso, "20261120", "unreadable"},
		{iso, "45322", "unreadable"},
		{iso, "20/11/2026", "unreadable"},
		{nil, "2026-11-20", "unreadable"},
		{both, "20/11/2026", "2026-11-20"},
		{both, "11/20/2026", "2026-11-20"},
		{both, "05/05/2026", "2026-05-05"},
		{both, "05/06/2026", "ambiguous"},
		{both, "05/06/2026 10:00", "ambiguous"},
		{both, "5 NOV 2026", "2026-11-05"},
		{both, "5 Nov 2026 23:59", "2026-11-05"},
		{formats(t, "YYYY-MM-DD", "YYYY-M-D"), "2026-11-20", "2026-11-20"},
	}
	for _, test := range tests {
		day, reading := ParseDate(test.cell, test.formats)
		got := map[DateReading]string{DateUnreadable: "unreadable", DateAmbiguous: "ambiguous", DateRead: FormatDay(day)}[reading]
		if got != test.want {
			t.Errorf("%q with %v is %s, want %s", test.cell, test.formats, got, test.want)
		}
	}
}

func TestParseDateIgnoresATime(t *testing.T) {
	iso := formats(t, "YYYY-MM-DD")
	for _, time := range []string{
		"T00:00", " 23:59", "T23:59:59", " 23:59:60", " 10:00:00.1", "T10:00:00.123456789",
		"T10:00Z", "T10:00:00Z", " 10:00:00.5Z", "T10:00+05:30", " 10:00:00.5+0530", "T10:00-08", " 10:00:00+00",
		" 10:00:00 +0000", " 10:00:00 Z", "T23:59:59-23:59",
	} {
		if day, reading := ParseDate("2026-11-20"+time, iso); reading != DateRead || FormatDay(day) != "2026-11-20" {
			t.Errorf("behind %q: %s, %v", time, FormatDay(day), reading)
		}
	}
	for _, junk := range []string{
		"T", " junk", "t10:00", "  10:00", "T10", "T10:", "T1:00", "T10:0", "T24:00", "T10:60", "T10:00:", "T10:00:61", "T10:00:0",
		"T10:00:00.", "T10:00:00,5", "T10:00.5", "T10:00z", "T10:00ZZ", "T10:00+", "T10:00+5", "T10:00+24:00", "T10:00+05:60",
		"T10:00+05:", "T10:00+053", "T10:00+05:300", "T10:00  +05", "T10:00 AM", "T10:00 junk", "10:00", "TT10:00", "T１0:00", "/T10:00",
	} {
		if _, reading := ParseDate("2026-11-20"+junk, iso); reading != DateUnreadable {
			t.Errorf("behind %q: %v", junk, reading)
		}
	}
}

func TestDaysAreCountedAsTheCalendarDoes(t *testing.T) {
	iso := formats(t, "YYYY-MM-DD")
	first, _ := ParseDate("0001-01-01", iso)
	last, _ := ParseDate("9999-12-31", iso)
	if first != -719162 || last != 2932896 {
		t.Fatalf("days run from %d to %d", first, last)
	}
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(first, last).Draw(t, "day")
		want := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day)
		if text := want.Format("2006-01-02"); FormatDay(day) != text {
			t.Fatalf("day %d is %s, want %s", day, FormatDay(day), text)
		}
		if got, reading := ParseDate(FormatDay(day), iso); got != day || reading != DateRead {
			t.Fatalf("day %d comes back as %d, %v", day, got, reading)
		}
		second := time.Duration(rapid.IntRange(0, 24*60*60-1).Draw(t, "second")) * time.Second
		if got := Day(want.Add(second)); got != day {
			t.Fatalf("%v into day %d is day %d", second, day, got)
		}
	})
}

func TestDayIsOfUTC(t *testing.T) {
	east := time.Date(2026, 11, 21, 1, 0, 0, 0, time.FixedZone("", 2*60*60))
	if got := FormatDay(Day(east)); got != "2026-11-20" {
		t.Errorf("one o'clock, two hours east of UTC, is of %s", got)
	}
}

func TestParseDay(t *testing.T) {
	if day, err := ParseDay("2026-11-21"); err != nil || FormatDay(day) != "2026-11-21" {
		t.Errorf("%s, %v", FormatDay(day), err)
	}
	for _, text := range []string{"", "today", "2026-11-31", "2026-11-21T00:00", " 2026-11-21", "21.11.2026"} {
		if _, err := ParseDay(text); err == nil || !strings.Contains(err.Error(), "want a date as YYYY-MM-DD") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestParseDateAllocatesNothing(t *testing.T) {
	all := formats(t, "YYYY-MM-DD", "D MMM YYYY", "M/D/YYYY")
	cells := []string{"2026-11-20T23:59:59.123+05:30", "20 Nov 2026", "1/2/2026", "junk", ""}
	n := testing.AllocsPerRun(100, func() {
		for _, cell := range cells {
			ParseDate(cell, all)
		}
	})
	if n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkParseDate(b *testing.B) {
	all := formats(b, "YYYY-MM-DD", "D MMM YYYY")
	for _, cell := range []string{"2026-11-20", "2026-11-20T23:59:59Z", "20 Nov 2026"} {
		b.Run(cell, func(b *testing.B) {
			for b.Loop() {
				ParseDate(cell, all)
			}
		})
	}
}
