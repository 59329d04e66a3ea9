package evidence

import (
	"fmt"
	"slices"
	"testing"

	"chs/scoring"
)

// An alternative is what a rubric of other weights would be, held against the
// rubric that there is.
func TestAlternativesAreOtherRubrics(t *testing.T) {
	rows := madeUp(400, newRandom())
	table := tableOf(t, threeCriteria, 1, rows...)
	tests := []struct {
		way       Way
		criterion int
		rubric    string
	}{
		{EqualWeights, scoring.None, `
criteria:
- {name: A, column: a, weight: 1}
- {name: B, column: b, weight: 1}
- {name: C, column: c, weight: 1, missing: 2}`},
		{LeftOut, 1, `
criteria:
- {name: A, column: a, weight: 50}
- {name: C, column: c, weight: 20, missing: 2}`},
		{Alone, 2, `
criteria:
- {name: C, column: c, weight: 20, missing: 2}`},
	}
	all := table.alternatives()
	if len(all) != 7 { // equal weights, three left out, three alone
		t.Fatalf("there are %d alternatives", len(all))
	}
	own := table.Scores().AUC().Value
	for _, test := range tests {
		got := pick(t, all, test.way, test.criterion)
		want := tableOf(t, test.rubric, 1, rows...).Scores().AUC()
		if got.AUC != want || !near(got.Gain.Value, want.Value-own) || got.Accounts() != 400 || !got.Known {
			t.Errorf("%s %d: got %+v, want %+v", test.way, test.criterion, got, want)
		}
	}
}

func pick(t *testing.T, all []Alternative, way Way, criterion int) Alternative {
	t.Helper()
	at := slices.IndexFunc(all, func(a Alternative) bool { return a.Way == way && a.Criterion == criterion })
	if at < 0 {
		t.Fatalf("no alternative is %s of %d", way, criterion)
	}
	return all[at]
}

// Only the accounts are compared that have a score both ways.
func TestAlternativesCompareTheSameAccounts(t *testing.T) {
	var rows []string
	for i := range 60 {
		b := "" // not known of the stayers but 19
		if i < 30 || i >= 41 {
			b = "3"
		}
		rows = append(rows, fmt.Sprintf("%d,%s,%d,%s,1,,", i, map[bool]string{true: "yes", false: "no"}[i < 30], 1+i%5, b))
	}
	all := tableOf(t, threeCriteria, 1, rows...).alternatives()
	if got := pick(t, all, Alone, 1); got.Tally != (Tally{30, 19}) || got.Known || got.AUC != (AUC{}) {
		t.Errorf("too few to judge are %+v", got)
	}
	if got := pick(t, all, LeftOut, 1); got.Tally != (Tally{30, 30}) || !got.Known {
		t.Errorf("all that can be judged are %+v", got)
	}
}

// A cap still holds an account under other weights, but for those that are
// without caps. A segment's weights of 0 stay 0, but for a criterion alone.
func TestAlternativesKnowCapsAndSegments(t *testing.T) {
	table := tableOf(t, segmentsAndCaps, 1, "1,yes,5,5,5,,yes", "2,no,5,1,1,s,")
	tests := []struct {
		way       Way
		criterion int
		want      [2]int // of the account in the segment, and of the capped one
	}{
		{EqualWeights, scoring.None, [2]int{0, 4999}},
		{LeftOut, 0, [2]int{0, 4999}},
		{WithoutCaps, scoring.None, [2]int{0, 10000}},
		{Alone, 0, [2]int{10000, 10000}},
		{Alone, 1, [2]int{0, 10000}},
	}
	for _, test := range tests {
		weights := weigh(table.Rubric, test.way, test.criterion)
		for i, want := range test.want {
			if got, ok := table.rescore(test.way, weights[table.Rows[i].Segment+1], &table.Rows[i].Pattern); got != want || !ok {
				t.Errorf("%s %d: row %d scores %d, %t; want %d", test.way, test.criterion, i, got, ok, want)
			}
		}
	}
	pick(t, table.alternatives(), WithoutCaps, scoring.None)
}

func TestOneCriterionHasNoOtherWeights(t *testing.T) {
	all := tableOf(t, "criteria: [{name: A, column: a, weight: 1}]\n", 1, madeUp(100, newRandom())...).alternatives()
	if len(all) != 1 || all[0].Way != Alone || all[0].Gain.Value != 0 || all[0].Gain.Interval != (Interval{}) {
		t.Errorf("got %+v", all)
	}
}

func TestCriteriaThatKnowTheOutcomeLeak(t *testing.T) {
	tests := []struct {
		name  string
		wrong int // of 100 leavers, those that score as stayers do
		upper string
		want  bool
	}{
		{"an AUC of 0.90", 20, "5", true},
		{"one below", 21, "5", false},
		{"one of 0.10, the wrong way round", 20, "1", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var rows []string
			for i := range 100 {
				a := "3"
				if i < test.wrong {
					a = test.upper
				}
				rows = append(rows, fmt.Sprintf("l%d,yes,%s,1,,,", i, a), fmt.Sprintf("s%d,no,%s,1,,,", i, test.upper))
			}
			all := tableOf(t, threeCriteria, 1, rows...).alternatives()
			leaver := pick(t, all, Alone, 0)
			if leaver.Leaks() != test.want {
				t.Errorf("leaks: %t; %+v", leaver.Leaks(), leaver)
			}
			if without := pick(t, all, LeftOut, 1); without.Leaks() {
				t.Error("an alternative of several criteria leaks")
			}
		})
	}
}
