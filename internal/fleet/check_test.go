package fleet_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/fleet"
)

func TestCensusOfAccounts(t *testing.T) {
	const rubric = "criteria: [{name: A, column: a, weight: 1, cuts: [1, 2, 3, 4]}]\ncaps: [{when: late > 1, band: red, reason: x}]"
	fine := fleet.Cells{Known: 9, Missing: 1}
	for name, test := range map[string]struct {
		a, late fleet.Cells
		ratings [6]int
		want    []string
	}{
		"all is well": {fine, fine, [6]int{1, 4, 5}, nil},
		"no account is rated": {fleet.Cells{Missing: 10}, fine, [6]int{10},
			[]string{`criterion "A": no account has a rating; want a metric that the files hold`}},
		"all have one rating": {fine, fine, [6]int{1, 0, 0, 9},
			[]string{`criterion "A": all 9 accounts with a rating have 3; want cuts or levels that tell them apart`}},
		"one account has one rating": {fleet.Cells{Known: 1, Missing: 9}, fine, [6]int{9, 0, 0, 1}, nil},
		"a constant metric is told once": {fleet.Cells{Known: 9, Missing: 1, Constant: "7"}, fine, [6]int{1, 0, 0, 0, 0, 9},
			[]string{`column "a": all 9 known cells hold "7"; want a metric that differs`}},
		"a constant in a condition is in order": {fine, fleet.Cells{Known: 10, Constant: "0"}, [6]int{1, 4, 5}, nil},
		"unreadable, many": {
			fleet.Cells{Unreadable: 10, Values: []fleet.Value{{"x", 4}, {"y", 3}, {"z", 2}, {"u", 1}}}, fine, [6]int{10},
			[]string{`column "a": 10 of 10 cells unreadable: "x" (4), "y" (3), "z" (2), others (1)`}},
		"unreadable in a condition": {
			fine, fleet.Cells{Known: 8, Missing: 1, Unreadable: 1, Values: []fleet.Value{{"x", 1}}}, [6]int{1, 4, 5},
			[]string{`column "late": 1 of 9 cells unreadable: "x" (1)`}},
	} {
		census := &fleet.Census{Accounts: 10, Columns: []fleet.Cells{test.a, test.late}}
		census.Ratings[0] = test.ratings
		if diff := cmp.Diff(test.want, doubts(t, rubric, census)); diff != "" {
			t.Errorf("%s\n%s", name, diff)
		}
	}
}

func TestUnreadableCellsComeWithAdvice(t *testing.T) {
	r := rubricOf(t, "criteria: [{name: A, column: a, weight: 1, cuts: [1, 2, 3, 4]}]")
	census := &fleet.Census{Accounts: 1, Columns: []fleet.Cells{{Unreadable: 1, Values: []fleet.Value{{"1,5", 1}}}}}
	census.Ratings[0] = [6]int{1}
	found := fleet.Lint(r, census)
	if len(found) != 1 || found[0].Hint != `column "a": give the rubric numbers: {decimal: ","}` {
		t.Errorf("got %+v", found)
	}
}

func TestRemediesForSeveralColumnsAreSaidOnce(t *testing.T) {
	r := rubricOf(t, "criteria: [{name: A, weight: 1, formula: a + b, cuts: [1, 2, 3, 4]}]")
	word := fleet.Cells{Unreadable: 1, Values: []fleet.Value{{"unknown", 1}}}
	both := fleet.Cells{Unreadable: 2, Values: []fleet.Value{{"½", 1}, {"tbd", 1}}}
	census := &fleet.Census{Accounts: 1, Columns: []fleet.Cells{both, word}}
	census.Ratings[0] = [6]int{1}
	var hints []string
	for _, f := range fleet.Lint(r, census) {
		hints = append(hints, f.Hint)
	}
	want := []string{
		`column "a": mend values such as "½" in the file; no setting reads them as numbers; columns "a", "b": give the rubric missing_values: ` +
			`["-", "--", na, n/a, "#n/a", nan, "null", none, tbd, unknown], if that is what they mean`,
		"",
	}
	if diff := cmp.Diff(want, hints); diff != "" {
		t.Error(diff)
	}
}
