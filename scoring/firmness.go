package scoring

// Firmness is how much it would take to change an account's band.
type Firmness struct {
	// Flip is the smallest number of hundredths of weight that, moved between
	// the criteria that count, would change the band, and FlipBand the index of
	// the band then. They are 0 and None where no move does.
	Flip, FlipBand int

	// Up is how many hundredths of a point the score lacks to the next band,
	// -1 in the top one and where a cap stands between. Down is how many it
	// must lose to be in the band below, -1 in the lowest. Both are -1 where
	// the account is unscored.
	Up, Down int
}

// Firmness returns how firm the band of the account in r is. Caps and coverage
// are taken as they stand: where a cap holds the score, only a fall can change
// the band. Of a rise and a fall that take equally much, Flip is the fall.
func (s *Scorer) Firmness(r *Result) Firmness {
	f := Firmness{FlipBand: None, Up: -1, Down: -1}
	if !r.Scored {
		return f
	}
	bands := s.rubric.Bands
	sum, weight := r.sums()
	if r.Band > 0 {
		from := bands[r.Band].From
		f.Down = r.Score - from + 1
		if moved, lost, ok := r.move(sum-leastSum(from, weight)+1, false); ok {
			f.Flip, f.FlipBand = moved, s.rubric.BandOf(quotient(sum-lost, weight))
		}
	}
	limit, _ := s.ceiling(r)
	if r.Band+1 < len(bands) && limit >= bands[r.Band+1].From {
		from := bands[r.Band+1].From
		f.Up = from - r.Score
		moved, gained, ok := r.move(leastSum(from, weight)-sum, true)
		if ok && (f.FlipBand == None || moved < f.Flip) {
			f.Flip, f.FlipBand = moved, s.rubric.BandOf(min(limit, quotient(sum+gained, weight)))
		}
	}
	return f
}

// move returns the fewest hundredths of weight that, taken from the criteria
// rated worst and given to one rated best, raise the sum of points by need or
// more, and by how much they do; if not up, they are taken from the best, given
// to the worst, and lower it. ok is false where all that can be moved is too
// little.
func (r *Result) move(need int, up bool) (moved, change int, ok bool) {
	var weights [5]int // by rating, in the order in which they are taken
	last := 0
	for i, w := range r.weights {
		if r.counted[i] == 0 {
			continue
		}
		place := int(r.counted[i]) - 1
		if !up {
			place = 4 - place
		}
		weights[place] += w
		last = max(last, place)
	}
	for place, w := range weights[:last] {
		gain := (last - place) * onePoints(r.scale, 1)
		n := min(w, (need-change+gain-1)/gain)
		moved += n
		change += n * gain
		if change >= need {
			return moved, change, true
		}
	}
	return 0, 0, false
}
