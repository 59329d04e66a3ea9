package evidence

import "math"

// Better reports whether the gain is more than chance explains: its whole interval
// is above 0.
func (g Gain) Better() bool { return g.Low > 0 }

// Worse reports whether the loss is more than chance explains: the whole interval
// is below 0.
func (g Gain) Worse() bool { return g.High < 0 }

// Margin returns half the width of the interval, which the gain is in the middle
// of.
func (g Gain) Margin() float64 { return (g.High - g.Low) / 2 }

// Wanted returns how many accounts of the rarer outcome it would take for the
// interval of an AUC above 0.5 to leave 0.5 out, if the AUC and the shares of the
// outcomes stayed as they are among these: an interval is half as wide with four
// times as many. ok is false where that would be over 100 times as many, and where
// the AUC is not above 0.5.
func (a AUC) Wanted(of Tally) (n int, ok bool) {
	const most = 100
	if a.Value <= 0.5 {
		return 0, false
	}
	times := (a.Value - a.Low) / (a.Value - 0.5)
	if times *= times; times > most {
		return 0, false
	}
	return int(math.Floor(float64(times*float64(of.Smaller())))) + 1, true
}
