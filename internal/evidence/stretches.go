package evidence

import (
	"math"
	"math/bits"
	"slices"
	"strconv"

	"chs/rubric"
)

// stretches are neighbouring prebins that are joined. There are none if they would
// have too few accounts.
type stretches struct {
	Ends    []int     // by stretch, the index of the first prebin behind it
	Effects []float64 // by stretch, its excess by its weight: of the logarithm of the odds of leaving, to first order
	Gain    float64   // the sum of excess²/weight, which is twice what the logarithm of the likelihood gains, to second order
}

// maxStretches is how many stretches there are at most: one a rating.
const maxStretches = 5

// LowerIsBetter reports whether the odds of leaving rise with the metric.
func (s *stretches) LowerIsBetter() bool {
	return len(s.Effects) > 1 && s.Effects[0] < s.Effects[len(s.Effects)-1]
}

// Ratings returns the ratings of two stretches or more, in their order. The ends
// are 1 and 5, and those between are as near as can be, by least squares, to where
// their effects lie between those of the ends; of equally near ones they are the
// worst.
func (s *stretches) Ratings() []int {
	n := len(s.Effects)
	worst, best := slices.Max(s.Effects), slices.Min(s.Effects)
	aims := make([]float64, n) // from the worst to the best
	for i, effect := range s.Effects {
		aims[i] = 1 + float64(4*(worst-effect)/(worst-best))
	}
	if s.LowerIsBetter() {
		slices.Reverse(aims)
	}
	ratings := nearest(aims)
	if s.LowerIsBetter() {
		slices.Reverse(ratings)
	}
	return ratings
}

// nearest returns the ratings from 1 to 5 that rise and are nearest to aims.
func nearest(aims []float64) (ratings []int) {
	least := math.Inf(1)
	for between := range 8 { // which of 2, 3 and 4 there are
		if bits.OnesCount(uint(between)) != len(aims)-2 {
			continue
		}
		try := []int{1}
		for rating := 2; rating <= 4; rating++ {
			if between>>(rating-2)&1 == 1 {
				try = append(try, rating)
			}
		}
		try = append(try, 5)
		apart := 0.0
		for i, aim := range aims {
			off := float64(try[i]) - aim
			apart += float64(off * off)
		}
		if apart < least {
			least, ratings = apart, try
		}
	}
	return ratings
}

// Cuts returns the cuts that give the stretches of some prebins their ratings.
// Each is the shortest number that parts the metrics on its sides. ok is false if
// there are less than two stretches, which nothing tells apart.
func (s *stretches) Cuts(bins []prebin) (cuts rubric.Cuts, ok bool) {
	if len(s.Ends) < 2 {
		return cuts, false
	}
	cuts.LowerIsBetter = s.LowerIsBetter()
	ratings := s.Ratings()
	for i, end := range s.Ends[:len(s.Ends)-1] {
		at := shortest(bins[end-1].High, bins[end].Low, cuts.LowerIsBetter)
		from, to := ratings[i], ratings[i+1]
		for rating := min(from, to) + 1; rating <= max(from, to); rating++ {
			cuts.At[rating-2] = at
		}
	}
	return cuts, true
}

// shortest returns the number of fewest digits, and of equally short ones the
// nearest to the middle, the lower, that parts two metrics: over low and at most
// high, or at least low and below high if lower is better.
func shortest(low, high float64, lowerIsBetter bool) float64 {
	parts := func(v float64) bool {
		if lowerIsBetter {
			return low <= v && v < high
		}
		return low < v && v <= high
	}
	middle := low/2 + high/2
	exponent := int(math.Floor(math.Log10(max(-low, high)))) + 1
	for range 18 { // more digits than a float64 has
		below := math.Floor(middle / math.Pow10(exponent))
		first, second := decimal(below, exponent), decimal(below+1, exponent)
		if second-middle < middle-first {
			first, second = second, first
		}
		switch {
		case parts(first):
			return first
		case parts(second):
			return second
		}
		exponent--
	}
	if lowerIsBetter {
		return low
	}
	return high
}

// decimal returns the number nearest to digits·10^exponent; NaN beyond the range.
func decimal(digits float64, exponent int) float64 {
	v, err := strconv.ParseFloat(strconv.FormatFloat(digits, 'f', 0, 64)+"e"+strconv.Itoa(exponent), 64)
	if err != nil {
		return math.NaN()
	}
	return v + 0 // never -0
}

// byPrebin returns the ratings of the prebins; nil if there are less than two
// stretches.
func (s *stretches) byPrebin() (ratings []int8) {
	if len(s.Ends) < 2 {
		return nil
	}
	of := s.Ratings()
	for i, end := range s.Ends {
		for len(ratings) < end {
			ratings = append(ratings, int8(of[i]))
		}
	}
	return ratings
}
