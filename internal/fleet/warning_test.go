package fleet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chs/rubric"
	"chs/scoring"

	"github.com/google/go-cmp/cmp"
)

// line returns the scores of an account in points, a word a week; 60*12 are
// twelve weeks, - is a week without a score, and ? is another.
func line(t *testing.T, text string) []int16 {
	t.Helper()
	var scores []int16
	for word := range strings.FieldsSeq(text) {
		points, times, _ := strings.Cut(word, "*")
		score, n := int16(-1), 1
		switch points {
		case "-":
		case "?":
			score = -2
		default:
			number, err := strconv.ParseFloat(points, 64)
			if err != nil {
				t.Fatal(err)
			}
			score = int16(100 * number)
		}
		if times != "" {
			var err error
			if n, err = strconv.Atoi(times); err != nil {
				t.Fatal(err)
			}
		}
		scores = append(scores, slices.Repeat([]int16{score}, n)...)
	}
	return scores
}

// weekly returns the weeks of accounts, by their lines.
func weekly(lines ...[]int16) [][]int16 {
	weeks := make([][]int16, len(lines[0]))
	for i := range weeks {
		for _, line := range lines {
			weeks[i] = append(weeks[i], line[i])
		}
	}
	return weeks
}

// among returns what is said of account 0, whose line is given, in a fleet whose
// others stay at 50 points, or at 50 points and then go so far up and down.
func among(t *testing.T, rule rubric.Warning, text, apart string) *Warnings {
	t.Helper()
	lines := [][]int16{line(t, text)}
	weeks := len(lines[0])
	if apart == "" {
		apart = "0"
	}
	points, err := strconv.ParseFloat(apart, 64)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 32 {
		behind := min(12, weeks)
		sign := []float64{1, -1}[i%2]
		lines = append(lines, line(t, fmt.Sprintf("50*%d %g*%d", weeks-behind, 50+sign*points, behind)))
	}
	return NewWarnings(weekly(lines...), rule)
}

func TestWarning(t *testing.T) {
	usual := rubric.DefaultWarning()
	with := func(change func(*rubric.Warning)) rubric.Warning {
		rule := usual
		change(&rule)
		return rule
	}
	tests := []struct {
		what, line, apart string
		rule              rubric.Warning
		want              Verdict
	}{
		{"at the threshold", "60*22 57.5*2", "", usual, Clear},
		{"below it", "60*22 57.49*2", "", usual, Warned},
		{"below it once", "60*23 40", "", usual, Clear},
		{"below it once and again", "60*21 40 60 40", "", usual, Clear},
		{"below it before", "60*21 40*2 60", "", usual, Clear},
		{"below it, and a week without a score", "60*21 40 - 40", "", usual, Warned},
		{"below it, and a week without a score of another kind", "60*20 ? 40 ? 40", "", usual, Warned},
		{"above it", "60*22 80*2", "", usual, Clear},
		{"no score now", "60*21 40*2 -", "", usual, NotScored},
		{"no score now, of another kind", "60*21 40*2 ?", "", usual, NotScored},
		{"never a score", "-*24", "", usual, NotScored},
		{"σ 3, at the threshold", "60*22 52.5*2", "3", usual, Clear},
		{"σ 3, below it", "60*22 52.49*2", "3", usual, Warned},
		{"σ less than a point", "60*22 57.49*2", "0.99", usual, Warned},
		{"sigmas", "60*22 51*2", "3", with(func(r *rubric.Warning) { r.Sigmas = 300 }), Clear},
		{"sigmas, below", "60*22 50.99*2", "3", with(func(r *rubric.Warning) { r.Sigmas = 300 }), Warned},
		{"sigmas with decimals", "60*22 49.47*2", "3", with(func(r *rubric.Warning) { r.Sigmas = 351 }), Clear},
		{"one week", "60*23 40", "", with(func(r *rubric.Warning) { r.Weeks = 1 }), Warned},
		{"not for three weeks", "60*22 40*2", "", with(func(r *rubric.Warning) { r.Weeks = 3 }), Clear},
		{"for three weeks", "60*21 40*3", "", with(func(r *rubric.Warning) { r.Weeks = 3 }), Warned},
		{"a week is there", "-*23 60", "", usual, 5},
		{"five weeks are there", "60*3 40*2", "", usual, 1},
		{"six weeks are there", "60*4 40*2", "", usual, Warned},
		{"six weeks of longer", "60 -*5 60*2 -*9 60 40*2", "", usual, Warned},
		{"five weeks of longer", "60 -*5 60*2 -*9 40*2", "", usual, 1},
		{"too long ago", "60*5 -*22 40*2", "", usual, 4},
		{"at least three", "60 40*2", "", with(func(r *rubric.Warning) { r.AtLeast = 3 }), Warned},
		{"low for twelve weeks", "60*12 40*12", "", usual, Warned},
		{"low for so long that it is usual", "60*5 40*19", "", usual, Clear},
		{"low for three times as long as there was before", "60*4 40*12", "", usual, Warned},
		{"low for longer", "60*4 40*13", "", usual, Clear},
		{"high before the weeks that count", "90*30 60*12 59*12", "", usual, Clear},
		{"a shorter baseline", "90*6 60*10", "", with(func(r *rubric.Warning) { r.Baseline = 5 }), Clear},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			if got := among(t, test.rule, test.line, test.apart).Of(0); got != test.want {
				t.Errorf("%s: got %d, want %d", test.line, got, test.want)
			}
		})
	}
}

