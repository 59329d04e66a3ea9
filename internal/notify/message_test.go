package notify_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/cmd/help"
	"chs/internal/history"
	"chs/internal/notify"
	"chs/rubric"
	"chs/scoring"
)

var update = flag.Bool("update", false, "write the expected messages anew")

const rubricText = `name: Small
version: "2"
id: id
value: {column: arr, currency: USD}
criteria: [{name: Use, column: use, weight: 1}]
bands: [{name: red, from: 0, action: call <today>}, {name: yellow, from: 50}, {name: green, from: 75}]
caps: [{when: days_late > 90, band: red, reason: paid late}]
`

func load(t interface{ Fatal(...any) }, text string) *rubric.Rubric {
	r, err := rubric.Load("rubric.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// account returns an account, scored in points.
func account(id string, score int, value float64) *history.Account {
	a := &history.Account{ID: id, Label: "Company " + id, Owner: "kim", Scored: true, Score: 100 * score, Cap: scoring.None, Value: value}
	if score >= 50 {
		a.Band = 1
	}
	if score >= 75 {
		a.Band = 2
	}
	return a
}

func unscored(id string) *history.Account {
	return &history.Account{ID: id, Band: scoring.None, Cap: scoring.None, Value: math.NaN()}
}

// message returns a message, with which everything may happen.
func message(t interface{ Fatal(...any) }, limit int, take func(*notify.Gatherer)) *notify.Message {
	m := &notify.Message{
		Schema: notify.Schema, Chs: "1.2.3", To: "ops", Portfolio: "B2B & SaaS",
		Rubric: notify.Rubric{Name: "Small", Version: "2", Hash: "ab12"}, AsOf: 20778, Baseline: new(notify.Day(20771)),
		Rows: 12, Rejected: 3,
	}
	r := load(t, rubricText)
	g := notify.NewGatherer(m, r, r, limit)
	take(g)
	g.Finish(func(i *notify.Item, before, after *history.Account) {
		if before == nil || after == nil || i.Change == nil {
			return
		}
		i.Since, i.Drivers = new(notify.Day(20775)), []notify.Driver{{"Use", 7500}}
		i.Parts = []notify.Part{{"data", "Use", -4000}, {"caps", "", -1000}}
	})
	return m
}

// everything lets each kind of thing happen.
func everything(g *notify.Gatherer) {
	g.Take(account("down", 80, 1000), account("down", 30, 1200))
	capped := account("lower", 0, 100)
	capped.Cap = 0
	g.Take(account("lower", 80, 1000), capped)
	g.Take(account("up", 30, 5e6), account("up", 80, 5e6))
	g.Take(account("same", 30, 10), account("same", 49, 10))
	g.Warn(account("same", 30, 10), account("same", 49, 10), "two weeks < 50")
	g.Take(account("lost", 30, 10), unscored("lost"))
	g.Take(unscored("found"), account("found", 10, math.NaN()))
	g.Take(unscored("none"), unscored("none"))
	g.Take(nil, account("new", 60, -0.001))
	g.Take(account("gone", 100, 7), nil)
	hostile := account("<!channel> @here <@U1> #general *b* _i_ `c` https://evil.example/?a&b", 10, 1)
	hostile.Label, hostile.Owner = "<https://evil.example|Acme>\n\n*@channel*", "@kim\u202e\x1b[2J"
	g.Take(account("x", 60, 1), hostile)
}

func TestMessagesInEveryFormat(t *testing.T) {
	for _, f := range notify.Formats {
		got, err := message(t, 20, everything).Write(f)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", "message."+string(f))
		if *update {
			if err := os.WriteFile(file, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want = bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s: %s", f, diff)
		}
		decoder := json.NewDecoder(bytes.NewReader(got))
		for decoder.More() {
			var object map[string]any
			if err := decoder.Decode(&object); err != nil {
				t.Errorf("%s: %v", f, err)
			}
		}
	}
}

// Counts are of all accounts, lists of the first: those with the highest
// priority.
func TestListsAreLimited(t *testing.T) {
	m := message(t, 2, func(g *notify.Gatherer) {
		for i, score := range []int{10, 0, 49, 30, 0} {
			g.Take(account("", 80, 1), account(string(rune('a'+i)), score, 100*float64(i%2+1)))
		}
		g.Take(account("", 80, 1), account("unknown", 0, math.NaN()))
	})
	down := m.Events[notify.CrossedDown]
	var listed []string
	for _, i := range down.Listed {
		listed = append(listed, i.Account)
	}
	if diff := cmp.Diff([]string{"b", "d"}, listed); diff != "" || down.Count != 6 || down.Value != 700 {
		t.Error(diff, down.Count, down.Value)
	}
}

func TestAMessageOfNothingIsEmpty(t *testing.T) {
	m := message(t, 20, func(g *notify.Gatherer) { g.Take(account("a", 30, 1), account("a", 40, 2)) })
	if !m.Empty() || m.Title() != "nothing changed" || *m.Change != 1000 {
		t.Errorf("%+v", m)
	}
	m = message(t, 20, everything)
	if want := "3 crossed down, 1 warned, 1 no longer scored, 1 left, 1 crossed up, 1 now scored, 1 came"; m.Empty() || m.Title() != want {
		t.Error(m.Title())
	}
}

// A band of another name in a new rubric is none that is crossed.
func TestRenamedBandsAreNotCrossed(t *testing.T) {
	m := &notify.Message{}
	g := notify.NewGatherer(m, load(t, rubricText), load(t, strings.ReplaceAll(rubricText, "yellow", "amber")), 20)
	g.Take(account("a", 60, 1), account("a", 60, 1))
	g.Take(account("b", 60, 1), account("b", 80, 1))
	if m.Events[notify.CrossedUp].Count != 1 || m.Events[notify.CrossedDown].Count != 0 {
		t.Errorf("%+v", m.Events)
	}
}

// Without values in the rubric no sum is given.
func TestValuesThatAreNotKnown(t *testing.T) {
	m := &notify.Message{}
	r := load(t, strings.Replace(rubricText, "value: {column: arr, currency: USD}\n", "", 1))
	g := notify.NewGatherer(m, r, r, 20)
	g.Take(account("a", 60, math.NaN()), account("a", 10, math.NaN()))
	if !math.IsNaN(float64(m.Value)) || !math.IsNaN(float64(m.Events[notify.CrossedDown].Value)) {
		t.Errorf("%+v", m)
	}
}

func TestKeysTellDeliveriesApart(t *testing.T) {
	keys := map[string]bool{}
	for _, name := range []string{"a", "b"} {
		for _, body := range []string{"a", "b", "a"} {
			keys[notify.Key(name, []byte(body))] = true
		}
	}
	if len(keys) != 4 {
		t.Error(keys)
	}
}

// What has no room in the blocks is counted.
func TestBlocksSayWhatHasNoRoom(t *testing.T) {
	m := message(t, 0, func(g *notify.Gatherer) {
		for range 1000 {
			long := account(strings.Repeat("x", 200), 10, 1)
			g.Take(account("", 60, 1), long)
			g.Take(nil, long)
		}
	})
	body, err := m.Write(notify.FormatSlack)
	if err != nil {
		t.Fatal(err)
	}
	told := strings.Count(string(body), " · kim · ")
	if want := fmt.Sprintf("%d accounts more", 2000-told); told == 0 || !strings.Contains(string(body), want) {
		t.Errorf("%d accounts are told, and not %q", told, want)
	}
}

// Whatever accounts are called, blocks keep Slack's limits, and nothing in them
// mentions, links or formats.
func TestBlocksKeepLimits(t *testing.T) {
	type block struct {
		Type string
		Text struct {
			Type, Text string
			Emoji      bool
		}
	}
	active := regexp.MustCompile(`[<>]|@[^\x{2060}]|://|&[^;]*$|[\x00-\x09\x0b-\x1f]`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringN(1, 20, -1), rapid.StringN(90, 300, -1),
			rapid.SampledFrom([]string{"<!here>", "@a@", "https://a", "&lt;", strings.Repeat("&", 120)}))
		texts := rapid.SliceOfN(text, 4, 4).Draw(t, "texts")
		m := message(t, rapid.SampledFrom([]int{0, 20}).Draw(t, "limit"), func(g *notify.Gatherer) {
			for range rapid.IntRange(0, 300).Draw(t, "accounts") {
				a := account(texts[0], rapid.SampledFrom([]int{0, 60, 80}).Draw(t, "score"), 1)
				a.Label, a.Owner = texts[1], texts[2]
				g.Take(account("", 60, 1), a)
			}
		})
		m.Portfolio = "p" + texts[3]
		body, err := m.Write(notify.FormatSlack)
		if err != nil {
			t.Fatal(err)
		}
		var payload struct {
			Text   string
			Blocks []block
		}
		if err := json.Unmarshal(body, &payload); err != nil {
			t.Fatal(err)
		}
		if len(payload.Blocks) > 50 {
			t.Errorf("%d blocks", len(payload.Blocks))
		}
		for _, b := range payload.Blocks {
			length, most := utf8.RuneCountInString(b.Text.Text), 3000
			if b.Type == "header" {
				most = 150
			}
			if length == 0 || length > most || b.Text.Type != "plain_text" || b.Text.Emoji || active.MatchString(b.Text.Text) {
				t.Errorf("%+v", b)
			}
		}
		if active.MatchString(payload.Text) {
			t.Error(payload.Text)
		}
	})
}

// The page on alerts names every field.
func TestFieldsAreDocumented(t *testing.T) {
	page := ""
	for _, topic := range help.Topics() {
		if topic.Name == "alerts" {
			page = topic.Text
		}
	}
	m := message(t, 20, everything)
	for _, f := range []notify.Format{notify.FormatJSON, notify.FormatNDJSON} {
		body, err := m.Write(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range regexp.MustCompile(`"(\w+)":`).FindAllStringSubmatch(string(body), -1) {
			if !regexp.MustCompile(`[ \x60]` + field[1] + `[ ,\x60]`).MatchString(page) {
				t.Errorf("%s is not documented", field[1])
			}
		}
	}
}
