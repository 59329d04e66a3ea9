package fleet_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/fleet"
	"chs/rubric"
)

const adviceRubric = `
value: {column: arr, currency: USD}
missing_values: [NA, "-"]
criteria:
  - {name: Usage, column: usage, weight: 1, cuts: [1, 2, 3, 4]}
  - {name: Pulse, column: pulse, weight: 1}
  - {name: Mood, column: mood, weight: 1, levels: {bad: 1, good: 5}}
  - {name: Seen, formula: days_since(seen), weight: 1, cuts: [4, 3, 2, 1]}
`

func TestAdvice(t *testing.T) {
	for _, test := range []struct {
		column string
		values []string
		want   string
	}{
		{"usage", []string{"1,5", "2,25", "0,5"}, `add numbers: {decimal: ","} to the rubric`},
		{"usage", []string{"1,5", "n/a?"}, `add numbers: {decimal: ","} to the rubric, and missing_values: [NA, "-", "n/a?"]`},
		{"usage", []string{"unknown", "?"}, `add missing_values: [NA, "-", unknown, "?"] to the rubric, if that is what they mean`},
		{"usage", []string{"say \"no\""}, `add missing_values: [NA, "-", "say \"no\""] to the rubric, if that is what they mean`},
		{"usage", []string{"1_000", "12 days"}, `mend values such as "1_000" in the file; no setting reads them as numbers`},
		{"arr", []string{"€ 500", "600 EUR"}, "amounts in € do not fit value: {currency: USD}; change it, or convert them"},
		{"arr", []string{"1.234,50", "99,95"}, `add numbers: {decimal: ","} to the rubric`},
		{"pulse", []string{"7", "0"}, `add cuts to criterion "Pulse", for 7 is no rating from 1 to 5`},
		{"mood", []string{"awful", "so so"}, `give criterion "Mood" levels: {bad: 1, good: 5, awful: ?, so so: ?}, with a rating from 1 to 5 for each ?`},
		{"seen", []string{"31/12/2025", "01/02/2025"}, `add dates: [YYYY-MM-DD, DD/MM/YYYY] to the rubric`},
		{"seen", []string{"12/31/2025", "01/02/2025"}, `add dates: [YYYY-MM-DD, MM/DD/YYYY] to the rubric`},
		{"seen", []string{"1/2/2025"}, `add to dates in the rubric the one of [D/M/YYYY, M/D/YYYY] that is meant; they all read "1/2/2025", differently`},
		{"seen", []string{"03/03/2025"}, `add dates: [YYYY-MM-DD, DD/MM/YYYY] to the rubric`},
		{"seen", []string{"5.12.2025", "31.12.2025"}, `add dates: [YYYY-MM-DD, D.M.YYYY] to the rubric`},
		{"seen", []string{"20251231"}, `add dates: [YYYY-MM-DD, YYYYMMDD] to the rubric`},
		{"seen", []string{"2025/12/31 10:00"}, `add dates: [YYYY-MM-DD, YYYY/MM/DD] to the rubric`},
		{"seen", []string{"5 Dec 2025"}, `add dates: [YYYY-MM-DD, D MMM YYYY] to the rubric`},
		{"seen", []string{"Dec 5, 2025"}, `add dates: [YYYY-MM-DD, "MMM D, YYYY"] to the rubric`},
		{"seen", []string{"31/12/2025", "2025.12.31"}, `mend dates such as "31/12/2025" in the file; no form of dates reads them all`},
		{"seen", []string{"45992"}, `mend dates such as "45992" in the file; no form of dates reads them all`},
		{"seen", []string{"never"}, `add missing_values: [NA, "-", never] to the rubric, if that is what they mean`},
	} {
		r := rubricOf(t, adviceRubric)
		i := slices.IndexFunc(r.Columns, func(c rubric.Column) bool { return c.Name == test.column })
		want := `column "` + test.column + `": ` + test.want
		if diff := cmp.Diff(want, fleet.Advice(r, r.Columns[i], test.values)); diff != "" {
			t.Errorf("%q\n%s", test.values, diff)
		}
	}
}

func TestAdviceWhereTheRubricSaysTheOpposite(t *testing.T) {
	comma := rubricOf(t, `
numbers: {decimal: ","}
dates: [DD/MM/YYYY, MM/DD/YYYY]
criteria:
  - {name: Usage, column: usage, weight: 1, cuts: [1, 2, 3, 4]}
  - {name: Seen, formula: days_since(seen), weight: 1, cuts: [4, 3, 2, 1]}
`)
	for i, test := range []struct{ value, want string }{
		{"1.5", `column "usage": add numbers: {decimal: "."} to the rubric`},
		{"01/02/2025", `column "seen": keep one of dates: [DD/MM/YYYY, MM/DD/YYYY] in the rubric; they read "01/02/2025" differently`},
	} {
		if diff := cmp.Diff(test.want, fleet.Advice(comma, comma.Columns[i], []string{test.value})); diff != "" {
			t.Error(diff)
		}
	}
}
