package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/scoring"
)

const driversRubric = `
name: Test
id: id
numbers: {decimal: ","}
criteria:
  - {name: Usage, column: usage, weight: 40}
  - {name: "=Load; tickets", column: load, weight: 30}
  - {name: Trend, column: trend, weight: 29.75}
  - {name: Pulse, column: pulse, weight: 0.25}
`

func TestDriversInEachFormat(t *testing.T) {
	header := []string{"id", "usage", "load", "trend", "pulse"}
	tests := []struct{ name, ratings, csv, excel, json, table string }{
		{"three of four, what costs most first", "1111",
			"Usage -40.00; =Load; tickets -30.00; Trend -29.75", "\"Usage -40,00; =Load; tickets -30,00; Trend -29,75\"",
			`[{"criterion":"Usage","lost":40.00},{"criterion":"=Load; tickets","lost":30.00},{"criterion":"Trend","lost":29.75}]`,
			"Usage -40, =Load; tickets -30, Trend -30"},
		{"a name that looks like a formula", "5255", "=Load; tickets -22.50", "\"'=Load; tickets -22,50\"",
			`[{"criterion":"=Load; tickets","lost":22.50}]`, "=Load; tickets -23"},
		{"less than half a point", "5551", "Pulse -0.25", "Pulse -0,25", `[{"criterion":"Pulse","lost":0.25}]`, ""},
		{"nothing is lost", "5555", "", "", "[]", ""},
		{"unscored", "", "", "", "[]", ""},
	}
	for _, test := range tests {
		options := Options{Why: true, Columns: []string{"id", "health_drivers"}}
		l := layoutFor(t, driversRubric, header, options)
		options.Excel = true
		spreadsheet := layoutFor(t, driversRubric, header, options)

		scorer := scoring.New(l.Rubric, 0)
		result := scorer.NewResult()
		ratings := make([]string, 4)
		copy(ratings, strings.Split(test.ratings, ""))
		scorer.Score(ratings, result)
		account := &Account{Cells: plainCells{"1"}, Result: result}

		got := []string{
			string(NewCSV(l).Append(nil, account)), string(NewCSV(spreadsheet).Append(nil, account)),
			string(NewWriter(FormatNDJSON, l).Append(nil, account)), l.TableRow(account).cells[1],
		}
		want := []string{
			"1," + test.csv + "\n", "1;" + test.excel + "\r\n",
			`{"id":"1","health_drivers":` + test.json + "}\n", test.table,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestATableNamesAsManyDriversAsThereIsRoomFor(t *testing.T) {
	for name, want := range map[string]string{
		"Load":                              "Usage -40, Load -30, Trend -30",
		"Load of the support":               "Usage -40, Load of the support -30",
		"Load of the support and the sales": "Usage -40",
	} {
		l := layoutFor(t, strings.Replace(driversRubric, `"=Load; tickets"`, name, 1), []string{"id"}, Options{Why: true})
		scorer := scoring.New(l.Rubric, 0)
		result := scorer.NewResult()
		scorer.Score([]string{"1", "1", "1", "1"}, result)
		if got := l.shortDrivers(result); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
