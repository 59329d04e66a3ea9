package evidence

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestROC(t *testing.T) {
	s := &Scores{Cells: []Cell{{0, Tally{2, 1}}, {5000, Tally{1, 0}}, {10000, Tally{1, 3}}}, Tally: Tally{4, 4}}
	want := []ROCPoint{
		{0, Share{2, 4}, Share{1, 4}},
		{5000, Share{3, 4}, Share{1, 4}},
		{10000, Share{4, 4}, Share{4, 4}},
	}
	if diff := cmp.Diff(want, s.ROC()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The area below the curve is the AUC.
func TestAUCIsTheAreaBelowTheROC(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h histogram
		for range rapid.IntRange(1, 50).Draw(t, "cells") {
			h[rapid.IntRange(0, maxScore).Draw(t, "score")].add(Tally{rapid.IntRange(0, 5).Draw(t, "leavers"), rapid.IntRange(0, 5).Draw(t, "stayers")})
		}
		h[0].add(one(true))
		h[maxScore].add(one(false))
		s := h.scores()
		area := 0.0
		var before ROCPoint
		for _, p := range s.ROC() {
			area += (p.Stayers.Value() - before.Stayers.Value()) * (p.Leavers.Value() + before.Leavers.Value()) / 2
			before = p
		}
		if got := s.AUC().Value; math.Abs(got-area) > 1e-12 {
			t.Errorf("the AUC is %v, and the area %v", got, area)
		}
	})
}

func TestHowManyOutcomesItWouldTake(t *testing.T) {
	of := Tally{25, 100}
	for _, test := range []struct {
		auc  AUC
		want int
		ok   bool
	}{
		{AUC{0.6, Interval{0.4, 0.8}}, 101, true}, // half as wide would reach 0.5 with 100
		{AUC{0.6, Interval{0.5, 0.7}}, 26, true},
		{AUC{0.51, Interval{0.41, 0.61}}, 2500, true},
		{AUC{0.505, Interval{0.41, 0.61}}, 0, false},
		{AUC{0.5, Interval{0.4, 0.6}}, 0, false},
		{AUC{0.4, Interval{0.3, 0.6}}, 0, false},
	} {
		got, ok := test.auc.Wanted(of)
		if got != test.want && got != test.want+1 || ok != test.ok { // the figures are not exact in binary
			t.Errorf("%v: %d, %v; want %d, %v", test.auc, got, ok, test.want, test.ok)
		}
	}
}
