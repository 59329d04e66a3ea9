package evidence

import "math"

// An AUC is the share of pairs of a leaver and a stayer of which the leaver
// scored lower, equal scores counting half: the area under the ROC curve of
// risk, which is 100 less the score. 0.5 is chance.
//
// The interval is DeLong's, whose variance is 0 where a score separates the
// outcomes wholly or not at all, and unknown where only one account has an
// outcome: there it is Newcombe's.
type AUC struct {
	Value float64
	Interval
}

// Gini returns 2·AUC − 1, which is 0 for chance and 1 for a score that separates
// wholly.
func (a AUC) Gini() float64 { return float64(2*a.Value) - 1 }

// AUC returns how well the score separates the outcomes. Both must be there.
func (s *Scores) AUC() AUC {
	var d delong
	ofLeaver, ofStayer := s.placements()
	for _, c := range s.Cells {
		d.leavers.add(c.Leavers, ofLeaver[c.Score])
		d.stayers.add(c.Stayers, ofStayer[c.Score])
	}
	value := d.value()
	if deviation, ok := d.deviation(); ok && deviation > 0 {
		half := float64(z * deviation)
		return AUC{value, Interval{max(0, value-half), min(1, value+half)}}
	}
	return AUC{value, newcombe(value, s.Tally)}
}

// newcombe returns the interval of an AUC of which nothing is known but how many
// accounts it is of: method 5 of Newcombe, Confidence intervals for an effect
// size measure based on the Mann-Whitney statistic, part 2, Statistics in
// Medicine 25 (2006) 559–573. It holds what lies within z deviations of the
// value, with the deviation that accounts would have there if their risks were
// exponentially distributed (Hanley and McNeil, Radiology 143 (1982) 29–36).
func newcombe(value float64, of Tally) Interval {
	low := func(value float64) float64 {
		from, to := 0.0, value
		for range 60 {
			if middle := (from + to) / 2; value-middle > z*exponential(middle, of) {
				from = middle
			} else {
				to = middle
			}
		}
		return to
	}
	return Interval{low(value), 1 - low(1-value)}
}

// exponential returns the standard deviation of an AUC if risks are
// exponentially distributed, in Newcombe's form, which treats both outcomes
// alike.
func exponential(auc float64, of Tally) float64 {
	others := float64(of.Accounts())/2 - 1
	pairs := float64(of.Leavers) * float64(of.Stayers)
	spread := 1 + float64(others*((1-auc)/(2-auc)+auc/(1+auc)))
	return math.Sqrt(auc * (1 - auc) * spread / pairs)
}

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
	return int(math.Floor(float64(times*float64(of.Rarer())))) + 1, true
}
