package rubric_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var update = flag.Bool("update", false, "write the faults of testdata/rubrics/bad as they are now")

const rubrics = "../testdata/rubrics/"

// yamlFiles returns the rubrics of a folder of testdata, by name.
func yamlFiles(t testing.TB, folder string) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob(rubrics + folder + "/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no rubrics in %q: %v", folder, err)
	}
	rubrics := map[string][]byte{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rubrics[filepath.Base(file)] = data
	}
	return rubrics
}

// load returns a rubric that has to be without faults.
func load(t testing.TB, text string) *rubric.Rubric {
	t.Helper()
	r, err := rubric.Load("rubric.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v\nin:\n%s", err, text)
	}
	return r
}

// messages returns the faults of a rubric as a user sees them, a line each.
func messages(t testing.TB, file string, data []byte) string {
	t.Helper()
	r, err := rubric.Load(file, data)
	if err == nil || r != nil {
		t.Fatalf("%s loads; want faults", file)
	}
	var b strings.Builder
	for _, fault := range rubric.AsFaults(err).List {
		b.WriteString(fault.In(file) + "\n")
		if fault.Hint != "" {
			b.WriteString("  hint: " + fault.Hint + "\n")
		}
	}
	return b.String()
}

func TestGoodRubricsLoad(t *testing.T) {
	for file, data := range yamlFiles(t, "good") {
		if _, err := rubric.Load(file, data); err != nil {
			t.Error(err)
		}
	}
}

