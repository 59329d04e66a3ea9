package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// hostile is a text that is a script where it is not escaped, closes what it
// stands in, and would reorder what follows.
const hostile = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\" ' {{.}} ` \u202e\x07 <b>"

// shownHostile is how a page shows it.
const shownHostile = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\" ' {{.}} ` \\u202e\\a <b>"

// pageOf returns the page of a run in a folder, whole and read.
func pageOf(t *testing.T, args ...string) (text string, root *html.Node) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	code, _, said := runMain(append([]string{"score", "--as-of", "2026-11-21", "-o", file}, args...)...)
	if code != exitDone {
		t.Fatalf("%v: exit %d\n%s", args, code, said)
	}
	text = readFile(t, file)
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return text, root
}

// exampleHistory makes a history of that of the examples.
func exampleHistory(t *testing.T) (place string) {
	t.Helper()
	place = filepath.Join(t.TempDir(), "history.db")
	if code, _, said := runMain("history", "import", "../examples/history.csv", "--history", place); code != exitDone {
		t.Fatal(said)
	}
	return place
}

func mustWrite(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// hostileCell is that text as a cell of CSV.
var hostileCell = `"` + strings.ReplaceAll(hostile, `"`, `""`) + `"`

// hostileFiles writes a rubric and accounts all of whose texts are hostile.
func hostileFiles(t *testing.T) (rubric, accounts string) {
	t.Helper()
	folder := t.TempDir()
	rubric, accounts = filepath.Join(folder, "<b>rubric.yaml"), filepath.Join(folder, "accounts.csv")
	name := strings.NewReplacer("\u202e", "", "\x07", "", ";", "").Replace(hostile) // as rubrics allow
	q := strconv.Quote(name)                                                        // YAML's and Go's escapes are the same here
	mustWrite(t, rubric, fmt.Sprintf(`
name: %[1]s
version: %[1]s
id: id
label: %[2]s
owner: owner
show: [note]
value: worth
criteria:
- {name: %[1]s, key: one, column: one, weight: 70, cuts: [20, 40, 60, 80]}
- {name: Mood, column: mood, weight: 30, levels: {%[1]s: 1, good: 5}}
bands:
- {name: %[1]s, from: 0, symbol: "<", action: %[1]s, color: red}
- {name: top, from: 75, color: green}
segments:
- {name: %[1]s, when: one > 90, weights: {Mood: 0}}
caps:
- {when: one > 50 and one < 60, band: %[1]s, reason: %[1]s}
plays:
- {name: %[1]s, when: score < 70}
`, q, strconv.Quote("<i>label")))
	rows := "id,<i>label,owner,note,worth,one,mood\n"
	for i, one := range []string{"10", "30", "55", "95", "x<script>", ""} {
		rows += fmt.Sprintf("%d,%s,%s,%s,%d,%s,%s\n", i, hostileCell, hostileCell, hostileCell, 1000*(i+1), one, hostileCell)
	}
	mustWrite(t, accounts, rows)
	return rubric, accounts
}

func TestPageRunsNothingThatComesOfData(t *testing.T) {
	rubric, accounts := hostileFiles(t)
	text, root := pageOf(t, accounts, "-r", rubric, "--title", hostile, "--tolerance", "100%")
	if strings.ContainsAny(text, "\u202e\x07") {
		t.Error("a control or bidirectional character is in the page")
	}
	if n := len(elements(root, "script")); n != 1 {
		t.Errorf("%d scripts, want the page's own", n)
	}
	checkInert(t, root)
	if got := textOf(elements(root, "h1")[0]); got != shownHostile {
		t.Errorf("the title is\n%q, want\n%q", got, shownHostile)
	}
	if !strings.Contains(textOf(root), "x<script>") {
		t.Error("the unreadable cell is not among the problems")
	}
}

func TestPagesPolicyAllowsItsStyleAndScriptAlone(t *testing.T) {
	_, root := pageOf(t, "../examples/accounts.csv")
	checkPolicy(t, root, "default-src 'none'; style-src %s; script-src %s; img-src data:; base-uri 'none'; form-action 'none'")
}

// What a page is made of can be told by those who do not see it, and leads
// nowhere.
func TestPagesStructure(t *testing.T) {
	_, root := pageOf(t, "../examples/accounts.csv", "--history", exampleHistory(t))
	ids := idsOf(t, root)
	for _, n := range elements(root, "") {
		for _, name := range []string{"aria-labelledby", "href"} {
			for to := range strings.FieldsSeq(attribute(n, name)) {
				if to = strings.TrimPrefix(to, "#"); !ids[to] {
					t.Errorf("<%s %s> leads to %q, which is not there", n.Data, name, to)
				}
			}
		}
	}
	for _, n := range elements(root, "svg") {
		named := attribute(n, "role") == "img" && attribute(n, "aria-label")+attribute(n, "aria-labelledby") != ""
		if !named && attribute(n, "aria-hidden") != "true" {
			t.Errorf("a drawing says not what it shows: %v", n.Attr)
		}
	}
	for _, n := range elements(root, "th") {
		if scope := attribute(n, "scope"); scope != "col" && scope != "row" {
			t.Errorf("the heading %q has scope %q", textOf(n), scope)
		}
	}
	level := 0
	for _, n := range elements(root, "") {
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			next := int(n.Data[1] - '0')
			if next > level+1 {
				t.Errorf("the heading %q is of level %d behind one of level %d", textOf(n), next, level)
			}
			level = next
		}
	}
}

