package fleet

import (
	"math"
	"slices"

	"chs/scoring"
)

// CourseFigures say in numbers how a line went. First, Last, Lowest and Highest
// are indexes of runs whose value is known, of equal ones the first; they are
// scoring.None if none is.
type CourseFigures struct {
	Known                        int // values
	First, Last, Lowest, Highest int

	// Slope is the Theil–Sen estimate of the change a week, in the values'
	// unit; NaN of fewer than two values.
	Slope float64

	// Band is that of the last run that has the account, and Since the first
	// run from which on every run that has it has it in this band; "" and
	// scoring.None of what has no bands.
	Band  string
	Since int
}

// Figures returns the figures of a line.
func (c *Course) Figures(s *CourseSeries) CourseFigures {
	f := CourseFigures{First: scoring.None, Last: scoring.None, Lowest: scoring.None, Highest: scoring.None, Since: scoring.None}
	var days, values []int
	for i, p := range s.Points {
		if !p.Known() {
			continue
		}
		if f.Known == 0 {
			f.First, f.Lowest, f.Highest = i, i, i
		}
		f.Known++
		f.Last = i
		if p.Value < s.Points[f.Lowest].Value {
			f.Lowest = i
		}
		if p.Value > s.Points[f.Highest].Value {
			f.Highest = i
		}
		days, values = append(days, c.Runs[i].Day), append(values, p.Value)
	}
	f.Slope = 7 * theilSen(days, values)
	for i, p := range slices.Backward(s.Points) {
		switch {
		case p.Band == "":
			continue
		case f.Band == "":
			f.Band = p.Band
		case f.Band != p.Band:
			return f
		}
		f.Since = i
	}
	return f
}

// theilSen returns the median of the slopes between all pairs of points: the
// change of y for each 1 of x. Of an even number of slopes it is the mean of
// the two in the middle; NaN of fewer than two points. The xs all differ. Up to
// 29% of the points may be anything without carrying it away. (P. K. Sen,
// Estimates of the regression coefficient based on Kendall's tau, 1968.)
func theilSen(xs, ys []int) float64 {
	if len(xs) < 2 {
		return math.NaN()
	}
	slopes := make([]float64, 0, len(xs)*(len(xs)-1)/2)
	for i := range xs {
		for j := range i {
			slopes = append(slopes, float64(ys[i]-ys[j])/float64(xs[i]-xs[j]))
		}
	}
	slices.Sort(slopes)
	middle := len(slopes) / 2
	if len(slopes)%2 == 1 {
		return slopes[middle]
	}
	return (slopes[middle-1] + slopes[middle]) / 2
}
