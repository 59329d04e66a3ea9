package report

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/evidence"
	"chs/rubric"
	"chs/scoring"
)

// A trial is accounts with outcomes, and what is asked of them.
type trial struct {
	criteria []string
	rest     string // of the rubric
	accounts int
	// leaves tells, of account i, its ratings, whether it left and on which day.
	// A rating of 0 is not known.
	leaves func(i int, random *rand.Rand) (ratings []int, left bool, day int)
	fit    bool // weights and ceiling
	cut    bool // the first criterion, by cuts, which are fitted with the weights
}

// weak leaves the more often the lower the ratings are, those of the first
// criterion most of all, over 100 days.
func weak(criteria int) func(int, *rand.Rand) ([]int, bool, int) {
	return func(i int, random *rand.Rand) ([]int, bool, int) {
		ratings := make([]int, criteria)
		sum := 0
		for k := range ratings {
			ratings[k] = random.IntN(6)
			sum += (criteria - k) * ratings[k]
		}
		return ratings, random.IntN(6*criteria*(criteria+1)/2) >= sum, 20000 + i%100
	}
}

// backtestOf judges a trial.
func backtestOf(t testing.TB, made trial) *Backtest {
	t.Helper()
	text := "name: Test\nversion: '7'\nid: id\nmin_coverage: 20\ncriteria:\n"
	for i, name := range made.criteria {
		cuts := ""
		if made.cut && i == 0 {
			cuts = ", cuts: [4, 4, 5, 5]"
		}
		text += fmt.Sprintf("- {name: %q, key: k%d, column: %q, weight: %d%s}\n", name, i, name, 10*(i+1), cuts)
	}
	r, err := rubric.Load("rubric.yaml", []byte(text+made.rest))
	if err != nil {
		t.Fatal(err)
	}
	table := evidence.NewTable(r, 0, 42, nil)
	scorer, random := scoring.New(r, 0), rand.New(rand.NewPCG(1, 2))
	if made.cut {
		table.KeepMetrics(scorer)
	}
	result := scorer.NewResult()
	for i := range made.accounts {
		ratings, left, day := made.leaves(i, random)
		cells := make([]string, len(r.Columns))
		for k, c := range r.Columns {
			if k < len(ratings) && ratings[k] > 0 {
				cells[k] = strconv.Itoa(ratings[k])
			} else if c.Name == "kind" {
				cells[k] = []string{"", "", "trial", "late"}[i%4]
			}
		}
		scorer.Score(cells, result)
		table.Add(strconv.Itoa(i), day, left, result)
	}
	table.Finish()
	b := &Backtest{RubricFrom: "rubric.yaml", Of: []string{"accounts.csv"}, Outcome: "churned=yes", AsOf: "2026-11-21", Seed: 42}
	if b.Evaluation, err = evidence.Evaluate(table, 5); err != nil {
		t.Fatal(err)
	}
	if made.fit {
		if made.cut {
			b.Fit, err = table.FitCuts(5, evidence.DefaultRidge, true)
		} else {
			b.Fit, err = table.FitWeights(5, evidence.DefaultRidge)
		}
		if err != nil {
			t.Fatal(err)
		}
		b.Ceiling = new(table.Ceiling(5))
	}
	return b
}

// whole is a backtest of all that there is to tell.
func whole(t testing.TB) *Backtest {
	b := backtestOf(t, trial{
		criteria: []string{"Usage", "Support load", "Pulse"}, accounts: 2000, leaves: weak(3), fit: true, cut: true, rest: `
bands: [{name: red, from: 0, symbol: "▼"}, {name: yellow, from: 40}, {name: green, from: 70, symbol: "▲"}]
segments: [{name: trial, when: kind == "trial", weights: {Usage: 50}}]
caps: [{when: kind == "late", band: red, reason: late}]
`})
	b.Horizon, b.Unknown, b.Written, b.Propensity = 90, 12, "new.yaml", b.Calibration
	b.Drift = &FileDrift{"today.csv", 2345, evidence.Drift{PSI: 0.25, Bound: 0.1}}
	b.Late = []evidence.Late{{Column: 0, Accounts: 3, File: "accounts.csv", Line: 17, ID: "A-17"}, {Column: 1}}
	return b
}

