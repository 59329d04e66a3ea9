package report

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// longSummary is one of long names and large numbers: of bands, of plays, of
// criteria and of groups.
func longSummary(t *testing.T, accounts int) *fleet.Summary {
	t.Helper()
	long := strings.Repeat("extraordinarily long ", 3)
	r, err := rubric.Load("rubric.yaml", []byte(`
name: `+long+`
id: id
value: {column: worth, currency: CHF}
criteria: [{name: `+long+`, column: x, weight: 1, cuts: [20, 40, 60, 80]}]
bands:
  - {name: red `+long+`, from: 0, color: red, symbol: "▼"}
  - {name: green, from: 50}
plays: [{name: `+long+`, when: score < 60}]
`))
	if err != nil {
		t.Fatal(err)
	}
	s := fleet.NewSummary(r, []fleet.By{{Name: "who", Index: 2}})
	part, scorer := s.Part(), scoring.New(r, 0)
	result := scorer.NewResult()
	for i := range accounts {
		row := []string{"1e14", fmt.Sprint(i * 7 % 100), fmt.Sprintf("%s %d 客户", long, i%3)}
		scorer.Score(row[:2], result)
		part.Note("", 0, func(i int) string { return row[i] }, result)
	}
	if err := part.Give(); err != nil {
		t.Fatal(err)
	}
	return s
}

func tableOf(t *testing.T, s *fleet.Summary, o SummaryOptions) string {
	t.Helper()
	var b strings.Builder
	o.RubricFrom, o.AsOf = "rubric.yaml", "2026-11-21"
	if err := WriteSummary(&b, FormatTable, s, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSummaryTableFitsTheTerminal(t *testing.T) {
	s := longSummary(t, 12345)
	for width := 40; width <= 200; width++ {
		for line := range strings.Lines(tableOf(t, s, SummaryOptions{Width: width})) {
			if got := textWidth(strings.TrimRight(line, "\n")); got > width {
				t.Errorf("%d columns at width %d: %s", got, width, line)
			}
		}
	}
}

func TestSummaryTableOfOneAccountAndOfNone(t *testing.T) {
	if got := tableOf(t, longSummary(t, 1), SummaryOptions{}); !strings.Contains(got, " · 1 account · ") {
		t.Errorf("one account:\n%s", got)
	}
	if got := tableOf(t, longSummary(t, 0), SummaryOptions{}); !strings.HasSuffix(got, " · 0 accounts · as of 2026-11-21\n no accounts\n") {
		t.Errorf("no account:\n%s", got)
	}
}

func TestBars(t *testing.T) {
	for _, test := range []struct {
		part, longest int
		glyph, want   string
	}{
		{0, 0, solid, ""},
		{0, 8, solid, ""},
		{8, 8, solid, "████"},
		{4, 8, solid, "██"},
		{3, 8, solid, "█▌"},
		{1, 1000, solid, "▏"},
		{999, 1000, solid, "████"},
		{1, 1000, "▓", "▓"},
		{3, 8, "▓", "▓▓"},
	} {
		l := summaryLine{part: test.part, glyph: test.glyph}
		if got := l.bar(test.longest, 4); got != test.want {
			t.Errorf("%d of %d in %s: %q, want %q", test.part, test.longest, test.glyph, got, test.want)
		}
	}
}

// The parts of a group's bar fill it, whatever is rounded.
func TestBandsBarIsFull(t *testing.T) {
	s := longSummary(t, 100)
	for red := range 100 {
		g := &fleet.Group{Accounts: 100, Bands: []fleet.Sum{{Accounts: red}, {Accounts: 99 - red}, {Accounts: 1}}}
		for _, painted := range []bool{false, true} {
			if got := textWidth(bandsBar(s, g, painted)); got != 16 {
				t.Errorf("%d of 100 red: %d columns, want 16", red, got)
			}
		}
	}
}

func TestAmountText(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0.00", math.Copysign(0, -1): "0.00", -1.5: "-1.50", 1234567.891: "1234567.89",
		math.Inf(1): "", math.Inf(-1): "",
	} {
		if got := AmountText(x); got != want {
			t.Errorf("%v: %q, want %q", x, got, want)
		}
	}
	if got := AmountText(math.NaN()); got != "" {
		t.Errorf("NaN: %q, want none", got)
	}
}
