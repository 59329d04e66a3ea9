package report

import (
	"errors"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"pgregory.net/rapid"

	"chs/rubric"
	"chs/scoring"
)

const tableRubric = `
name: B2B SaaS
version: "2026-11"
id: id
label: company
owner: csm
show: [renewal, seats]
value: {column: arr, currency: USD}
criteria:
  - {name: Usage, column: usage, weight: 30, cuts: [1, 2, 3, 4]}
  - {name: Support load, column: tickets, weight: 10, cuts: [4, 3, 2, 1]}
  - {name: Pulse, column: pulse, weight: 15}
  - {name: Spend, column: spend, weight: 20, cuts: [1, 2, 3, 4]}
caps:
  - {when: late > 90, band: red, reason: payment over 90 days late}
plays:
  - {name: Save call, when: band == "red"}
  - {name: Collect, when: late > 90}
`

// tableLayout lays out accounts of tableRubric, all columns or those chosen.
func tableLayout(t interface{ Fatal(...any) }, text string, chosen ...string) *Layout {
	r, err := rubric.Load("rubric.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"id", "company", "csm", "renewal", "seats", "arr"}
	l, _, err := NewLayout(r, header, Options{Prefix: "health_", Columns: chosen, AsOf: "2026-11-21"})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// someAccounts returns accounts of each band, one held down and one unscored.
func someAccounts() []*Account {
	account := func(id, name, owner, renewal, seats string, value float64, r scoring.Result) *Account {
		r.Value = value
		return &Account{Cells: plainCells{id, name, owner, renewal, seats, "as in the file"}, Result: &r}
	}
	return []*Account{
		account("A-1", "Acme Ltd", "kim", "2027-01-31", "40", 100000,
			scoring.Result{Scored: true, Score: 1250, Band: 0, Cap: -1, Ratings: [6]int8{1, 2, 0, 1}, Plays: []int{0}}),
		account("A-2", "Globex International Corporation", "lee", "2026-12-01", "1200", 40000,
			scoring.Result{Scored: true, Score: 2125, Band: 0, Cap: -1, Ratings: [6]int8{2, 1, 1, 3}, Plays: []int{0}}),
		account("A-3", "日本株式会社", "kim", "", "7", 1250000,
			scoring.Result{Scored: true, Score: 4999, Uncapped: 7500, Band: 0, Cap: 0, Ratings: [6]int8{4, 5, 3, 4}, Plays: []int{0, 1}}),
		account("A-4", "👨\u200d👩\u200d👧 Family ❤\ufe0f", "", "2027-03-05", "", 950,
			scoring.Result{Scored: true, Score: 5500, Band: 1, Cap: -1, Ratings: [6]int8{3, 3, 3, 4}}),
		account("A-5", "", "lee", "2027-02-28", "12", 0,
			scoring.Result{Scored: true, Score: 10000, Band: 2, Cap: -1, Ratings: [6]int8{5, 5, 5, 5}}),
		account("A-6", "Umbrella", "lee", "2027-02-28", "3", math.NaN(),
			scoring.Result{Band: scoring.None, Cap: -1, Ratings: [6]int8{0, 5}}),
	}
}

// writeTable returns the table of accounts.
func writeTable(t interface{ Fatal(...any) }, l *Layout, accounts []*Account, o TableOptions) string {
	tally := NewTally(l.Rubric)
	var rows []TableRow
	for _, a := range accounts {
		rows = append(rows, l.TableRow(a))
		b := &tally.Bands[(a.Result.Band+len(tally.Bands))%len(tally.Bands)]
		b.Accounts++
		if !math.IsNaN(a.Result.Value) {
			b.Value += a.Result.Value
		}
	}
	var b strings.Builder
	if err := l.WriteTable(&b, rows, tally, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTableFitsTheTerminal(t *testing.T) {
	for _, test := range []struct {
		name  string
		width int
		want  string
	}{
		{"60 columns", 60, `
B2B SaaS 2026-11 (rubric.yaml) · 6 accounts
as of 2026-11-21

 ACCOUNT         SCORE  BAND      Usage  Supp…  Pulse  Spend
 Acme Ltd        12.50  ▼ red         1      2      ·      1
 Globex Inter…   21.25  ▼ red         2      1      1      3
 日本株式会社    49.99  ▼ red         4      5      3      4
 👨👩👧 Famil…   55.00  ■ yellow      3      3      3      4
 A-5            100.00  ▲ green       5      5      5      5
 Umbrella            ·  unscored      ·      5      ·      ·

 red 3 (50%, $1.4M) · yellow 1 (17%, $950)
 green 1 (17%, $0) · unscored 1 (17%, $0)
 showing 6 of 248, worst first; --limit 0 shows all,
 -o scored.csv writes them
 no room for ARR, OWNER, PLAYS, CAP, RENEWAL, SEATS
`},
		{"80 columns", 80, `
B2B SaaS 2026-11 (rubric.yaml) · 6 accounts · as of 2026-11-21

 ACCOUNT          SCORE  BAND      Usage  Supp…  Pulse  Spend         ARR  OWNER
 Acme Ltd         12.50  ▼ red         1      2      ·      1    $100,000  kim
 Globex Intern…   21.25  ▼ red         2      1      1      3     $40,000  lee
 日本株式会社     49.99  ▼ red         4      5      3      4  $1,250,000  kim
 👨👩👧 Family…   55.00  ■ yellow      3      3      3      4        $950
 A-5             100.00  ▲ green       5      5      5      5          $0  lee
 Umbrella             ·  unscored      ·      5      ·      ·           ·  lee

 red 3 (50%, $1.4M) · yellow 1 (17%, $950) · green 1 (17%, $0)
 unscored 1 (17%, $0)
 showing 6 of 248, worst first; --limit 0 shows all, -o scored.csv writes them
 no room for PLAYS, CAP, RENEWAL, SEATS
`},
		{"120 columns", 120, `
B2B SaaS 2026-11 (rubric.yaml) · 6 accounts · as of 2026-11-21

 ACCOUNT                          SCORE  BAND      Usage  Support…  Pulse  Spend         ARR  OWNER  PLAYS
 Acme Ltd                         12.50  ▼ red         1         2      ·      1    $100,000  kim    Save call
 Globex International Corporat…   21.25  ▼ red         2         1      1      3     $40,000  lee    Save call
 日本株式会社                     49.99  ▼ red         4         5      3      4  $1,250,000  kim    Save call; Collect
 👨👩👧 Family ❤                  55.00  ■ yellow      3         3      3      4        $950
 A-5                             100.00  ▲ green       5         5      5      5          $0  lee
 Umbrella                             ·  unscored      ·         5      ·      ·           ·  lee

 red 3 (50%, $1.4M) · yellow 1 (17%, $950) · green 1 (17%, $0) · unscored 1 (17%, $0)
 showing 6 of 248, worst first; --limit 0 shows all, -o scored.csv writes them
 no room for CAP, RENEWAL, SEATS
`},
		{"200 columns", 200, `
B2B SaaS 2026-11 (rubric.yaml) · 6 accounts · as of 2026-11-21

 ACCOUNT                          SCORE  BAND      Usage  Support load  Pulse  Spend         ARR  OWNER  PLAYS               CAP                                     RENEWAL     SEATS
 Acme Ltd                         12.50  ▼ red         1             2      ·      1    $100,000  kim    Save call                                                   2027-01-31     40
 Globex International Corporat…   21.25  ▼ red         2             1      1      3     $40,000  lee    Save call                                                   2026-12-01   1200
 日本株式会社                     49.99  ▼ red         4             5      3      4  $1,250,000  kim    Save call; Collect  held at red: payment over 90 days late                  7
 👨👩👧 Family ❤                  55.00  ■ yellow      3             3      3      4        $950                                                                     2027-03-05      ·
 A-5                             100.00  ▲ green       5             5      5      5          $0  lee                                                                2027-02-28     12
 Umbrella                             ·  unscored      ·             5      ·      ·           ·  lee                                                                2027-02-28      3

 red 3 (50%, $1.4M) · yellow 1 (17%, $950) · green 1 (17%, $0) · unscored 1 (17%, $0)
 showing 6 of 248, worst first; --limit 0 shows all, -o scored.csv writes them
`},
		{"any width", 0, `
B2B SaaS 2026-11 (rubric.yaml) · 6 accounts · as of 2026-11-21

 ACCOUNT                            SCORE  BAND      Usage  Support load  Pulse  Spend         ARR  OWNER  PLAYS               CAP                                     RENEWAL     SEATS
 Acme Ltd                           12.50  ▼ red         1             2      ·      1    $100,000  kim    Save call                                                   2027-01-31     40
 Globex International Corporation   21.25  ▼ red         2             1      1      3     $40,000  lee    Save call                                                   2026-12-01   1200
 日本株式会社                       49.99  ▼ red         4             5      3      4  $1,250,000  kim    Save call; Collect  held at red: payment over 90 days late                  7
 👨👩👧 Family ❤                    55.00  ■ yellow      3             3      3      4        $950                                                                     2027-03-05      ·
 A-5                               100.00  ▲ green       5             5      5      5          $0  lee                                                                2027-02-28     12
 Umbrella                               ·  unscored      ·             5      ·      ·           ·  lee                                                                2027-02-28      3

 red 3 (50%, $1.4M) · yellow 1 (17%, $950) · green 1 (17%, $0) · unscored 1 (17%, $0)
 showing 6 of 248, worst first; --limit 0 shows all, -o scored.csv writes them
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := writeTable(t, tableLayout(t, tableRubric), someAccounts(), TableOptions{
				Width: test.width, RubricFrom: "rubric.yaml", Of: 248,
				More: "worst first; --limit 0 shows all, -o scored.csv writes them",
			})
			if diff := cmp.Diff(strings.TrimPrefix(test.want, "\n"), got); diff != "" {
				t.Errorf("the table (-want +got):\n%s\n%s", diff, got)
			}
		})
	}
}

func TestTableShowsJustTheColumnsThatTheUserChose(t *testing.T) {
	l := tableLayout(t, tableRubric, "id", "arr", "health_priority", "health_rating_support_load", "health_cap", "health_band", "seats")
	got := writeTable(t, l, someAccounts(), TableOptions{Width: 120, Chosen: true, Of: 6})
	want := `B2B SaaS 2026-11 · 6 accounts · as of 2026-11-21

 id          arr  health_priority  health_rating_support_load  health_cap                              health_band
 A-1    $100,000       $87,500.00                           2                                          ▼ red
 A-2     $40,000       $31,500.00                           1                                          ▼ red
 A-3  $1,250,000      $625,125.00                           5  held at red: payment over 90 days late  ▼ red
 A-4        $950          $427.50                           3                                          ■ yellow
 A-5          $0            $0.00                           5                                          ▲ green
 A-6           ·                ·                           5                                          unscored

 red 3 (50%, $1.4M) · yellow 1 (17%, $950) · green 1 (17%, $0) · unscored 1 (17%, $0)
 no room for seats
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table (-want +got):\n%s\n%s", diff, got)
	}
}

func TestTableWithoutAccounts(t *testing.T) {
	got := writeTable(t, tableLayout(t, tableRubric), nil, TableOptions{Width: 80, RubricFrom: "rubric.yaml"})
	want := `B2B SaaS 2026-11 (rubric.yaml) · 0 accounts · as of 2026-11-21

 no accounts

 red 0 · yellow 0 · green 0
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table (-want +got):\n%s", diff)
	}
}

func TestTableLeavesOutWhatTheRubricHasNot(t *testing.T) {
	l := tableLayout(t, `
name: Teams
id: id
criteria: [{name: Pulse, column: pulse, weight: 1}]
bands: [{name: all of them, from: 0, color: blue}]
`)
	got := writeTable(t, l, []*Account{{
		Cells:  plainCells{"1002", "", "", "", "", ""},
		Result: &scoring.Result{Scored: true, Score: 5000, Ratings: [6]int8{3}, Cap: scoring.None, Value: math.NaN()},
	}}, TableOptions{Width: 80, Of: 1})
	want := `Teams · 1 account · as of 2026-11-21

 ACCOUNT  SCORE  BAND         Pulse
 1002     50.00  all of them      3

 all of them 1 (100%)
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table (-want +got):\n%s", diff)
	}
}

func TestTableShowsCentsIfThereAreSome(t *testing.T) {
	accounts := someAccounts()[:2]
	accounts[1].Result.Value = 12.5
	got := writeTable(t, tableLayout(t, tableRubric), accounts, TableOptions{Of: 2})
	for _, want := range []string{" $100,000.00  kim", "      $12.50  lee"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestTablePaintsBandsAndRatings(t *testing.T) {
	l := tableLayout(t, tableRubric)
	painted := writeTable(t, l, someAccounts(), TableOptions{Width: 100, Color: true, Of: 6})
	for _, want := range []string{
		bandStyle("red").paint("▼ red", true),
		bandStyle("yellow").paint("■ yellow", true),
		faint().paint("unscored", true),
		ratingStyle(1).paint("1", true),
		ratingStyle(5).paint("5", true),
		faint().paint("·", true),
	} {
		if !strings.Contains(painted, want) {
			t.Errorf("no %q in\n%s", want, painted)
		}
	}
	plain := writeTable(t, l, someAccounts(), TableOptions{Width: 100, Of: 6})
	if diff := cmp.Diff(plain, sgr.ReplaceAllString(painted, "")); diff != "" {
		t.Errorf("without its colours the table differs (-plain +painted):\n%s", diff)
	}
}

// sgr is what paints text.
var sgr = regexp.MustCompile(`\x1b\[[0-9;]*m`)

func TestTableIsTheSameWhateverTheEnvironmentSays(t *testing.T) {
	twwidth.SetEastAsian(true) // as the library does where the locale is one of East Asia
	l := tableLayout(t, tableRubric)
	wide := writeTable(t, l, someAccounts(), TableOptions{Width: 80})
	if narrow := writeTable(t, l, someAccounts(), TableOptions{Width: 80}); narrow != wide {
		t.Errorf("%s\ndiffers from\n%s", wide, narrow)
	}
	if !strings.Contains(wide, " Acme Ltd         12.50  ▼ red         1      2      ·      1    $100,000  kim\n") {
		t.Errorf("the columns are not in line:\n%s", wide)
	}
}

func TestTableOfHostileTextStaysInLine(t *testing.T) {
	text := rapid.OneOf(
		rapid.String(),
		rapid.StringOf(rapid.SampledFrom([]rune("aé日👨👍🏽🇩❤\ufe0f\u200d\u200b\u202e\u2066\u0301\x1b[31m\x07\t\r\n\x9b |"))),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	)
	value := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{math.NaN(), math.MaxFloat64, -math.MaxFloat64, 0.01}))
	l := tableLayout(t, tableRubric)
	rapid.Check(t, func(t *rapid.T) {
		accounts := someAccounts()
		for _, a := range accounts {
			a.Cells = plainCells{text.Draw(t, "id"), text.Draw(t, "name"), text.Draw(t, "owner"), text.Draw(t, "renewal"), text.Draw(t, "seats"), ""}
			a.Result.Value = value.Draw(t, "value")
		}
		width := rapid.IntRange(40, 220).Draw(t, "width")
		table := writeTable(t, l, accounts, TableOptions{
			Width: width, Color: rapid.Bool().Draw(t, "color"),
			RubricFrom: text.Draw(t, "from"), Of: 1000, More: text.Draw(t, "more"),
		})
		table = sgr.ReplaceAllString(table, "")
		for line := range strings.Lines(table) {
			line = strings.TrimSuffix(line, "\n")
			if textWidth(line) > width {
				t.Fatalf("%d columns, not %d: %q", textWidth(line), width, line)
			}
			if strings.TrimRight(line, " ") != line {
				t.Fatalf("white space at the end of %q", line)
			}
			if i := strings.IndexFunc(line, func(r rune) bool { return !unicode.IsGraphic(r) && r != nonJoiner }); i >= 0 {
				t.Fatalf("%q holds %q", line, line[i:])
			}
		}
		bands := map[int]bool{}
		for _, band := range []string{"BAND ", "▼ red ", "■ yellow ", "▲ green ", "unscored "} {
			for line := range strings.Lines(table) {
				if before, _, found := strings.Cut(line, "  "+band); found {
					bands[textWidth(before)] = true
				}
			}
		}
		if len(bands) != 1 {
			t.Fatalf("the bands are not in line:\n%s", table)
		}
	})
}

func TestTableReportsThatItCouldNotBeWritten(t *testing.T) {
	l := tableLayout(t, tableRubric)
	reader, writer := io.Pipe()
	gone := errors.New("gone")
	if err := reader.CloseWithError(gone); err != nil {
		t.Fatal(err)
	}
	if err := l.WriteTable(writer, nil, NewTally(l.Rubric), TableOptions{}); !errors.Is(err, gone) {
		t.Errorf("the error is %v, want %v", err, gone)
	}
}
