package cmd

import (
	"strings"
	"testing"

	"chs/internal/accounts"
	"chs/internal/evidence"
	"chs/internal/pipeline"
)

func TestOutcomeColumnIsNamedWholeOrWithTheTextOfLeavers(t *testing.T) {
	for _, test := range []struct{ flag, name, left, wrong string }{
		{"churn", "churn", "", ""},
		{" churn ", "churn", "", ""},
		{"churn=Yes", "churn", "Yes", ""},
		{"churn = Yes ", "churn", "Yes", ""},
		{"a=b", "a=b", "", ""},
		{"a=b=c", "a=b", "c", ""},
		{"churn=", "", "", `--outcome "churn=": want COLUMN, or COLUMN=VALUE with what it says of accounts that left`},
		{"=Yes", "", "", `--outcome "=Yes": want COLUMN, or COLUMN=VALUE with what it says of accounts that left`},
		{"churned", "", "", `stdin:1: --outcome needs column "churned"; the header has "churn", "a=b", "x", "x"`},
		{"x=1", "", "", `stdin:1: --outcome needs column "x", which the header has twice, as columns 3 and 4; rename one`},
	} {
		inputs, err := pipeline.Open([]string{"-"}, strings.NewReader("churn,a=b,x,x\nYes,1,2,3\n"), accounts.Options{}, false)
		if err != nil {
			t.Fatal(err)
		}
		got, err := findOutcome(inputs, test.flag)
		switch {
		case test.wrong != "":
			if err == nil || err.Error() != test.wrong {
				t.Errorf("--outcome %q: %v; want %s", test.flag, err, test.wrong)
			}
		case err != nil:
			t.Errorf("--outcome %q: %v", test.flag, err)
		case got.name != test.name || got.left != test.left || inputs.Header[got.index] != test.name:
			t.Errorf("--outcome %q is %+v; want column %q, %q", test.flag, got, test.name, test.left)
		}
	}
}

func TestOutcomesMustBeOfBothKinds(t *testing.T) {
	for _, test := range []struct {
		left  string
		tally evidence.Tally
		want  string
	}{
		{"", evidence.Tally{Leavers: 1, Stayers: 1}, ""},
		{"", evidence.Tally{}, `column "churn" says of no account what became of it; want some that left and some that stayed`},
		{"", evidence.Tally{Leavers: 2}, `by column "churn" 2 accounts left, and none stayed; want both`},
		{"", evidence.Tally{Stayers: 2}, `by column "churn" 2 accounts stayed, and none left; want both`},
		{"ja", evidence.Tally{Stayers: 2}, `column "churn" says "ja" of no account; want the text of those that left`},
	} {
		c := outcomeColumn{name: "churn", left: test.left}
		got := ""
		if err := c.checkBoth(test.tally); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%+v, left %q: %q; want %q", test.tally, test.left, got, test.want)
		}
	}
}
