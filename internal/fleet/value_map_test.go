package fleet_test

import (
	"math"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/scoring"
)

// mapOf returns a map of accounts of two bands, of which the lower ends at 50.
func mapOf(t *testing.T, values ...float64) *fleet.ValueMap {
	t.Helper()
	m := fleet.NewValueMap(2)
	part := m.Part()
	for i, value := range values {
		r := scoring.Result{Scored: true, Value: value, Score: []int{1000, 9900}[i%2], Band: i % 2}
		part.Note("", 0, nil, &r)
	}
	part.Note("", 0, nil, &scoring.Result{Value: 1, Band: scoring.None})
	if err := part.Give(); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestValueMapCountsByValueAndScore(t *testing.T) {
	m := mapOf(t, -5, 0.99, 1, 1.99, 2, 49_999, 50_000, 1e13, math.NaN(), math.NaN())
	want := []fleet.MapCell{
		{0, 2, 0, fleet.Sum{Accounts: 1, Value: -5}}, {0, 19, 1, fleet.Sum{Accounts: 1, Value: 0.99}},
		{1, 2, 0, fleet.Sum{Accounts: 1, Value: 1}}, {1, 19, 1, fleet.Sum{Accounts: 1, Value: 1.99}},
		{2, 2, 0, fleet.Sum{Accounts: 1, Value: 2}}, {14, 19, 1, fleet.Sum{Accounts: 1, Value: 49_999}},
		{15, 2, 0, fleet.Sum{Accounts: 1, Value: 50_000}}, {37, 19, 1, fleet.Sum{Accounts: 1, Value: 1e13}},
	}
	if diff := gocmp.Diff(want, m.Cells()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for row, want := range map[int]float64{0: 0, 1: 1, 3: 5, 15: 50_000} {
		if got := fleet.RowFrom(row); got != want {
			t.Errorf("row %d starts at %v, want %v", row, got, want)
		}
	}
}

// What is much starts at the last round figure that is not above the mean.
func TestValueMapSaysWhatIsMuch(t *testing.T) {
	for _, c := range []struct {
		values []float64
		much   float64
		low    fleet.Sum
	}{
		{nil, 0, fleet.Sum{}},
		{[]float64{10, 10}, 10, fleet.Sum{Accounts: 1, Value: 10}},
		{[]float64{9, 9}, 5, fleet.Sum{Accounts: 1, Value: 9}},
		{[]float64{100, 10, 10, 10, 10, 10}, 20, fleet.Sum{Accounts: 1, Value: 100}},
		{[]float64{-10, -10}, 0, fleet.Sum{Accounts: 1, Value: -10}},
		{[]float64{1e308, 1e308, 1e308}, 0, fleet.Sum{Accounts: 2, Value: math.Inf(1)}},
	} {
		m := mapOf(t, c.values...)
		if got := m.Much(); got != c.much {
			t.Errorf("%v: much is %v, want %v", c.values, got, c.much)
		}
		if diff := gocmp.Diff(c.low, m.Low(m.Much())); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.values, diff)
		}
	}
}

func TestSpreadPartsBandsWithinAnInterval(t *testing.T) {
	s := summaryOf(t, nil,
		[]string{"", "1", "bad", ""},   // 0
		[]string{"", "90", "none", ""}, // 49.99
		[]string{"", "50", "good", ""}, // 65
		[]string{"", "90", "good", ""}, // 100
	)
	if diff := gocmp.Diff([][]int{{2, 0, 0}, {0, 1, 1}}, s.All.Spread(2, s.Rubric.Bands)); diff != "" {
		t.Errorf("two intervals (-want +got):\n%s", diff)
	}
	if diff := gocmp.Diff([][]int{{2, 1, 1}}, s.All.Spread(1, s.Rubric.Bands)); diff != "" {
		t.Errorf("one interval (-want +got):\n%s", diff)
	}
}

// Beyond the most there are, groups are those that are met first, however rows
// are parted.
func TestGroupsBeyondTheMostAreOne(t *testing.T) {
	r := loadSummaryRubric(t)
	rows := [][]string{
		{"1", "90", "good", "b"}, {"2", "90", "good", "a"}, {"4", "90", "good", "c"}, {"8", "90", "good", "b"}, {"16", "90", "good", "d"},
	}
	for _, chunk := range []int{1, 2, 5} {
		by := columns(r, summaryHeader, "team")
		by[0].Most = 2
		s := fleet.NewSummary(r, by)
		part := s.Part()
		for from := 0; from < len(rows); from += chunk {
			give(t, part, r, rows[from:min(from+chunk, len(rows))])
		}
		got := map[string]float64{}
		for _, g := range s.By[0].Groups() {
			got[g.Name] = g.Value()
		}
		got["rest"] = s.By[0].Rest().Value()
		if diff := gocmp.Diff(map[string]float64{"b": 9, "a": 2, "rest": 20}, got); diff != "" {
			t.Errorf("%d rows a chunk (-want +got):\n%s", chunk, diff)
		}
	}
}

func TestCountBandsLeavesOutTheAbsent(t *testing.T) {
	bands := loadSummaryRubric(t).Bands
	got := fleet.CountBands(bands, []int16{0, 4999, 5000, 7499, 7500, 10000, history.Absent, history.Unscored, history.Unscored})
	if diff := gocmp.Diff([]int{2, 2, 2, 2}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
