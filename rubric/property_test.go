package rubric_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A rubric written out as YAML, in whichever style, loads as what it was.
func TestLoadReadsWhatIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawRubric(t)
		text := writeRubric(t, want)
		got, err := rubric.Load("r.yaml", []byte(text))
		if err != nil {
			t.Fatalf("%v\nin:\n%s", err, text)
		}
		if diff := cmp.Diff(want, got, ignored); diff != "" {
			t.Errorf("%s\nin:\n%s", diff, text)
		}
	})
}

// name draws a text that people see, among them ones that YAML could take for
// something else.
func name(t *rapid.T, label string) string {
	odd := rapid.SampledFrom([]string{"No", "~", "010", "a # b", "- a", "a: b", "[a]", "*a", "&a", "!a", "%a", "'a'", `"a\b"`, "é 客", "a, b", "{a", "#a", "2026-11-21"})
	return rapid.OneOf(rapid.StringMatching(`[A-Za-z0-9]([A-Za-z0-9 _.()-]{0,10}[A-Za-z0-9])?`), odd).Draw(t, label)
}

func drawRubric(t *rapid.T) *rubric.Rubric {
	optional := func(label string) string {
		if rapid.Bool().Draw(t, label+" given") {
			return name(t, label)
		}
		return ""
	}
	r := &rubric.Rubric{
		Name: name(t, "name"), Version: optional("version"), ID: name(t, "id"), Label: optional("label"), Owner: optional("owner"),
		Value:       rubric.Value{Column: "value column"},
		Scale:       rapid.SampledFrom([]rubric.Scale{rubric.Scale0to100, rubric.Scale20to100}).Draw(t, "scale"),
		MinCoverage: rapid.IntRange(0, 100_00).Draw(t, "min_coverage"),
		Missing:     []string{name(t, "missing")},
		Decimal:     rapid.SampledFrom([]byte{'.', ','}).Draw(t, "decimal"),
		Dates:       []rubric.DateFormat{rubric.ISODate()},
	}
	for i := range rapid.IntRange(1, rubric.MaxCriteria).Draw(t, "criteria") {
		r.Criteria = append(r.Criteria, drawCriterion(t, i))
	}
	from := 0
	for i := range rapid.IntRange(1, 8).Draw(t, "bands") {
		r.Bands = append(r.Bands, rubric.Band{
			Name: fmt.Sprint(name(t, "band"), i), From: from, Action: optional("action"),
			Color: rapid.SampledFrom(rubric.Colors).Draw(t, "color"), Symbol: rapid.SampledFrom([]string{"", "▼", "#", "👩‍💻"}).Draw(t, "symbol"),
		})
		from += rapid.IntRange(1, 12_00).Draw(t, "step")
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "examples") {
		r.Examples = append(r.Examples, drawExample(t, r, i))
	}
	r.Warning = drawWarning(t)
	if rapid.Bool().Draw(t, "propensity given") {
		r.Propensity = drawPropensity(t)
	}
	return r
}

func drawPropensity(t *rapid.T) *rubric.Propensity {
	p := &rubric.Propensity{
		Method:   rapid.SampledFrom([]string{rubric.Platt, rubric.Isotonic}).Draw(t, "method"),
		BaseRate: rapid.IntRange(1, rubric.Million-1).Draw(t, "base_rate"),
		AUC:      rapid.IntRange(0, rubric.Million).Draw(t, "auc"),
		Date:     time.Date(2026, 1, rapid.IntRange(1, 365).Draw(t, "day"), 0, 0, 0, 0, time.UTC),
	}
	p.AppliedRate = p.BaseRate
	inner := rapid.SliceOfNDistinct(rapid.IntRange(1, 99_99), 0, 5, rapid.ID).Draw(t, "scores")
	scores := append([]int{0, 100_00}, inner...)
	slices.Sort(scores)
	below := rubric.Million - 1
	for _, score := range scores {
		below = rapid.IntRange(1, below).Draw(t, "probability")
		p.Knots = append(p.Knots, rubric.Knot{Score: score, Probability: below})
	}
	return p
}

func drawWarning(t *rapid.T) rubric.Warning {
	w := rubric.Warning{
		Sigmas: rapid.IntRange(1_00, 10_00).Draw(t, "sigmas"), Weeks: rapid.IntRange(1, 4).Draw(t, "weeks"),
		Baseline: rapid.IntRange(4, 26).Draw(t, "baseline"),
	}
	w.AtLeast = rapid.IntRange(w.Weeks+1, w.Span()).Draw(t, "at_least")
	return w
}

