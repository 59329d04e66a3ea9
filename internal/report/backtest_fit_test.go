package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/evidence"
	"chs/rubric"
)

// Segments of the same weights are told together, and why theirs stay.
func TestFittedWeightsOfSegments(t *testing.T) {
	b := calm(t)
	b.Rubric.Segments = []rubric.Segment{{Name: "like it", Weights: []int{6000, 4000}}, {Name: "small", Weights: []int{1, 2}}, {Name: "odd", Weights: []int{0, 0}}}
	fitted := evidence.SegmentWeights{Weights: []int{2500, 7500}, Fitted: true, Tally: evidence.Tally{Leavers: 50, Stayers: 1000}}
	b.Fit = &evidence.Fit{Segments: []evidence.SegmentWeights{
		fitted, fitted,
		{Weights: []int{1, 2}, Tally: evidence.Tally{Leavers: 29, Stayers: 40}},
		{Weights: []int{0, 0}, Tally: evidence.Tally{Leavers: 30, Stayers: 40}},
	}}
	block := b.weights()
	want := "| FITTED WEIGHTS | default, like it |\n| --- | --- |\n| A | 60% → 25% |\n| B | 40% → 75% |\n"
	if diff := cmp.Diff(want, markdownTable(block.columns)); diff != "" {
		t.Error(diff)
	}
	said := []string{
		"default, like it: fitted to 50 leavers and 1,000 stayers.",
		"small: the weights stay as they are, with 29 leavers and 40 stayers; want 30 of each.",
		"odd: the weights stay as they are; no criterion of any weight tells leavers from stayers the right way round.",
	}
	if diff := cmp.Diff(said, block.said); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Out of fold: not known; there are too few accounts for that."}, b.fitGains().said); diff != "" {
		t.Error(diff)
	}
	b.Fit.Segments[0].Fitted, b.Fit.Segments[1].Fitted = false, false
	if block = b.weights(); block.columns != nil {
		t.Errorf("a table of weights that all stay: %s", markdownTable(block.columns))
	}
}

// Each criterion has new cuts, or keeps its own for a reason that is told.
func TestFittedCuts(t *testing.T) {
	rising := rubric.Cuts{At: [4]float64{1, 2.5, 1000000, 1e18}}
	falling := rubric.Cuts{At: [4]float64{0, 0, -0.125, -3}, LowerIsBetter: true}
	b := calm(t)
	b.Rubric.Criteria = []rubric.Criterion{
		{Name: "moved", Judge: rubric.ByCuts, Cuts: rising}, {Name: "up", Judge: rubric.ByCuts, Cuts: rising},
		{Name: "down", Judge: rubric.ByCuts, Cuts: falling}, {Name: "good", Judge: rubric.ByCuts, Cuts: rising},
		{Name: "small", Judge: rubric.ByCuts, Cuts: rising}, {Name: "mood", Judge: rubric.ByLevels}, {Name: "spend", Judge: rubric.ByQuintiles},
	}
	few, some, many := evidence.Tally{Leavers: 149, Stayers: 1200}, evidence.Tally{Leavers: 499, Stayers: 2000}, evidence.Tally{Leavers: 500, Stayers: 2000}
	b.Fit = &evidence.Fit{Judged: evidence.Alternative{Way: evidence.Recut}, Cuts: []evidence.FittedCuts{
		{Cuts: rubric.Cuts{At: [4]float64{2, 3, 4, 5}}, Fitted: true, Gain: 0.00096, Tally: some}, {Cuts: falling, Fitted: true, Flipped: true, Gain: 0.0105, Tally: many},
		{Cuts: rising, Fitted: true, Flipped: true, Gain: 0.0005, Tally: many}, {Tally: some}, {Tally: few}, {}, {},
	}}
	block := b.cuts()
	want := `| FITTED CUTS | RATING | 2 | 3 | 4 | 5 | GAIN |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
| moved | old | 1 | 2.5 | 1000000 | 1e+18 |  |
|  | new | 2 | 3 | 4 | 5 | 0.0010 |
| up | old | 1 | 2.5 | 1000000 | 1e+18 |  |
|  | new | 0 | 0 | -0.125 | -3 | 0.0105 |
| down | old | 0 | 0 | -0.125 | -3 |  |
|  | new | 1 | 2.5 | 1000000 | 1e+18 | 0.0005 |
`
	if diff := cmp.Diff(want, markdownTable(block.columns)); diff != "" {
		t.Error(diff)
	}
	said := []string{
		"A metric that reaches a cut is rated as stands above it. GAIN is what the new cuts gain of log-loss an account, out of fold.",
		`"up": the cuts are now the other way round: more was better, and less is.`,
		`"down": the cuts are now the other way round: less was better, and more is.`,
		`"good": the cuts stay as they are; no others gain enough.`,
		`"small": the cuts stay as they are, with the metric known of 149 leavers and 1,200 stayers; want 150 of each.`,
		`"mood" and "spend": not judged by four cuts.`,
		`"moved" and "good": only quintiles could be cuts; any others want 500 of each outcome.`,
	}
	if diff := cmp.Diff(said, block.said); diff != "" {
		t.Error(diff)
	}
	if block := b.weights(); !block.empty() {
		t.Errorf("weights that were not to be fitted are told: %q", block.said)
	}
	b.Fit.Cuts = make([]evidence.FittedCuts, len(b.Rubric.Criteria))
	if block = b.cuts(); block.columns != nil || block.said[0][:7] != `"moved"` {
		t.Errorf("cuts that all stay: %q", block.said)
	}
}
