package evidence

import "testing"

func TestGainsBeyondChance(t *testing.T) {
	for _, test := range []struct {
		gain          Gain
		better, worse bool
	}{
		{Gain{0.02, Interval{0.01, 0.03}}, true, false},
		{Gain{0.01, Interval{0, 0.02}}, false, false},
		{Gain{0, Interval{0, 0}}, false, false},
		{Gain{-0.01, Interval{-0.02, 0}}, false, false},
		{Gain{-0.02, Interval{-0.03, -0.01}}, false, true},
	} {
		if test.gain.Better() != test.better || test.gain.Worse() != test.worse {
			t.Errorf("%v: better %v, worse %v", test.gain, test.gain.Better(), test.gain.Worse())
		}
	}
	if got := (Gain{0.02, Interval{0, 0.04}}).Margin(); got != 0.02 {
		t.Errorf("the margin is %v", got)
	}
}
