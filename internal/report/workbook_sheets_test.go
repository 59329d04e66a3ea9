package report

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// shown returns the rows of a sheet as people see them, without empty ones.
func (b madeBook) shown(t *testing.T, sheet string) []string {
	t.Helper()
	rows, err := b.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, row := range rows {
		if line := strings.TrimRight(strings.Join(row, " | "), " |"); line != "" {
			all = append(all, line)
		}
	}
	return all
}

func TestWorkbookSumsUp(t *testing.T) {
	const propensity = "propensity: {base_rate: 0.2, knots: [[0, 0.9], [100, 0.1]]}\n"
	l := layoutFor(t, workbookRubric+propensity, workbookHeader, Options{AsOf: "2026-11-21"})
	book := makeBook(t, l, WorkbookParts{},
		[]string{"a", "", "", "1000", "10", "2026-11-21", "010", ""},
		[]string{"b", "", "", "3000.5", "90", "2026-11-21", "20", ""},
		[]string{"c", "", "", "", "", "", "", ""})
	want := []string{
		"Books 7",
		"3 accounts · by rubric.yaml · as of 2026-11-21",
		"All accounts",
		"Accounts | 3", "Scored | 2", "Unscored | 1", "Mean score | 58.34", "Median score | 58.34", "Mean score by value | 79.17",
		"Coverage | 66.7%", "Value | $4,001", "Expected to leave | 43.3%", "Expected loss | $1,067",
		"Band | Accounts | Share | Value",
		"▼ red | 1 | 33.3% | $1,000", "■ yellow | 0 | 0.0% | $0", "▲ green | 1 | 33.3% | $3,001", "unscored | 1 | 33.3% | $0",
		"Score | Accounts | Share",
		"0 to 10 | 0 | 0.0%", "10 to 20 | 1 | 50.0%", "20 to 30 | 0 | 0.0%", "30 to 40 | 0 | 0.0%", "40 to 50 | 0 | 0.0%",
		"50 to 60 | 0 | 0.0%", "60 to 70 | 0 | 0.0%", "70 to 80 | 0 | 0.0%", "80 to 90 | 0 | 0.0%", "90 to 100 | 1 | 50.0%",
		"Costs most | Points | Share",
		"Usage | 25.00 | 60.0%", "Plan | 16.67 | 40.0%", "Login | 0.00 | 0.0%",
		"Play | Accounts | Share | Value",
		"Save call | 1 | 33.3% | $1,000",
	}
	if diff := gocmp.Diff(want, book.shown(t, "Summary")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	bands, scores := chartCells(t, book, 1), chartCells(t, book, 2)
	if diff := gocmp.Diff("▼ red 1 ■ yellow 0 ▲ green 1 unscored 1", bands); diff != "" {
		t.Errorf("the chart of bands (-want +got):\n%s", diff)
	}
	if !strings.HasPrefix(scores, "Accounts 0 to 10 10 to 20 20 to 30") || !strings.HasSuffix(scores, "90 to 100 0 1 0 0 0 0 0 0 0 1") {
		t.Errorf("the chart of scores has %s", scores)
	}
}

// chartCells returns what the cells hold that a chart names, in its order.
func chartCells(t *testing.T, book madeBook, chart int) string {
	t.Helper()
	var all []string
	reference := regexp.MustCompile(`<f>Summary!\$([A-Z])\$(\d+)(?::\$[A-Z]\$(\d+))?</f>`)
	for _, match := range reference.FindAllStringSubmatch(book.part(t, fmt.Sprintf("xl/charts/chart%d.xml", chart)), -1) {
		var first, last int
		if _, err := fmt.Sscan(match[2]+" "+cmp.Or(match[3], match[2]), &first, &last); err != nil {
			t.Fatal(err)
		}
		for row := first; row <= last; row++ {
			all = append(all, book.view(t, "Summary", fmt.Sprint(match[1], row)).Raw)
		}
	}
	return strings.Join(all, " ")
}

func TestWorkbookSumsUpNothing(t *testing.T) {
	book := makeBook(t, bookLayout(t), WorkbookParts{})
	want := []string{
		"Books 7", "0 accounts · by rubric.yaml · as of 2026-11-21", "All accounts", "Accounts | 0", "Scored | 0", "Unscored | 0", "Value | $0",
		"Band | Accounts | Share | Value", "▼ red | 0 |  | $0", "■ yellow | 0 |  | $0", "▲ green | 0 |  | $0",
		"Play | Accounts | Share | Value", "Save call | 0 |  | $0",
	}
	if diff := gocmp.Diff(want, book.shown(t, "Summary")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWorkbookSaysTheRubricInWords(t *testing.T) {
	const text = `name: Words
id: id
scale: 20-100
min_coverage: 60
criteria:
- {name: Usage, formula: active / seats * 100, weight: 30, cuts: [25, 50, 65.5, 80], missing: 2}
- {name: Support, column: tickets, weight: 10, cuts: [15, 10, 5, 2], missing: required}
- {name: Pulse, column: pulse, weight: 15, levels: {bad: 1, "=great": 5}, expires: {column: asked, days: 90}}
- {name: Spend, column: spend, weight: 20, cuts: quintiles}
- {name: Cost, column: cost, weight: 20, cuts: quintiles, better: lower}
- {name: Sponsor, column: sponsor, weight: 5}
bands:
- {name: red, from: 0, symbol: "▼", action: call}
- {name: fine, from: 62.5, color: blue}
segments:
- {name: new, when: lifecycle == "new", weights: {Usage: 10}, cuts: {Support: [9, 7, 5, 3]}}
caps:
- {when: late > 90, band: red, reason: late}
plays:
- {name: Save call, when: band == "red"}`
	l := layoutFor(t, text, []string{"id"}, Options{AsOf: "2026-11-21"})
	shown := makeBook(t, l, WorkbookParts{}).shown(t, "Rubric")
	want := []string{
		"Words",
		"rubric.yaml · " + l.stamp,
		"Criterion | Weight | Share |  | Metric | Rated | If missing",
		"Usage | 30 | 30.0% |  | active / seats * 100 | 2 from 25, 3 from 50, 4 from 65.5, 5 from 80 | it counts as 2",
		"Support | 10 | 10.0% |  | tickets | 2 up to 15, 3 up to 10, 4 up to 5, 5 up to 2 | the account is unscored",
		"Pulse | 15 | 15.0% |  | pulse | bad 1, =great 5 | it is left out; it is missing when asked is over 90 days ago",
		"Spend | 20 | 20.0% |  | spend | by quintiles of all accounts, the most is best | it is left out",
		"Cost | 20 | 20.0% |  | cost | by quintiles of all accounts, the least is best | it is left out",
		"Sponsor | 5 | 5.0% |  | sponsor | a rating already | it is left out",
		"Each criterion is rated from 1, the worst, to 5, the best. The score is the sum of weight × rating / 5: all 1 make 20 points, all 5 make 100.",
		"An account is unscored where less than 60% of the weight is known.",
		"Band | From |  |  | Action",
		"▼ red | 0.00 |  |  | call", "fine | 62.50",
		"Segment |  |  |  | When | Judged otherwise",
		`new |  |  |  | lifecycle == "new" | Usage weighs 10; Support: 2 up to 9, 3 up to 7, 4 up to 5, 5 up to 3`,
		"Cap |  |  |  | When | Held at",
		"late |  |  |  | late > 90 | red",
		"Play |  |  |  | When",
		`Save call |  |  |  | band == "red"`,
		"The rubric as it is written",
	}
	if diff := gocmp.Diff(append(want, strings.Split(text, "\n")...), shown); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWorkbookListsProblems(t *testing.T) {
	l := bookLayout(t)
	if got := makeBook(t, l, WorkbookParts{}).shown(t, "Problems"); len(got) != 2 || got[1] != "no problems" {
		t.Errorf("got %q", got)
	}
	problems := []Problem{
		{File: "a.csv", Line: 12, Account: "007", Column: "usage", Value: "=1+1", Wanted: "a number", Offset: 345},
		{File: "a.csv", Line: 13, Wanted: "3 cells; want 4", Offset: 400},
	}
	got := makeBook(t, l, WorkbookParts{Problems: problems, More: 1234}).shown(t, "Problems")
	want := []string{
		"file | line | account | column | value | wanted | offset",
		"a.csv | 12 | 007 | usage | =1+1 | a number | 345",
		"a.csv | 13 |  |  |  | 3 cells; want 4 | 400",
		"1,234 more; chs score --problems FILE writes all",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
