package evidence

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/rubric"
	"chs/scoring"
)

// Rows of tests have an id, an outcome, three ratings, a segment and a cap.
const header = "id,outcome,a,b,c,segment,late"

const threeCriteria = `
criteria:
- {name: A, column: a, weight: 50}
- {name: B, column: b, weight: 30}
- {name: C, column: c, weight: 20, missing: 2}
`

const segmentsAndCaps = threeCriteria + `
segments: [{name: s, when: segment == "s", weights: {A: 0}}]
caps: [{when: late == "yes", band: red, reason: late}]
`

func loadRubric(t testing.TB, text string) *rubric.Rubric {
	t.Helper()
	r, err := rubric.Load("r.yaml", []byte("name: Test\nid: id\nmin_coverage: 0\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tableOf returns the table of rows, noted in so many parts, whose outcomes are all
// of one day.
func tableOf(t testing.TB, text string, parts int, rows ...string) *Table {
	t.Helper()
	return datedTable(t, text, parts, func(string) int { return 0 }, rows...)
}

// datedTable returns the table of rows, noted in so many parts, whose outcomes are
// of days by id.
func datedTable(t testing.TB, text string, parts int, day func(id string) int, rows ...string) *Table {
	t.Helper()
	r := loadRubric(t, text)
	scorer := scoring.New(r, 0)
	result := scorer.NewResult()
	columns := strings.Split(header, ",")
	reader := OutcomeReader{Missing: scoring.NewMissingTokens(r.Missing)}
	table := NewTable(r, 0, 1, func(cell func(i int) string) Told {
		return reader.In(1, day(cell(0)))(cell)
	})
	var all []*Part
	for range parts {
		all = append(all, table.Part())
	}
	for i, row := range rows {
		cells := strings.Split(row, ",")
		var read []string
		for _, c := range r.Columns {
			read = append(read, cells[slices.Index(columns, c.Name)])
		}
		scorer.Score(read, result)
		all[i%parts].Note("accounts.csv", i+2, func(i int) string { return cells[i] }, result)
	}
	for _, p := range all {
		if err := p.Give(); err != nil {
			t.Fatal(err)
		}
	}
	table.Finish()
	return table
}

// madeUp returns rows of so many accounts. Those with higher ratings leave less.
func madeUp(n int, random *rand.Rand) []string {
	var rows []string
	for i := range n {
		ratings := [3]int{1 + random.IntN(5), random.IntN(6), random.IntN(6)}
		left := "no"
		if random.IntN(16) >= ratings[0]+ratings[1]+ratings[2] {
			left = "yes"
		}
		rows = append(rows, fmt.Sprintf("id%d,%s,%s,%s,%s,%s,%s", i, left,
			rated(ratings[0]), rated(ratings[1]), rated(ratings[2]), []string{"", "s"}[random.IntN(4)/3], []string{"", "yes"}[random.IntN(8)/7]))
	}
	return rows
}

func rated(rating int) string { return []string{"", "1", "2", "3", "4", "5"}[rating] }

func newRandom() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func TestTableCountsByPattern(t *testing.T) {
	table := tableOf(t, segmentsAndCaps, 1,
		"1,no,5,5,5,,", "2,yes,5,5,5,,", "3,0,5,5,5,,", // one pattern
		"4,yes,5,5,5,,yes", // capped
		"5,Churned,5,5,5,s,",
		"6,no,,,,s,",
		"7,,5,5,5,,", "8,n/a,5,5,5,,", // unknown
		"9,perhaps,5,5,5,,",
		"3,no,1,1,1,,", // repeated
	)
	const no, five = scoring.None, 5
	want := []Row{
		{Pattern{no, no, 0, [rubric.MaxCriteria]int8{1, 1, 1}}, Tally{0, 1}},
		{Pattern{0, no, 2500, [rubric.MaxCriteria]int8{}}, Tally{0, 1}},
		{Pattern{no, 0, 4999, [rubric.MaxCriteria]int8{five, five, five}}, Tally{1, 0}},
		{Pattern{no, no, 10000, [rubric.MaxCriteria]int8{five, five, five}}, Tally{1, 2}},
		{Pattern{0, no, 10000, [rubric.MaxCriteria]int8{five, five, five}}, Tally{1, 0}},
	}
	if diff := cmp.Diff(want, table.Rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	bad := []BadOutcome{{"accounts.csv", 10, "9", "perhaps"}}
	if diff := cmp.Diff(bad, table.Examples); diff != "" || table.Unreadable != 1 {
		t.Errorf("unreadable (-want +got):\n%s", diff)
	}
	if table.Unknown != 2 || table.Repeated != 1 {
		t.Errorf("%d unknown, %d repeated; want 2 and 1", table.Unknown, table.Repeated)
	}
}

// Accounts that are unscored are counted, and judge nothing.
func TestUnscoredAccountsAreApart(t *testing.T) {
	table := tableOf(t, "criteria: [{name: A, column: a, weight: 1, missing: required}]\n", 1, "1,yes,,,,,", "2,no,,,,,", "3,no,4,,,,")
	if got := table.unscored(); got != (Tally{1, 1}) {
		t.Errorf("unscored are %v", got)
	}
	if got := table.Scores(); got.Tally != (Tally{0, 1}) || len(got.Cells) != 1 {
		t.Errorf("scored are %v", got)
	}
}

func TestUnreadableOutcomesAreListedUpToTen(t *testing.T) {
	var rows []string
	for i := range 25 {
		rows = append(rows, fmt.Sprintf("%d,?!,5,5,5,,", i))
	}
	table := tableOf(t, threeCriteria, 2, rows...)
	if table.Unreadable != 25 || len(table.Examples) != MaxExamples {
		t.Errorf("%d unreadable, %d listed", table.Unreadable, len(table.Examples))
	}
}

func TestReadOutcome(t *testing.T) {
	missing := scoring.NewMissingTokens([]string{"None", "-"})
	tests := []struct {
		left, text string
		want       Outcome
	}{
		{"", "Yes", Left}, {"", " 1 ", Left}, {"", "1.0", Left}, {"", "TRUE", Left}, {"", "churned", Left},
		{"", "no", Stayed}, {"", "0", Stayed}, {"", "False", Stayed}, {"", "Retained", Stayed},
		{"", "", Unknown}, {"", "none", Unknown}, {"", "-", Unknown},
		{"", "2", Unreadable}, {"", "gone?", Unreadable}, {"", "yes no", Unreadable},
		{"Gone", "Gone ", Left}, {"Gone", "gone", Stayed}, {"Gone", "yes", Stayed}, {"Gone", "", Unknown},
		{"None", "None", Left}, {"None", "none", Unknown},
	}
	for _, test := range tests {
		if got := (OutcomeReader{test.left, missing}).Read(test.text); got != test.want {
			t.Errorf("%q where %q left is %d, want %d", test.text, test.left, got, test.want)
		}
	}
	for word := range strings.FieldsFuncSeq(WantedOutcome, func(r rune) bool { return r == ',' || r == ' ' }) {
		if got := (OutcomeReader{"", missing}).Read(word); word != "or" && got == Unreadable {
			t.Errorf("%q is wanted and cannot be read", word)
		}
	}
}

// Each fold has its share of both outcomes, and all folds have all accounts.
func TestFoldsAreStratified(t *testing.T) {
	table := tableOf(t, threeCriteria, 1, madeUp(203, newRandom())...)
	all := table.Scores().Tally
	sums := make([]Tally, len(table.Rows))
	for _, fold := range table.folds(5) {
		var in Tally
		for i, tally := range fold {
			in.add(tally)
			sums[i].add(tally)
		}
		if n := in.Leavers - all.Leavers/5; n < 0 || n > 1 {
			t.Errorf("%d of %d leavers in a fold", in.Leavers, all.Leavers)
		}
		if n := in.Stayers - all.Stayers/5; n < 0 || n > 1 {
			t.Errorf("%d of %d stayers in a fold", in.Stayers, all.Stayers)
		}
	}
	for i, row := range table.Rows {
		if sums[i] != row.Tally {
			t.Errorf("folds have %v of row %d, want %v", sums[i], i, row.Tally)
		}
	}
}

// Ids that follow each other do not go to folds together, and the seed says
// where they go.
func TestHashSpreads(t *testing.T) {
	for seed := range uint64(3) {
		upper := 0
		for i := range 10_000 {
			if hash(seed, fmt.Sprintf("A-%05d", i))>>63 == 1 {
				upper++
			}
		}
		if upper < 4800 || upper > 5200 {
			t.Errorf("seed %d: %d of 10000 hashes are in the upper half", seed, upper)
		}
	}
	if hash(1, "a") == hash(2, "a") || hash(1, "a") == hash(1, "b") {
		t.Error("hashes are equal")
	}
}