func TestFall(t *testing.T) {
	tests := []struct {
		what, line string
		want       Fall
	}{
		{"not below", "60*22 57.5*2", Fall{60_00, 57_50, scoring.None}},
		{"below for a week", "60*23 40", Fall{60_00, 40_00, 23}},
		{"below for two", "60*22 40*2", Fall{60_00, 40_00, 22}},
		{"below with a week without a score", "60*20 40 - 45 50", Fall{60_00, 50_00, 20}},
		{"below, and before", "60*18 40*2 60 - 45 50", Fall{60_00, 50_00, 22}},
		{"below for longer than the baseline is away", "60*12 40*12", Fall{60_00, 40_00, 12}},
		{"of more weeks than count", "90*10 60*20 40*4", Fall{60_00, 40_00, 30}},
		{"the median of an odd number", "10 30 20 90 0*2", Fall{20_00, 0, 4}},
		{"the median of an even number", "10 30 20 90 80 0*2", Fall{25_00, 0, 5}},
		{"the median of an even number, rounded down", "10 30 20.01 90 80 0*2", Fall{25_00, 0, 5}},
		{"the median of the oldest twelve", "50*6 51*6 70*10 0*2", Fall{50_50, 0, 22}},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			w := among(t, rubric.DefaultWarning(), test.line, "")
			if diff := cmp.Diff(test.want, w.Fall(0)); diff != "" {
				t.Errorf("%s:\n%s", test.line, diff)
			}
		})
	}
}

// What all do together is no warning; not to do it may be one.
func TestFleetMoves(t *testing.T) {
	for _, test := range []struct {
		all, one string
		want     Verdict
		fall     Fall
	}{
		{"60*22 40*2", "70*22 50*2", Clear, Fall{50_00, 50_00, scoring.None}},
		{"60*22 40*2", "70*22 45*2", Warned, Fall{50_00, 45_00, 22}},
		{"60*22 90*2", "80*24", Warned, Fall{110_00, 80_00, 22}},
		{"60*12 50*6 40*4 70*2", "70*12 60*6 50*4 80*2", Clear, Fall{80_00, 80_00, scoring.None}},
		{"60*20 - - 30*2", "70*20 - - 40*2", Clear, Fall{40_00, 40_00, scoring.None}},
		{"60*20 - - 30*2", "70*20 40*2 35*2", Warned, Fall{40_00, 35_00, 22}},
	} {
		lines := slices.Repeat([][]int16{line(t, test.all)}, 9)
		w := NewWarnings(weekly(append(lines, line(t, test.one))...), rubric.DefaultWarning())
		if got := w.Of(9); got != test.want {
			t.Errorf("%s among %s: %d, want %d", test.one, test.all, got, test.want)
		}
		if diff := cmp.Diff(test.fall, w.Fall(9)); diff != "" {
			t.Errorf("%s among %s:\n%s", test.one, test.all, diff)
		}
	}
}

// σ comes of the distances within which 68.27 %, or 90 %, of all are.
func TestSpread(t *testing.T) {
	for _, test := range []struct {
		distances map[int]int // how many there are of each
		want      int
	}{
		{nil, 0},
		{map[int]int{700: 1}, 700},
		{map[int]int{100: 6827, 300: 3173}, 182}, // 300 / 1.645
		{map[int]int{100: 6826, 300: 3174}, 300},
		{map[int]int{0: 9, 1645: 1}, 0},
		{map[int]int{0: 8, 1645: 2}, 1000},
		{map[int]int{100: 85, 9000: 15}, 5471},
		{map[int]int{100: 90, 9000: 10}, 100},
	} {
		var all tally
		for distance, n := range test.distances {
			for range n {
				all.add(distance)
			}
		}
		if got := all.spread(); got != test.want {
			t.Errorf("%v: got %d, want %d", test.distances, got, test.want)
		}
	}
}

func TestNoWeeks(t *testing.T) {
	if n := len(NewWarnings(nil, rubric.DefaultWarning()).standing); n != 0 {
		t.Errorf("%d accounts", n)
	}
}
