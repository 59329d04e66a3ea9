package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/evidence"
	"chs/rubric"
	"chs/scoring"
)

// calm is a backtest from which nothing follows: of two criteria and bands.
func calm(t *testing.T) *Backtest {
	t.Helper()
	r, err := rubric.Load("rubric.yaml", []byte(`
name: Test
id: id
criteria: [{name: A, column: a, weight: 60}, {name: B, column: b, weight: 40}]
bands: [{name: red, from: 0}, {name: green, from: 50}]
`))
	if err != nil {
		t.Fatal(err)
	}
	of := evidence.Tally{Leavers: 100, Stayers: 500}
	way := func(way evidence.Way, criterion int, auc, gain float64) evidence.Alternative {
		return evidence.Alternative{Way: way, Criterion: criterion, Tally: of, Known: true, AUC: aucOf(auc), Gain: gainOf(gain)}
	}
	return &Backtest{
		Evaluation: &evidence.Evaluation{
			Rubric: r, Scores: &evidence.Scores{Tally: of}, AUC: aucOf(0.7), Folds: 5,
			Bands:       []evidence.Group{{To: 4999, Share: evidence.Share{Part: 81, Whole: 300}}, {From: 5000, To: 10000, Share: evidence.Share{Part: 19, Whole: 300}}},
			Calibration: evidence.Calibration{Method: evidence.ByPlatt, Slope: 1, SlopeKnown: true},
			Alternatives: []evidence.Alternative{
				way(evidence.LeftOut, 0, 0.6, -0.1), way(evidence.LeftOut, 1, 0.65, -0.05), way(evidence.Alone, 0, 0.65, -0.05), way(evidence.Alone, 1, 0.6, -0.1),
			},
		},
		Fit: &evidence.Fit{},
	}
}

// aucOf returns an AUC that is known to 0.04, and gainOf a gain to 0.01.
func aucOf(x float64) evidence.AUC {
	return evidence.AUC{Value: x, Interval: evidence.Interval{Low: x - 0.04, High: x + 0.04}}
}

func gainOf(x float64) evidence.Gain {
	return evidence.Gain{Value: x, Interval: evidence.Interval{Low: x - 0.01, High: x + 0.01}}
}

