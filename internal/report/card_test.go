package report

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

const cardRubric = `
name: Cards
id: id
label: company
owner: csm
show: [plan]
value: {column: arr, currency: CHF}
min_coverage: 20
criteria:
  - {name: Usage and adoption in the last ninety days, column: usage, weight: 60, cuts: [-1000000, 0.5, 1000000, 2000000]}
  - {name: Per seat, formula: usage / seats, weight: 10, cuts: [4, 3, 2, 1]}
  - {name: Mood, column: mood, weight: 30, levels: {desperate: 1, 普通: 3, "very, very glad": 5}}
bands: [{name: a red band with a name that is long, from: 0, color: red}, {name: green, from: 60}]
segments: [{name: small, when: seats < 5, weights: {Mood: 0}, cuts: {Usage and adoption in the last ninety days: [1, 2, 3, 4]}}]
caps: [{when: late > 9, band: a red band with a name that is long, reason: "a reason that is too long for one line of a narrow terminal"}]
plays: [{name: Call them, when: late > 0}, {name: "Averyveryveryveryverylongplaywithoutanyspaces", when: usage > 0}]
`

// drawAccount draws an account's cells: id, company, csm, plan, arr, and then
// what cardRubric judges by.
func drawAccount(t *rapid.T) plainCells {
	text := rapid.SampledFrom([]string{"", "Acme", "日本株式会社", "a\x1b[31m\nb", strings.Repeat("long", 30), "two words", "👨‍👩‍👧"})
	number := rapid.SampledFrom([]string{"", "0", "1", "2.5", "4", "333333.3333", "1500000", "x", "3"})
	return plainCells{
		text.Draw(t, "id"), text.Draw(t, "company"), text.Draw(t, "csm"), text.Draw(t, "plan"), number.Draw(t, "arr"),
		number.Draw(t, "usage"), number.Draw(t, "seats"),
		rapid.SampledFrom([]string{"desperate", "普通", "very, very glad", "?", ""}).Draw(t, "mood"), number.Draw(t, "late"),
	}
}

var cardHeader = []string{"id", "company", "csm", "plan", "arr", "usage", "seats", "mood", "late"}

// cardWriter returns the writer of the cards of accounts, and what scores one.
// The result is valid until the next.
func cardWriter(t interface{ Fatal(...any) }, text string, f Format, o CardOptions, all []plainCells) (Writer, func(plainCells) *Account) {
	r, err := rubric.Load("rubric.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	l, _, err := NewLayout(r, cardHeader, Options{AsOf: "2026-11-21"})
	if err != nil {
		t.Fatal(err)
	}
	s := scoring.New(r, 0)
	result := s.NewResult()
	score := func(account plainCells) *Account {
		var cells []string
		for _, c := range r.Columns {
			cells = append(cells, account.Cell(l.cell(c.Name)))
		}
		s.Score(cells, result)
		return &Account{Cells: account, Result: result}
	}
	peers := fleet.NewPeers(r)
	part := peers.Part()
	for _, account := range all {
		part.Note("", 0, nil, score(account).Result)
	}
	if err := part.Give(); err != nil {
		t.Fatal(err)
	}
	return NewCards(f, l, fleet.NewExplainer(peers, s), o), score
}

// drawn returns the cards of accounts.
func drawn(t interface{ Fatal(...any) }, text string, f Format, o CardOptions, all []plainCells) string {
	w, score := cardWriter(t, text, f, o, all)
	out := w.Begin(nil)
	for i, account := range all {
		if i > 0 {
			out = append(out, w.Between()...)
		}
		out = w.Append(out, score(account))
	}
	return string(w.End(out))
}

// A card's room is another's later. The race detector has one in four thrown
// away.
func TestCardsOfPlainAccountsAllocateNothing(t *testing.T) {
	const text = "name: Test\nid: id\ncriteria: [{name: Usage, column: usage, weight: 2, cuts: [1, 2, 3, 4]}, " +
		"{name: Seats, column: seats, weight: 1, cuts: [1, 2, 3, 4]}]"
	account := plainCells{"A-1", "", "", "", "", "1.25", "", "", ""}
	for _, f := range []Format{FormatTable, FormatJSON} {
		w, score := cardWriter(t, text, f, CardOptions{Width: 80, Color: true}, []plainCells{account})
		a, dst := score(account), make([]byte, 0, 4096)
		if n := testing.AllocsPerRun(100, func() { dst = w.Append(dst[:0], a) }); n > 2 {
			t.Errorf("%s: %v allocations", f, n)
		}
	}
}

func TestCardsFitTheTerminal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(minWidth, 120).Draw(t, "width")
		all := rapid.SliceOfN(rapid.Custom(drawAccount), 1, 4).Draw(t, "accounts")
		for line := range strings.Lines(drawn(t, cardRubric, FormatTable, CardOptions{Width: width}, all)) {
			line = strings.TrimSuffix(line, "\n")
			if got := textWidth(line); got > width {
				t.Fatalf("a line of %d columns; want at most %d:\n%s", got, width, line)
			}
			if strings.TrimRight(line, " ") != line || strings.ContainsAny(line, "\x1b\r") {
				t.Fatalf("spaces at the end, or a control character: %q", line)
			}
		}
	})
}

