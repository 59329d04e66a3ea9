package pipeline

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/report"
)

// A list has the first in its order of those that it takes; other outputs have
// all.
func TestListsGetTheAccountsThatTheyTakeInOrder(t *testing.T) {
	b := openBench(t, cutsRubric, nil, tempFile(t, "accounts.csv", manyRows()))
	takes := func(a *report.Account) bool { return strings.HasSuffix(a.Cells.Cell(0), "5") }
	var got []string
	b.job.Outputs = append(b.job.Outputs, &Output{
		Layout: b.job.Outputs[0].Layout, Order: Order{By: ByValue, Desc: true}, Limit: 20,
		Takes: takes,
		Each:  func(a *report.Account) { got = append(got, strings.Clone(a.Cells.Cell(0))) },
	})
	b.run(t)
	rows := rowsOf(t, b.out.String())
	rows = slices.DeleteFunc(rows, func(row map[string]string) bool { return !strings.HasSuffix(row["id"], "5") })
	slices.SortStableFunc(rows, byKey(Order{By: ByValue, Desc: true}))
	var want []string
	for _, row := range rows[:20] {
		want = append(want, row["id"])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What is gathered of all accounts is so, whichever are wanted.
func TestPartsGatherOfAllAccountsOrOfThoseWanted(t *testing.T) {
	b := openBench(t, cutsRubric, nil, tempFile(t, "accounts.csv", manyRows()))
	b.job.Rows = func(_ string, line int) bool { return line%10 == 3 }
	var wanted, all notes
	b.job.Gather = func() Part { return &notePart{whole: &wanted} }
	b.job.GatherAll = func() Part { return &notePart{whole: &all} }
	run := b.run(t)
	if len(all.given) != run.Scored+run.Unscored || len(wanted.given) != run.Tally.Accounts() || len(wanted.given) >= len(all.given) {
		t.Errorf("%d of all, %d of those wanted; want %d and %d", len(all.given), len(wanted.given), run.Scored+run.Unscored, run.Tally.Accounts())
	}
}