func TestWhatToDo(t *testing.T) {
	ceiling := func(gain float64) *evidence.Alternative {
		return &evidence.Alternative{Way: evidence.Ceiling, Criterion: scoring.None, Known: true, AUC: aucOf(0.7 + gain), Gain: gainOf(gain)}
	}
	fit := func(way evidence.Way, gain float64) *evidence.Fit {
		f := &evidence.Fit{Judged: *ceiling(gain), Segments: []evidence.SegmentWeights{{Fitted: way != evidence.Recut}}}
		if f.Judged.Way = way; way != evidence.Refitted {
			f.Cuts = []evidence.FittedCuts{{Fitted: true}, {}}
		}
		return f
	}
	weights := func(gain float64) *evidence.Fit { return fit(evidence.Refitted, gain) }
	byCuts := func(b *Backtest) { b.Rubric.Criteria[0].Judge = rubric.ByCuts }
	// alone has a criterion point elsewhere alone, and the score do as well without it.
	alone := func(b *Backtest, i int, auc evidence.AUC) {
		b.Alternatives[2+i].AUC, b.Alternatives[i].Gain = auc, gainOf(0)
	}
	for _, test := range []struct {
		name   string
		change func(b *Backtest)
		want   []string // how each step starts
	}{
		{"nothing", func(*Backtest) {}, []string{"Rely on the score as it is"}},
		{"one leaks", func(b *Backtest) { alone(b, 0, aucOf(0.9)) }, []string{`Take "A" out of the rubric, or make sure that it was measured before`}},
		{"just no leak", func(b *Backtest) { alone(b, 0, aucOf(0.899)) }, []string{"Rely on"}},
		{"both leak, and weights and ceiling are not judged", func(b *Backtest) {
			alone(b, 0, aucOf(0.95))
			alone(b, 1, aucOf(0.05))
			b.Fit, b.Ceiling = weights(0.1), ceiling(0.2)
		}, []string{`Take "A" and "B" out of the rubric, or make sure that they were measured before`}},
		{"no evidence", func(b *Backtest) { b.AUC = aucOf(0.53) }, []string{"Do not steer by this score yet. If its AUC stays at 0.530, about 178 leavers would be enough to show it; there are 100."}},
		{"hopeless", func(b *Backtest) { b.AUC = aucOf(0.5) }, []string{"Do not steer by this score yet. More outcomes of this kind would hardly show it"}},
		{"the stayers are rarer", func(b *Backtest) {
			b.AUC, b.Scores.Tally = aucOf(0.53), evidence.Tally{Leavers: 500, Stayers: 100}
		}, []string{"Do not steer by this score yet. If its AUC stays at 0.530, about 178 stayers"}},
		{"against", func(b *Backtest) {
			b.AUC = aucOf(0.4)
			alone(b, 1, aucOf(0.3))
		}, []string{`Do not steer by this score: those who stay score lower than those who leave. Look first at the direction of "B".`}},
		{"one is reversed", func(b *Backtest) { alone(b, 0, aucOf(0.45)) }, []string{`Turn round the cuts or levels of "A", or take it out: alone it points the wrong way.`}},
		{"one is reversed alone, and helps", func(b *Backtest) {
			alone(b, 1, aucOf(0.45))
			b.Alternatives[1].Gain = gainOf(-0.02)
		}, []string{"Rely on the score as it is"}},
		{"both are reversed", func(b *Backtest) {
			alone(b, 0, aucOf(0.45))
			alone(b, 1, aucOf(0.45))
		}, []string{`Turn round the cuts or levels of "A" and "B", or take them out: alone each points the wrong way.`}},
		{"one misleads", func(b *Backtest) { b.Alternatives[1].Gain = gainOf(0.02) },
			[]string{`Lower the weight of "B", or look at the cuts: the score is better without it.`}},
		{"both mislead", func(b *Backtest) { b.Alternatives[0].Gain, b.Alternatives[1].Gain = gainOf(0.02), gainOf(0.02) },
			[]string{`Lower the weight of "A" and "B", or look at the cuts: the score is better without each of them.`}},
		{"later it does not separate", func(b *Backtest) {
			b.InTime = &evidence.InTime{Later: evidence.Half{Known: true, AUC: aucOf(0.52)}}
		}, []string{"Find out what has changed"}},
		{"later drifts", func(b *Backtest) { b.InTime = &evidence.InTime{Drift: evidence.Drift{PSI: 0.2, Bound: 0.1}} }, []string{"Judge the score again by the newest outcomes"}},
		{"the file drifts", func(b *Backtest) { b.Drift = &FileDrift{File: "new.csv", Drift: evidence.Drift{PSI: 0.2, Bound: 0.1}} },
			[]string{"Judge the score again by the newest outcomes, before you rely on it for new accounts: the scores of new.csv have drifted from these."}},
		{"many are missed", func(b *Backtest) { b.Bands[1].Part = 20 }, []string{"Look at the cuts, and at where the band green starts: 20.0%"}},
		{"too sure", func(b *Backtest) { b.Calibration.Slope = 0.79 }, []string{"Do not take the probabilities of leaving at their word: they are too sure"}},
		{"sure enough", func(b *Backtest) { b.Calibration.Slope = 0.8 }, []string{"Rely on"}},
		{"too cautious", func(b *Backtest) { b.Calibration.Slope = 1.26 }, []string{"Do not take the probabilities of leaving at their word: they are too cautious"}},
		{"slope not known", func(b *Backtest) { b.Calibration.Slope, b.Calibration.SlopeKnown = 0, false }, []string{"Rely on"}},
		{"in time it is too sure", func(b *Backtest) {
			b.InTime = &evidence.InTime{Earlier: evidence.Half{Known: true}, Later: evidence.Half{Known: true, AUC: aucOf(0.7)}}
			b.InTime.Calibration.Slope, b.InTime.Calibration.SlopeKnown = 0.5, true
		}, []string{"Do not take the probabilities of leaving at their word: they are too sure"}},
		{"weights gain", func(b *Backtest) { b.Fit = weights(0.02) }, []string{"Take the fitted weights (--write FILE)"}},
		{"weights gain and are written", func(b *Backtest) { b.Fit, b.Written = weights(0.02), "new.yaml" }, []string{"Compare new.yaml with the rubric"}},
		{"weights gain by chance", func(b *Backtest) { b.Fit = weights(0.01) }, []string{"Keep your weights: the fitted ones"}},
		{"all weights stay", func(b *Backtest) { b.Fit = weights(0.02); b.Fit.Segments[0].Fitted = false }, []string{"Keep your weights: no others were found."}},
		{"cuts gain", func(b *Backtest) { b.Fit = fit(evidence.Recut, 0.02) }, []string{"Take the fitted cuts (--write FILE)"}},
		{"cuts gain by chance", func(b *Backtest) { b.Fit = fit(evidence.Recut, 0.01) }, []string{"Keep your cuts: the fitted ones"}},
		{"all cuts stay", func(b *Backtest) { b.Fit = fit(evidence.Recut, 0.02); b.Fit.Cuts[0].Fitted = false }, []string{"Keep your cuts: no others were found."}},
		{"both gain, and the cuts stay", func(b *Backtest) { b.Fit = fit(evidence.RecutRefitted, 0.02); b.Fit.Cuts[0].Fitted = false }, []string{"Take the fitted weights (--write"}},
		{"both gain and are written", func(b *Backtest) { b.Fit, b.Written = fit(evidence.RecutRefitted, 0.02), "new.yaml" },
			[]string{"Compare new.yaml with the rubric (chs diff), and take it: its weights and cuts gain"}},
		{"cuts are flipped", func(b *Backtest) { b.Fit = fit(evidence.Recut, 0.02); b.Fit.Cuts[0].Flipped = true },
			[]string{`Look at "A" before you believe the new cuts`, "Take the fitted cuts"}},
		{"cuts are flipped that were reversed", func(b *Backtest) {
			b.Fit = fit(evidence.Recut, 0.02)
			b.Fit.Cuts[0].Flipped = true
			alone(b, 0, aucOf(0.3))
		}, []string{`Turn round the cuts or levels of "A"`, "Take the fitted cuts"}},
		{"cuts are flipped by chance", func(b *Backtest) { b.Fit = fit(evidence.Recut, 0.01); b.Fit.Cuts[0].Flipped = true }, []string{"Keep your cuts"}},
		{"cuts are flipped, and one leaks", func(b *Backtest) {
			b.Fit = fit(evidence.Recut, 0.02)
			b.Fit.Cuts[0].Flipped = true
			alone(b, 1, aucOf(0.95))
		}, []string{`Take "B" out of the rubric`}},
		{"the ceiling is near", func(b *Backtest) { b.Ceiling = ceiling(0.019) }, []string{"To separate better, look for other metrics"}},
		{"the ceiling is near, and nothing is fitted", func(b *Backtest) { b.Fit, b.Ceiling = nil, ceiling(0.019) }, []string{"To separate better, look for other metrics"}},
		{"the ceiling is near the weights", func(b *Backtest) { b.Fit, b.Ceiling = weights(0.05), ceiling(0.06) },
			[]string{"Take the fitted weights", "To separate better, look for other metrics"}},
		{"the ceiling is far, and there are no cuts", func(b *Backtest) { b.Ceiling = ceiling(0.05) }, []string{"Look at how metrics are rated: these ratings could tell more"}},
		{"the ceiling is far, and cuts want more", func(b *Backtest) { byCuts(b); b.Ceiling = ceiling(0.05) },
			[]string{"Look at the levels and cuts: these ratings could tell more than the score does. Fitting cuts wants 150 leavers."}},
		{"the ceiling is far", func(b *Backtest) { byCuts(b); b.Fit, b.Ceiling, b.Scores.Leavers = nil, ceiling(0.05), 150 },
			[]string{"Try other cuts (--fit cuts)", "See whether other weights"}},
		{"the ceiling is far from weights", func(b *Backtest) { byCuts(b); b.Fit, b.Ceiling, b.Scores.Leavers = weights(0.02), ceiling(0.05), 150 },
			[]string{"Take the fitted weights", "Fit cuts, too (--fit all)"}},
		{"the ceiling is far from cuts", func(b *Backtest) { byCuts(b); b.Fit, b.Ceiling = fit(evidence.Recut, 0.02), ceiling(0.05) },
			[]string{"Take the fitted cuts", "Fit weights, too (--fit all)"}},
		{"the ceiling is far from both", func(b *Backtest) { byCuts(b); b.Fit, b.Ceiling = fit(evidence.RecutRefitted, 0.02), ceiling(0.05) },
			[]string{"Take the fitted weights and cuts", "Look at how metrics are rated"}},
		{"nothing is fitted", func(b *Backtest) { b.Fit = nil }, []string{"See whether other weights would do better"}},
		{"a lone criterion has no other weights", func(b *Backtest) { b.Fit, b.Rubric.Criteria = nil, b.Rubric.Criteria[:1] }, []string{"Rely on"}},
		{"nothing can be fitted", func(b *Backtest) { b.Fit, b.Scores.Leavers, b.Bands[1].Part = nil, 29, 5 }, []string{"Collect more outcomes: fitting weights wants 30 leavers, and there are 29."}},
		{"what was to be fitted was refused", func(b *Backtest) {
			b.Fit, b.Refused = nil, &evidence.Refusal{Tally: evidence.Tally{Leavers: 140, Stayers: 200}, Want: evidence.ToFitQuintiles}
		}, []string{"Collect more outcomes: fitting cuts wants 150 leavers, and there are 140."}},
		{"in all segments", func(b *Backtest) {
			b.Fit, b.Refused = nil, &evidence.Refusal{Tally: evidence.Tally{Leavers: 29, Stayers: 40}, Want: evidence.ToFitWeights, Segment: true}
		}, []string{"Collect more outcomes: fitting weights wants 30 leavers in a segment, and there are 29."}},
		{"too much to do", func(b *Backtest) {
			b.Late = []evidence.Late{{Column: 1, Accounts: 1}, {Column: 0, Accounts: 2}}
			b.Bands[1].Part, b.Calibration.Slope, b.Fit, b.Ceiling = 50, 0.5, weights(0.05), ceiling(0.1)
			b.Drift = &FileDrift{File: "new.csv", Drift: evidence.Drift{PSI: 0.2, Bound: 0.1}}
		}, []string{`Judge the accounts as they stood before the outcome: "b" and "a" are dated after it.`, "Judge the score again", "Look at the cuts", "Take the fitted weights", "Do not take the probabilities"}},
	} {
		b := calm(t)
		test.change(b)
		got := b.advice().steps
		matches := len(got) == len(test.want)
		for i := range test.want {
			matches = matches && strings.HasPrefix(got[i], test.want[i])
		}
		if !matches {
			t.Errorf("%s:\n%s", test.name, cmp.Diff(test.want, got))
		}
	}
}

