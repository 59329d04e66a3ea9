package cmd

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// The day that days are counted to is the one in UTC, whatever clocks show where
// chs runs.
func TestTheDayIsInUTC(t *testing.T) {
	t.Chdir("../examples")
	for _, test := range []struct{ zone, now, want string }{
		{"UTC", "2024-02-28 23:59", "2024-02-28"},
		{"UTC", "2024-02-29 00:00", "2024-02-29"},
		{"UTC", "2024-02-29 23:59", "2024-02-29"},
		{"UTC", "2024-03-01 00:00", "2024-03-01"},
		{"Europe/Berlin", "2028-02-29 00:59", "2028-02-28"},
		{"Europe/Berlin", "2028-02-29 01:00", "2028-02-29"},
		{"America/New_York", "2028-02-28 19:00", "2028-02-29"},
		{"America/New_York", "2028-02-29 19:00", "2028-03-01"},
		// The night of 2026-03-29 has no hour from two to three.
		{"Europe/Berlin", "2026-03-29 00:59", "2026-03-28"},
		{"Europe/Berlin", "2026-03-29 01:00", "2026-03-29"},
		{"Europe/Berlin", "2026-03-29 03:00", "2026-03-29"},
		{"Europe/Berlin", "2026-03-30 01:59", "2026-03-29"},
		{"Europe/Berlin", "2026-03-30 02:00", "2026-03-30"},
		{"America/New_York", "2026-03-07 19:00", "2026-03-08"},
		{"America/New_York", "2026-03-08 19:59", "2026-03-08"},
		{"America/New_York", "2026-03-08 20:00", "2026-03-09"},
		// That of 2026-10-25 has it twice.
		{"Europe/Berlin", "2026-10-25 01:59", "2026-10-24"},
		{"Europe/Berlin", "2026-10-25 02:30", "2026-10-25"},
		{"Europe/Berlin", "2026-10-26 00:59", "2026-10-25"},
		{"Europe/Berlin", "2026-10-26 01:00", "2026-10-26"},
		{"America/New_York", "2026-10-31 19:59", "2026-10-31"},
		{"America/New_York", "2026-10-31 20:00", "2026-11-01"},
		{"America/New_York", "2026-11-01 19:00", "2026-11-02"},
	} {
		zone, err := time.LoadLocation(test.zone)
		if err != nil {
			t.Fatal(err)
		}
		now, err := time.ParseInLocation("2006-01-02 15:04", test.now, zone)
		if err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		a := &app{stdout: &stdout, messages: messages{to: &stderr, now: func() time.Time { return now }}}
		if code := a.run(t.Context(), strings.Fields("score accounts.csv --stamp --columns health_as_of --log-format json")); code != exitDone {
			t.Fatalf("exit %d: %s", code, &stderr)
		}
		if _, got, _ := strings.Cut(stdout.String(), "\n"); !strings.HasPrefix(got, test.want+"\n") {
			t.Errorf("%s in %s is %.10s, want %s", test.now, test.zone, got, test.want)
		}
		if want := `{"time":"` + now.UTC().Format("2006-01-02T15:04") + `:00.000Z",`; !strings.HasPrefix(stderr.String(), want) {
			t.Errorf("%s in %s: %s, want %s", test.now, test.zone, &stderr, want)
		}
	}
}
