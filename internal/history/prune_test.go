package history_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/history"
	"chs/scoring"
)

func TestParseKeep(t *testing.T) {
	for _, test := range []struct {
		text string
		want history.Keep
	}{
		{"30", history.Keep{Count: 30}}, {"90d", history.Keep{Days: 90}}, {"52w", history.Keep{Days: 364}}, {"1", history.Keep{Count: 1}},
	} {
		if got, err := history.ParseKeep(test.text); err != nil || got != test.want {
			t.Errorf("%q: %v, %v", test.text, got, err)
		}
	}
	for _, text := range []string{"", "0", "0d", "d", "-1", "1.5w", "1y", "1 d", "99999999"} {
		if got, err := history.ParseKeep(text); err == nil {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestPruneKeepsTheNewestOfEachPortfolio(t *testing.T) {
	onEachEngine(t, func(t *testing.T, place string) {
		for _, test := range []struct {
			keep, portfolio string
			kept            []int // days behind the first, of portfolio p; q has the last day alone
		}{
			{"1", "", []int{30}},
			{"2", "p", []int{7, 30}},
			{"9", "", []int{0, 1, 7, 30}},
			{"1", "q", []int{0, 1, 7, 30}},
			{"23d", "", []int{30}},
			{"24d", "", []int{7, 30}},
			{"30d", "", []int{1, 7, 30}},
			{"31d", "", []int{0, 1, 7, 30}},
			{"1w", "", []int{30}},
		} {
			s := open(t, place)
			store(t, s, history.Head{Portfolio: "q", Day: day1 - 400, Rubric: loadRubric(t, rubricText)}, account("x", 1))
			for _, day := range []int{0, 1, 7, 30} {
				store(t, s, history.Head{Portfolio: "p", Day: day1 + day, Rubric: loadRubric(t, rubricText)}, account("a", 12))
			}
			keep, err := history.ParseKeep(test.keep)
			if err != nil {
				t.Fatal(err)
			}
			before, _ := stored(t, s)
			dry, err := s.Prune(t.Context(), test.portfolio, keep, true)
			if after, _ := stored(t, s); err != nil || cmp.Diff(before, after, sameSnapshots) != "" {
				t.Errorf("%+v: a dry run: %v", test, err)
			}
			pruned, err := s.Prune(t.Context(), test.portfolio, keep, false)
			if diff := cmp.Diff(dry, pruned, sameSnapshots); err != nil || diff != "" {
				t.Errorf("%+v: %v %s", test, err, diff)
			}
			after, _ := stored(t, s)
			var kept []int
			for _, n := range after {
				if n.Portfolio == "p" {
					kept = append(kept, n.Day-day1)
				}
			}
			if diff := cmp.Diff(test.kept, kept); diff != "" || len(after) != len(kept)+1 {
				t.Errorf("%+v: %s, %v", test, diff, after)
			}
			wantInOrder(t, s)
		}
	})
}

// Days are days of the calendar, those of leap years too.
func TestPruneCountsDaysAcrossLeapDays(t *testing.T) {
	for _, test := range []struct{ keep, kept string }{
		{"1d", "2028-03-01"},
		{"2d", "2028-02-29 2028-03-01"},
		{"3d", "2028-02-28 2028-02-29 2028-03-01"},
		{"52w", "2027-03-04 2028-02-28 2028-02-29 2028-03-01"}, // 364 days with the newest one's
		{"1462d", "2027-03-03 2027-03-04 2028-02-28 2028-02-29 2028-03-01"},
		{"1463d", "2024-02-29 2027-03-03 2027-03-04 2028-02-28 2028-02-29 2028-03-01"},
	} {
		s := open(t, filepath.Join(t.TempDir(), "h.db"))
		for day := range strings.FieldsSeq("2024-02-29 2027-03-03 2027-03-04 2028-02-28 2028-02-29 2028-03-01") {
			number, err := scoring.ParseDay(day)
			if err != nil {
				t.Fatal(err)
			}
			store(t, s, history.Head{Portfolio: "p", Day: number, Rubric: loadRubric(t, rubricText)}, account("a", 12))
		}
		keep, err := history.ParseKeep(test.keep)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Prune(t.Context(), "", keep, false); err != nil {
			t.Fatal(err)
		}
		var kept []string
		snapshots, _ := stored(t, s)
		for _, n := range snapshots {
			kept = append(kept, scoring.FormatDay(n.Day))
		}
		if got := strings.Join(kept, " "); got != test.kept {
			t.Errorf("--keep %s keeps %s, want %s", test.keep, got, test.kept)
		}
	}
}

// What belongs to no snapshot any more is forgotten, and nothing else is.
func TestPruneForgetsAccountsAndRubrics(t *testing.T) {
	place := filepath.Join(t.TempDir(), "h.db")
	s := open(t, place)
	old := loadRubric(t, threeCaps)
	store(t, s, history.Head{Portfolio: "p", Day: day1, Rubric: old}, account("gone", 12), account("a", 12))
	store(t, s, history.Head{Portfolio: "p", Day: day1 + 1, Rubric: loadRubric(t, rubricText)}, account("a", 12))
	if _, err := s.Prune(t.Context(), "", history.Keep{Count: 1}, false); err != nil {
		t.Fatal(err)
	}
	tables := []string{"accounts", "rubrics", "criteria", "bands", "segments", "caps", "inputs", "portfolios", "scores", "snapshots"}
	got := query(t, place, "SELECT (SELECT count(*) FROM "+strings.Join(tables, "), (SELECT count(*) FROM ")+")")
	if diff := cmp.Diff([]string{"1|1|2|3|1|1|1|1|1|1"}, got); diff != "" {
		t.Error(diff)
	}
	if names := query(t, place, "SELECT id FROM accounts"); cmp.Diff([]string{"a"}, names) != "" {
		t.Error(names)
	}
	if snapshots, _ := stored(t, s); snapshots[0].Day != day1+1 {
		t.Error(scoring.FormatDay(snapshots[0].Day))
	}
}
