package fleet_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// rubricOf loads a rubric, which gets the name and id that each must have.
func rubricOf(t interface{ Fatal(...any) }, text string) *rubric.Rubric {
	r, err := rubric.Load("rubric.yaml", []byte("name: Test\nid: id\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// doubts returns what a fleet has to say of a rubric, without the places.
func doubts(t interface{ Fatal(...any) }, text string, census *fleet.Census) []string {
	var all []string
	for _, f := range fleet.Lint(rubricOf(t, text), census) {
		all = append(all, f.Message)
	}
	return all
}

func TestTemplatesAndExamplesRaiseNoDoubt(t *testing.T) {
	example, err := os.ReadFile("../../examples/rubric.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, template := range append(rubric.Templates(), rubric.Template{Name: "example", Text: example}) {
		r, err := rubric.Load(template.Name+".yaml", template.Text)
		if err != nil {
			t.Fatal(err)
		}
		for _, doubt := range fleet.Lint(r, nil) {
			t.Error(doubt.In(r.File))
		}
	}
}

func TestLintOfOneCriterion(t *testing.T) {
	for criterion, want := range map[string]string{
		"column: x, cuts: [1, 2, 3, 4]":                                         "",
		"column: x, cuts: [1, 2, 2, 4]":                                         `no value gets rating 3, which equal cuts skip; want cuts that differ, if that is not meant`,
		"column: x, cuts: [4, 4, 4, 4], better: lower":                          `no value gets rating 2, 3 or 4, which equal cuts skip; want cuts that differ, if that is not meant`,
		"formula: 'count_true(x > 1, y > 1, z > 1, u > 1)', cuts: [1, 2, 3, 4]": "",
		"formula: 'count_true(x > 1, y > 1, z > 1)', cuts: [1, 2, 3, 4]":        `no account gets rating 5 by the cuts [1, 2, 3, 4]; the formula gives 0 to 3`,
		"formula: 'count_true(x > 1, y > 1)', cuts: [2, 1.5, 1, 0]":             `no account gets rating 1 or 3 by the cuts [2, 1.5, 1, 0]; the formula gives 0 to 2`,
		"formula: 'min(x, 80)', cuts: [20, 40, 60, 80]":                         "",
		"formula: 'min(x, 79)', cuts: [20, 40, 60, 80]":                         `no account gets rating 5 by the cuts [20, 40, 60, 80]; the formula gives 79 at most`,
		"formula: 'abs(x)', cuts: [0, 1, 2, 3]":                                 `no account gets rating 1 by the cuts [0, 1, 2, 3]; the formula gives 0 at least`,
		"formula: 'x > 1 ? 3 : nil', cuts: [1, 2, 3, 4]":                        `no account gets rating 1, 2, 3 or 5 by the cuts [1, 2, 3, 4]; the formula gives 3 alone`,
		"formula: 'rate(x, 1, 2, 3, 4)'":                                        "",
		"formula: 'round(mean(rate(x, 1, 2, 3, 4), y))'":                        "",
		"formula: 'mean(rate(x, 1, 2, 3, 4), y)'":                               `the formula gives fractions, and only whole numbers are ratings; want round(…) around it, or cuts`,
		"formula: 'x / y'":                                                      `the formula gives fractions, and only whole numbers are ratings; want round(…) around it, or cuts`,
		"formula: 'min(4, x)'":                                                  `no account gets rating 5; the formula gives 4 at most`,
		"formula: '1 + 2'":                                                      `the formula reads no column, so every account gets the same; want a metric`,
		"column: x, levels: {a: 1, b: 5}":                                       "",
		"column: x, levels: {a: 2, b: 5}":                                       `no level has rating 1; want it for the worst`,
		"column: x, levels: {a: 1, b: 4}":                                       `no level has rating 5; want it for the best`,
		"column: x, levels: {a: 2, b: 4}":                                       `no level has rating 1 or 5; want them for the worst and the best`,
		"column: x, levels: {a: 3, b: 3}":                                       `every level has rating 3, so it tells no accounts apart; want different ratings`,
		"column: tickets, cuts: [1, 2, 3, 4]":                                   `more is rated better, but the names sound as if less were; want [4, 3, 2, 1], if so`,
		"column: tickets, cuts: [4, 3, 2, 1]":                                   "",
		"column: logins, cuts: [4, 3, 2, 1]":                                    `less is rated better, but the names sound as if more were; want [1, 2, 3, 4], if so`,
		"column: days_since_login, cuts: [4, 3, 2, 1]":                          "",
		"column: resolved tickets, cuts: [1, 2, 3, 4]":                          "",
		"column: failed logins, cuts: [1, 2, 3, 4]":                             "",
		"column: refunds, cuts: quintiles":                                      `more is rated better, but the names sound as if less were; want better: lower, if so`,
		"column: usage, cuts: quintiles, better: lower":                         `less is rated better, but the names sound as if more were; want better: higher, if so`,
		"formula: tickets / seats, cuts: [1, 2, 3, 4]":                          `more is rated better, but the names sound as if less were; want [4, 3, 2, 1], if so`,
		"formula: 100 - churn, cuts: [1, 2, 3, 4]":                              "",
		"formula: -tickets, cuts: [-4, -3, -2, -1]":                             "",
		"formula: usage_now - usage_before, cuts: [4, 3, 2, 1]":                 "",
		"formula: 'days_since(last_seen)', cuts: [7, 14, 30, 60]":               `more is rated better, but the names sound as if less were; want [60, 30, 14, 7], if so`,
		"formula: 'days_until(x)', cuts: [60, 30, 14, 7]":                       "",
		"formula: 'rate(days_since(seen), 7, 14, 30, 60)'":                      `rate: more is rated better, but the names sound as if less were; want [60, 30, 14, 7], if so`,
		"formula: 'rate(days_since(seen), 60, 30, 14, 7)'":                      "",
		"formula: 'round(mean(rate(nps, 5, 7, 8, 9), x > 1 ? 1 : csat))'":       "",
	} {
		got := strings.Join(doubts(t, fmt.Sprintf("bands: [{name: all, from: 0}]\ncriteria: [{name: A, weight: 1, %s}]", criterion), nil), "\n")
		if want != "" {
			want = `criterion "A": ` + want
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n%s", criterion, diff)
		}
	}
}

func TestLintOfMissingValuesThatAreMetrics(t *testing.T) {
	const rubric = "missing_values: [%q]\ncriteria: [{name: A, column: x, weight: 1, cuts: [15, 10, 5, 1]}]"
	for token, doubted := range map[string]bool{"0": false, "1": true, "15": true, "16": false, "-999": false, "NA": false} {
		if got := doubts(t, fmt.Sprintf(rubric, token), nil); (len(got) > 0) != doubted {
			t.Errorf("%s: %q", token, got)
		}
	}
}

func TestLintOfWeights(t *testing.T) {
	for weights, want := range map[string][]string{
		"60":          nil,
		"50 50":       nil,
		"50.01 49.99": {`criterion "0" has 50.01 of the weights' sum of 100, more than all others together; want no more than half`},
		"40 40 20":    nil,
		"40 20 20":    {"the weights look like percentages but sum to 80; any sum works, but want 100 if that is what they are"},
		"39 20 20":    nil,
		"40 40 40":    {"the weights look like percentages but sum to 120; any sum works, but want 100 if that is what they are"},
		"40 40 41":    nil,
		"2 3 4":       nil,
		"30.5 30 30":  nil,
	} {
		var criteria strings.Builder
		for i, weight := range strings.Fields(weights) {
			fmt.Fprintf(&criteria, "  - {name: %d, column: x, weight: %s}\n", i, weight)
		}
		if diff := cmp.Diff(want, doubts(t, "criteria:\n"+criteria.String(), nil)); diff != "" {
			t.Errorf("%s\n%s", weights, diff)
		}
	}
}

func TestLintOfSegments(t *testing.T) {
	got := doubts(t, `
criteria:
  - {name: A, column: a, weight: 1, cuts: [1, 2, 3, 4]}
  - {name: B, column: b, weight: 1}
segments:
  - {name: good, when: a > 1, weights: {A: 0}, cuts: {A: [2, 3, 4, 5]}}
  - {name: zero, when: a > 2, weights: {A: 0, B: 0}}
  - {name: turned, when: a > 3, cuts: {A: [4, 3, 2, 1]}}
  - {name: equal, when: a > 4, cuts: {A: [1, 1, 2, 3]}}
`, nil)
	want := []string{
		`segment "zero": all weights are 0, so its accounts are never scored; want one over 0`,
		`segment "turned": criterion "A": the cuts [4, 3, 2, 1] run against the criterion's own, [1, 2, 3, 4]; want one direction`,
		`segment "equal": criterion "A": no value gets rating 2, which equal cuts skip; want cuts that differ, if that is not meant`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLintOfConditions(t *testing.T) {
	for when, want := range map[string]string{
		`band == "red"`:                       "",
		`band == "unscored"`:                  "",
		`segment == "default"`:                "",
		`segment == "small"`:                  `there is no segment "small"`,
		`value > 5`:                           `value is always missing, for the rubric has none; want value: COLUMN at its top`,
		`rating("A") == 1`:                    "",
		`rating("A") < 1`:                     never,
		`rating("A") <= 1`:                    "",
		`rating("A") > 5`:                     never,
		`rating("A") >= 5`:                    "",
		`rating("A") in [0, 6]`:               never,
		`rating("A") in [0, 5]`:               "",
		`rating("A") not in [0, 6]`:           "",
		`score > 100`:                         never,
		`score >= 100`:                        "",
		`coverage < 0 or a > 1`:               "",
		`coverage < 0 and a > 1`:              never,
		`100 * coverage < 50 and plan == "x"`: "",
		`1 != 1`:                              never,
		`count_true(a > 1, a > 2) == 3`:       never,
		`not (score > 100)`:                   "",
		`a > 1 ? score > 100 : nil`:           never,
	} {
		got := strings.Join(doubts(t, fmt.Sprintf(
			"criteria: [{name: A, column: a, weight: 1}]\nplays:\n  - name: P\n    when: >-\n      %s", when), nil), "\n")
		if want != "" {
			want = `play "P": ` + want
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", when, got, want)
		}
	}
}

const never = "the condition can never hold; ratings are 1 to 5, and score and coverage 0 to 100"

func TestLintOfBands(t *testing.T) {
	const criteria = "criteria: [{name: A, column: a, weight: 75}, {name: B, column: b, weight: 25}]\n"
	for bands, want := range map[string]string{
		"{name: low, from: 0}, {name: high, from: 93.75}":                                                                          "",
		"{name: low, from: 0}, {name: high, from: 93.76}, {name: top, from: 100}":                                                  `band "high" is never used: no ratings give a score from 93.76 to 99.99; want a wider one`,
		"{name: low, from: 0}, {name: fair, from: 12.5}, {name: high, from: 12.51}":                                                "",
		"{name: low, from: 0}, {name: fair, from: 12.51}, {name: high, from: 18.75}":                                               `band "fair" is never used: no ratings give a score from 12.51 to 18.74; want a wider one`,
		"{name: low, from: 0}, {name: fair, from: 12.51}, {name: high, from: 18.75}]\ncaps: [{when: a > 1, band: fair, reason: x}": "",
	} {
		got := strings.Join(doubts(t, criteria+"bands: ["+bands+"]", nil), "\n")
		got = strings.TrimPrefix(got, `criterion "A" has 75 of the weights' sum of 100, more than all others together; want no more than half`)
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("%s\n got %s\nwant %s", bands, got, want)
		}
	}
}

// A band that an account gets into is not called unused.
func TestUsedBandsAreNotDoubted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		text.WriteString("criteria:\n")
		n := rapid.IntRange(1, 4).Draw(t, "criteria")
		cells := make([]string, n)
		for i := range n {
			fmt.Fprintf(&text, "  - {name: C%d, column: c%d, weight: %d, cuts: [1, %d, 3, 4], missing: %s}\n", i, i,
				rapid.IntRange(1, 100).Draw(t, "weight"), rapid.IntRange(1, 3).Draw(t, "cut"),
				rapid.SampledFrom([]string{"skip", "3", "required"}).Draw(t, "missing"))
			cells[i] = rapid.SampledFrom([]string{"", "0", "1", "2", "3", "4"}).Draw(t, "cell")
		}
		from := rapid.IntRange(1, 9000).Draw(t, "from")
		fmt.Fprintf(&text, "bands: [{name: low, from: 0}, {name: mid, from: %.2f}, {name: top, from: %.2f}]\n",
			float64(from)/100, float64(from+rapid.IntRange(1, 1000).Draw(t, "width"))/100)
		r := rubricOf(t, text.String())
		scorer := scoring.New(r, 0)
		result := scorer.NewResult()
		scorer.Score(cells, result)
		if !result.Scored {
			return
		}
		for _, doubt := range fleet.Lint(r, nil) {
			if doubt.Pos == r.Bands[result.Band].Pos {
				t.Fatalf("cells %q score %d: %s\n%s", cells, result.Score, doubt.Message, text.String())
			}
		}
	})
}

func TestLintIsInTheOrderOfTheFile(t *testing.T) {
	r := rubricOf(t, `
plays: [{name: P, when: value > 1}]
criteria: [{name: A, column: tickets, weight: 1, cuts: [1, 1, 3, 4]}]
`)
	last := 0
	found := fleet.Lint(r, nil)
	if len(found) != 3 {
		t.Fatalf("%d doubts, want 3: %v", len(found), found)
	}
	for _, f := range found {
		if f.Pos.Line < last {
			t.Errorf("line %d stands behind line %d", f.Pos.Line, last)
		}
		last = f.Pos.Line
	}
}

// A rating that an account gets is not called out of reach.
func TestReachedRatingsAreNotDoubted(t *testing.T) {
	var formula func(t *rapid.T, depth int) string
	formula = func(t *rapid.T, depth int) string {
		if depth == 0 {
			return rapid.SampledFrom([]string{"x", "x", "2", "-0.5", "3.25"}).Draw(t, "leaf")
		}
		a, b := formula(t, depth-1), formula(t, depth-1)
		return fmt.Sprintf(rapid.SampledFrom([]string{
			"(%s + %s)", "(%s - %s)", "(%s * %s)", "(%s / %s)", "min(%s, %s)", "max(%s, %s)", "mean(%s, %s)",
			"(x > 1 ? %s : %s)", "count_true(%s > 1, %s < 2)", "abs(%s - round(%s))", "-min(rate(%s, 1, 2, 3, 4), %s)",
		}).Draw(t, "operation"), a, b)
	}
	rapid.Check(t, func(t *rapid.T) {
		metric := formula(t, rapid.IntRange(1, 3).Draw(t, "depth"))
		cuts := rapid.SampledFrom([]string{"[1, 2, 3, 4]", "[4, 3, 2, 1]", "[-1, 0, 0, 0.5]", "[2, 2, 2, -2]"}).Draw(t, "cuts")
		r := rubricOf(t, fmt.Sprintf("criteria: [{name: A, weight: 1, formula: '%s', cuts: %s}]", metric, cuts))
		scorer := scoring.New(r, 0)
		result := scorer.NewResult()
		cells := make([]string, len(r.Columns)) // x, or none
		for i := range cells {
			cells[i] = fmt.Sprint(rapid.Float64Range(-6, 6).Draw(t, "x"))
		}
		scorer.Score(cells, result)
		for _, doubt := range fleet.Lint(r, nil) {
			lost, _, _ := strings.Cut(strings.TrimPrefix(doubt.Message, `criterion "A": no account gets rating `), " by ")
			if result.Ratings[0] > 0 && strings.Contains(lost, fmt.Sprint(result.Ratings[0])) && len(lost) < 20 {
				t.Fatalf("%s of x %q gets rating %d: %s", metric, cells, result.Ratings[0], doubt.Message)
			}
		}
	})
}
