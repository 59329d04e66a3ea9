package evidence

// A Gain is the difference of two AUCs of the same accounts. Its interval is
// DeLong's for paired curves.
type Gain struct {
	Value float64
	Interval
}

// Better reports whether the gain is more than chance explains: its whole interval
// is above 0.
func (g Gain) Better() bool { return g.Low > 0 }

// Worse reports whether the loss is more than chance explains: the whole interval
// is below 0.
func (g Gain) Worse() bool { return g.High < 0 }

// Margin returns half the width of the interval, which the gain is in the middle
// of.
func (g Gain) Margin() float64 { return (g.High - g.Low) / 2 }
