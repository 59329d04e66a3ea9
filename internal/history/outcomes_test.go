package history_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/history"
)

func TestOutcomesAreRead(t *testing.T) {
	got, err := history.ReadOutcomes("o.csv", strings.NewReader("date,outcome,id\n1970-01-02, yes ,007\n,,8\n"))
	want := []history.Outcome{{Line: 2, ID: "007", Text: "yes", Dated: true, Day: 1}, {Line: 3, ID: "8"}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	if got, err := history.ReadOutcomes("o.csv", strings.NewReader("id,outcome\n1,no\n")); err != nil || len(got) != 1 {
		t.Errorf("without dates: %v, %v", got, err)
	}
}

func TestBadOutcomesAreRefused(t *testing.T) {
	var repeated strings.Builder
	var said []string
	for i := range 12 {
		fmt.Fprintf(&repeated, "%d,no\n%d,yes\n", i, i)
		if i < 10 {
			said = append(said, fmt.Sprintf(`o.csv:%d: account "%d" is there already, at line %d; an account has one outcome`, 2*i+3, i, 2*i+2))
		}
	}
	for text, want := range map[string]string{
		"":                               `o.csv: file is empty; want a header with id and outcome`,
		"id,outcome,when\n":              `o.csv:1: unknown column "when"; want id, outcome and date`,
		"id,date\n":                      `o.csv:1: there is no column "outcome"; want id and outcome, and maybe date`,
		"id,outcome\n ,no\n":             `o.csv:2: column "id" is empty; want an account`,
		"id,outcome,date\n1,no,1.2.2026": `o.csv:2: column "date": "1.2.2026": want a date as YYYY-MM-DD`,
		"id,outcome,date\n1,no,x\n ,no,\n1,no,\n2,no,y": strings.Join([]string{
			`o.csv:2: column "date": "x": want a date as YYYY-MM-DD`,
			`o.csv:3: column "id" is empty; want an account`,
			`o.csv:4: account "1" is there already, at line 2; an account has one outcome`,
			`o.csv:5: column "date": "y": want a date as YYYY-MM-DD`,
		}, "\n"),
		"id,outcome\n" + repeated.String(): strings.Join(append(said, "and 2 more"), "\n"),
	} {
		if _, err := history.ReadOutcomes("o.csv", strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("%q: %v\nwant %s", text, err, want)
		}
	}
}
