package fleet_test

import (
	"fmt"
	"slices"
	"testing"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// redGreen are bands that meet at a score, in hundredths.
func redGreen(at int) []rubric.Band {
	return []rubric.Band{{Name: "red"}, {Name: "green", From: at}}
}

func result(score int, bands []rubric.Band) *scoring.Result {
	r := &scoring.Result{Scored: true, Score: score, Band: 0}
	for i, b := range bands {
		if score >= b.From {
			r.Band = i
		}
	}
	return r
}

// An account is compared with the baseline, and in its band since the first of
// the days, one after another up to now, that have it there.
func TestPastCompares(t *testing.T) {
	index := map[string]int{"up": 0, "flat": 1, "down": 2, "unscored": 3, "absent": 4}
	p := &fleet.Past{
		Find: func(id string) (int, bool) { i, ok := index[id]; return i, ok },
		Old:  redGreen(4000), New: redGreen(5000), Day: 30, Flat: 300,
		Then: []int16{3999, 6000, 9000, history.Unscored, history.Absent}, Since: fleet.NewTenures(5),
	}
	p.Since.Before(20, p.Old, p.Then)
	p.Since.Before(10, p.Old, []int16{3000, 3000, 9000, 100, 9000})
	p.Begin()
	unscored := &scoring.Result{Band: scoring.None}
	for id, want := range map[string]struct {
		now *scoring.Result
		is  fleet.Comparison
	}{
		"up":       {result(5000, p.New), fleet.Comparison{Known: true, Then: fleet.Standing{Score: 3999, Band: 0}, Crossing: fleet.Up, Points: 1001, Compared: true, Trend: fleet.Rising, Since: 30}},
		"flat":     {result(5700, p.New), fleet.Comparison{Known: true, Then: fleet.Standing{Score: 6000, Band: 1}, Points: -300, Compared: true, Trend: fleet.Flat, Since: 20}},
		"down":     {result(8699, p.New), fleet.Comparison{Known: true, Then: fleet.Standing{Score: 9000, Band: 1}, Points: -301, Compared: true, Trend: fleet.Falling, Since: 10}},
		"unscored": {unscored, fleet.Comparison{Known: true, Then: fleet.Standing{Band: scoring.None}, Since: 20}},
		"absent":   {result(9000, p.New), fleet.Comparison{New: true, Since: 10}},
		"new":      {result(9000, p.New), fleet.Comparison{New: true, Since: 30}},
	} {
		var got fleet.Comparison
		p.Compare(id, want.now, &got)
		if diff := cmp.Diff(want.is, got); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
}

// What a run has of the baseline, and what not, is counted once an account.
func TestPastCountsAccountsOnce(t *testing.T) {
	bands := redGreen(5000)
	index := map[string]int{"a": 0, "b": 1, "c": 2}
	p := &fleet.Past{
		Find: func(id string) (int, bool) { i, ok := index[id]; return i, ok },
		Old:  bands, New: bands, Then: []int16{6000, 6000, history.Absent}, Since: fleet.NewTenures(3),
	}
	p.Begin()
	part := p.Part(0)
	for _, row := range []struct {
		id    string
		score int
	}{{"a", 4000}, {" a ", 7000}, {"c", 4000}, {"new", 4000}, {"new", 1000}, {"", 1000}} {
		part.Note("f", 1, func(int) string { return row.id }, result(row.score, bands))
	}
	if err := part.Give(); err != nil {
		t.Fatal(err)
	}
	lost := p.Finish()
	want := fleet.Counts{Known: 1, New: 2, Lost: 1}
	want.Crossing[fleet.Down] = 1
	if diff := cmp.Diff(want, p.Counts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{1}, lost); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int16{4000, history.Absent, 4000}, p.Now); diff != "" {
		t.Error(diff)
	}
	gone := fleet.Comparison{Known: true, Then: fleet.Standing{Score: 6000, Band: 1}, Lost: true, Since: scoring.None}
	if diff := cmp.Diff(&gone, p.Gone(1)); diff != "" {
		t.Error(diff)
	}
}

// Going back until nothing more can be told finds what looking at every day
// does.
func TestTenuresAgainstAllDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const accounts = 4
		days := rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom([]int16{history.Absent, history.Unscored, 0, 3000, 5000, 9000}), accounts, accounts), 1, 8).Draw(t, "days")
		meet := rapid.SliceOfN(rapid.SampledFrom([]int{2000, 5000}), len(days), len(days)).Draw(t, "bands")
		band := func(day, account int) string {
			switch score := days[day][account]; {
			case score == history.Absent:
				return ""
			case score == history.Unscored:
				return rubric.Unscored
			case int(score) >= meet[day]:
				return "green"
			}
			return "red"
		}
		tenures := fleet.NewTenures(accounts)
		for day := len(days) - 1; day >= 0 && tenures.Before(day, redGreen(meet[day]), days[day]); day-- {
		}
		for account := range accounts {
			want := map[string]string{rubric.Unscored: "", "green": "", "red": ""}
			last := ""
			for day := range slices.Backward(days) {
				at := band(day, account)
				if last == "" {
					last = at
				}
				if at != "" && at != last {
					break
				}
				if at != "" {
					want[at] = fmt.Sprint(day)
				}
			}
			for name, day := range want {
				got := ""
				if since, ok := tenures.In(account, name); ok {
					got = fmt.Sprint(since)
				}
				if got != day {
					t.Fatalf("account %d is %s since %q, want %q", account, name, got, day)
				}
			}
		}
	})
}

// A rubric may have many bands.
func TestPastComparesManyBands(t *testing.T) {
	var bands []rubric.Band
	for i := range 300 {
		bands = append(bands, rubric.Band{Name: fmt.Sprint(i), From: 10 * i})
	}
	p := &fleet.Past{
		Find: func(string) (int, bool) { return 0, true },
		Old:  bands, New: bands, Then: []int16{2990}, Since: fleet.NewTenures(1),
	}
	p.Since.Before(0, bands, p.Then)
	p.Begin()
	var c fleet.Comparison
	p.Compare("a", result(1000, bands), &c)
	if want := (fleet.Standing{Score: 2990, Band: 299}); c.Then != want || c.Crossing != fleet.Down {
		t.Errorf("it was %v, and crosses %v; want %v, down", c.Then, c.Crossing, want)
	}
}
