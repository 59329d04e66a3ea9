package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

const evil = "evil\x1b]0;owned\x07 \u202e 日本株式会社 of a name that is too long for any table there is"

// courseOf returns a course on so many days, each step days behind the one before,
// of lines whose values value gives; scoring.None is none.
func courseOf(t interface{ Fatal(...any) }, what fleet.CourseOf, days, step, lines int, value func(line, run int) int) *Course {
	r, err := rubric.Load("rubric.yaml", []byte(`
name: Test
version: 1
id: id
criteria: [{name: Use, column: x, weight: 1, cuts: [20, 40, 60, 80]}]
bands: [{name: "red `+strings.Repeat("very ", 9)+`", from: 0, color: red, symbol: "▼"}, {name: green, from: 50}]
`))
	if err != nil {
		t.Fatal(err)
	}
	course := &fleet.Course{What: what}
	for i := range days {
		course.Runs = append(course.Runs, fleet.CourseRun{Day: 20000 + step*i, Accounts: 10, Rubric: r})
	}
	for line := range lines {
		s := course.AddSeries(fleet.CourseSeries{ID: fmt.Sprint(line), Label: evil, Key: fmt.Sprint(line)})
		if what == fleet.CourseRating || what == fleet.CourseMeanRating {
			s.Name = fmt.Sprint(evil, line)
		}
		for run := range days {
			if v := value(line, run); what == fleet.CourseScore && v == scoring.None {
				course.SetScore(s, run, 0, scoring.None)
			} else if what == fleet.CourseScore {
				course.SetScore(s, run, v, r.BandOf(v))
			} else {
				s.Points[run].Value = v
			}
		}
	}
	events := []CourseMark{
		{Day: course.Runs[0].Day, What: evil}, {Day: course.Runs[0].Day, What: "two on a day", Segment: evil},
		{Day: course.Runs[days-1].Day, What: "=1+1", Before: fleet.Shift{Days: 20, Accounts: 12345, Sum: -9999999}},
	}
	return NewCourse(course, evil, "h.db", events, nil)
}

