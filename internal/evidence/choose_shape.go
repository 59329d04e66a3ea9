package evidence

import (
	"cmp"
	"slices"
)

// A shape is how a metric is rated.
type shape struct {
	ratings []int8 // by code
	bins    []prebin
	joined  stretches // of the bins; fewer than two if the metric tells nothing
}

// tells reports whether the metric tells leavers from stayers.
func (s shape) tells() bool { return len(s.joined.Ends) > 1 }

// shape returns how a metric is rated by what is known of its prebins, or texts:
// 3 where it tells nothing.
func (c *chooser) shape(m *coded, bins []prebin) shape {
	var order []int
	if m.texts > 0 {
		order = worstFirst(bins)
		bins = permute(bins, order)
	}
	ends := fifths(bins)
	if c.permit >= ToFitCuts {
		ends = singly(bins)
	}
	s := shape{ratings: make([]int8, m.width()), bins: merge(bins, ends)}
	if c.permit >= ToFitQuintiles {
		s.joined = join(s.bins)
	} else {
		s.joined = straight(s.bins)
	}
	ratings := s.joined.byPrebin()
	at := 0
	for i, end := range ends {
		for ; at < end; at++ {
			code := at
			if order != nil {
				code = order[at]
			}
			s.ratings[1+code] = 3
			if ratings != nil {
				s.ratings[1+code] = ratings[i]
			}
		}
	}
	return s
}

// straight leaves prebins, at most [maxStretches], as they are, with effects that
// rise or fall evenly, as those of the outcomes do on the whole.
func straight(bins []prebin) stretches {
	var weight, excess, weights, excesses float64 // those of all, and by the numbers of the prebins
	for i, b := range bins {
		weight += b.Weight
		excess += b.Excess
		weights += float64(float64(i) * b.Weight)
		excesses += float64(float64(i) * b.Excess)
	}
	slope := float64(excesses*weight) - float64(excess*weights)
	s := stretches{Ends: singly(bins), Effects: make([]float64, len(bins))}
	for i := range s.Effects {
		s.Effects[i] = float64(i)
		if slope < 0 {
			s.Effects[i] = float64(len(bins) - i)
		}
	}
	return s
}

// worstFirst returns the order of texts, by index, by falling odds of leaving.
// These are drawn to those of all, the more the fewer accounts have the text.
func worstFirst(bins []prebin) []int {
	order := make([]int, len(bins))
	for i := range order {
		order[i] = i
	}
	effect := func(i int) float64 { return bins[i].Excess / (bins[i].Weight + DefaultRidge) }
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(effect(k), effect(i)) })
	return order
}

func permute(bins []prebin, order []int) []prebin {
	permuted := make([]prebin, len(bins))
	for to, from := range order {
		permuted[to] = bins[from]
	}
	return permuted
}

// fifths joins prebins to at most [maxStretches] of about as many accounts, each to
// those in whose part its middle is, and returns the index behind the last of each.
func fifths(bins []prebin) (ends []int) {
	all := 0
	for _, b := range bins {
		all += b.Accounts
	}
	last, seen := 0, 0
	for i, b := range bins {
		at := last
		if b.Accounts > 0 {
			at = maxStretches * (2*seen + b.Accounts) / (2 * all)
		}
		if i == 0 || at != last && seen > 0 {
			ends = append(ends, i)
		}
		ends[len(ends)-1] = i + 1
		last = at
		seen += b.Accounts
	}
	return ends
}

// singly returns the ends of prebins that are not joined.
func singly(bins []prebin) []int {
	ends := make([]int, len(bins))
	for i := range ends {
		ends[i] = i + 1
	}
	return ends
}

// merge joins prebins by their ends.
func merge(bins []prebin, ends []int) []prebin {
	var merged []prebin
	first := 0
	for _, end := range ends {
		sum := bins[first]
		for _, b := range bins[first+1 : end] {
			sum.High = b.High
			sum.Accounts += b.Accounts
			sum.Excess += b.Excess
			sum.Weight += b.Weight
		}
		merged = append(merged, sum)
		first = end
	}
	return merged
}