// A page says what the run says: how many accounts there are of each band, and
// all accounts with their scores.
func TestPageSaysWhatTheRunSays(t *testing.T) {
	_, root := pageOf(t, "../examples/accounts.csv")
	_, rows, _ := runMain("score", "../examples/accounts.csv", "--as-of", "2026-11-21", "-q", "--sort", "score", "--columns", "company,account_id,health_score")
	shown := "company,account_id,health_score\n"
	for _, n := range elements(root, "tbody") {
		if !strings.HasPrefix(attribute(n, "id"), "a") {
			continue
		}
		name, score := elements(n, "th")[0], elements(n, "td")[0]
		bdi := elements(name, "bdi")
		label := textOf(bdi[0])
		if strings.Contains(label, ",") {
			label = `"` + label + `"`
		}
		shown += label + "," + textOf(bdi[1]) + "," + strings.TrimSuffix(textOf(score), "·") + "\n"
	}
	if shown != rows {
		t.Errorf("the table has\n%s\nwant\n%s", shown, rows)
	}
	if got, want := textOf(elements(root, "h2")[0]), "7 of 40 accounts are red, worth $307K of $1.7M."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A page says which groups it shows, and among which these are the first.
func TestPageOfManyOwners(t *testing.T) {
	for owners, want := range map[int]string{
		12:   "",
		13:   "These have most in the lowest band; “chs summary --by csm --limit 0” shows all.",
		1000: "These have most in the lowest band; “chs summary --by csm --limit 0” shows all.",
		1001: "Of the first 1,000 in the file, these have most in the lowest band; “chs summary --by csm --limit 0” shows all.",
	} {
		accounts := filepath.Join(t.TempDir(), "accounts.csv")
		rows := "account_id,company,csm,plan,lifecycle,renewal_date,arr,seats,active_users,usage_change_pct,tickets_90d,mood,invoice_days_late\n"
		for i := range owners {
			rows += fmt.Sprintf("%d,,o%d,,,,,9,9,9,9,,\n", i, i)
		}
		if err := os.WriteFile(accounts, []byte(rows), 0o600); err != nil {
			t.Fatal(err)
		}
		text, _ := pageOf(t, accounts, "-r", "../examples/rubric.yaml")
		if !strings.Contains(text, want) || (want == "") == strings.Contains(text, "have most in") {
			t.Errorf("%d owners: want %q", owners, want)
		}
	}
}

// The example is the page of its command. With UPDATE_SCRIPTS=1 it is written
// anew, to be looked at before it is kept.
func TestExamplePage(t *testing.T) {
	place := exampleHistory(t)
	t.Chdir("../examples")
	text, _ := pageOf(t, "accounts.csv", "--history", place)
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		mustWrite(t, "report.html", text)
	}
	if readFile(t, "report.html") != text {
		t.Error("examples/report.html is not what chs writes; UPDATE_SCRIPTS=1 writes it anew")
	}
}

// Every file that can be scored has a page, whose table has its accounts.
func TestPagesOfNastyFiles(t *testing.T) {
	t.Chdir("../testdata/nasty")
	files, err := filepath.Glob("*.csv")
	if err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(t.TempDir(), "report.html")
	for _, file := range files {
		code, rows, _ := runMain("score", file, "--as-of", "2026-11-21", "--tolerance", "100%", "--columns", "health_score")
		pageCode, _, said := runMain("score", file, "--as-of", "2026-11-21", "--tolerance", "100%", "-o", page)
		if code != pageCode {
			t.Errorf("%s: exit %d, and with a page %d: %s", file, code, pageCode, said)
		}
		if code != exitDone {
			continue
		}
		text := readFile(t, page)
		if at := strings.IndexFunc(text, raw); at >= 0 {
			t.Errorf("%s: a raw control character is in the page", file)
		}
		if got, want := strings.Count(text, `<tbody id="a`), strings.Count(rows, "\n")-1; got != min(want, 200) {
			t.Errorf("%s: the table has %d accounts, want %d", file, got, want)
		}
	}
}
