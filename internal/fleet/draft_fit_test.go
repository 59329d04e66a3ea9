package fleet_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"chs/internal/fleet"
	"chs/rubric"
)

func template(t *testing.T, name string) rubric.Template {
	t.Helper()
	all := rubric.Templates()
	i := slices.IndexFunc(all, func(x rubric.Template) bool { return x.Name == name })
	if i < 0 {
		t.Fatalf("no template %q", name)
	}
	return all[i]
}

// TestTemplatesFitTheirExamplesAsTheyAre holds templates and examples
// together: each criterion and rule of a template is kept.
func TestTemplatesFitTheirExamplesAsTheyAre(t *testing.T) {
	for _, own := range rubric.Templates() {
		data, err := os.ReadFile("../../examples/" + own.Name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, string(data))
		drafted, err := d.Fit(own.Name+".csv", own)
		if err != nil {
			t.Fatal(err)
		}
		want, err := rubric.Load(own.Name, own.Text)
		if err != nil {
			t.Fatal(err)
		}
		got := drafted.Rubric
		if len(drafted.Notes) > 0 || rules(got) != rules(want) {
			t.Errorf("template %s becomes\n%s\nwant\n%s\nwith notes %q", own.Name, rules(got), rules(want), drafted.Notes)
		}
	}
}

// rules returns what a rubric judges by, as text.
func rules(r *rubric.Rubric) string {
	var b strings.Builder
	fmt.Fprintln(&b, r.ID, r.Label, r.Owner, r.Show, r.Value.Column)
	for _, c := range r.Criteria {
		fmt.Fprintln(&b, c.Name, c.Column, text(c.Formula), c.Weight, c.Cuts, c.Levels, c.Expires != nil)
	}
	for _, c := range r.Caps {
		fmt.Fprintln(&b, text(c.When), c.Band, c.Reason)
	}
	for _, p := range r.Plays {
		fmt.Fprintln(&b, p.Name, text(p.When))
	}
	return b.String()
}

func text(f *rubric.Formula) string {
	if f == nil {
		return ""
	}
	return f.Text
}

