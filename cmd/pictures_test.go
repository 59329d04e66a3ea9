package cmd

import (
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// picturesOf returns what a command writes to an HTML and an SVG file, which are
// whole and run nothing.
func picturesOf(t *testing.T, args ...string) (page *html.Node, sheet string) {
	t.Helper()
	folder := t.TempDir()
	inHTML, inSVG := filepath.Join(folder, "p.html"), filepath.Join(folder, "p.svg")
	write := func() [2]string {
		code, _, said := runMain(append(slices.Clip(args), "-o", inHTML, "-o", inSVG)...)
		if code != exitDone {
			t.Fatalf("%v: exit %d\n%s", args, code, said)
		}
		return [2]string{readFile(t, inHTML), readFile(t, inSVG)}
	}
	texts := write()
	if write() != texts {
		t.Error("written twice, they differ")
	}
	for _, text := range texts {
		if strings.ContainsAny(text, "\u202e\x07") {
			t.Error("a control or bidirectional character is there")
		}
	}
	page, err := html.Parse(strings.NewReader(texts[0]))
	if err != nil {
		t.Fatal(err)
	}
	checkPicturesPage(t, page)
	checkSheet(t, texts[1])
	return page, texts[1]
}

// checkPicturesPage checks that a page allows its own style alone, and that its
// pictures and tables have names.
func checkPicturesPage(t *testing.T, page *html.Node) {
	t.Helper()
	checkPolicy(t, page, "default-src 'none'; style-src %s; base-uri 'none'; form-action 'none'") // and there is no script
	checkInert(t, page)
	ids := idsOf(t, page)
	for _, e := range slices.Concat(elements(page, "svg"), elements(page, "table"), elements(page, "section")) {
		names := strings.Fields(attribute(e, "aria-labelledby"))
		if len(names) == 0 || slices.ContainsFunc(names, func(id string) bool { return !ids[id] }) {
			t.Errorf("<%s> is named by %q", e.Data, names)
		}
	}
	if elements(page, "svg") == nil || elements(page, "table") == nil {
		t.Error("there is no picture, or no table")
	}
}

// checkSheet checks that an SVG file is XML that loads and runs nothing.
func checkSheet(t *testing.T, sheet string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(sheet))
	var all []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		all = append(all, e.Name.Local)
		for _, a := range e.Attr {
			if a.Name.Local == "href" || a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
				t.Errorf("<%s> has %s", e.Name.Local, a.Name.Local)
			}
		}
	}
	if slices.Contains(all, "script") || slices.Contains(all, "image") || slices.Contains(all, "foreignObject") {
		t.Errorf("there is more than a drawing: %v", all)
	}
	if want := []string{"svg", "title", "desc", "style"}; !slices.Equal(all[:len(want)], want) {
		t.Errorf("it starts with %v, want %v", all[:len(want)], want)
	}
}

// hostileOutcomes writes accounts for the rubric of hostileFiles, with outcomes.
func hostileOutcomes(t *testing.T) string {
	t.Helper()
	rows := "id,<i>label,owner,note,worth,one,mood,<b>left\n"
	for i := range 200 {
		left := "no"
		if i%3 == 0 || i%7 == 0 {
			left = "yes"
		}
		rows += fmt.Sprintf("%d,%s,%s,%s,%d,%d,good,%s\n", i, hostileCell, hostileCell, hostileCell, i, (i*37+i%3*20)%101, left)
	}
	file := filepath.Join(t.TempDir(), "<b>last year.csv")
	mustWrite(t, file, rows)
	return file
}

func TestBacktestPicturesOfHostileTexts(t *testing.T) {
	rubric, _ := hostileFiles(t)
	page, sheet := picturesOf(t, "backtest", hostileOutcomes(t), "-r", rubric, "--outcome", "<b>left", "--as-of", "2026-11-21")
	if title := textOf(elements(page, "h1")[0]); !strings.Contains(title, "<script>alert(1)</script>") {
		t.Errorf("the heading is %q", title)
	}
	if !strings.Contains(sheet, "&lt;script&gt;") {
		t.Error("the sheet has no title")
	}
}

// What is drawn stands in the tables: those of the command's Markdown.
func TestBacktestPageHasTheFigures(t *testing.T) {
	args := []string{"backtest", "../examples/last-year.csv", "-r", "../examples/rubric.yaml", "--outcome", "churned", "--as-of", "2026-11-21", "--ceiling"}
	page, _ := picturesOf(t, args...)
	if cells := wantMarkdownCells(t, page, args...); cells < 100 || len(elements(page, "svg")) != 5 {
		t.Errorf("%d cells and %d pictures", cells, len(elements(page, "svg")))
	}
}

