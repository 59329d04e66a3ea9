package evidence

import (
	"math"

	"chs/rubric"
)

// A Share is a part of some accounts.
type Share struct{ Part, Whole int }

// Value returns the share, 0 to 1; 0 of no accounts.
func (s Share) Value() float64 {
	if s.Whole == 0 {
		return 0
	}
	return float64(s.Part) / float64(s.Whole)
}

// Interval returns Wilson's score interval (Journal of the American Statistical
// Association 22 (1927) 209–212), which is 0 to 1 of no accounts.
func (s Share) Interval() Interval {
	if s.Whole == 0 {
		return Interval{0, 1}
	}
	part, whole := float64(s.Part), float64(s.Whole)
	const square = z * z
	middle := (part + square/2) / (whole + square)
	half := float64(z / (whole + square) * math.Sqrt(part*(whole-part)/whole+square/4))
	i := Interval{middle - half, middle + half}
	if s.Part == 0 {
		i.Low = 0
	}
	if s.Part == s.Whole {
		i.High = 1
	}
	return i
}

// A Group is accounts of neighbouring scores, and the share of them that left.
type Group struct {
	From, To int // their scores, in hundredths of a point, both inclusive
	Share
}

// groups returns the accounts of the scores from each of some, which rise from
// 0, up to the next.
func (s *Scores) groups(from ...int) []Group {
	groups := make([]Group, len(from))
	at := 0
	for i := range groups {
		to := maxScore
		if i+1 < len(from) {
			to = from[i+1] - 1
		}
		var all Tally
		for ; at < len(s.Cells) && s.Cells[at].Score <= to; at++ {
			all.add(s.Cells[at].Tally)
		}
		groups[i] = Group{from[i], to, all.left()}
	}
	return groups
}

// Bins returns the accounts by ten points of score; the last ones have 90 to 100.
func (s *Scores) Bins() []Group {
	from := make([]int, 10)
	for i := range from {
		from[i] = maxScore / 10 * i
	}
	return s.groups(from...)
}

// Bands returns the accounts by band of a rubric.
func (s *Scores) Bands(r *rubric.Rubric) []Group {
	from := make([]int, len(r.Bands))
	for i, b := range r.Bands {
		from[i] = b.From
	}
	return s.groups(from...)
}