func fitted(t *testing.T, name, csv string) *fleet.Drafted {
	t.Helper()
	d := read(t, csv)
	drafted, err := d.Fit("accounts.csv", template(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return drafted
}

func TestTemplatesAreMatchedByMeaning(t *testing.T) {
	drafted := fitted(t, "saas", "Customer ID,Licenses,Active Users (7d),Tickets (90d),NPS score,Last QBR,CSM sentiment,Annual Revenue\n"+
		"a,10,5,3,9,2026-01-02,good,30000\n"+
		"b,20,15,0,6,2026-03-02,bad,3000\n"+
		"c,30,30,30,8,2026-02-02,ok,60000\n")
	for _, want := range []string{
		`formula: col("Active Users (7d)") / Licenses * 100`,
		`formula: col("Tickets (90d)") / 3 / Licenses * 10`,
		`column: NPS score`,
		`formula: days_since(col("Last QBR"))`,
		"column: CSM sentiment",
		"levels: {bad: 1, ok: 3, good: 5}",
		"value: Annual Revenue",
		`when: band == "green" and col("Active Users (7d)") / Licenses >= 0.9`,
	} {
		if text := string(drafted.Text); !strings.Contains(text, want) {
			t.Errorf("want %s in\n%s", want, text)
		}
	}
	if want := `criterion "Usage change" of the template has no column for usage_change_30d_pct; left out`; !slices.Contains(drafted.Notes, want) {
		t.Errorf("notes are %q, want %q among them", drafted.Notes, want)
	}
}

func TestTemplatesTakeCutsFromTheDataWhereUnitsDiffer(t *testing.T) {
	csv := "id,logins,csat\n"
	for i := range 50 {
		csv += fmt.Sprintf("a%d,%d,%d\n", i, i*100, 1+i%5)
	}
	saas := string(fitted(t, "saas", csv).Text)
	if want := "column: logins\n    weight: 100\n    cuts: [1000, 2000, 3000, 4000]"; !strings.Contains(saas, want) {
		t.Errorf("want %s in\n%s", want, saas)
	}
	shop := string(fitted(t, "ecommerce", csv).Text)
	if want := "column: csat\n    weight: 100\n    cuts: [2, 3, 4, 5]"; !strings.Contains(shop, want) {
		t.Errorf("want %s in\n%s", want, shop)
	}
	if strings.Contains(shop, "\n    when: band == \"green\" and csat >= 90") {
		t.Errorf("a play compares a csat from 1 to 5 with percents:\n%s", shop)
	}
}

func TestDaysSinceMayBeNumbers(t *testing.T) {
	csv := "id,days since last meeting,months since last order\n"
	for i := range 50 {
		csv += fmt.Sprintf("a%d,%d,%d\n", i, 3*i, i%12)
	}
	for _, test := range []struct{ template, want string }{
		{"saas", `formula: col("days since last meeting")`},
		{"ecommerce", `formula: col("months since last order") * 30.4`},
	} {
		if got := string(fitted(t, test.template, csv).Text); !strings.Contains(got, test.want) {
			t.Errorf("%s: want %s in\n%s", test.template, test.want, got)
		}
	}
}

func TestWeightsOfWhatIsLeftSumTo100(t *testing.T) {
	header := []string{"id", "nps", "tickets", "usage_change", "last_meeting", "pulse", "usage_pct"}
	for n := 2; n <= len(header); n++ {
		rows := make([][]string, 30)
		for i := range rows {
			rows[i] = []string{
				fmt.Sprintf("a%d", i), fmt.Sprint(i % 11), fmt.Sprint(i % 7), fmt.Sprint(i - 15),
				fmt.Sprintf("2026-01-%02d", i%28+1), fmt.Sprint(1 + i%5), fmt.Sprint(3 * i),
			}[:n]
		}
		drafted, err := draft(header[:n], rows).Fit("accounts.csv", template(t, "saas"))
		if err != nil {
			t.Fatal(err)
		}
		sum, most := 0, 0
		for _, c := range drafted.Rubric.Criteria {
			sum += c.Weight
			most = max(most, c.Weight)
		}
		if sum != 100_00 || len(drafted.Rubric.Criteria) != n-1 || n > 2 && most > 50_00 {
			t.Errorf("%d criteria weigh %d hundredths, the heaviest %d", len(drafted.Rubric.Criteria), sum, most)
		}
	}
}

func TestTemplateThatFitsNothingIsAnError(t *testing.T) {
	d := read(t, "id,color\na,red\nb,blue\n")
	_, err := d.Fit("accounts.csv", template(t, "saas"))
	want := `accounts.csv: no column fits a criterion of template "saas"; want another template, or none for a proposal`
	if err == nil || err.Error() != want {
		t.Errorf("error is %v, want %s", err, want)
	}
}

// One criterion of yes or no gives scores of 0 and 100 alone.
func TestBandsThatNothingReachesAreLeftOut(t *testing.T) {
	drafted := fitted(t, "employees", "id,turnover\na,0\nb,1\nc,0\n")
	for _, doubt := range fleet.Lint(drafted.Rubric, nil) {
		t.Error(doubt.Message)
	}
	var bands []string
	for _, b := range drafted.Rubric.Bands {
		bands = append(bands, b.Name)
	}
	if want := []string{"red", "green"}; !slices.Equal(bands, want) {
		t.Errorf("bands are %q, want %q", bands, want)
	}
	for _, want := range []string{
		`no account could be in band "yellow" by what fits of the template; left out`,
		`criterion "Turnover" alone fits of the template's 6, too little for a score; without a template chs proposes what fits the file`,
	} {
		if !slices.Contains(drafted.Notes, want) {
			t.Errorf("notes are %q, want %q among them", drafted.Notes, want)
		}
	}
	for _, p := range drafted.Rubric.Plays {
		if strings.Contains(p.When.Text, "yellow") {
			t.Errorf("a play is about a band that is left out: %s", p.When.Text)
		}
	}
}

func TestCommentsOfWhatTheTemplateJudgesByAreNotKept(t *testing.T) {
	csv := "id,Contract,complaints_90d,csm_pulse\n"
	for i := range 30 {
		csv += fmt.Sprintf("a%d,%s,%d,%d\n", i, []string{"Month-to-month", "One year", "Two year"}[i%3], 100*i, 10*(i%7))
	}
	for _, test := range []struct{ template, want, without string }{
		{"telco", "# Here: column Contract.\n  # Levels by what the words mean.\n", "Months left"},
		{"telco", "# Cuts by the data, for the template's cuts do not fit: 0 to 2900, half", "chance to mend"},
		{"saas", "# Cuts by the data: 0 to 60, half", "template's cuts"},
	} {
		text := string(fitted(t, test.template, csv).Text)
		if !strings.Contains(text, test.want) || strings.Contains(text, test.without) {
			t.Errorf("%s: want %s, without %q, in\n%s", test.template, test.want, test.without, text)
		}
	}
}

// A column is no part of a formula for its letters being in it.
func TestColumnsOfOtherCriteriaStandForNoFormula(t *testing.T) {
	own := rubric.Template{Name: "own", Text: []byte(`# Own.

chs: 1
name: Own
version: "1"

id: id

criteria:
  - {name: Usage, weight: 1, formula: logins_total / seats, cuts: [1, 2, 3, 4]}

  - {name: Logins, weight: 1, column: logins, cuts: [1, 2, 3, 4]}

bands:
  - {name: red, from: 0}
  - {name: green, from: 50}
`)}
	d := read(t, "id,logins\na,1\nb,2\nc,3\nd,4\n")
	drafted, err := d.Fit("accounts.csv", own)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(drafted.Rubric.Criteria); n != 1 {
		t.Errorf("column logins is judged by %d criteria, want 1", n)
	}
}
