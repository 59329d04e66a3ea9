package warehouse_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chs/internal/warehouse"
	"chs/rubric"
)

// numbersRubric tells by plays which of some numbers a cell holds.
const numbersRubric = `
name: R
id: id
missing_values: ["999", "-1.50", "1,5", x]
numbers: {decimal: "."}
min_coverage: 0
criteria: [{name: C, weight: 1, column: c, cuts: [0, 0.1, 12.5, 9007199254740992]}]
plays:
- {name: tenth, when: c == 0.1}
- {name: half, when: c == -0.5}
- {name: long, when: c == 123456789.123456}
- {name: longer, when: c == 9999999999999999}
- {name: even, when: c == 9007199254740992}
- {name: missing, when: is_missing(c)}
`

// Plain numbers are read as others are: by the same tests, to the same double.
func TestStatementReadsPlainNumbersOfText(t *testing.T) {
	cells := []string{
		"", "0", "-0", "00", "7", "-7", "+7", "--7", "7-", "-", ".", "-.", ",", "0.1", ".1", "-.5", "-0.5", "5.", "-5.", "1.2.3", "1-2", "1.-2", "0,1", "-0,5",
		"1,234", "1.234", "12.5", "12,5", "123456789.123456", "-123456789.123456", "9007199254740993", "9999999999999999", "-999999999999999",
		"99999999999999999999", "0.1234567890123456", "999", "-999", "999.0", "-1.50", "-1.5", "1,5", " 7", "7 ", " 999 ", "x", "1e3", "0x10", "٣", "1_0",
	}
	signs := rapid.SliceOfN(rapid.SampledFrom(strings.Split("0 1 2 5 9 00 . , - + e", " ")), 1, 8)
	for i := range 200 {
		cells = append(cells, strings.Join(signs.Example(i), ""))
	}
	for _, text := range []string{numbersRubric, strings.Replace(numbersRubric, `decimal: "."`, `decimal: ","`, 1)} {
		r, err := rubric.Load("r.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		var rows [][]string
		for _, cell := range cells {
			rows = append(rows, []string{cell})
		}
		for dialect, db := range engines(t) {
			t.Run(dialect, func(t *testing.T) {
				o := warehouse.Options{Dialect: dialect, Table: "accounts", AllText: true}
				compare(t, db, r, o, rows, fill(db, r, rows, textLiteral, textKind))
			})
		}
	}
}
