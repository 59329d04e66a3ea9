package evidence

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/scoring"
)

func TestUntilIsTheDayThatPartsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfN(rapid.IntRange(1, 6), 2, 12).Filter(func(d []int) bool { return slices.Min(d) < slices.Max(d) }).Draw(t, "days")
		slices.Sort(days)
		apart := func(until int) int {
			earlier := 0
			for _, day := range days {
				if day <= until {
					earlier++
				}
			}
			if earlier == len(days) {
				return len(days)
			}
			return max(2*earlier-len(days), len(days)-2*earlier)
		}
		got := untilOf(days)
		for _, day := range days {
			if apart(day) < apart(got) {
				t.Fatalf("%v: until %d the halves differ by %d, until %d by %d", days, got, apart(got), day, apart(day))
			}
		}
	})
}

// dayOf is the day of an account of [madeUp]: the later half has higher numbers.
func dayOf(id string) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(id, "id"))
	return n / 100
}

func TestHalvesAreJudgedApart(t *testing.T) {
	rows := madeUp(2000, newRandom())
	all := datedTable(t, threeCriteria, 3, dayOf, rows...)
	in := all.inTime(ByPlatt)
	if in.First != 0 || in.Until != 9 || in.Last != 19 || !in.Known() {
		t.Fatalf("halves are %+v", in)
	}
	earlier, later := tableOf(t, threeCriteria, 1, rows[:1000]...).Scores(), tableOf(t, threeCriteria, 1, rows[1000:]...).Scores()
	if in.Earlier.AUC != earlier.AUC() || in.Later.AUC != later.AUC() || in.Drift != later.Drift(earlier) || in.Later.Tally != later.Tally {
		t.Errorf("got %+v", in)
	}
	if want := calibrate(ByPlatt, []trial{{earlier, later}}); cmp.Diff(want, in.Calibration) != "" {
		t.Errorf("the calibration is %+v, want %+v", in.Calibration, want)
	}
	weights, err := all.FitWeights(5, DefaultRidge)
	if err != nil || !weights.Later.Known || weights.Later.Tally != later.Tally {
		t.Errorf("the weights are judged later by %+v (%v)", weights.Later, err)
	}
}

func TestOutcomesOfOneDayHaveNoHalves(t *testing.T) {
	table := tableOf(t, threeCriteria, 1, madeUp(100, newRandom())...)
	if in := table.inTime(ByPlatt); in != nil {
		t.Errorf("got %+v", in)
	}
	if weights, err := table.FitWeights(5, DefaultRidge); err != nil || weights.Later.Known {
		t.Errorf("got %+v, %v", weights, err)
	}
}

func TestHalvesWithOneOutcomeAreNotJudged(t *testing.T) {
	leaversFirst := func(id string) int { return len(id) }
	var rows []string
	for i := range 60 {
		rows = append(rows, "a"+strconv.Itoa(10+i)+",yes,1,2,3,,", "ab"+strconv.Itoa(10+i)+",no,5,4,3,,")
	}
	in := datedTable(t, threeCriteria, 1, leaversFirst, rows...).inTime(ByPlatt)
	if in == nil || in.Known() || in.Earlier.Tally != (Tally{Leavers: 60}) || in.Later.Tally != (Tally{Stayers: 60}) {
		t.Errorf("got %+v", in)
	}
}

const datedCriteria = `
criteria:
- {name: A, formula: days_since(a), weight: 1, cuts: [90, 60, 30, 10]}
- {name: B, column: b, weight: 1, expires: {column: c, days: 9}}
- {name: C, formula: days_until(late), weight: 1, cuts: [10, 30, 60, 90]}
`

func TestMetricsDatedAfterTheOutcomeAreCounted(t *testing.T) {
	table := tableOf(t, datedCriteria, 1,
		"1,yes,1970-01-01,3,1970-01-01,,1980-01-01",
		"2,yes,1970-01-02,3,,,",
		"3,no,1970-02-01,3,1971-01-01,,",
		"4,,1970-02-01,3,1971-01-01,,",
	)
	want := []Late{{0, 2, "accounts.csv", 3, "2"}, {2, 1, "accounts.csv", 4, "3"}}
	if diff := cmp.Diff(want, table.Late); diff != "" {
		t.Error(diff)
	}
}

func TestCensusCountsScoredAccounts(t *testing.T) {
	table := tableOf(t, threeCriteria, 1, madeUp(500, newRandom())...)
	var c Census
	part := c.Part()
	for i := range table.Rows {
		row := &table.Rows[i]
		for range row.Accounts() {
			part.Note("", 0, nil, &scoring.Result{Scored: row.Scored(), Score: int(row.Score)})
		}
	}
	if err := part.Give(); err != nil {
		t.Fatal(err)
	}
	if got := c.Scores(); got.Accounts() != table.Scores().Accounts() || c.Scores().Drift(table.Scores()).PSI != 0 {
		t.Errorf("counted %d, drift %+v", got.Accounts(), c.Scores().Drift(table.Scores()))
	}
}
