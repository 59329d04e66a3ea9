package rubric_test

import (
	"testing"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
)

// Whatever the file, an edit gives faults that stand in it, or the values that
// it was to give, and the second time no change.
func FuzzEdit(f *testing.F) {
	for _, text := range ownFiles(f) {
		f.Add([]byte(text), uint8(0b1011))
		f.Add([]byte(text), uint8(0b0100))
	}
	f.Fuzz(func(t *testing.T, data []byte, what uint8) {
		old, err := rubric.Load("r.yaml", data)
		if err != nil {
			return
		}
		e := &rubric.Edits{Note: []string{"on a day"}}
		for range len(old.Segments) + 1 {
			weights := make([]int, len(old.Criteria))
			for k := range weights {
				weights[k] = len(e.Weights)*7_50 + k
			}
			e.Weights = append(e.Weights, weights)
		}
		cuts := rubric.Cuts{At: [4]float64{-0.5, 2, 2, 1e9}}
		if what&0b100 != 0 {
			cuts = rubric.Cuts{At: [4]float64{7, 7, 7, 7}, LowerIsBetter: what&0b1000 != 0}
		}
		for _, c := range old.Criteria {
			e.Cuts = append(e.Cuts, nil)
			if c.Judge == rubric.ByCuts || c.Judge == rubric.ByQuintiles {
				e.Cuts[len(e.Cuts)-1] = &cuts
			}
		}
		if what&0b1 == 0 {
			e.Weights = nil
		}
		if what&0b10 == 0 {
			e.Propensity = &rubric.Propensity{BaseRate: 1, Knots: []rubric.Knot{{Score: 0, Probability: 2}, {Score: 100_00, Probability: 1}}}
		}
		got, err := old.Edit(e)
		if err != nil {
			for _, fault := range rubric.AsFaults(err).List {
				if !inside(fault.Pos, linesOf(string(data))) {
					t.Errorf("fault %+v is not in the file", fault)
				}
			}
			return
		}
		keepsItsWord(t, got)
		for k, c := range got.Criteria {
			if e.Cuts[k] != nil && c.Cuts != cuts || e.Weights != nil && c.Weight != max(1, k) {
				t.Errorf("criterion %+v", c)
			}
		}
		again, err := got.Edit(e)
		if err != nil {
			t.Fatalf("the second time: %v in %q", err, got.Source)
		}
		if diff := cmp.Diff(string(got.Source), string(again.Source)); diff != "" {
			t.Errorf("the second time: %s", diff)
		}
	})
}