// wantMarkdownCells checks that a page's tables have all that those of the
// command's Markdown have, but for what is drawn there. It returns how many cells
// these are.
func wantMarkdownCells(t *testing.T, page *html.Node, args ...string) (cells int) {
	t.Helper()
	var shown []string
	for _, cell := range slices.Concat(elements(page, "td"), elements(page, "th")) {
		shown = append(shown, textOf(cell))
	}
	_, markdown, _ := runMain(append(args, "-f", "markdown")...)
	for line := range strings.SplitSeq(strings.ReplaceAll(markdown, `\`, ""), "\n") {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| ---") {
			continue
		}
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			text := strings.TrimSpace(cell)
			if text == "BANDS" || strings.Trim(text, "█▓▒░·") == "" {
				continue
			}
			cells++
			if !slices.Contains(shown, text) {
				t.Errorf("the page does not show %q", text)
			}
		}
	}
	return cells
}

func TestSummaryPicturesOfHostileTexts(t *testing.T) {
	rubric, accounts := hostileFiles(t)
	page, sheet := picturesOf(t, "summary", accounts, "-r", rubric, "--by", "<i>label,segment", "--tolerance", "100%", "--as-of", "2026-11-21")
	for _, name := range []string{"h1", "h2", "th"} {
		if !slices.ContainsFunc(elements(page, name), func(n *html.Node) bool {
			return strings.Contains(textOf(n), "<i>") || strings.Contains(textOf(n), "<script>")
		}) {
			t.Errorf("no <%s> has a text of the files", name)
		}
	}
	if !strings.Contains(sheet, "&lt;script&gt;") || !strings.Contains(sheet, "By &lt;i&gt;label") {
		t.Error("the sheet has not the texts of the files")
	}
}

// What is drawn stands in the tables, as in the command's Markdown, and the
// pictures have the figures of its CSV.
func TestSummaryPicturesHaveTheFigures(t *testing.T) {
	args := []string{"summary", "../examples/accounts.csv", "--by", "csm,plan", "--as-of", "2026-11-21"}
	page, sheet := picturesOf(t, args...)
	if cells := wantMarkdownCells(t, page, args...); cells < 150 || len(elements(page, "svg")) != 6 {
		t.Errorf("%d cells and %d pictures", cells, len(elements(page, "svg")))
	}
	_, text, _ := runMain(args...)
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		for i, name := range lines[0] {
			whole := line[0] == "" && (strings.HasSuffix(name, "_accounts") || strings.HasPrefix(name, "lost_"))
			group := line[0] != "" && (name == "group" || name == "accounts" || name == "mean_score")
			if (whole || group) && !strings.Contains(sheet, ">"+line[i]+"</text>") {
				t.Errorf("%s %s: the sheet does not show the %s %s", line[0], line[1], name, line[i])
			}
		}
	}
	said := "69.77 mean score · 82.50 median · 67.94 by value · 96% coverage · $1.7M value"
	if !strings.Contains(textOf(page), said) || !strings.Contains(sheet, ">"+said+"</text>") {
		t.Errorf("it is not said: %s", said)
	}
}

// Without accounts, or scores, there is no picture of them, and it is said.
func TestSummaryPicturesOfLittle(t *testing.T) {
	folder := t.TempDir()
	for name, want := range map[string]struct {
		where string
		said  string
		plots int
	}{
		"none":     {"arr < 0", "There are no accounts.", 0},
		"unscored": {`account_id == "A-232"`, "No account is scored.", 3},
	} {
		file := filepath.Join(folder, name+".svg")
		code, _, said := runMain("summary", "../examples/accounts.csv", "--where", want.where, "--by", "csm", "-o", file)
		sheet := readFile(t, file)
		if code != exitDone || !strings.Contains(sheet, ">"+want.said+"</text>") {
			t.Errorf("%s: exit %d, %s; want %q in the sheet", name, code, said, want.said)
		}
		checkSheet(t, sheet)
		if got := strings.Count(sheet, `class="chart"`); got != want.plots {
			t.Errorf("%s: %d pictures, want %d", name, got, want.plots)
		}
	}
}

// hostileHistory stores snapshots of the accounts of hostileFiles on two days, and
// returns events.
func hostileHistory(t *testing.T) (history, events string) {
	t.Helper()
	rubric, accounts := hostileFiles(t)
	folder := t.TempDir()
	history, events = filepath.Join(folder, "<b>history.db"), filepath.Join(folder, "events.csv")
	for _, day := range []string{"2026-11-01", "2026-11-21"} {
		code, _, said := runMain("score", accounts, "-r", rubric, "--tolerance", "100%", "--history", history, "--as-of", day, "-o", filepath.Join(folder, "s.csv"))
		if code != exitDone {
			t.Fatal(said)
		}
	}
	mustWrite(t, events, "date,what\n2026-11-10,"+hostileCell+"\n")
	return history, events
}

func TestTrendPicturesOfHostileTexts(t *testing.T) {
	history, events := hostileHistory(t)
	for _, args := range [][]string{{}, {"1"}, {"0", "1", "2"}, {"--by", "band"}, {"--by", "criterion"}, {"1", "--by", "criterion"}} {
		page, sheet := picturesOf(t, append([]string{"trend", "--history", history, "--events", events}, args...)...)
		for _, text := range []string{textOf(elements(page, "main")[0]), html.UnescapeString(sheet)} {
			if !strings.Contains(text, "<script>alert(1)</script>") {
				t.Errorf("%v: the event is not told", args)
			}
		}
	}
}

// What is drawn stands in the tables: the values of the command's CSV.
func TestTrendPageHasTheValues(t *testing.T) {
	history := exampleHistory(t)
	for _, args := range [][]string{{"A-231", "A-204"}, {"--by", "criterion"}, {"A-231", "--by", "criterion"}} {
		args = append([]string{"trend", "--history", history}, args...)
		page, _ := picturesOf(t, args...)
		shown := map[string]bool{}
		for _, cell := range elements(page, "td") {
			shown[textOf(cell)] = true
		}
		_, lines, _ := runMain(args...)
		values := 0
		for _, line := range strings.Split(strings.TrimSpace(lines), "\n")[1:] {
			values++
			if value := strings.Split(line, ",")[6]; !shown[value] {
				t.Errorf("%v: the page does not show %s", args, value)
			}
		}
		if values < 20 {
			t.Errorf("%v: %d values", args, values)
		}
	}
}
