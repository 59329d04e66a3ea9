package rubric_test

import (
	"strings"
	"testing"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const setRubric = `name: Test
id: id
value: arr
criteria:
  - {name: Usage, column: seats, weight: 30, cuts: &four [20, 40, 60, 80]}
  - name: "Support v2.0"
    key: help
    column: tickets
    weight: 20
    cuts: [12, 8, 4, 1]
  - {name: Mood, column: mood, weight: 50, levels: {bad: 1, good: 5}}
  - {name: Depth, column: depth, weight: 5, cuts: *four}
bands:
  - {name: at risk, from: 0}
  - {name: fine, from: 50}
segments:
  - {name: new, when: age < 90, weights: {Mood: 0}}
caps:
  - {when: late > 60, band: at risk, reason: late}
`

// What --set says is what the file would say.
func TestSetIsLikeEditing(t *testing.T) {
	tests := []struct{ change, old, new string }{
		{"Usage.weight=40", "weight: 30", "weight: 40"},
		{"usage.weight = 40.5", "weight: 30", "weight: 40.5"},
		{"Support v2.0.weight=1", "weight: 20", "weight: 1"},
		{"help.column=open tickets", "column: tickets", "column: open tickets"},
		{"criteria.Mood.levels.bad=2", "bad: 1", "bad: 2"},
		{"Mood.levels={sad: 2, glad: 4}", "{bad: 1, good: 5}", "{sad: 2, glad: 4}"},
		{"Depth.cuts=[1, 2, 3, 4]", "*four", "[1, 2, 3, 4]"},
		{"Mood.missing=3", "{bad: 1, good: 5}", "{bad: 1, good: 5}, missing: 3"},
		{"min_coverage=70", "id: id", "id: id\nmin_coverage: 70"},
		{"bands.fine.from=60", "from: 50", "from: 60"},
		{"bands.at_risk.color=orange", "from: 0", "from: 0, color: orange"},
		{"segments.new.weights.Usage=5", "{Mood: 0}", "{Mood: 0, Usage: 5}"},
		{"segments.new.when=age < 30 and arr > 0", "age < 90", "age < 30 and arr > 0"},
		{"value={column: arr, currency: EUR}", "value: arr", "value: {column: arr, currency: EUR}"},
		{"name=a=b", "name: Test", "name: a=b"},
		{"caps=[]", "caps:\n  - {when: late > 60, band: at risk, reason: late}\n", ""},
	}
	before := mustLoad(t, setRubric)
	for _, test := range tests {
		t.Run(test.change, func(t *testing.T) {
			edited := strings.Replace(setRubric, test.old, test.new, 1)
			got, err := before.Set("--set", []string{test.change})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(mustLoad(t, edited), got, ignored); diff != "" {
				t.Error(diff)
			}
		})
	}
	if diff := cmp.Diff(mustLoad(t, setRubric), before, ignored); diff != "" {
		t.Errorf("the rubric itself has changed: %s", diff)
	}
}

func mustLoad(t *testing.T, text string) *rubric.Rubric {
	t.Helper()
	r, err := rubric.Load("r.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestANameWinsOverAKey(t *testing.T) {
	const text = `name: Test
id: id
criteria:
  - {name: Alpha, key: beta, column: a, weight: 1}
  - {name: beta, key: alpha, column: b, weight: 2}
bands: [{name: low, from: 0}, {name: So so, from: 50}, {name: so-so, from: 60}]
`
	r, err := mustLoad(t, text).Set("--set", []string{"beta.weight=9"})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := r.Criteria[0].Weight, r.Criteria[1].Weight; a != 100 || b != 900 {
		t.Errorf("weights %d and %d; want 100 and 900", a, b)
	}
	_, err = mustLoad(t, text).Set("--set", []string{"bands.so_so.from=55"}) // what is made of two names
	want := `--set: "bands.so_so.from=55": there is no "so_so"; did you mean "So so"?`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestAnAliasKeepsWhatItsAnchorHad(t *testing.T) {
	r, err := mustLoad(t, setRubric).Set("--set", []string{"Usage.cuts=[1, 2, 3, 4]"})
	if err != nil {
		t.Fatal(err)
	}
	got := [][4]float64{r.Criteria[0].Cuts.At, r.Criteria[3].Cuts.At}
	if diff := cmp.Diff([][4]float64{{1, 2, 3, 4}, {20, 40, 60, 80}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestLaterChangesSeeEarlierOnes(t *testing.T) {
	r, err := mustLoad(t, setRubric).Set("--set", []string{"Mood.name=Feeling", "Feeling.weight=1", "Feeling.weight=2", "segments=[]"})
	if err != nil {
		t.Fatal(err)
	}
	if c := r.Criteria[2]; c.Name != "Feeling" || c.Weight != 200 {
		t.Errorf("got %s with weight %d", c.Name, c.Weight)
	}
}

const notYAML = "the value is not YAML; want one such as 40, [20, 40, 60, 80], {a: 1} or 'any text'"

func TestSetRefuses(t *testing.T) {
	tests := []struct{ change, want string }{
		{"Usage.weight", `--set: "Usage.weight": want a path and a value, such as Usage.weight=40`},
		{"=4", `--set: "=4": want a path and a value, such as Usage.weight=40`},
		{"Usage.weight= # none", `--set: "Usage.weight= # none": want a path and a value, such as Usage.weight=40`},
		{"Usgae.weight=4", `--set: "Usgae.weight=4": there is no "Usgae"; did you mean "Usage"?`},
		{"Colour.weight=4", `--set: "Colour.weight=4": there is no "Colour"; want name, id, value, criteria, bands, segments, caps, Usage, Support v2.0, Mood, Depth; a new one is set as a whole: Colour={weight: …}`},
		{"Usage.expires.days=3", `--set: "Usage.expires.days=3": there is no "expires"; want name, column, weight, cuts; a new one is set as a whole: Usage.expires={days: …}`},
		{"segments.neu.when=x", `--set: "segments.neu.when=x": there is no "neu"; did you mean "new"?`},
		{"bands.dark.from=4", `--set: "bands.dark.from=4": there is no "dark"; want at risk, fine`},
		{"Mood.levels={glad: 1, glad: 2}", `--set: "Mood.levels={glad: 1, glad: 2}": criterion "Mood": levels: "glad" is there twice`},
		{"value={column: a, column: b}", `--set: "value={column: a, column: b}": value: key "column" is there twice`},
		{"bands=[{name: at risk, from: 0}, {name: at risk, from: 1}]", `--set: "bands=[{name: at risk, from: 0}, {name: at risk, from: 1}]": band "at risk" is there twice`},
		{"Usage.wieght=4", `--set: "Usage.wieght=4": criterion "Usage": unknown key "wieght"; did you mean "weight"?`},
		{"min_coverge=4", `--set: "min_coverge=4": unknown key "min_coverge"; did you mean "min_coverage"?`},
		{"bands.red.from=4", `--set: "bands.red.from=4": there is no "red"; want at risk, fine`},
		{"Usage=4", `--set: "Usage=4": "Usage" has several values; want the path of one`},
		{"bands.fine=4", `--set: "bands.fine=4": "fine" has several values; want the path of one`},
		{"Usage.cuts.1=4", `--set: "Usage.cuts.1=4": "Usage.cuts" has no names below it; set it as a whole`},
		{"Depth.cuts.1=4", `--set: "Depth.cuts.1=4": "Depth.cuts" has no names below it; set it as a whole`},
		{"Usage.weight=many", `--set: "Usage.weight=many": criterion "Usage": weight: "many" is not a number`},
		{"Usage.cuts=[1, 2", `--set: "Usage.cuts=[1, 2": ` + notYAML},
		{"Usage.weight=---", `--set: "Usage.weight=---": ` + notYAML},
		{"Usage.weight=[", `--set: "Usage.weight=[": ` + notYAML},
		{"name=%a", `--set: "name=%a": ` + notYAML},
		{"Usage.column=# of seats", `--set: "Usage.column=# of seats": want a path and a value, such as Usage.weight=40`},
		{"Usage.column=a # b", `--set: "Usage.column=a # b": criterion "Usage": column: YAML reads only "a"; the rest of the line is a comment`},
		{"segments.new.when=!x", `--set: "segments.new.when=!x": segment "new": when: YAML takes "!x" for a tag`},
		{"bands.fine.name=at risk", `--set: r.yaml:15:5: band "at risk" is there twice, first at 14:5`},
	}
	for _, test := range tests {
		t.Run(test.change, func(t *testing.T) {
			_, err := mustLoad(t, setRubric).Set("--set", []string{test.change})
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestSetTellsAllFaults(t *testing.T) {
	_, err := mustLoad(t, setRubric).Set("--set", []string{"Usage.weight=0", "name='two\nlines'", "Mood.weight=x"})
	want := `--set: "Usage.weight=0": criterion "Usage": weight: 0; want 0.01 to 100000` + "\n" +
		`--set: "Mood.weight=x": criterion "Mood": weight: "x" is not a number`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// No change panics, whatever is asked for, and what comes out is a rubric.
func TestSetOfAnything(t *testing.T) {
	r := mustLoad(t, setRubric)
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SliceOfN(rapid.SampledFrom([]string{
			"Usage", "help", "Support v2.0", "criteria", "bands", "fine", "segments", "new", "weights", "cuts", "weight", "from", "name", "", "x",
		}), 1, 5).Draw(t, "path")
		value := rapid.OneOf(rapid.SampledFrom([]string{"1", "[1, 2, 3, 4]", "{a: 1}", "*four", "&a [*a]", "!x y", "|\n a\n b", "'", "\xff", "- a\n---\nb"}), rapid.String()).Draw(t, "value")
		changed, err := r.Set("--set", []string{strings.Join(path, ".") + "=" + value})
		if (err == nil) == (changed == nil) || err != nil && rubric.AsFaults(err) == nil {
			t.Errorf("got %v and %v", changed, err)
		}
	})
}
