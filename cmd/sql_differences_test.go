package cmd

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"chs/internal/report"
)

func TestDifferencesAreFoundAndTold(t *testing.T) {
	const header = "n,id,w1,w2,w3,health_score,health_band,health_priority\n"
	for _, test := range []struct {
		rows  string
		of    int
		want  string
		fails string
	}{
		{"1,a,12.50,red,7.00,12.5,red,7\n2,b,,unscored,,,unscored,\n", 2, "equal: 2 accounts × 3 columns\n", ""},
		{"1,a,12.50,red,7.00,12.50,red,7.01\n", 1, "equal: 1 account × 3 columns\n", ""},
		{"1,a,12.50,red,90000000000.00,12.50,red,90000000000.01\n", 1, "equal: 1 account × 3 columns\n", ""},
		{
			"1,a,12.50,red,7.00,12.51,red,7.02\n2,\u202eb,0.00,red,,,unscored,\n3,c,0.00,red,0.00,0,red,0\n", 3,
			`row 1, account "a": health_score is "12.50" by chs score, "12.51" in SQLite
row 1, account "a": health_priority is "7.00" by chs score, "7.02" in SQLite
row 2, account "\u202eb": health_score is "0.00" by chs score, "" in SQLite
row 2, account "\u202eb": health_band is "red" by chs score, "unscored" in SQLite
`, "--verify: 4 cells of 2 accounts differ",
		},
		{"1,a,0.00,red ,,0,red,\n", 1, "row 1, account \"a\": health_band is \"red \" by chs score, \"red\" in SQLite\n", "--verify: 1 cell of 1 account differ"},
		{"1,a,0.00,red,,0,red,\n", 2, "SQLite has 1 row of 2\n", "--verify: 0 cells of 0 accounts differ, and the rows are not the same"},
		{
			"1,a,0.00,red,,0,red,\n1,a,0.00,red,,0,red,\n", 1, "row 2: SQLite has row 1 in its place\n",
			"--verify: 0 cells of 0 accounts differ, and the rows are not the same",
		},
		{"", 0, "equal: 0 accounts × 3 columns\n", ""},
	} {
		v := &verification{cells: []string{"id"}, rows: test.of, added: []report.Column{
			{Name: "health_score", Kind: report.Score}, {Name: "health_band", Kind: report.Band}, {Name: "health_priority", Kind: report.Priority},
		}}
		v.name = "SQLite"
		for row, err := range readRows("rows", strings.NewReader(header+test.rows)) {
			if err != nil {
				t.Fatal(err)
			}
			v.found.take(v, row)
		}
		var said bytes.Buffer
		err := v.found.say(&said, v)
		_, isGate := errors.AsType[*gateError](err)
		if said.String() != test.want || isGate != (test.fails != "") || isGate && err.Error() != test.fails {
			t.Errorf("%s%s%v\nwant\n%s%s", test.rows, said.String(), err, test.want, test.fails)
		}
	}
}

func TestOnlySomeDifferencesAreTold(t *testing.T) {
	v := &verification{cells: []string{"id"}, rows: 30, added: []report.Column{{Name: "band", Kind: report.Band}}}
	rows := "n,id,want,got\n" + strings.Repeat("1,a,red,green\n", 30)
	for row, err := range readRows("rows", strings.NewReader(rows)) {
		if err != nil {
			t.Fatal(err)
		}
		v.found.take(v, row)
	}
	if len(v.found.first) != mostDifferences || v.found.cells != 30 || v.found.accounts != 30 {
		t.Errorf("%+v", v.found)
	}
}
