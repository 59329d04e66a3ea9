package fleet_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"
	"unsafe"

	"chs/internal/fleet"
)

// read returns a Draft of a CSV text.
func read(t *testing.T, text string) *fleet.Draft {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return draft(all[0], all[1:])
}

func draft(header []string, rows [][]string) *fleet.Draft {
	d := fleet.NewDraft(header)
	for _, row := range rows {
		d.Add(func(i int) string { return row[i] })
	}
	return d
}

// proposed returns the text of the rubric proposed for a CSV text.
func proposed(t *testing.T, text string) string {
	t.Helper()
	d := read(t, text)
	drafted, err := d.Rubric("accounts.csv")
	if err != nil {
		t.Fatal(err)
	}
	return string(drafted.Text)
}

// column returns a CSV text with an id and one more column of the given cells.
func column(name string, cells ...string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"id", name})
	for i, cell := range cells {
		_ = w.Write([]string{fmt.Sprintf("a%d", i), cell})
	}
	w.Flush()
	return b.String()
}

// repeat returns cells n times.
func repeat(n int, cells ...string) []string {
	var all []string
	for range n {
		all = append(all, cells...)
	}
	return all
}

func count(n int) []string {
	cells := make([]string, n)
	for i := range cells {
		cells[i] = fmt.Sprint(i)
	}
	return cells
}

func TestDirectionsComeFromNames(t *testing.T) {
	for _, test := range []struct {
		name, want string
	}{
		{"logins_30d", "cuts: [20, 40, 60, 80]"},
		{"MonthlyActiveUsers", "cuts: [20, 40, 60, 80]"},
		{"Tickets (90d)", "cuts: [80, 60, 40, 20]"},
		{"complaints", "cuts: [80, 60, 40, 20]"},
		{"days_since_last_login", "cuts: [80, 60, 40, 20]"},
		{"failed payments", "cuts: [80, 60, 40, 20]"},
		{"InvoiceDaysOverdue", "cuts: [80, 60, 40, 20]"},
		{"tenure", "cuts: [20, 40, 60, 80]"},
		{"m17", "A guess: more is better"},
	} {
		if got := proposed(t, column(test.name, count(100)...)); !strings.Contains(got, test.want) {
			t.Errorf("column %q: want %s in\n%s", test.name, test.want, got)
		}
	}
}

func TestCutsPartTheValues(t *testing.T) {
	for _, test := range []struct {
		about string
		cells []string
		want  string
	}{
		{"two values", repeat(5, "0", "1"), `levels: {"0": 1, "1": 5}`},
		{"two fractions", repeat(5, "0.5", "1.5"), "cuts: [1.5, 1.5, 1.5, 1.5]\n    better: higher"},
		{"three values", repeat(5, "0", "1", "2"), "cuts: [0.5, 1, 1.5, 2]"},
		{"four values", repeat(5, "1", "2", "3", "4"), "cuts: [2, 2.5, 3, 4]"},
		{"five values", repeat(5, "0", "1", "2", "3", "4"), "cuts: [1, 2, 3, 4]"},
		{"fifths, rounded", repeat(1, "3", "11", "19", "41", "58", "83", "122", "148", "197", "251"), "cuts: [20, 60, 120, 200]"},
		{"mostly none", append(repeat(90, "0"), "1", "2", "3", "4", "5", "6", "7", "8"), "cuts: [1, 3, 5, 7]"},
		{"fractions", repeat(1, "0.11", "0.12", "0.21", "0.23", "0.33", "0.34", "0.41", "0.45", "0.52", "0.59"), "cuts: [0.2, 0.34, 0.42, 0.5]"},
	} {
		if got := proposed(t, column("logins", test.cells...)); !strings.Contains(got, test.want) {
			t.Errorf("%s: want %s in\n%s", test.about, test.want, got)
		}
	}
}

func TestScalesKeepTheirMeaning(t *testing.T) {
	for _, test := range []struct {
		name  string
		cells []string
		want  string
	}{
		{"nps", count(11), "cuts: [5, 7, 8, 9]"},
		{"nps", repeat(3, "-100", "0", "20", "50", "70", "80"), "cuts: [0, 20, 50, 70]"},
		{"pulse", repeat(3, "1", "3", "5"), "rating from 1 to 5 already"},
		{"pulse", repeat(3, "Bad", "OK", "Great", "ok"), "levels: {Bad: 1, OK: 3, ok: 3, Great: 5}"},
		{"contract", repeat(3, "Month-to-month", "One year", "Two year"), "levels: {Month-to-month: 1, One year: 3, Two year: 5}"},
		{"overdue", repeat(3, "Yes", "No"), `levels: {"Yes": 1, "No": 5}`},
		{"risk", repeat(3, "low", "medium", "high"), "levels: {high: 1, medium: 3, low: 5}"},
		{"usage", repeat(3, "none", "partial", "full"), "levels: {none: 1, partial: 3, full: 5}"},
		{"salary_deposit", repeat(3, "none", "partial", "full"), "levels: {none: 1, partial: 3, full: 5}"},
		{"direct deposit", repeat(3, "no", "partial", "yes"), `levels: {"no": 1, partial: 3, "yes": 5}`},
		{"mood", repeat(3, "glad", "angry", "unknown"), "missing_values: [\"-\", \"--\", na, n/a, \"#n/a\", nan, \"null\", none, unknown]"},
		{"pdays", append(repeat(30, "-1"), count(90)...), "pdays >= 0 ? pdays : nil"},
	} {
		if got := proposed(t, column(test.name, test.cells...)); !strings.Contains(got, test.want) {
			t.Errorf("column %q: want %s in\n%s", test.name, test.want, got)
		}
	}
}