func TestVerdictInTimeStandsFirst(t *testing.T) {
	b := calm(t)
	b.AUC = aucOf(0.7)
	b.InTime = &evidence.InTime{Later: evidence.Half{Tally: evidence.Tally{Leavers: 1, Stayers: 2000}}}
	want := []string{
		"Not judged by the later half of the outcomes, after 1970-01-01: it has 1 leaver and 2,000 stayers; want 20 of each.",
		"Judged by all outcomes, the score separates: in 70% of all pairs of a leaver and a stayer, the leaver had the lower score (AUC 0.700, 95% interval 0.660 to 0.740).",
	}
	if diff := cmp.Diff(want, b.verdicts()); diff != "" {
		t.Error(diff)
	}
	b.InTime.Later = evidence.Half{Known: true, AUC: aucOf(0.4)}
	if got := b.verdicts()[0]; !strings.HasPrefix(got, "Judged by the later half of the outcomes, after 1970-01-01, there is evidence against the score:") {
		t.Error(got)
	}
}

func TestSlopeWords(t *testing.T) {
	for slope, want := range map[float64]string{
		-0.1: "slope -0.10: the wrong way round", 0.79: "slope 0.79: too sure", 0.8: "slope 0.80: near 1, as it should be",
		1.25: "slope 1.25: near 1, as it should be", 1.26: "slope 1.26: too cautious",
	} {
		if got := slopeWords(&evidence.Calibration{Slope: slope, SlopeKnown: true}); got != want {
			t.Errorf("%v: %q, want %q", slope, got, want)
		}
	}
}

func TestGainText(t *testing.T) {
	for x, want := range map[float64]string{0.0124: "+0.012 ±0.010", -0.0126: "-0.013 ±0.010", 0.0004: "0.000 ±0.010", -0.0004: "0.000 ±0.010", 0: "0.000 ±0.010"} {
		if got := gainText(gainOf(x)); got != want {
			t.Errorf("%v: %q, want %q", x, got, want)
		}
	}
}
