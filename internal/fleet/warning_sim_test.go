package fleet

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the figures of chs help warnings as they are now")

func stepOf(points float64) fall {
	return fall{fmt.Sprintf("-%g at once", points), func(float64) float64 { return points }}
}

func declineOf(points float64) fall {
	return fall{fmt.Sprintf("-%g a week", points), func(weeks float64) float64 { return points * weeks }}
}

// The figures of chs help warnings are what the rule does to simulated fleets
// over a year, and are as good as they are to be.
func TestWarningFigures(t *testing.T) {
	const page = "../../cmd/help/warnings.md"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	old := strings.ReplaceAll(string(text), "\r\n", "\n")
	figures := old
	for _, table := range [][]string{aims(t), falls(), otherFleets(), youth()} {
		figures = replaceTable(t, figures, table)
	}
	if *update {
		if err := os.WriteFile(page, []byte(figures), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(old, figures); diff != "" {
		t.Errorf("the page against the simulation (-update writes it):\n%s", diff)
	}
}

// replaceTable puts a table in the place of the page's that has the same first
// line.
func replaceTable(t *testing.T, page string, table []string) string {
	t.Helper()
	lines := strings.Split(page, "\n")
	from := slices.Index(lines, table[0])
	if from < 0 {
		t.Fatalf("the page has no table that starts with %q", table[0])
	}
	to := from
	for lines[to] != "" {
		to++
	}
	return strings.Join(slices.Replace(lines, from, to, table...), "\n")
}

// aims simulates what the rule is for: few false alarms, and a decline that is
// seen in time.
func aims(t *testing.T) []string {
	t.Helper()
	table := []string{
		"| autocorrelation | season | runs    | false alarms | σ 3    | σ 4    | σ 5    |",
		"| --------------- | ------ | ------- | ------------ | ------ | ------ | ------ |",
	}
	full := start{known: rubric.DefaultWarning().Span()}
	for _, autocorrelation := range []float64{0, 0.5} {
		for _, season := range []float64{0, 8} {
			f := simulatedFleet{autocorrelation: autocorrelation, season: season}
			for i, one := range simulate(f, full, full, schedules) {
				row := fmt.Sprintf("| %-15g | %-6g | %-7s |%s", autocorrelation, season, schedules[i].name, one.cells())
				if one.alarms >= 5 || slices.Min(one.caught) <= 95 {
					t.Errorf("%s: want under 5 %% false alarms, and over 95 %% caught", row)
				}
				table = append(table, row)
			}
		}
	}
	return table
}

// youth simulates the same where little is known of the accounts: of all, or of
// some in an old fleet.
func youth() []string {
	table := []string{
		"| autocorrelation | new    | runs    | false alarms | σ 3    | σ 4    | σ 5    |",
		"| --------------- | ------ | ------- | ------------ | ------ | ------ | ------ |",
	}
	rule := rubric.DefaultWarning()
	runs := []schedule{nightly, mondays}
	for _, autocorrelation := range []float64{0, 0.5} {
		for _, young := range []struct {
			name   string
			absent int
		}{{"all", 0}, {"some", rule.Span()}} {
			f := simulatedFleet{autocorrelation: autocorrelation, season: 8}
			for i, one := range simulate(f, start{absent: young.absent}, start{young.absent, rule.AtLeast}, runs) {
				table = append(table, fmt.Sprintf("| %-15g | %-6s | %-7s |%s", autocorrelation, young.name, runs[i].name, one.cells()))
			}
		}
	}
	return table
}

// A trial is what comes of a schedule, in percent: of the healthy accounts those that are warned of in a
// year, with noise of σ 4, and of those that decline by 2 points a week those that
// are warned of within 12 weeks, with noise of σ 3, 4 and 5.
type trial struct {
	alarms float64
	caught []float64
}

func (one trial) cells() string {
	cells := fmt.Sprintf(" %-12s |", percentOf(one.alarms))
	for _, caught := range one.caught {
		cells += fmt.Sprintf(" %-6s |", percentOf(caught))
	}
	return cells
}

// simulate returns the trials of schedules, with a year and a decline behind
// their starts.
func simulate(f simulatedFleet, year, decline start, schedules []schedule) []trial {
	rule := rubric.DefaultWarning()
	trials := make([]trial, len(schedules))
	f.sigma = same(4)
	f.fill(usual(0), usualAccounts, year.weeks()+52)
	for i, runs := range schedules {
		trials[i].alarms = f.falseAlarms(runs, year, rule)
	}
	for sigma := 3; sigma <= 5; sigma++ {
		f.sigma = same(float64(sigma))
		f.fill(usual(sigma-2), 1500, decline.weeks()+12)
		for i, runs := range schedules {
			delays := f.delays(runs, []fall{declineOf(2)}, decline, rule)[0]
			trials[i].caught = append(trials[i].caught, share(delays, within(12)))
		}
	}
	return trials
}

// The healthy fleet of all tables, by the first of its random numbers.
const usualAccounts = 4000

func usual(n int) *rand.Rand { return rand.New(rand.NewPCG(1, uint64(n))) }

func percentOf(share float64) string { return fmt.Sprintf("%.1f%%", share) }

func within(weeks int) func(delay int) bool {
	return func(delay int) bool { return delay <= weeks }
}

// falls simulates changes for the worse.
func falls() []string {
	table := []string{
		"| fall        | σ | delay   | in 12 | in 26 | delay   | in 12 | in 26 |",
		"| ----------- | - | ------- | ----- | ----- | ------- | ----- | ----- |",
	}
	kinds := []fall{stepOf(10), stepOf(15), stepOf(20), declineOf(0.5), declineOf(1), declineOf(2)}
	rule := rubric.DefaultWarning()
	rows := map[string]string{}
	for _, autocorrelation := range []float64{0, 0.5} {
		for _, sigma := range []float64{3, 4, 5} {
			f := simulatedFleet{autocorrelation: autocorrelation, season: 8, sigma: same(sigma)}
			f.fill(rand.New(rand.NewPCG(2, 0)), 1000, rule.Span()+26)
			for i, delays := range f.delays(nightly, kinds, start{known: rule.Span()}, rule) {
				slices.Sort(delays)
				delay := "over 26"
				if median := delays[len(delays)/2]; median < uncaught {
					delay = fmt.Sprint(median)
				}
				rows[fmt.Sprintf("| %-11s | %g |", kinds[i].name, sigma)] += fmt.Sprintf(" %-7s | %4.0f%% | %4.0f%% |",
					delay, share(delays, within(12)), share(delays, within(26)))
			}
		}
	}
	for _, kind := range kinds {
		for sigma := 3; sigma <= 5; sigma++ {
			head := fmt.Sprintf("| %-11s | %d |", kind.name, sigma)
			table = append(table, head+rows[head])
		}
	}
	return table
}

// otherFleets simulates fleets that are not what the rule is made for.
func otherFleets() []string {
	table := []string{
		"| fleet                        | 0     | 0.5   | 0.9   |",
		"| ---------------------------- | ----- | ----- | ----- |",
	}
	rule := rubric.DefaultWarning()
	others := func(n int) *rand.Rand { return rand.New(rand.NewPCG(3, uint64(n))) }
	unlike := func(random *rand.Rand) float64 { return 2 + float64(6*random.Float64()) }
	for _, other := range []struct {
		name     string
		fleet    simulatedFleet
		accounts int
		random   func(n int) *rand.Rand
	}{
		{"as above", simulatedFleet{sigma: same(4)}, usualAccounts, usual},
		{"20 accounts", simulatedFleet{sigma: same(4)}, 20, others},
		{"σ between 2 and 8 points", simulatedFleet{sigma: unlike}, 1000, others},
		{"scores in steps of 5 points", simulatedFleet{sigma: same(4), steps: 5}, 1000, others},
		{"scores in steps of 10 points", simulatedFleet{sigma: same(4), steps: 10}, 1000, others},
	} {
		row := fmt.Sprintf("| %-28s |", other.name)
		for _, autocorrelation := range []float64{0, 0.5, 0.9} {
			f := other.fleet
			f.season, f.autocorrelation = 8, autocorrelation
			sum, fleets := 0.0, max(1, 500/other.accounts)
			for n := range fleets {
				f.fill(other.random(n), other.accounts, rule.Span()+52)
				sum += f.falseAlarms(mondays, start{known: rule.Span()}, rule) / float64(fleets)
			}
			row += fmt.Sprintf(" %-5s |", percentOf(sum))
		}
		table = append(table, row)
	}
	return table
}