func TestNoCriterionReadsWhatItMustNot(t *testing.T) {
	for _, name := range []string{"Churn", "churned", "y", "Exited", "attrition_flag", "gender", "Age", "Marital Status", "zip", "city"} {
		text := "id,logins,orders," + name + "\n"
		for i := range 20 {
			text += fmt.Sprintf("a%d,%d,%d,%d\n", i, i*i%7, i%5, i%9)
		}
		got := proposed(t, text)
		if _, criteria, _ := strings.Cut(got, "criteria:"); strings.Contains(criteria, "column: "+name) {
			t.Errorf("a criterion reads %q:\n%s", name, got)
		}
	}
}

func TestRolesAreRecognised(t *testing.T) {
	got := proposed(t, "Account ID,Company Name,Account Manager,MRR (EUR),renewal_date,plan,logins\n"+
		"A1,Acme,kim,\"€1,200.50\",2026-01-31,pro,5\n"+
		"A2,Globex,lee,\"€2,400.50\",2026-02-28,basic,9\n"+
		"A3,Initech,kim,€900,2026-03-31,pro,2\n")
	for _, want := range []string{
		"id: Account ID\n", "label: Company Name\n", "owner: Account Manager\n", "show: [renewal_date, plan]\n",
		"value: {column: \"MRR (EUR)\", currency: EUR}\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("want %s in\n%s", want, got)
		}
	}
}

func TestCurrencyNeedsCellsThatAgree(t *testing.T) {
	for _, test := range []struct{ first, second, want string }{
		{"$10", "$20", "value: {column: arr, currency: USD}"},
		{"$10", "CAD 20", "value: {column: arr, currency: CAD}"},
		{"10", "£20", "value: {column: arr, currency: GBP}"},
		{"10", "20", "value: arr\n"},
		{"€10", "$20", "several currencies"},
	} {
		got := proposed(t, "id,logins,arr\na,1,"+test.first+"\nb,2,"+test.second+"\nc,3,"+test.second+"\n")
		if !strings.Contains(got, test.want) {
			t.Errorf("%s and %s: want %s in\n%s", test.first, test.second, test.want, got)
		}
	}
}

func TestFormsAreRecognised(t *testing.T) {
	for _, test := range []struct {
		about, name string
		cells       []string
		want        string
	}{
		{"decimal commas", "logins", []string{"1,5", "2,25", "3", "1.234,5"}, `numbers: {decimal: ","}`},
		{"thousands or decimals", "logins", []string{"1,500", "2,250", "3,100"}, "read as thousands"},
		{"the first day", "last_login", []string{"31/01/2026", "01/02/2026"}, "dates: [DD/MM/YYYY]"},
		{"the first month", "last_login", []string{"01/31/2026", "02/01/2026"}, "dates: [MM/DD/YYYY]"},
		{"either first", "last_login", []string{"01/03/2026", "02/01/2026"}, "may be swapped"},
		{"one digit", "last_login", []string{"1/31/2026", "12/1/2026"}, "dates: [M/D/YYYY]"},
		{"points", "last_login", []string{"31.01.2026", "01.02.2026"}, "dates: [DD.MM.YYYY]"},
		{"months by name", "last_login", []string{"3 Jan 2026", "14 Feb 2026"}, "dates: [D MMM YYYY]"},
		{"no separators", "last_login", []string{"20260131", "20260201"}, "dates: [YYYYMMDD]"},
		{"two forms", "last_login", []string{"2026-01-31", "31/01/2026", "2026-02-01"}, "dates: [DD/MM/YYYY, YYYY-MM-DD]"},
	} {
		if got := proposed(t, column(test.name, test.cells...)); !strings.Contains(got, test.want) {
			t.Errorf("%s: want %s in\n%s", test.about, test.want, got)
		}
	}
}

func TestFewOddCellsCountAsMissing(t *testing.T) {
	d := read(t, column("logins", append(count(60), "unknown", "tbd")...))
	drafted, err := d.Rubric("accounts.csv")
	if err != nil {
		t.Fatal(err)
	}
	want := `"unknown", "tbd" among numbers, dates or levels: taken for missing; check missing_values: in the rubric`
	if len(drafted.Notes) != 1 || drafted.Notes[0] != want {
		t.Errorf("notes are %q, want %q", drafted.Notes, want)
	}
}

