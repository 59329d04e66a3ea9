package rubric_test

import (
	"fmt"
	"time"

	"chs/rubric"

	"pgregory.net/rapid"
)

// drawExample draws an example of a rubric that [drawRubric] has drawn: the
// value's column is its first, and each criterion has one of its own.
func drawExample(t *rapid.T, r *rubric.Rubric, i int) rubric.Example {
	e := rubric.Example{Name: fmt.Sprint(name(t, "example"), i)}
	if rapid.Bool().Draw(t, "as_of given") {
		e.AsOf = time.Unix(rapid.Int64Range(-62135596800, 253402300799).Draw(t, "as_of"), 0).UTC().Truncate(24 * time.Hour)
	}
	for column := range len(r.Criteria) + 1 {
		if rapid.Bool().Draw(t, "cell given") {
			e.Given = append(e.Given, rubric.Given{Column: column, Text: name(t, "cell")})
		}
	}
	if rapid.Bool().Draw(t, "score given") {
		score := rapid.IntRange(0, 100_00).Draw(t, "score")
		e.Expect = append(e.Expect, rubric.Expected{What: rubric.ExpectScore, Want: []string{fmt.Sprintf("%d.%02d", score/100, score%100)}})
	}
	band := rapid.SampledFrom(append(r.BandNames(), rubric.Unscored)).Draw(t, "expected band")
	e.Expect = append(e.Expect, rubric.Expected{What: rubric.ExpectBand, Want: []string{band}})
	for i, c := range r.Criteria {
		if c.Judge != rubric.ByQuintiles && rapid.Bool().Draw(t, "rating given") {
			rating := rapid.SampledFrom([]string{"1", "2", "3", "4", "5", rubric.MissingRating}).Draw(t, "expected rating")
			e.Expect = append(e.Expect, rubric.Expected{What: rubric.ExpectRating, Criterion: i, Want: []string{rating}})
		}
	}
	return e
}

func (w *writer) example(r *rubric.Rubric, e rubric.Example) {
	w.line("  - name: %s", w.text(e.Name))
	if !e.AsOf.IsZero() || rapid.Bool().Draw(w.T, "first day") {
		w.line("    as_of: %s", e.AsOf.Format(time.DateOnly))
	}
	w.line("    given: {")
	for _, given := range e.Given {
		column := r.Value.Column
		if given.Column > 0 {
			column = r.Criteria[given.Column-1].Column
		}
		w.line("      %s: %s,", w.text(column), w.text(given.Text))
	}
	w.line("    }\n    expect:")
	ratings := ""
	for _, x := range e.Expect {
		if x.What == rubric.ExpectRating {
			ratings += fmt.Sprintf("%s: %s, ", w.text(r.Criteria[x.Criterion].Name), x.Want[0])
		} else {
			w.line("      %s: %s", x.What, w.text(x.Want[0]))
		}
	}
	w.line("      ratings: {%s}", ratings)
}
