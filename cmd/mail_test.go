package cmd

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"chs/internal/report"
)

// A mailPart is a leaf of a mail, decoded.
type mailPart struct{ Kind, File, Text string }

// mailOf returns the subject and the parts of the mail of a run in a folder.
func mailOf(t *testing.T, folder string, args ...string) (subject string, parts []mailPart) {
	t.Helper()
	file := filepath.Join(folder, "report.eml")
	code, _, said := runMain(append([]string{"score", "--as-of", "2026-11-21", "-o", file}, args...)...)
	if code != exitDone {
		t.Fatalf("%v: exit %d\n%s", args, code, said)
	}
	message, err := mail.ReadMessage(strings.NewReader(readFile(t, file)))
	if err != nil {
		t.Fatal(err)
	}
	if subject, err = new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject")); err != nil {
		t.Fatal(err)
	}
	return subject, partsOf(t, message.Header.Get("Content-Type"), message.Body)
}

// partsOf returns the leaves of a multipart body.
func partsOf(t *testing.T, kind string, body io.Reader) []mailPart {
	t.Helper()
	_, parameters, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatal(err)
	}
	var parts []mailPart
	for r := multipart.NewReader(body, parameters["boundary"]); ; {
		part, err := r.NextPart() // decodes quoted-printable
		if errors.Is(err, io.EOF) {
			return parts
		}
		if err != nil {
			t.Fatal(err)
		}
		kind := part.Header.Get("Content-Type")
		if strings.HasPrefix(kind, "multipart/") {
			parts = append(parts, partsOf(t, kind, part)...)
			continue
		}
		text, err := io.ReadAll(part)
		if err == nil && part.Header.Get("Content-Transfer-Encoding") == "base64" {
			text, err = base64.StdEncoding.DecodeString(strings.ReplaceAll(string(text), "\r\n", ""))
		}
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, mailPart{kind, part.FileName(), string(text)})
	}
}