// Painting adds colours, and nothing else.
func TestPaintedCardsSayTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := []plainCells{drawAccount(t)}
		plain := drawn(t, cardRubric, FormatTable, CardOptions{Width: 80}, all)
		painted := drawn(t, cardRubric, FormatTable, CardOptions{Width: 80, Color: true}, all)
		if painted == plain {
			t.Fatal("no colours")
		}
		if diff := cmp.Diff(plain, sgr.ReplaceAllString(painted, "")); diff != "" {
			t.Fatalf("plain against painted:\n%s", diff)
		}
	})
}

func TestJSONCardsAreJSONAndSum(t *testing.T) {
	type parts struct {
		Score, Uncapped *float64
		Criteria        []struct{ Points, Difference *float64 }
		Difference      *struct{ Uncapped, Cap, Score float64 }
	}
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(drawAccount), 1, 4).Draw(t, "accounts")
		var cards []parts
		if err := json.Unmarshal([]byte(drawn(t, cardRubric, FormatJSON, CardOptions{}, all)), &cards); err != nil {
			t.Fatal(err)
		}
		if len(cards) != len(all) {
			t.Fatalf("%d cards of %d accounts", len(cards), len(all))
		}
		for _, c := range cards {
			if c.Score == nil {
				continue
			}
			points, differences := 0.0, 0.0
			for _, criterion := range c.Criteria {
				differences += *criterion.Difference
				if criterion.Points != nil {
					points += *criterion.Points
				}
			}
			got := []int{hundredths(points), hundredths(differences), hundredths(c.Difference.Uncapped + c.Difference.Cap)}
			want := []int{hundredths(*c.Uncapped), hundredths(c.Difference.Uncapped), hundredths(c.Difference.Score)}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("the parts do not sum:\n%s", diff)
			}
		}
	})
}

// hundredths returns a sum of hundredths without what doubles add to it.
func hundredths(x float64) int { return int(math.Round(100 * x)) }

func TestMetricsAreShownOnTheirSideOfTheCuts(t *testing.T) {
	const text = "name: Test\nid: id\ncriteria: [{name: Half, formula: usage / seats, weight: 1, cuts: [20, 40, 60, 80]}]"
	tests := []struct{ usage, seats, shown string }{
		{"111", "2", " 55.5 "},
		{"100", "3", " 33.33 "},
		{"80", "1", " 80 "},
		{"239.97", "3", " 79.99 "},
		{"79.999", "1", " 79.999 "}, // 80.00 would be rated 5
		{"79.9999996", "1", " 79.9999996 "},
		{"-0.001", "1", " 0 "},
		{"1", "0", " · "},
	}
	for _, test := range tests {
		account := plainCells{"a", "", "", "", "", test.usage, test.seats, "", ""}
		got := drawn(t, text, FormatTable, CardOptions{}, []plainCells{account})
		if !strings.Contains(got, test.shown) {
			t.Errorf("%s / %s: want %q in\n%s", test.usage, test.seats, test.shown, got)
		}
	}
}

func TestCutsMarkTheMetricsPlace(t *testing.T) {
	rising, falling := rubric.Cuts{At: [4]float64{-1, 0, 2.5, 2.5}}, rubric.Cuts{At: [4]float64{12, 8, 4, 1}, LowerIsBetter: true}
	tests := []struct {
		name   string
		ladder ladder
		want   []string
	}{
		{"rising", cutsLadder(rising),
			[]string{"-1 0 2.5 2.5", "▸ -1 0 2.5 2.5", "-1 ▸ 0 2.5 2.5", "-1 0 ▸ 2.5 2.5", "-1 0 2.5 ▸ 2.5", "-1 0 2.5 2.5 ▸"}},
		{"next to it", ladder{all: cutsLadder(falling).near},
			[]string{"12 8 4 1", "▸ 12", "12 ▸ 8", "8 ▸ 4", "4 ▸ 1", "1 ▸"}},
		{"levels", levelsLadder([]rubric.Level{{Text: "sad", Rating: 1}, {Text: "glad", Rating: 5}}),
			[]string{"sad glad", "▸sad glad", "sad ▸glad"}},
		{"ratings", levelsLadder(nil), []string{"", "", "", "", "", ""}},
	}
	for _, test := range tests {
		var got []string
		for _, rungs := range test.ladder.all {
			got = append(got, rungs.text)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}