func drawCriterion(t *rapid.T, i int) rubric.Criterion {
	c := rubric.Criterion{
		Name: fmt.Sprint(name(t, "criterion"), i), Key: fmt.Sprint("key_", i), Column: fmt.Sprint("col: ", i),
		Weight:     rapid.IntRange(1, 100_000_00).Draw(t, "weight"),
		Judge:      rapid.SampledFrom([]rubric.Judge{rubric.ByRating, rubric.ByCuts, rubric.ByQuintiles, rubric.ByLevels}).Draw(t, "judge"),
		Missing:    rapid.SampledFrom([]rubric.MissingRule{rubric.Skip, rubric.GiveRating, rubric.Required}).Draw(t, "missing"),
		Actionable: rapid.Bool().Draw(t, "actionable"),
	}
	if c.Missing == rubric.GiveRating {
		c.Given = rapid.IntRange(1, 5).Draw(t, "given")
	}
	switch c.Judge {
	case rubric.ByCuts:
		at := rapid.SliceOfN(rapid.Float64(), 4, 4).Draw(t, "cuts")
		slices.Sort(at)
		if c.Cuts.LowerIsBetter = rapid.Bool().Draw(t, "falling"); c.Cuts.LowerIsBetter {
			slices.Reverse(at)
		}
		c.Cuts.At = [4]float64(at)
	case rubric.ByQuintiles:
		c.Cuts.LowerIsBetter = rapid.Bool().Draw(t, "lower")
	case rubric.ByLevels:
		for i := range rapid.IntRange(1, 5).Draw(t, "levels") {
			c.Levels = append(c.Levels, rubric.Level{Text: fmt.Sprint(name(t, "level"), i), Rating: rapid.IntRange(1, 5).Draw(t, "rating")})
		}
	}
	return c
}

// A writer writes YAML, in styles that it draws.
type writer struct {
	*rapid.T
	written []byte
}

func (w *writer) line(format string, args ...any) {
	w.written = fmt.Appendf(w.written, format+"\n", args...)
}

// text returns a text in single or double quotes.
func (w *writer) text(text string) string {
	if rapid.Bool().Draw(w.T, "single") {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "é", `\u00e9`).Replace(text) + `"`
}

// number returns hundredths as a number, in quotes or not.
func (w *writer) number(hundredths int) string {
	format := rapid.SampledFrom([]string{"%d.%02d", `"%d.%02d"`, "+%d.%02d", "0%d.%02d0"}).Draw(w.T, "number")
	return fmt.Sprintf(format, hundredths/100, hundredths%100)
}

func (w *writer) optional(key, text string) {
	if text != "" {
		w.line("%s: %s", key, w.text(text))
	}
}

func writeRubric(t *rapid.T, r *rubric.Rubric) string {
	w := &writer{T: t}
	w.line("name: %s\nid: %s\nvalue: %s", w.text(r.Name), w.text(r.ID), r.Value.Column)
	w.optional("version", r.Version)
	w.optional("label", r.Label)
	w.optional("owner", r.Owner)
	w.line("scale: %s", map[rubric.Scale]string{rubric.Scale0to100: "0-100", rubric.Scale20to100: "20-100"}[r.Scale])
	w.line("min_coverage: %s\nmissing_values: [%s]\nnumbers: {decimal: '%c'}", w.number(r.MinCoverage), w.text(r.Missing[0]), r.Decimal)
	w.line("criteria:")
	for _, c := range r.Criteria {
		w.criterion(c)
	}
	w.line("bands:")
	for _, b := range r.Bands {
		w.line("  - name: %s\n    from: %s\n    color: %s", w.text(b.Name), w.number(b.From), b.Color)
		w.optional("    symbol", b.Symbol)
		w.optional("    action", b.Action)
	}
	w.line("warning: {at_least: %d, sigmas: %s, weeks: %d, baseline: %d}",
		r.Warning.AtLeast, w.number(r.Warning.Sigmas), r.Warning.Weeks, r.Warning.Baseline)
	if p := r.Propensity; p != nil {
		w.line("propensity:\n  method: %s\n  base_rate: 0.%06d\n  date: %s\n  auc: %de-6\n  knots:",
			p.Method, p.BaseRate, p.Date.Format(time.DateOnly), p.AUC)
		for _, k := range p.Knots {
			w.line("    - [%s, 0.%06d]", w.number(k.Score), k.Probability)
		}
	}
	w.line("examples:%s", map[bool]string{true: " []"}[len(r.Examples) == 0])
	for _, e := range r.Examples {
		w.example(r, e)
	}
	return string(w.written)
}

func (w *writer) criterion(c rubric.Criterion) {
	w.line("  - name: %s\n    key: %s\n    column: %s\n    weight: %s", w.text(c.Name), c.Key, w.text(c.Column), w.number(c.Weight))
	better := map[bool]string{false: "higher", true: "lower"}[c.Cuts.LowerIsBetter]
	switch c.Judge {
	case rubric.ByCuts:
		at := c.Cuts.At
		w.line("    cuts: [%v, %.17e, %.17g, \"%v\"]\n    better: %s", at[0], at[1], at[2], at[3], better)
	case rubric.ByQuintiles:
		w.line("    cuts: quintiles\n    better: %s", better)
	case rubric.ByLevels:
		w.line("    levels:")
		for _, level := range c.Levels {
			w.line("      %s: %d", w.text(level.Text), level.Rating)
		}
	}
	missing := map[rubric.MissingRule]string{rubric.Skip: "skip", rubric.GiveRating: fmt.Sprint(c.Given), rubric.Required: "required"}
	w.line("    missing: %s\n    actionable: %v", missing[c.Missing], c.Actionable)
}
