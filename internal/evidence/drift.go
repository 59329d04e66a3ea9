package evidence

// A Drift is how far the scores of some accounts are from those of others that
// they are held against, whatever became of them.
type Drift struct {
	PSI   float64 // the population stability index: 0 where all shares are the same
	Bound float64 // what it may be
}

// Alarm reports whether the scores differ by more than they may.
func (d Drift) Alarm() bool { return d.PSI > d.Bound }

// tolerated is the index below which scores are commonly taken as stable
// (Siddiqi, Credit Risk Scorecards, 2006).
const tolerated = 0.1

// Drift returns how far scores are from those of reference, in the reference's
// tenths. The bound is 0.1, or, of few accounts, what chance alone exceeds in one
// of 20 samples of these sizes: the index then follows a chi-square distribution
// of a degree less than there are tenths, times the sum of the reciprocal sizes
// (Yurdakul and Naranjo, Statistical properties of the population stability
// index, Journal of Risk Model Validation 14 (2020)). Neither may be empty.
func (s *Scores) Drift(reference *Scores) Drift {
	ends := reference.tenthEnds()
	before, after := reference.within(ends), s.within(ends)
	degrees := -1
	for i := range before {
		if before[i]+after[i] > 0 {
			degrees++
		}
	}
	// 95% quantiles of the chi-square distribution of 0 to 9 degrees.
	quantiles := [...]float64{0, 3.841459, 5.991465, 7.814728, 9.487729, 11.070498, 12.591587, 14.067140, 15.507313, 16.918978}
	chance := quantiles[degrees] * (1/float64(reference.Accounts()) + 1/float64(s.Accounts()))
	return Drift{divergence(after, before), max(tolerated, chance)}
}

// tenthEnds returns the scores that the tenths of the accounts but the last end
// with, each once: equal scores are in one tenth.
func (s *Scores) tenthEnds() []int {
	var ends []int
	seen, tenth := 0, 1
	for _, c := range s.Cells {
		seen += c.Accounts()
		if tenth < 10 && 10*seen >= tenth*s.Accounts() {
			ends = append(ends, c.Score)
			tenth = 10*seen/s.Accounts() + 1
		}
	}
	return ends
}

// within counts the accounts up to each of some scores, and behind the last.
func (s *Scores) within(ends []int) []int {
	counts := make([]int, len(ends)+1)
	at := 0
	for _, c := range s.Cells {
		for at < len(ends) && c.Score > ends[at] {
			at++
		}
		counts[at] += c.Accounts()
	}
	return counts
}
