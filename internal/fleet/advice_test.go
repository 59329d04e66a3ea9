package fleet_test

import (
	"fmt"
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
		{"usage", []string{"1,5", "2,25", "0,5"}, `give the rubric numbers: {decimal: ","}`},
		{"usage", []string{"unknown", "?"}, `give the rubric missing_values: [NA, "-", unknown, "?"], if that is what they mean`},
		{"usage", []string{"say \"no\""}, `give the rubric missing_values: [NA, "-", "say \"no\""], if that is what they mean`},
		{"usage", []string{"1_000", "12 days"}, `mend values such as "1_000" in the file; no setting reads them as numbers`},
		{"usage", []string{"½", "٣", "Ⅳ"}, `mend values such as "½" in the file; no setting reads them as numbers`},
		{"usage", []string{"-Inf", "+infinity", "∞"}, `mend values such as "-Inf" in the file; no setting reads them as numbers`},
		{"arr", []string{"€ 500", "600 EUR"}, "amounts in € do not fit value: {currency: USD}; change it, or convert them"},
		{"arr", []string{"1.234,50", "99,95"}, `give the rubric numbers: {decimal: ","}`},
		{"pulse", []string{"7", "0"}, `add cuts to criterion "Pulse", for 7 is no rating from 1 to 5`},
		{"mood", []string{"awful", "so so"}, `give criterion "Mood" levels: {bad: 1, good: 5, awful: ?, so so: ?}, with a rating from 1 to 5 for each ?`},
		{"seen", []string{"31/12/2025", "01/02/2025"}, `give the rubric dates: [YYYY-MM-DD, DD/MM/YYYY]`},
		{"seen", []string{"12/31/2025", "01/02/2025"}, `give the rubric dates: [YYYY-MM-DD, MM/DD/YYYY]`},
		{"seen", []string{"1/2/2025"}, `give the rubric dates: [YYYY-MM-DD, D/M/YYYY]; day and month may be swapped, so check that`},
		{"seen", []string{"21/11/2026", "1.2.2026", "31.12.2025"}, `give the rubric dates: [YYYY-MM-DD, DD/MM/YYYY, D.M.YYYY]`},
		{"seen", []string{"5.12.2025", "31.12.2025"}, `give the rubric dates: [YYYY-MM-DD, D.M.YYYY]`},
		{"seen", []string{"20251231"}, `give the rubric dates: [YYYY-MM-DD, YYYYMMDD]`},
		{"seen", []string{"2025/12/31 10:00"}, `give the rubric dates: [YYYY-MM-DD, YYYY/MM/DD]`},
		{"seen", []string{"5 Dec 2025"}, `give the rubric dates: [YYYY-MM-DD, D MMM YYYY]`},
		{"seen", []string{"Dec 5, 2025"}, `give the rubric dates: [YYYY-MM-DD, "MMM D, YYYY"]`},
		{"seen", []string{"31/12/2025", "2025.12.31"}, `give the rubric dates: [YYYY-MM-DD, DD/MM/YYYY, YYYY.MM.DD]`},
		{"seen", append(days(9), "31/12/25"), `give the rubric dates: [YYYY-MM-DD, D/M/YYYY]; mend dates such as "31/12/25" in the file`},
		{"seen", append(days(8), "31/12/25"), `mend dates such as "31/12/25" in the file; no forms of dates read them all`},
		{"seen", []string{"45992"}, `mend dates such as "45992" in the file; no forms of dates read them all`},
		{"seen", []string{"never"}, `give the rubric missing_values: [NA, "-", never], if that is what they mean`},
	} {
		r := rubricOf(t, adviceRubric)
		i := slices.IndexFunc(r.Columns, func(c rubric.Column) bool { return c.Name == test.column })
		want := `column "` + test.column + `": ` + test.want
		if diff := cmp.Diff([]string{want}, fleet.Advice(r, []fleet.BadColumn{{r.Columns[i], test.values}})); diff != "" {
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
		{"1.5", `column "usage": give the rubric numbers: {decimal: "."}`},
		{"01/02/2025", `column "seen": keep one of dates: [DD/MM/YYYY, MM/DD/YYYY] in the rubric; they read "01/02/2025" differently`},
	} {
		if diff := cmp.Diff([]string{test.want}, fleet.Advice(comma, []fleet.BadColumn{{comma.Columns[i], []string{test.value}}})); diff != "" {
			t.Error(diff)
		}
	}
}

// days returns n dates, the later ones such that none could be swapped.
func days(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("%d/%d/2025", 20+i, 1+i)
	}
	return all
}

// Each setting is there once, with what all columns need of it: a rubric takes
// no key twice.
func TestAdviceForSeveralColumnsCanBeTakenTogether(t *testing.T) {
	r := rubricOf(t, adviceRubric+"  - {name: Ends, formula: days_until(ends), weight: 1, cuts: [1, 2, 3, 4]}\n")
	values := map[string][]string{
		"arr":   {"1,5", "unknown"},
		"usage": {"2,5", "UNKNOWN", "½", "none yet"},
		"mood":  {"awful"},
		"seen":  {"31/12/2025", "never"},
		"ends":  {"31.12.2025", "1.5.2025"},
	}
	var bad []fleet.BadColumn
	for _, c := range r.Columns {
		if values[c.Name] != nil {
			bad = append(bad, fleet.BadColumn{Column: c, Values: values[c.Name]})
		}
	}
	want := []string{
		`column "usage": mend values such as "2,5" in the file; no setting reads them as numbers`,
		`column "mood": give criterion "Mood" levels: {bad: 1, good: 5, awful: ?}, with a rating from 1 to 5 for each ?`,
		`column "arr": give the rubric numbers: {decimal: ","}`,
		`columns "seen", "ends": give the rubric dates: [YYYY-MM-DD, DD/MM/YYYY, D.M.YYYY]`,
		`columns "arr", "usage", "seen": give the rubric missing_values: [NA, "-", unknown, none yet, never], if that is what they mean`,
	}
	if diff := cmp.Diff(want, fleet.Advice(r, bad)); diff != "" {
		t.Error(diff)
	}
}

func TestAdviceNamesFormsThatReadADateDifferently(t *testing.T) {
	r := rubricOf(t, "dates: [MM/DD/YYYY]\ncriteria: [{name: Seen, formula: days_since(seen), weight: 1, cuts: [4, 3, 2, 1]}]")
	want := []string{`column "seen": give the rubric dates: [MM/DD/YYYY, DD/MM/YYYY]; ` +
		`two of them read "01/02/2026" differently, so leave out the one that is not meant`}
	if diff := cmp.Diff(want, fleet.Advice(r, []fleet.BadColumn{{r.Columns[0], []string{"31/12/2025"}}})); diff != "" {
		t.Error(diff)
	}
}