// Beside each wrong rubric stand its faults, all of them.
func TestBadRubricsSayWhatIsWrong(t *testing.T) {
	for file, data := range yamlFiles(t, "bad") {
		t.Run(file, func(t *testing.T) {
			golden := rubrics + "bad/" + strings.TrimSuffix(file, ".yaml") + ".txt"
			got := messages(t, file, data)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// ignored are the fields that other tests look at.
var ignored = cmp.Options{
	cmpopts.IgnoreFields(rubric.Rubric{}, "File", "Source", "Columns"),
	cmpopts.IgnoreTypes(rubric.Pos{}),
	cmp.Transformer("text", func(f *rubric.Formula) string {
		if f == nil {
			return ""
		}
		return f.Text
	}),
	cmp.Transformer("form", rubric.DateFormat.String),
}

func TestEveryKey(t *testing.T) {
	got := load(t, string(yamlFiles(t, "good")["full.yaml"]))
	cuts := rubric.Cuts{At: [4]float64{25, 50, 65, 80}}
	falling := rubric.Cuts{At: [4]float64{15, 10, 10, 2}, LowerIsBetter: true}
	lower := rubric.Cuts{LowerIsBetter: true}
	want := &rubric.Rubric{
		Name: "B2B SaaS", Version: "2026-11", ID: "account_id", Label: "company", Owner: "csm",
		Show:  []string{"renewal_date", "plan"},
		Value: rubric.Value{Column: "arr", Currency: "USD"}, Scale: rubric.Scale20to100, MinCoverage: 33_33,
		Missing: []string{"N/A", "-", "No", "010", "~"}, Decimal: ',',
		Dates: dateFormats(t, "YYYY-MM-DD", "DD/MM/YYYY"),
		Criteria: []rubric.Criterion{
			{Name: "Usage", Key: "active", Formula: formulaOf("active_seats / seats * 100"), Weight: 30_00,
				Judge: rubric.ByCuts, Cuts: cuts, Actionable: true},
			{Name: "Support load", Key: "support_load", Column: "Tickets (90d)", Weight: 10_25,
				Judge: rubric.ByCuts, Cuts: falling, Missing: rubric.GiveRating, Given: 3},
			{Name: "Pulse", Key: "pulse", Column: "csm_pulse", Weight: 15_00, Judge: rubric.ByLevels,
				Levels:     []rubric.Level{{Text: "bad", Rating: 1}, {Text: "No", Rating: 3}, {Text: "010", Rating: 5}},
				Actionable: true, Expires: &rubric.Expires{Column: "pulse_date", Days: 90}},
			{Name: "Spend", Key: "spend", Column: "spend_12m", Weight: 100_000_00, Judge: rubric.ByQuintiles,
				Cuts: lower, Missing: rubric.Required, Actionable: true},
			{Name: "Sponsor", Key: "sponsor", Column: "sponsor_rating", Weight: 1, Actionable: true},
			{Name: "Late", Key: "late", Column: "days_late", Weight: 5_00, Judge: rubric.ByCuts, Cuts: lower, Actionable: true},
		},
		Bands: []rubric.Band{
			{Name: "bad", Color: "magenta", Symbol: "▼", Action: "call within two days"},
			{Name: "yellow", From: 50_25, Color: "yellow"},
			{Name: "good", From: 75_00, Color: "green"},
		},
		Segments: []rubric.Segment{{
			Name: "onboarding", When: formulaOf(`lifecycle == "onboarding"`),
			Weights: []int{10_00, 10_25, 15_00, 0, 1, 5_00},
			Cuts: []rubric.Cuts{{At: [4]float64{80, 65, 50, 25}, LowerIsBetter: true}, falling, {}, lower, {},
				{At: [4]float64{1, 1, 1, 1}, LowerIsBetter: true}},
		}},
		Caps:    []rubric.Cap{{When: formulaOf("days_late > 90"), Band: 1, Reason: "payment over 90 days late"}},
		Plays:   []rubric.Play{{Name: "Save call", When: formulaOf(`band in ["bad", "unscored"] and value >= 50000 and rating("Usage") < 3`)}},
		Warning: rubric.Warning{Sigmas: 325, Weeks: 4, Baseline: 8, AtLeast: 16},
		Propensity: &rubric.Propensity{
			Method: rubric.Isotonic, BaseRate: 265_371, AppliedRate: 265_371, AUC: 819_800,
			Date:  time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC),
			Knots: []rubric.Knot{{0, 812_345}, {50_05, 301_200}, {60_00, 301_200}, {100_00, 1}},
		},
		Examples: []rubric.Example{
			{
				Name: "newcomer who pays late", AsOf: time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC),
				Given: []rubric.Given{
					{Column: 0}, {Column: 3, Text: "010"}, {Column: 4, Text: "No"}, {Column: 5, Text: "2026-11-01"},
					{Column: 6, Text: "1.200,50"}, {Column: 8, Text: "null"}, {Column: 9, Text: "onboarding"},
				},
				Expect: []rubric.Expected{
					{What: rubric.ExpectScore, Want: []string{"50.50"}}, {What: rubric.ExpectBand, Want: []string{"unscored"}},
					{What: rubric.ExpectRating, Want: []string{"missing"}}, {What: rubric.ExpectRating, Criterion: 1, Want: []string{"4"}},
					{What: rubric.ExpectRating, Criterion: 4, Want: []string{"5"}}, {What: rubric.ExpectSegment, Want: []string{"onboarding"}},
					{What: rubric.ExpectCap, Want: []string{"payment over 90 days late"}}, {What: rubric.ExpectPlays, Want: []string{"Save call"}},
				},
			},
			{Name: "nobody", Expect: []rubric.Expected{{What: rubric.ExpectPlays, Want: []string{}}}},
		},
	}
	if diff := cmp.Diff(want, got, ignored); diff != "" {
		t.Error(diff)
	}
}

func formulaOf(text string) *rubric.Formula { return &rubric.Formula{Text: text} }

func dateFormats(t *testing.T, texts ...string) []rubric.DateFormat {
	t.Helper()
	formats := make([]rubric.DateFormat, len(texts))
	for i, text := range texts {
		format, err := rubric.ParseDateFormat(text)
		if err != nil {
			t.Fatal(err)
		}
		formats[i] = format
	}
	return formats
}

func TestDefaults(t *testing.T) {
	got := load(t, "name: Least\nid: id\ncriteria: [{name: Usage, column: usage, weight: 1}]\n")
	want := &rubric.Rubric{
		Name: "Least", ID: "id", MinCoverage: 50_00, Missing: rubric.DefaultMissing(), Decimal: '.',
		Dates:    dateFormats(t, "YYYY-MM-DD"),
		Criteria: []rubric.Criterion{{Name: "Usage", Key: "usage", Column: "usage", Weight: 1_00, Actionable: true}},
		Bands: []rubric.Band{
			{Name: "red", Color: "red", Symbol: "▼"},
			{Name: "yellow", From: 50_00, Color: "yellow", Symbol: "■"},
			{Name: "green", From: 75_00, Color: "green", Symbol: "▲"},
		},
		Warning: rubric.Warning{Sigmas: 250, Weeks: 2, Baseline: 12, AtLeast: 6},
	}
	if diff := cmp.Diff(want, got, ignored); diff != "" {
		t.Error(diff)
	}
}

func TestTextIsAsWritten(t *testing.T) {
	r := load(t, `
name: no
version: 1.10
id: null
label: 0123
owner: ~
show: [yes, 1e3, 2026-11-21]
value: 007
missing_values: []
criteria:
  - {name: 1.0, column: On, weight: 1, levels: {No: 1, no: 2, ~: 3, 010: 4, 1e3: 5}}
`)
	got := []string{r.Name, r.Version, r.ID, r.Label, r.Owner, strings.Join(r.Show, " "), r.Value.Column, r.Criteria[0].Name, r.Criteria[0].Column}
	want := []string{"no", "1.10", "null", "0123", "~", "yes 1e3 2026-11-21", "007", "1.0", "On"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	levels := []rubric.Level{{Text: "No", Rating: 1}, {Text: "no", Rating: 2}, {Text: "~", Rating: 3}, {Text: "010", Rating: 4}, {Text: "1e3", Rating: 5}}
	if diff := cmp.Diff(levels, r.Criteria[0].Levels); diff != "" {
		t.Error(diff)
	}
	if len(r.Missing) != 0 {
		t.Errorf("missing values %q; want none", r.Missing)
	}
}

func TestScalarStylesOfFormulas(t *testing.T) {
	r := load(t, string(yamlFiles(t, "good")["scalars.yaml"]))
	want := []string{"a + b\n+ c", `a + col("it's")`, `a + col("\\")`, "a\n\n  + b", "a\n+ b", "min(a, b)"}
	for i, c := range r.Criteria {
		if c.Formula.Text != want[i] {
			t.Errorf("%s: %q; want %q", c.Name, c.Formula.Text, want[i])
		}
	}
	if r.Name != "Scalars" || r.ID != "account id" {
		t.Errorf("name %q, id %q; want both trimmed and without escapes", r.Name, r.ID)
	}
}

func TestNumbersAreDecimalTexts(t *testing.T) {
	for weight, want := range map[string]int{
		"30": 30_00, `"30"`: 30_00, "'0.5'": 50, "012": 12_00, "+5": 5_00, "5.": 5_00, ".5": 50, "1e3": 1000_00,
		"0.29": 29, "99999.99": 99_999_99, "100000": 100_000_00, "0.01": 1, "1.10": 1_10, "100e-2": 1_00,
		"0": 0, "-1": 0, "0.001": 0, "0.005": 0, "100000.01": 0, "1.005": 0, "1_000": 0, "0x10": 0, "0o7": 0, "1,5": 0,
		".inf": 0, ".nan": 0, "inf": 0, "NaN": 0, "--5": 0, "1e": 0, "e1": 0, ".": 0, "5%": 0, "$5": 0, "1 000": 0, "٣": 0, "1e400": 0,
	} {
		r, err := rubric.Load("r.yaml", []byte("name: N\nid: id\ncriteria:\n  - name: A\n    column: a\n    weight: "+weight+"\n"))
		switch {
		case want == 0 && err == nil:
			t.Errorf("weight %s is taken for %d; want a fault", weight, r.Criteria[0].Weight)
		case want > 0 && err != nil:
			t.Errorf("weight %s: %v", weight, err)
		case want > 0 && r.Criteria[0].Weight != want:
			t.Errorf("weight %s is %d hundredths; want %d", weight, r.Criteria[0].Weight, want)
		}
	}
}

// A band that has no colour's name gets one of the way from red to green.
func TestColorsSpreadFromRedToGreen(t *testing.T) {
	for bands, want := range map[string]string{
		"[{name: a, from: 0}]":                      "green",
		"[{name: a, from: 0}, {name: b, from: 50}]": "red green",
		"[{name: a, from: 0}, {name: b, from: 50}, {name: c, from: 60}, {name: d, from: 70}]":    "red orange yellow green",
		"[{name: a, from: 0}, {name: gray, from: 50}, {name: c, from: 60, color: blue}]":         "red gray blue",
		"[{name: green, from: 0}, {name: red, from: 50.5}, {name: c, from: 100, color: orange}]": "green red orange",
	} {
		r := load(t, "name: N\nid: id\ncriteria: [{name: A, column: a, weight: 1}]\nbands: "+bands+"\n")
		var colors []string
		for _, b := range r.Bands {
			colors = append(colors, string(b.Color))
		}
		if got := strings.Join(colors, " "); got != want {
			t.Errorf("bands %s are %s; want %s", bands, got, want)
		}
	}
}