// extremes are backtests of little, of much and of odd accounts.
func extremes(t testing.TB) map[string]*Backtest {
	wide := []string{
		strings.Repeat("very long ", 8), "客户满意度得分的名称很长很长", "emoji 👩‍👩‍👧 family 🇩🇪", "a\u0301ccents", "y", "x",
	}
	all := map[string]*Backtest{
		"all": whole(t),
		"20 leavers": backtestOf(t, trial{criteria: []string{"A", "B"}, accounts: 40,
			leaves: func(i int, random *rand.Rand) ([]int, bool, int) {
				return []int{1 + random.IntN(5), 1 + random.IntN(5)}, i%2 == 0, 0
			}}),
		"separated": backtestOf(t, trial{criteria: []string{"A"}, accounts: 100, fit: true,
			leaves: func(i int, _ *rand.Rand) ([]int, bool, int) { return []int{1 + 4*(i%2)}, i%2 == 0, i / 50 }}),
		"constant": backtestOf(t, trial{criteria: []string{"A"}, accounts: 100, rest: "bands: [{name: all, from: 0}]\n",
			leaves: func(i int, _ *rand.Rand) ([]int, bool, int) { return []int{3}, i%2 == 0, i / 50 }}),
		"reversed": backtestOf(t, trial{criteria: []string{"A", "B"}, accounts: 200, fit: true,
			leaves: func(i int, random *rand.Rand) ([]int, bool, int) {
				return []int{1 + random.IntN(4) + i%2, 1 + random.IntN(4) + i%2}, i%2 == 1, i % 7
			}}),
		"long": backtestOf(t, trial{criteria: wide, accounts: 500, leaves: weak(6), fit: true,
			rest: "bands: [{name: 红色的很长很长很长很长很长很长很长很长很长的名字, from: 0}, {name: green, from: 50}]\n"}),
	}
	huge := whole(t)
	huge.Of = []string{strings.Repeat("a/long/path/", 12) + "\x1b[31m.csv"}
	huge.Outcome = "\u202ewhat=\tno\a"
	huge.Unknown, huge.Drift, huge.Seed = 1e12, &FileDrift{"\x1b]0;owned\a.csv", 1e12, evidence.Drift{PSI: 12.5, Bound: 0.1}}, 1<<63
	huge.Late = []evidence.Late{{Accounts: 1e9, ID: strings.Repeat("long", 40) + "\u202e\n\x1b"}}
	huge.Fit.Cuts[0].Cuts.At = [4]float64{-1.2345678901234567e+300, -1.2345678901234567, 1.2345678901234567e-7, 1e300}
	multiply(huge.Evaluation, 1e9)
	all["huge"] = huge
	return all
}

// multiply makes so many accounts of each.
func multiply(e *evidence.Evaluation, times int) {
	for _, groups := range [][]evidence.Group{e.Bands, e.Bins} {
		for i := range groups {
			groups[i].Part *= times
			groups[i].Whole *= times
		}
	}
	all := []*evidence.Tally{&e.Scores.Tally, &e.Unscored, &e.InTime.Earlier.Tally, &e.InTime.Later.Tally}
	for i := range e.Scores.Cells {
		all = append(all, &e.Scores.Cells[i].Tally)
	}
	for _, t := range all {
		t.Leavers *= times
		t.Stayers *= times
	}
}

func backtestText(t testing.TB, b *Backtest, f Format, width int, painted bool) string {
	t.Helper()
	var page bytes.Buffer
	if err := WriteBacktest(&page, f, b, width, painted); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

// With UPDATE_SCRIPTS=1 what is wanted is written anew, to be read before it is
// kept.
func TestBacktestAsWanted(t *testing.T) {
	b := whole(t)
	for _, test := range []struct {
		file   string
		format Format
		width  int
	}{
		{"80.txt", FormatTable, 80}, {"120.txt", FormatTable, 120}, {"page.md", FormatMarkdown, 0}, {"all.json", FormatJSON, 0},
	} {
		got := backtestText(t, b, test.format, test.width, false)
		file := filepath.Join("..", "..", "testdata", "backtest", test.file)
		if os.Getenv("UPDATE_SCRIPTS") != "" {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.file, diff)
		}
	}
}

func TestBacktestTableFitsTheTerminal(t *testing.T) {
	for name, b := range extremes(t) {
		for width := 40; width <= 140; width += 4 {
			page := backtestText(t, b, FormatTable, width, false)
			for line := range strings.Lines(page) {
				if got := textWidth(strings.TrimRight(line, "\n")); got > min(width, maxBacktest) {
					t.Errorf("%s: %d columns at width %d: %s", name, got, width, line)
				}
			}
			if strings.ContainsFunc(strings.ReplaceAll(page, "\n", ""), steers) {
				t.Errorf("%s: it could steer a terminal: %q", name, page)
			}
		}
	}
}

// Colour adds to a table and changes nothing of its text.
func TestBacktestTableInColour(t *testing.T) {
	for name, b := range extremes(t) {
		for _, width := range []int{60, 80, 120} {
			painted := backtestText(t, b, FormatTable, width, true)
			if diff := cmp.Diff(backtestText(t, b, FormatTable, width, false), sgr.ReplaceAllString(painted, "")); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
			if !sgr.MatchString(painted) {
				t.Errorf("%s: it is not painted", name)
			}
		}
	}
}

func TestBacktestSaysWhatIsNotKnown(t *testing.T) {
	all := extremes(t)
	for _, test := range []struct {
		of           string
		has, lacking []string
	}{
		{"20 leavers", []string{" There is no evidence that the score separates:", " Do not steer by this score yet.", "fitting weights wants 30"},
			[]string{"Judged by the later half", "DRIFT", "FITTED WEIGHTS", "WARNINGS"}},
		{"separated", []string{" slope not known", "\n WARNINGS\n \"A\" alone has an AUC of 1.000", "1. Take \"A\" out of the rubric"}, []string{"helps"}},
		{"constant", []string{" 0.500 ", " no evidence "}, []string{"lowest band"}},
		{"reversed", []string{"Do not steer by this score:", `direction of "A"`, "Reversed: alone"}, []string{"Turn round"}},
		{"all", []string{"90 days from score to outcome", "12 of unknown outcome", `"Usage" is dated after the outcome for 3 accounts`, "trial: fitted to", "without caps"},
			[]string{`"Support load" is dated`}},
	} {
		page := backtestText(t, all[test.of], FormatTable, 120, false)
		for _, text := range test.has {
			if !strings.Contains(page, text) && !strings.Contains(strings.Join(strings.Fields(page), " "), text) {
				t.Errorf("%s: no %q in\n%s", test.of, text, page)
			}
		}
		for _, text := range test.lacking {
			if strings.Contains(page, text) {
				t.Errorf("%s: %q in\n%s", test.of, text, page)
			}
		}
	}
}
