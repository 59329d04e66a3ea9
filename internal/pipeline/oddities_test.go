package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// warningsOf scores files with the given rows below one header.
func warningsOf(t *testing.T, files ...string) []string {
	t.Helper()
	var names []string
	for _, rows := range files {
		names = append(names, tempFile(t, "a.csv", "id,usage,plan,arr\n"+rows))
	}
	warnings := openBench(t, cutsRubric, nil, names...).run(t).Warnings
	for i, w := range warnings {
		for n, name := range names {
			w = strings.ReplaceAll(w, name, string(rune('a'+n))+".csv")
		}
		warnings[i] = w
	}
	return warnings
}

func TestOddRowsAreNamed(t *testing.T) {
	const sum = `a.csv:3: account %q in the last row looks like the sum of the others: scored all the same`
	for _, test := range []struct {
		name, rows string
		want       []string
	}{
		{"nothing odd", "a,1,pro,1\nb,2,pro,2\n", nil},
		{"no rows", "", []string{"a.csv:1: no rows below the header"}},
		{"a rejected row is a row", "a\n", nil},
		{"an empty id", "a,1,pro,1\n,2,pro,2\n", []string{`a.csv:3: 1 row without "id", which names the account: scored all the same`}},
		{
			"ids of white space", " ,1,pro,1\nb,1,pro,1\n\u00a0,2,pro,2\n",
			[]string{`a.csv:2: 2 rows without "id", which names the account: scored all the same`},
		},
		{"a sum", "a,1,pro,1\nTotal,1,,1\n", []string{fmt.Sprintf(sum, "Total")}},
		{"a quoted sum, and a row that is rejected", "a,1,pro,1\n\" Total:\",1,,1\nby Sales\n", []string{fmt.Sprintf(sum, "Total:")}},
		{"a sum in other words", "a,1,pro,1\n GESAMT: ,1,,1\n", []string{fmt.Sprintf(sum, "GESAMT:")}},
		{"a sum above blank lines", "a,1,pro,1\nSum,1,,1\n\n,,,\n", []string{
			"a.csv:5: 1 row with empty cells alone: passed over", fmt.Sprintf(sum, "Sum"),
		}},
		{"a sum in quotes of its own", "a,1,pro,1\n\"\"\"Total\"\"\",1,,1\n", nil},
		{"a sum before a quote", "a,1,pro,1\n\"Total\"\"\",1,,1\n", nil},
		{"a customer of that name", "Total,1,pro,1\na,1,,1\n", nil},
		{"a word within a name", "a,1,pro,1\nTotal Wine,1,,1\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, warningsOf(t, test.rows)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOddRowsAreThoseOfTheirFile(t *testing.T) {
	many := strings.Repeat("x,1,pro,"+strings.Repeat("0", 1000)+"1\n", 3000) // several chunks
	many = strings.Replace(many, "x,", ",", 2) + ",1,pro,1\n"
	var odd []string
	for _, w := range warningsOf(t, "", many, "a,1,pro,1\nTotal,1,pro,1\n") {
		if !strings.Contains(w, "already") {
			odd = append(odd, w)
		}
	}
	want := []string{
		"a.csv:1: no rows below the header",
		`b.csv:2: 3 rows without "id", which names the account: scored all the same`,
		`c.csv:3: account "Total" in the last row looks like the sum of the others: scored all the same`,
	}
	if diff := cmp.Diff(want, odd); diff != "" {
		t.Error(diff)
	}
}

func TestColumnsInOtherBytesAreFound(t *testing.T) {
	const composed, decomposed = "gr\u00f6\u00dfe", "gro\u0308\u00dfe"
	for _, test := range []struct{ name, rubric, first, second string }{
		{"in the header", composed, decomposed, decomposed},
		{"in the rubric", decomposed, composed, composed},
		{"in the second file", composed, composed, decomposed},
		{"in the first file", composed, decomposed, composed},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(quintilesRubric, "usage", test.rubric, 1) // reads the files twice
			one := tempFile(t, "a.csv", "id,plan,arr,"+test.first+"\na,pro,1,5\n")
			two := tempFile(t, "b.csv", test.second+",id,plan,arr\n7,b,pro,1\n")
			b := openBench(t, text, nil, one, two)
			if _, err := b.job.Inputs.Check(NeedsOf(b.job.Rubric)); err != nil {
				t.Fatal(err)
			}
			b.job.Rejects = nil // the headers differ
			b.job.Outputs = []*Output{b.output(t, &b.out, "csv")}
			run := b.run(t)
			if run.Scored != 2 || run.Columns[0].Known != 2 {
				t.Errorf("scored %d, known %d; want 2 of both", run.Scored, run.Columns[0].Known)
			}
			var want []string
			if test.first != test.rubric {
				want = []string{fmt.Sprintf("%s:1: column %+q has the same characters as the rubric's %+q, in other bytes; taken as that",
					one, test.first, test.rubric)}
			}
			if diff := cmp.Diff(want, run.Warnings); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestColumnsInTwoSpellings(t *testing.T) {
	text := strings.NewReplacer("usage", "gr\u00f6\u00dfe", "plan", "gro\u0308\u00dfe").Replace(cutsRubric)
	one := openBench(t, text, nil, tempFile(t, "a.csv", "id,gro\u0308\u00dfe,arr\na,5,1\n"))
	if _, err := one.job.Inputs.Check(NeedsOf(one.job.Rubric)); err != nil {
		t.Errorf("got %v; want one column for both", err)
	}
	one.run(t)

	text = strings.Replace(cutsRubric, "usage", "\u212b", 1) // the ångström sign, equal to both letters below
	two := openBench(t, text, nil, tempFile(t, "a.csv", "id,\u00c5,A\u030a,plan,arr\na,5,5,pro,1\n"))
	_, err := two.job.Inputs.Check(NeedsOf(two.job.Rubric))
	if err == nil || !strings.Contains(err.Error(), "which the header has twice, as columns 2 and 3") {
		t.Errorf("got %v; want both columns named", err)
	}
	if err := two.job.Inputs.Close(); err != nil {
		t.Fatal(err)
	}
}
