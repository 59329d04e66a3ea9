package report

import (
	"encoding/json"
	"testing"
)

// JSON is valid, exact, and says null for what is not known.
func TestBacktestJSON(t *testing.T) {
	type figures struct {
		AUC         struct{ Value, Low, High float64 }
		Calibration struct{ Slope *float64 }
		InTime      *struct {
			Later struct{ AUC *struct{ Value float64 } }
		} `json:"in_time"`
		Fit      *struct{ What string }
		Drift    *struct{ PSI float64 }
		AsOf     *string `json:"as_of"`
		Horizon  *int    `json:"horizon_days"`
		Criteria []struct {
			LeftOut *struct{ Way string } `json:"left_out"`
		}
		ROC      []struct{ Leavers, Stayers float64 }
		WhatToDo []string `json:"what_to_do"`
	}
	for name, b := range extremes(t) {
		text := backtestText(t, b, FormatJSON, 0, false)
		var got figures
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatalf("%s: %v in\n%s", name, err, text)
		}
		if got.AUC.Value != b.AUC.Value || got.AUC.Low != b.AUC.Low || got.AUC.High != b.AUC.High {
			t.Errorf("%s: AUC is %v, want %v", name, got.AUC, b.AUC)
		}
		if (got.Calibration.Slope != nil) != b.Calibration.SlopeKnown || (got.InTime != nil) != (b.InTime != nil) ||
			(got.Fit != nil) != (b.Fit != nil) || (got.Drift != nil) != (b.Drift != nil) || (got.Horizon != nil) != (b.Horizon > 0) {
			t.Errorf("%s: what is known is null, or the other way round:\n%s", name, text)
		}
		if (got.Criteria[0].LeftOut != nil) != (len(b.Rubric.Criteria) > 1) {
			t.Errorf("%s: left out %v of %d criteria", name, got.Criteria[0].LeftOut, len(b.Rubric.Criteria))
		}
		if last := got.ROC[len(got.ROC)-1]; last.Leavers != 1 || last.Stayers != 1 {
			t.Errorf("%s: the ROC ends at %v", name, last)
		}
		if n := len(got.WhatToDo); n < 1 || n > maxSteps {
			t.Errorf("%s: %d steps", name, n)
		}
	}
}
