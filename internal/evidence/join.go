package evidence

import "math"

// joinAtLeast joins prebins, which rise, to at most [maxStretches] stretches of at least
// so many accounts each, one or more, whose effects rise or fall all the way, and
// whose gain is the largest. Of equal ones it takes that of fewest stretches, then
// that whose last cut is lowest, then the cut before; and of directions, rising
// effects. Time is cubic in the number of prebins.
//
// The gain is Rao's score statistic (Proceedings of the Cambridge Philosophical
// Society 44 (1948) 50–57).
func joinAtLeast(bins []prebin, least int) stretches {
	spans := spansOf(bins, least)
	rising, falling := spans.join(1), spans.join(-1)
	if falling.Gain > rising.Gain || falling.Gain == rising.Gain && len(falling.Ends) < len(rising.Ends) {
		return falling
	}
	return rising
}

// A span is prebins that may be a stretch. Its gain is −∞ if they may not.
type span struct{ gain, effect float64 }

// spans are all there are, by their first prebin and the one behind their last.
type spans [][]span

func spansOf(bins []prebin, least int) spans {
	all := make(spans, len(bins))
	for first := range all {
		all[first] = make([]span, len(bins)+1)
		var sum prebin
		for i, bin := range bins[first:] {
			sum.Accounts += bin.Accounts
			sum.Excess += bin.Excess
			sum.Weight += bin.Weight
			s := span{gain: math.Inf(-1)}
			if sum.Accounts >= least && sum.Weight > 0 {
				s.effect = sum.Excess / sum.Weight
				s.gain = sum.Excess * s.effect
			}
			all[first][first+i+1] = s
		}
	}
	return all
}

// A chain is the best stretches that end with a span.
type chain struct {
	gain   float64
	before int // the first prebin of the span before
}

// join returns the best stretches whose effects, times the sign, rise.
func (s spans) join(sign float64) (best stretches) {
	var longest [][][]chain // by stretches before the last, then as spans
	found, at := chain{gain: math.Inf(-1)}, -1
	for length := range min(maxStretches, len(s)) {
		if length == 0 {
			longest = append(longest, s.single())
		} else {
			longest = append(longest, s.extend(longest[length-1], sign))
		}
		for first := length; first < len(s); first++ {
			if c := longest[length][first][len(s)]; c.gain > found.gain {
				found, at = chain{c.gain, first}, length
			}
		}
	}
	if at < 0 {
		return stretches{}
	}
	return s.trace(longest[:at+1], found)
}

// single returns the chains of one stretch, which begins with the first prebin.
func (s spans) single() [][]chain {
	all := s.chains()
	for end := 1; end <= len(s); end++ {
		all[0][end].gain = s[0][end].gain
	}
	return all
}

// extend returns the chains of one stretch more.
func (s spans) extend(shorter [][]chain, sign float64) [][]chain {
	all := s.chains()
	for first := 1; first < len(s); first++ {
		for end := first + 1; end <= len(s); end++ {
			last, best := s[first][end], &all[first][end]
			if math.IsInf(last.gain, -1) {
				continue
			}
			for before := range first {
				gain := shorter[before][first].gain + last.gain
				if gain > best.gain && sign*s[before][first].effect < sign*last.effect {
					*best = chain{gain, before}
				}
			}
		}
	}
	return all
}

// chains returns chains that are not possible.
func (s spans) chains() [][]chain {
	all := make([][]chain, len(s))
	for first := range all {
		all[first] = make([]chain, len(s)+1)
		for end := range all[first] {
			all[first][end].gain = math.Inf(-1)
		}
	}
	return all
}

// trace returns the stretches of the chain found, whose last one begins with the
// prebin before.
func (s spans) trace(longest [][][]chain, found chain) stretches {
	n := len(longest)
	joined := stretches{make([]int, n), make([]float64, n), found.gain}
	first, end := found.before, len(s)
	for i := n - 1; i >= 0; i-- {
		joined.Ends[i], joined.Effects[i] = end, s[first][end].effect
		first, end = longest[i][first][end].before, first
	}
	return joined
}