func TestMailHasWhatTheOtherOutputsHave(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	subject, parts := mailOf(t, folder, "../examples/accounts.csv", "--title", "Fünf ☎", "-o", at("page.html"), "-o", at("scored.csv"))
	if want := "Fünf ☎, as of 2026-11-21"; subject != want {
		t.Errorf("the subject is %q, want %q", subject, want)
	}
	for i, part := range parts[:2] {
		if !strings.Contains(part.Text, "7 of 40 accounts are red, worth $307K of $1.7M.") {
			t.Errorf("part %d does not say how the accounts stand", i)
		}
		why := "Usage\u00a0−30, Mood\u00a0−25, Trend\u00a0−20"
		if i == 0 {
			why = strings.ReplaceAll(why, "\u00a0", " ")
		}
		if !strings.Contains(part.Text, why) {
			t.Errorf("part %d does not say what costs an account most", i)
		}
		parts[i].Text = ""
	}
	want := []mailPart{
		{"text/plain; charset=utf-8", "", ""},
		{"text/html; charset=utf-8", "", ""},
		{"text/html; charset=utf-8", "report.html", readFile(t, at("page.html"))},
		{"text/csv; charset=utf-8; header=present", "scored.csv", readFile(t, at("scored.csv"))},
	}
	if diff := cmp.Diff(want, parts); diff != "" {
		t.Errorf("the parts (-want +got):\n%s", diff)
	}

	// Lines of a mail end in CRLF and are short: RFC 5322, 2.1.1, RFC 2045, 6.7 and 6.8.
	first, err := os.ReadFile(at("report.eml"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(string(first), "\r\n"), "\r\n") {
		if strings.ContainsAny(line, "\r\n") || len(line) > 76 || strings.ContainsFunc(line, func(r rune) bool { return r > '~' }) {
			t.Fatalf("there is a line %q", line)
		}
	}
	mailOf(t, folder, "../examples/accounts.csv", "--title", "Fünf ☎")
	if again, err := os.ReadFile(at("report.eml")); err != nil || !bytes.Equal(again, first) {
		t.Errorf("the same run gives another mail, %v", err)
	}
}

// checkEmail tells what HTML for mail may not have: https://www.caniemail.com.
func checkEmail(t *testing.T, text string, root *html.Node) {
	t.Helper()
	if len(text) >= report.MaxMailBody {
		t.Errorf("it has %d bytes", len(text))
	}
	known := strings.Fields("html head meta title body div table tbody tr td th h1 h2 p br span strong bdi")
	for _, n := range elements(root, "") {
		if !slices.Contains(known, n.Data) {
			t.Errorf("there is a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "class" || a.Key == "src" || a.Key == "href" || strings.Contains(a.Val, "url(") || strings.Contains(a.Val, "Zgotmpl") {
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
	open := map[string]int{}
	for _, tag := range regexp.MustCompile(`<(/?)([a-z0-9]+)`).FindAllStringSubmatch(text, -1) {
		if open[tag[2]]++; tag[1] == "/" {
			open[tag[2]] -= 2
		}
	}
	for _, name := range []string{"table", "tr", "td", "th", "span", "strong", "bdi", "h2", "body"} {
		if open[name] != 0 {
			t.Errorf("%d <%s> too many are opened", open[name], name)
		}
	}
}

func TestEmailRunsNothingThatComesOfData(t *testing.T) {
	rubric, accounts := hostileFiles(t)
	text, root := pageOf(t, accounts, "-r", rubric, "--title", hostile, "--tolerance", "100%", "--email")
	checkEmail(t, text, root)
	if strings.ContainsAny(text, "\u202e\x07") {
		t.Error("a control or bidirectional character is in the page")
	}
	if got := textOf(elements(root, "h1")[0]); !strings.HasPrefix(got, shownHostile[:70]) {
		t.Errorf("the title is\n%q, want\n%q", got, shownHostile)
	}
	subject, parts := mailOf(t, t.TempDir(), accounts, "-r", rubric, "--title", hostile+"\r\nBcc: all@example.com", "--tolerance", "100%")
	if want := shownHostile + `\r\nBcc: all@example.com, as of 2026-11-21`; subject != want {
		t.Errorf("the subject is\n%q, want\n%q", subject, want)
	}
	if len(parts) != 4 {
		t.Errorf("%d parts, want 4", len(parts))
	}
}

// However much there is to say, a mail is less than what mail clients clip, and
// says how the accounts stand.
func TestEmailIsNeverLong(t *testing.T) {
	folder := t.TempDir()
	quotes := strings.Repeat(`"'<☎`, 75)
	for name, c := range map[string]struct {
		text                   string
		bands, plays, accounts int
		cut                    bool
	}{
		"many accounts":     {"a", 3, 2, 2000, false},
		"many plays":        {"a", 2, 300, 100, true},
		"many bands":        {"a", 300, 1, 300, true},
		"long texts":        {quotes, 5, 5, 100, true},
		"much of all":       {quotes, 20, 20, 300, true},
		"no account at all": {quotes, 9, 9, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			rubric, accounts := filepath.Join(folder, "rubric.yaml"), filepath.Join(folder, "accounts.csv")
			var b strings.Builder
			fmt.Fprintf(&b, "{name: %q, id: id, owner: owner, value: worth, criteria: [{name: %q, key: one, column: one, weight: 1, cuts: [1, 2, 3, 4]}], bands: [", c.text, c.text)
			for i := range c.bands {
				fmt.Fprintf(&b, "{name: %q, from: %.2f, color: red, action: %q},\n", fmt.Sprint(i, c.text), float64(i)/4, c.text)
			}
			b.WriteString("], plays: [")
			for i := range c.plays {
				fmt.Fprintf(&b, "{name: %q, when: one < 9},\n", fmt.Sprint(i, c.text))
			}
			b.WriteString("]}\n")
			mustWrite(t, rubric, b.String())
			b.Reset()
			b.WriteString("id,owner,worth,one\n")
			quoted := `"` + strings.ReplaceAll(c.text, `"`, `""`) + `"`
			for i := range c.accounts {
				fmt.Fprintf(&b, "%d,%s,%d,%d\n", i, quoted, i, i%6)
			}
			mustWrite(t, accounts, b.String())
			text, root := pageOf(t, accounts, "-r", rubric, "--email")
			checkEmail(t, text, root)
			if cut := strings.Contains(text, "no list here has more than"); cut != c.cut {
				t.Errorf("it says that lists are cut: %t, want %t", cut, c.cut)
			}
			if headline := textOf(elements(root, "h2")[0]); !strings.Contains(headline, "account") {
				t.Errorf("the headline is %q", headline)
			}
		})
	}
}

// What servers would refuse is not attached: the scored accounts are left out,
// and without the page there is no mail.
func TestMailIsNotTooLarge(t *testing.T) {
	folder := t.TempDir()
	rubric, accounts := filepath.Join(folder, "rubric.yaml"), filepath.Join(folder, "accounts.csv")
	mustWrite(t, rubric, "{name: Large, id: id, criteria: [{name: One, column: one, weight: 1}]}")
	var b bytes.Buffer
	b.WriteString("id,one,note\n")
	for i := range 15 {
		fmt.Fprintf(&b, "%d,1,%s\n", i, strings.Repeat("x", 1<<20))
	}
	mustWrite(t, accounts, b.String())
	_, parts := mailOf(t, folder, accounts, "-r", rubric)
	if len(parts) != 3 || !strings.Contains(parts[0].Text, "The scored accounts are too large to be mailed.") {
		t.Errorf("%d parts, want 3, and that the scored accounts are left out", len(parts))
	}

	mustWrite(t, accounts, strings.ReplaceAll(b.String(), "id,one,note", "name,one,id"))
	code, _, said := runMain("score", accounts, "-r", rubric, "-o", filepath.Join(folder, "other.eml"))
	if code != exitFailed || !strings.Contains(said, "other.eml: the page is over the 14 MiB that can be mailed") || !strings.Contains(said, "hint: --top N") {
		t.Errorf("exit %d, %q", code, said)
	}
	if _, err := os.Stat(filepath.Join(folder, "other.eml")); err == nil {
		t.Error("there is a mail all the same")
	}
}
