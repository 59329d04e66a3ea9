package evidence

// z is the standard normal quantile of two-sided 95% intervals.
const z = 1.959963984540054

// An Interval has 95% confidence.
type Interval struct{ Low, High float64 }