func TestNoUniqueColumnIsNoFailure(t *testing.T) {
	d := read(t, "logins,orders\n1,1\n1,2\n2,3\n2,3\n")
	drafted, err := d.Rubric("accounts.csv")
	if err != nil {
		t.Fatal(err)
	}
	if drafted.Rubric.ID != "orders" || len(drafted.Notes) != 1 {
		t.Errorf("id is %q with notes %q, want orders and one note", drafted.Rubric.ID, drafted.Notes)
	}
}

func TestSeatsAndFeaturesMakeFormulas(t *testing.T) {
	got := proposed(t, "id,seats,active_users,tickets_30d,SSO,API export,Mobile\n"+
		"a,10,5,1,Yes,No,No\nb,200,180,9,No,No,Yes\nc,40,12,2,Yes,Yes,Yes\nd,80,70,0,No,No,No\n")
	for _, want := range []string{
		"formula: active_users / seats * 100",
		"formula: tickets_30d / seats * 100",
		`formula: count_true(SSO == "Yes", col("API export") == "Yes", Mobile == "Yes")`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("want %s in\n%s", want, got)
		}
	}
}

func TestNearCopiesAreLeftOut(t *testing.T) {
	text := "id,orders,purchases_total\n"
	for i := range 30 {
		text += fmt.Sprintf("a%d,%d,%d\n", i, i*i%17, 250*(i*i%17))
	}
	if got := proposed(t, text); !strings.Contains(got, "nearly the same as Orders: purchases_total") {
		t.Errorf("a copy is judged again:\n%s", got)
	}
}

func TestNothingToJudgeIsAnError(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"id,company\na,x\nb,y\n", "accounts.csv: no column to judge by: want numbers, dates of what happened last, or levels such as low and high"},
		{"a,a\n1,2\n", "accounts.csv: no column has a name of its own; want a header that names each once"},
		{"id,logins\n", "accounts.csv: no accounts; want rows below the header"},
	} {
		d := read(t, test.text)
		if _, err := d.Rubric("accounts.csv"); err == nil || err.Error() != test.want {
			t.Errorf("error is %v, want %s", err, test.want)
		}
	}
}

func TestProposalsForTheExamplesGiveNoReasonForDoubt(t *testing.T) {
	for _, name := range []string{"accounts", "agency", "ecommerce", "employees", "fintech", "saas", "telco"} {
		data, err := os.ReadFile("../../examples/" + name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, string(data))
		drafted, err := d.Rubric(name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		if n := len(drafted.Rubric.Criteria); n < 5 || len(drafted.Notes) > 0 {
			t.Errorf("%s: %d criteria with notes %q, want at least 5 without", name, n, drafted.Notes)
		}
		for _, doubt := range fleet.Lint(drafted.Rubric, nil) {
			t.Errorf("%s", doubt.In(name))
		}
	}
}

// A cut of 0 days would be out of reach on the day after the export.
func TestDaysSinceHaveNoCutOfNoDays(t *testing.T) {
	for _, days := range [][]string{
		{"2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"},
		{"2026-03-01", "2026-03-05", "2026-03-13", "2026-03-19", "2026-03-19", "2026-03-19"},
	} {
		d := read(t, column("last_login", repeat(5, days...)...))
		drafted, err := d.Rubric("accounts.csv")
		if err != nil {
			t.Fatal(err)
		}
		if cuts := drafted.Rubric.Criteria[0].Cuts.At; cuts[3] < 1 {
			t.Errorf("%q: cuts are %v, want none below 1", days, cuts)
		}
		for _, doubt := range fleet.Lint(drafted.Rubric, nil) {
			t.Errorf("%q: %s", days, doubt.Message)
		}
	}
}

func TestStandardInputIsNamedInWords(t *testing.T) {
	d := read(t, column("logins", count(9)...))
	drafted, err := d.Rubric("-")
	if err != nil {
		t.Fatal(err)
	}
	if want := "# A first rubric for the accounts on standard input, made from 9 accounts."; !strings.HasPrefix(string(drafted.Text), want) {
		t.Errorf("want %s in\n%s", want, drafted.Text)
	}
}

// A reader may use the memory of a row's cells again for the next.
func TestDraftKeepsNoReferenceToCells(t *testing.T) {
	d := fleet.NewDraft([]string{"id", "contract"})
	cells := make([]byte, 3)
	for i := range 20 {
		copy(cells, []string{"yes", "no "}[i%2])
		d.Add(func(column int) string {
			if column == 0 {
				return fmt.Sprint("a", i)
			}
			return unsafe.String(&cells[0], len(cells))
		})
		copy(cells, "???")
	}
	drafted, err := d.Rubric("accounts.csv")
	if err != nil {
		t.Fatal(err)
	}
	if want := `levels: {"no": 1, "yes": 5}`; !strings.Contains(string(drafted.Text), want) {
		t.Errorf("want %s in\n%s", want, drafted.Text)
	}
}
