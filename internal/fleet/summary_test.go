package fleet_test

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/fleet"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

const summaryRubric = `
name: Test
id: id
value: worth
criteria:
- {name: Usage, column: usage, weight: 70, cuts: [20, 40, 60, 80]}
- {name: Mood, column: mood, weight: 30, levels: {bad: 1, none: 2, good: 5}}
min_coverage: 60
segments:
- {name: new, when: usage == 0, weights: {Mood: 0}}
caps:
- {when: mood == "none", band: red, reason: no mood}
plays:
- {name: Call, when: band == "red"}
- {name: Thank, when: score == 100}
`

// summaryHeader has the columns that the rubric reads, in its order, and a team.
var summaryHeader = []string{"worth", "usage", "mood", "team"}

func summaryOf(t testing.TB, by []string, rows ...[]string) *fleet.Summary {
	t.Helper()
	r := loadSummaryRubric(t)
	s := fleet.NewSummary(r, columns(r, summaryHeader, by...))
	give(t, s.Part(), r, rows)
	return s
}

type fataler interface{ Fatal(args ...any) }

func loadSummaryRubric(t fataler) *rubric.Rubric {
	r, err := rubric.Load("rubric.yaml", []byte(summaryRubric))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// columns returns columns of a header, or the rubric's segments, to group by.
func columns(r *rubric.Rubric, header []string, names ...string) []fleet.By {
	var by []fleet.By
	for _, name := range names {
		column := fleet.By{Name: name, Index: scoring.None}
		if !fleet.IsSegment(r, name) {
			column.Index = slices.Index(header, name)
		}
		by = append(by, column)
	}
	return by
}

// scoreRows scores rows of the header's cells.
func scoreRows(r *rubric.Rubric, rows [][]string, each func(row []string, result *scoring.Result)) {
	scorer := scoring.New(r, 0)
	result := scorer.NewResult()
	for _, row := range rows {
		cells := make([]string, len(r.Columns))
		for i, c := range r.Columns {
			cells[i] = row[slices.Index(summaryHeader, c.Name)]
		}
		scorer.Score(cells, result)
		each(row, result)
	}
}

// give hands rows to a part, and what this has noted to the summary.
func give(t fataler, part *fleet.SummaryPart, r *rubric.Rubric, rows [][]string) {
	scoreRows(r, rows, func(row []string, result *scoring.Result) {
		part.Note("", 0, func(i int) string { return row[i] }, result)
	})
	if err := part.Give(); err != nil {
		t.Fatal(err)
	}
}

func TestSummaryOfFewAccounts(t *testing.T) {
	s := summaryOf(t, nil,
		[]string{"100", "90", "good", ""}, // 100
		[]string{"300", "50", "bad", ""},  // 35
		[]string{"-50", "50", "good", ""}, // 65: of negative value
		[]string{"", "30", "good", ""},    // 47.50: of unknown value
		[]string{"10", "90", "none", ""},  // 77.50, capped at 49.99
		[]string{"1000", "", "good", ""},  // unscored
		[]string{"20", "0", "", ""},       // 0, a new one
	)
	all := s.All
	if all.Accounts != 7 || all.Scored != 6 {
		t.Errorf("%d accounts, %d scored; want 7 and 6", all.Accounts, all.Scored)
	}
	sum := 10000 + 3500 + 6500 + 4750 + 4999 + 0
	got := []int{all.Mean(), all.Median(), all.Coverage(), all.Lost(0), all.Lost(1), all.Capped()}
	want := []int{
		(sum + 3) / 6, (4750 + 4999 + 1) / 2, (5*10000 + 3000 + 10000 + 3) / 7,
		(3500 + 3500 + 5250 + 10000 + 3) / 6, (3000 + 2250 + 3) / 6, (7750 - 4999 + 3) / 6,
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("mean, median, coverage, lost, capped (-want +got):\n%s", diff)
	}
	weighted := (100*100.0 + 300*35 + 10*49.99) / (100 + 300 + 10 + 20)
	if math.Abs(all.Weighted()-weighted) > 1e-9 || all.Value() != 1380 {
		t.Errorf("%v by value, %v in all; want %v and 1380", all.Weighted(), all.Value(), weighted)
	}
	if diff := gocmp.Diff([]fleet.Sum{{4, 330}, {1, -50}, {1, 100}, {1, 1000}}, all.Bands); diff != "" {
		t.Errorf("bands (-want +got):\n%s", diff)
	}
	if diff := gocmp.Diff([]fleet.Sum{{4, 330}, {1, 100}}, all.Plays); diff != "" {
		t.Errorf("plays (-want +got):\n%s", diff)
	}
	if diff := gocmp.Diff([10]int{0: 1, 3: 1, 4: 2, 6: 1, 9: 1}, all.Histogram()); diff != "" {
		t.Errorf("histogram (-want +got):\n%s", diff)
	}
	costs := []fleet.Cost{{0, all.Lost(0)}, {1, all.Lost(1)}, {scoring.None, all.Capped()}}
	if diff := gocmp.Diff(costs, s.Costs(all)); diff != "" {
		t.Errorf("costs (-want +got):\n%s", diff)
	}
}

func TestHistogramHasATensStartInItsOwnBin(t *testing.T) {
	s := summaryOf(t, nil,
		[]string{"", "1", "bad", ""},   // 0
		[]string{"", "10", "good", ""}, // 30
		[]string{"", "90", "bad", ""},  // 70
		[]string{"", "90", "good", ""}, // 100
	)
	if diff := gocmp.Diff([10]int{0: 1, 3: 1, 7: 1, 9: 1}, s.All.Histogram()); diff != "" {
		t.Errorf("histogram (-want +got):\n%s", diff)
	}
}

func TestSummaryOfNothingKnown(t *testing.T) {
	for name, rows := range map[string][][]string{
		"no accounts":  nil,
		"unscored":     {{"10", "", "", ""}},
		"no value":     {{"", "50", "good", ""}},
		"worth 0":      {{"0", "50", "good", ""}},
		"negative":     {{"-1", "50", "good", ""}},
		"beyond range": {{"1e308", "50", "good", ""}, {"1e308", "50", "good", ""}},
	} {
		s := summaryOf(t, nil, rows...)
		if weighted := s.All.Weighted(); !math.IsNaN(weighted) {
			t.Errorf("%s: %v by value, want none", name, weighted)
		}
		if s.All.Scored == 0 && s.All.Mean()+s.All.Median()+s.All.Lost(0) != 0 {
			t.Errorf("%s: a score of no account", name)
		}
	}
}

func TestGroupsHaveAnOrder(t *testing.T) {
	s := summaryOf(t, []string{"team", "segment", "mood"},
		[]string{"1", "90", "good", "b"},
		[]string{"1", "90", "good", "\u00a0a "},
		[]string{"1", "10", "bad", ""},
		[]string{"1", "10", "bad", "n/a"},
		[]string{"1", "", "", "unscored"},
		[]string{"1", "30", "bad", "low"},
		[]string{"1", "90", "none", "(none)"},
		[]string{"1", "0", "bad", "low"},
	)
	want := [][]string{
		{"low 2", "(none) 1", "a 1", "b 1", "unscored 1", " 2"},
		{"new 1", "default 7"},
		{"bad 4", "none 1", "good 2", " 1"}, // none is a level, not a missing cell
	}
	var got [][]string
	for _, by := range s.By {
		var names []string
		for _, g := range by.Groups() {
			names = append(names, fmt.Sprintf("%s %d", g.Name, g.Accounts))
		}
		got = append(got, names)
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
}

// However rows are parted, a summary says the same; each column's groups add
// up to the whole, what is lost to what the scores lack, and mean and median
// are those of the sorted scores.
func TestSummaryProperties(t *testing.T) {
	r := loadSummaryRubric(t)
	row := rapid.Custom(func(t *rapid.T) []string {
		return []string{
			rapid.SampledFrom([]string{"", "-3", "0", "0.1", "7.35", "1e15"}).Draw(t, "worth"),
			rapid.SampledFrom([]string{"", "0", "10", "30", "50", "70", "90"}).Draw(t, "usage"),
			rapid.SampledFrom([]string{"", "bad", "none", "good"}).Draw(t, "mood"),
			rapid.SampledFrom([]string{"", "-", "a", " a", "b", "c"}).Draw(t, "team"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOf(row).Draw(t, "rows")
		by := columns(r, summaryHeader, "team", "segment")
		one, many := fleet.NewSummary(r, by), fleet.NewSummary(r, by)
		give(t, one.Part(), r, rows)
		parts := []*fleet.SummaryPart{many.Part(), many.Part()}
		for i, rest := 0, rows; len(rest) > 0; i++ {
			n := rapid.IntRange(1, len(rest)).Draw(t, "chunk")
			give(t, parts[i%2], r, rest[:n])
			rest = rest[n:]
		}
		if a, b := written(t, one), written(t, many); !bytes.Equal(a, b) {
			t.Fatalf("parted, it differs:\n%s\n%s", a, b)
		}
		for _, grouping := range one.By {
			checkGroups(t, one.All, grouping.Groups())
		}
		checkMeans(t, one, rows)
	})
}

func written(t fataler, s *fleet.Summary) []byte {
	var b bytes.Buffer
	if err := report.WriteSummary(&b, report.FormatNDJSON, s, report.SummaryOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// checkGroups checks that groups add up to the whole.
func checkGroups(t *rapid.T, all *fleet.Group, groups []*fleet.Group) {
	var accounts, scored int
	var bins [10]int
	bands, plays := make([]fleet.Sum, len(all.Bands)), make([]fleet.Sum, len(all.Plays))
	add := func(to, from []fleet.Sum) {
		for i, sum := range from {
			to[i].Accounts += sum.Accounts
			to[i].Value += sum.Value
		}
	}
	for _, g := range groups {
		accounts += g.Accounts
		scored += g.Scored
		add(bands, g.Bands)
		add(plays, g.Plays)
		for i, n := range g.Histogram() {
			bins[i] += n
		}
	}
	if accounts != all.Accounts || scored != all.Scored || bins != all.Histogram() {
		t.Fatalf("groups have %d accounts, %d scored, %v; want %d, %d, %v",
			accounts, scored, bins, all.Accounts, all.Scored, all.Histogram())
	}
	about := gocmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a)) })
	if diff := gocmp.Diff([][]fleet.Sum{all.Bands, all.Plays}, [][]fleet.Sum{bands, plays}, about); diff != "" {
		t.Fatalf("bands and plays (-whole +groups):\n%s", diff)
	}
}

// checkMeans checks mean, median and costs against the scores themselves.
func checkMeans(t *rapid.T, s *fleet.Summary, rows [][]string) {
	var scores []int
	sum := 0
	scoreRows(s.Rubric, rows, func(_ []string, result *scoring.Result) {
		if result.Scored {
			scores = append(scores, result.Score)
			sum += result.Score
		}
	})
	if len(scores) == 0 {
		return
	}
	slices.SortFunc(scores, cmp.Compare[int])
	n := len(scores)
	middle := scores[(n-1)/2] + scores[n/2]
	if got, want := s.All.Median(), (middle+1)/2; got != want {
		t.Fatalf("median %d, want %d", got, want)
	}
	if got, want := s.All.Mean(), int(math.Floor(float64(sum)/float64(n)+0.5)); got != want {
		t.Fatalf("mean %d, want %d", got, want)
	}
	lost := 0
	for _, cost := range s.Costs(s.All) {
		lost += cost.Points
	}
	if lacks := 10000 - s.All.Mean(); lost < lacks-2 || lost > lacks+2 { // four figures, each rounded
		t.Fatalf("%d lost, where the mean lacks %d", lost, lacks)
	}
}