func courseText(t interface{ Fatal(...any) }, f Format, course *Course, width int, painted bool) string {
	var b strings.Builder
	if err := WriteCourse(&b, f, course, width, painted); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A chart fits, whatever there is to draw; nothing in it steers the terminal,
// and colours say nothing that is not said without them.
func TestCourseChartsFitTheTerminal(t *testing.T) {
	kinds := []fleet.CourseOf{fleet.CourseScore, fleet.CourseMeanScore, fleet.CourseShare, fleet.CourseRating, fleet.CourseMeanRating}
	rapid.Check(t, func(t *rapid.T) {
		what := rapid.SampledFrom(kinds).Draw(t, "what")
		least, most := 0, 10000
		if what == fleet.CourseRating || what == fleet.CourseMeanRating {
			least, most = 100, 500
		}
		value := func(int, int) int {
			v := rapid.IntRange(least-most/4, most).Draw(t, "value")
			if what == fleet.CourseRating {
				v = v / 100 * 100
			}
			if v < least {
				return scoring.None
			}
			return v
		}
		days := rapid.SampledFrom([]int{1, 2, 3, 40, 400}).Draw(t, "days")
		course := courseOf(t, what, days, rapid.SampledFrom([]int{1, 7, 100}).Draw(t, "step"), rapid.IntRange(1, 12).Draw(t, "lines"), value)
		width := rapid.SampledFrom([]int{0, 20, 40, 41, 80, 120, 200}).Draw(t, "width")
		plain := courseText(t, FormatTable, course, width, false)
		room := max(width, minWidth)
		if width == 0 {
			room = 80
		}
		for line := range strings.Lines(plain) {
			line = strings.TrimSuffix(line, "\n")
			if got := textWidth(line); got > room {
				t.Fatalf("%d columns, want %d at most: %s", got, room, line)
			}
			if strings.ContainsFunc(line, steers) || strings.TrimRight(line, " ") != line {
				t.Fatalf("%q", line)
			}
		}
		if painted := sgr.ReplaceAllString(courseText(t, FormatTable, course, width, true), ""); painted != plain {
			t.Fatal(cmp.Diff(plain, painted))
		}
	})
}

// chartOf returns the chart of a course alone, as it is at 60 columns.
func chartOf(t *testing.T, course *Course) string {
	t.Helper()
	_, chart, _ := strings.Cut(courseText(t, FormatTable, course, 60, false), "\n\n")
	chart, _, _ = strings.Cut(chart, "\n\n")
	return chart + "\n"
}

func TestCourseCharts(t *testing.T) {
	values := func(all ...[]int) func(line, run int) int { return func(line, run int) int { return all[line][run] } }
	const none = scoring.None
	for _, test := range []struct {
		name   string
		course *Course
		want   string
	}{
		{"events", courseOf(t, fleet.CourseScore, 4, 5, 1, values([]int{4000, 4500, 5000, 5500})), `
       56 ┤┊                                              ╭●
          ┤┊                                        ╭─────╯┊
       52 ┤┊                                  ╭─────╯      ┊
 green 50 ┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈╭───●──╯┈┈┈┈┈┈┈┈┈┈┈┈┈
       48 ┤┊                     ╭─────╯                   ┊
          ┤┊              ╭●─────╯                         ┊
       44 ┤┊        ╭─────╯                                ┊
          ┤┊  ╭─────╯                                      ┊
       40 ┤●──╯                                            ┊
          └+─────────┬─────────────────────┬───────────────c
                2024-10-07            2024-10-14
`},
		{"gaps, and one alone", courseOf(t, fleet.CourseScore, 6, 5, 1, values([]int{4000, 4000, none, 6000, none, 4500})), `
       60 ┤                             ●
          ┤
       56 ┤
          ┤
       52 ┤
 green 50 ┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
       48 ┤
          ┤                                                ●
       44 ┤
          ┤
       40 ┤●─────────●
          └───────────────────┬──────────────────────────┬──
                         2024-10-14               2024-10-28
`},
		{"two lines that meet", courseOf(t, fleet.CourseShare, 3, 5, 2, values([]int{0, 5000, 0}, []int{10000, 5000, 10000})), `
 100% ┤■─╮                                              ╭──■
      ┤  ╰────╮                                    ╭────╯
  80% ┤       ╰─────╮                        ╭─────╯
      ┤             ╰────╮              ╭────╯
  60% ┤                  ╰────╮    ╭────╯
      ┤                       ╭──■─╮
  40% ┤                  ╭────╯    ╰────╮
      ┤            ╭─────╯              ╰─────╮
  20% ┤       ╭────╯                          ╰────╮
      ┤  ╭────╯                                    ╰────╮
   0% ┤●─╯                                              ╰──●
      └────────────────┬───────────────────────────────────┬
                  2024-10-07                      2024-10-14
`},
		{"snapshots with room", courseOf(t, fleet.CourseScore, 4, 5, 1, values([]int{4000, 4500, 5000, 5500})), `
       56 ┤                                               ╭●
          ┤                                         ╭─────╯
       52 ┤                                   ╭─────╯
 green 50 ┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈╭───●──╯┈┈┈┈┈┈┈┈┈┈┈┈┈
       48 ┤                      ╭─────╯
          ┤               ╭●─────╯
       44 ┤         ╭─────╯
          ┤   ╭─────╯
       40 ┤●──╯
          └──────────┬─────────────────────┬────────────────
                2024-10-07            2024-10-14
`},
		{"the least and the most", courseOf(t, fleet.CourseMeanRating, 2, 5, 2, values([]int{100, 100}, []int{500, 500})), `
 5 ┤■──────────────────────────────────────────────────────■
   ┤
 4 ┤
   ┤
 3 ┤
   ┤
 2 ┤
   ┤
 1 ┤●──────────────────────────────────────────────────────●
   └┬─────────────────────┬─────────────────────┬───────────
 2024-10-04          2024-10-06            2024-10-08
`},
		{"one snapshot", courseOf(t, fleet.CourseMeanScore, 1, 5, 1, values([]int{5000})), `
          ┤
       52 ┤
          ┤
       51 ┤
          ┤
 green 50 ┤●┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
          ┤
       49 ┤
          ┤
       48 ┤
          ┤
          └┬────────────────────────────────────────────────
      2024-10-04
`},
		{"nothing known", courseOf(t, fleet.CourseScore, 2, 5, 1, values([]int{none, none})), `
 no value in these snapshots
`},
		{"ratings", courseOf(t, fleet.CourseRating, 4, 5, 2, values([]int{none, 300, 300, 400}, []int{100, none, 500, none})), `
 evil\x1b]0;owned\a…  ┤············3───────────────────────4
 evil\x1b]0;owned\a…  ┤1───────────············5───────────·
                      └───────┬────────────────┬────────────
                         2024-10-07       2024-10-14
`},
	} {
		if test.name != "events" {
			test.course.Marks = nil
		}
		if diff := cmp.Diff(strings.TrimPrefix(test.want, "\n"), chartOf(t, test.course)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// A gap is where nothing is known, a lone value has its symbol, and lines are
// told apart by theirs.
func TestCourseSeriesHaveSymbols(t *testing.T) {
	var symbols []string
	for _, what := range []fleet.CourseOf{fleet.CourseScore, fleet.CourseShare, fleet.CourseMeanRating} {
		course := courseOf(t, what, 3, 1, 10, func(line, _ int) int { return 100 + 20*line })
		for _, l := range course.looks() {
			symbols = append(symbols, l.symbol)
			if textWidth(l.symbol) != 1 {
				t.Errorf("%s is not one column wide", l.symbol)
			}
		}
		slices.Sort(symbols)
		if unique := slices.Compact(symbols); len(unique) != 10 {
			t.Errorf("%s: %d symbols of 10 lines", what, len(unique))
		}
		symbols = symbols[:0]
	}
}

// Days are named in their order, as many as have room, each below its tick.
func TestDaysAreNamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.IntRange(-20000, 40000).Draw(t, "first")
		a := dayAxis{first, first + rapid.IntRange(0, 20000).Draw(t, "span"), rapid.IntRange(20, 200).Draw(t, "width")}
		margin := rapid.IntRange(2, 20).Draw(t, "margin")
		end := -margin - gap
		ticks := a.ticks(margin)
		if ticks == nil {
			t.Fatal("no day is named")
		}
		for _, tick := range ticks {
			if tick.start < end+gap || tick.start > tick.column || tick.start+len(tick.label) > a.width {
				t.Fatalf("%+v is not below its tick, behind %d", tick, end)
			}
			end = tick.start + len(tick.label)
			if tick.column < 0 || tick.column >= a.width {
				t.Fatalf("%+v is not on the axis", tick)
			}
		}
	})
}

func TestDayTicks(t *testing.T) {
	for _, test := range []struct {
		first, last string
		width       int
		want        string
	}{
		{"2026-11-20", "2026-11-20", 60, "2026-11-20"},
		{"2026-11-19", "2026-11-22", 60, "2026-11-19 2026-11-20 2026-11-21 2026-11-22"},
		{"2026-11-01", "2026-11-30", 70, "2026-11-02 2026-11-09 2026-11-16 2026-11-23 2026-11-30"}, // Mondays
		{"2024-02-10", "2024-05-10", 40, "2024-03 2024-04 2024-05"},
		{"2025-11-02", "2026-11-20", 60, "2026-01 2026-03 2026-05 2026-07 2026-09 2026-11"},
		{"2016-03-02", "2026-11-20", 40, "2018 2020 2022 2024 2026"},
	} {
		first, err := scoring.ParseDay(test.first)
		last, e := scoring.ParseDay(test.last)
		if err != nil || e != nil {
			t.Fatal(err, e)
		}
		var labels []string
		for _, tick := range (dayAxis{first, last, test.width}).ticks(8) {
			labels = append(labels, tick.label)
		}
		if got := strings.Join(labels, " "); got != test.want {
			t.Errorf("%s to %s: %s; want %s", test.first, test.last, got, test.want)
		}
	}
}

func TestCourseLinesAndObjects(t *testing.T) {
	course := courseOf(t, fleet.CourseScore, 3, 7, 1, func(_, run int) int { return []int{4000, scoring.None, 5000}[run] })
	lines, err := csv.NewReader(strings.NewReader(courseText(t, FormatCSV, course, 0, false))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	red := course.Newest().Bands[0].Name
	want := [][]string{
		{"portfolio", "as_of", "id", "label", "what", "key", "value", "band", "rubric_version"},
		{evil, "2024-10-04", "0", evil, "score", "0", "40.00", red, "1"},
		{evil, "2024-10-11", "0", evil, "score", "0", "", "unscored", "1"},
		{evil, "2024-10-18", "0", evil, "score", "0", "50.00", "green", "1"},
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}

	text := courseText(t, FormatJSON, course, 0, false)
	if strings.ContainsFunc(strings.ReplaceAll(text, "\n", ""), steers) {
		t.Errorf("%q could steer a terminal", text)
	}
	var got struct {
		Portfolio string
		Snapshots []struct{ Accounts int }
		Series    []struct {
			Known     int
			Points    []struct{ Value *float64 }
			Change    float64
			Slope     float64 `json:"slope_per_week"`
			BandSince string  `json:"band_since"`
		}
		Events []struct{ After *struct{ Days int } }
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	s := got.Series[0]
	if got.Portfolio != evil || len(got.Snapshots) != 3 || len(got.Events) != 3 || got.Events[0].After != nil ||
		s.Known != 2 || s.Points[1].Value != nil || s.Change != 10 || s.Slope != 5 || s.BandSince != "2024-10-18" {
		t.Error(text)
	}
}
