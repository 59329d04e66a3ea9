package fleet_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/fleet"
	"chs/rubric"
)

// exampleRubric is judged by two ratings, a relative spend and a formula.
const exampleRubric = `
criteria:
  - {name: Usage, column: usage, weight: 60, cuts: [20, 40, 60, 80]}
  - {name: Pulse, column: pulse, weight: 40, levels: {bad: 1, ok: 3, good: 5}, expires: {column: asked, days: 90}}
  - {name: Spend, column: spend, weight: 25, cuts: quintiles}
  - {name: Ratio, formula: spend / 100, weight: 25}
min_coverage: 40
segments:
  - {name: new, when: tenure < 3, weights: {Ratio: 0}}
caps:
  - {when: late > 90, band: red, reason: late}
plays:
  - {name: Call, when: band == "red"}
  - {name: Bill, when: late > 0}
`

// Each kind of thing that an example expects, as it is and otherwise.
func TestExamplesExpect(t *testing.T) {
	const same, late = "usage: 65, pulse: ok", "usage: 65, pulse: ok, late: 91"
	for _, test := range []struct {
		given, expect string
		want          string // "" if the example holds
	}{
		{same, "score: 65", ""},
		{same, "score: 65.00", ""},
		{same, "score: 64.99", `score is 65.00; want 64.99`},
		{late, "score: 49.99", ""},
		{"usage: 0", "score: 0", ""},
		{"", "score: 0", `score is none; want 0.00`},
		{same, "band: yellow", ""},
		{same, "band: unscored", `band is "yellow"; want "unscored"`},
		{"", "band: unscored", ""},
		{"", "band: red", `band is "unscored"; want "red"`},
		{same, "ratings: {Usage: 4, Pulse: 3, Ratio: missing}", ""},
		{same, "ratings: {Pulse: 5}", `rating of "Pulse" is 3; want 5`},
		{same, "ratings: {Pulse: missing}", `rating of "Pulse" is 3; want missing`},
		{"usage: n/a, pulse: ok", "ratings: {Usage: 1}", `rating of "Usage" is missing; want 1`},
		{same, "segment: default", ""},
		{same + ", tenure: 2", "segment: new", ""},
		{same + ", tenure: 2", "segment: default", `segment is "new"; want "default"`},
		{late, "cap: late", ""},
		{same, "cap: late", `cap is none; want "late"`},
		{"usage: 0, late: 91", "cap: late", `cap is none; want "late"`},
		{"late: 91", "cap: late", `cap is none; want "late"`},
		{same, "plays: []", ""},
		{late, "plays: [Bill, Call]", ""},
		{late, "plays: [Bill]", `plays are "Call", "Bill"; want "Bill"`},
		{late, "plays: []", `plays are "Call", "Bill"; want none`},
		{same, "plays: [Call]", `plays are none; want "Call"`},
		{same + ", spend: 300", "ratings: {Ratio: 3}", ""},
		{same + ", spend: 300", "score: 62.00", ""},
		{"usage: 6O, pulse: ok", "segment: default", `column "usage": "6O" is not a number`},
		{"usage: 60, pulse: OK", "segment: default", `column "pulse": "OK" is not one of bad, ok, good`},
		{"usage: 60, spend: 250", "segment: default", `criterion "Ratio": "2.5" is not a rating from 1 to 5`},
	} {
		asked := "asked: 2026-11-21"
		if test.given != "" {
			asked = ", " + asked
		}
		got := fleet.RunExamples(rubricOf(t, exampleRubric+fmt.Sprintf(
			"examples: [{name: E, as_of: 2026-11-21, given: {%s%s}, expect: {%s}}]", test.given, asked, test.expect)))
		message := ""
		for _, f := range got.Differing {
			message += f.Message
		}
		want := ""
		if test.want != "" {
			want = `example "E": ` + test.want
		}
		if holds := got.Held == 1; got.Run != 1 || holds != (want == "") || message != want {
			t.Errorf("given %s, expect %s: holds %v, %q; want %q", test.given, test.expect, holds, message, want)
		}
	}
}

// Days are counted to the example's own day.
func TestExamplesDay(t *testing.T) {
	for asOf, rating := range map[string]string{"2026-11-21": "5", "2027-02-19": "5", "2027-02-20": "missing", "0001-01-01": "5"} {
		got := fleet.RunExamples(rubricOf(t, exampleRubric+fmt.Sprintf(
			"examples: [{name: E, as_of: %s, given: {pulse: good, asked: 2026-11-21}, expect: {ratings: {Pulse: %s}}}]", asOf, rating)))
		if got.Held != 1 {
			t.Errorf("as of %s: %v; want a rating %s", asOf, got.Differing, rating)
		}
	}
}

// What differs stands in the order of the file, at its place.
func TestExamplesDifferInOrder(t *testing.T) {
	got := fleet.RunExamples(rubricOf(t, exampleRubric+`examples:
  - {name: A, given: {usage: 65}, expect: {plays: [Call], band: red, score: 75}}
  - {name: B, given: {usage: 65}, expect: {band: green}}
  - {name: C, given: {usage: sixty},
     expect: {segment: new}}
`))
	var places []string
	for _, f := range got.Differing {
		places = append(places, fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Column, f.Message))
	}
	want := []string{
		`18:51 example "A": plays are none; want "Call"`,
		`18:65 example "A": band is "green"; want "red"`,
		`20:30 example "C": column "usage": "sixty" is not a number`,
		`21:24 example "C": segment is "default"; want "new"`,
	}
	if diff := cmp.Diff(want, places); diff != "" || got.Run != 3 || got.Held != 1 {
		t.Errorf("%d of %d hold\n%s", got.Held, got.Run, diff)
	}
}

// The examples that come with chs hold. Each template shows a red account, a
// green one and another.
func TestTemplatesExamplesHold(t *testing.T) {
	text, err := os.ReadFile("../../examples/rubric.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, template := range append(rubric.Templates(), rubric.Template{Name: "example", Text: text}) {
		r, err := rubric.Load(template.Name+".yaml", template.Text)
		if err != nil {
			t.Fatal(err)
		}
		got := fleet.RunExamples(r)
		for _, f := range got.Differing {
			t.Error(f.In(r.File))
		}
		bands := map[string]bool{}
		for _, e := range r.Examples {
			for _, x := range e.Expect {
				if x.What == rubric.ExpectBand {
					bands[x.Want[0]] = true
				}
			}
		}
		if got.Run != 3 || !bands["red"] || !bands["green"] {
			t.Errorf("%s: %d examples of bands %v; want 3, red and green among them", template.Name, got.Run, bands)
		}
	}
}
