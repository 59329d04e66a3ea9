package scoring

import "chs/rubric"

// A Way is what would bring an account into a better band: arithmetic, and no
// word on what causes what.
type Way struct {
	Band     int    // index of the band that Uncapped is in
	Uncapped int    // the uncapped score reached, in hundredths of a point
	Cap      int    // index of the cap that would still hold the score below Band, or None
	Steps    []Step // in the rubric's order; none where only a cap stands between
}

// A Step is a better rating of one criterion.
type Step struct {
	Criterion int
	From, To  int8    // ratings
	Target    float64 // the metric that just gives To; NaN if judged by levels
	Level     string  // the first level, in the rubric's order, of rating To; "" if not judged by levels
}

// Way finds the nearest way from the account's band to a better one, and puts
// it into way, whose slice it reuses. It raises the ratings of actionable
// criteria with a known metric and weight over 0 to what their cuts and levels
// can give, until the uncapped score is in the next band or above it. Of all such
// ways it is the one of fewest steps, which are ratings risen by one; of these
// that of fewest criteria, then that of fewest points, then the one that raises
// the earliest criteria most. The segment, the caps, quintiles, and metrics that
// are made of the same columns are taken as they stand.
//
// ok is false, and way empty, where the account is unscored, in the top band, or
// no such way leads to a better one.
func (s *Scorer) Way(r *Result, way *Way) (ok bool) {
	*way = Way{Steps: way.Steps[:0]}
	if !r.Scored || r.Band == len(s.rubric.Bands)-1 {
		return false
	}
	sum, weight := r.sums()
	q := s.newSearch(leastSum(s.rubric.Bands[r.Band+1].From, weight)-sum, r)
	for steps := 0; steps <= 4*len(s.criteria) && !q.found; steps++ {
		q.try(0, steps, 0, 0)
	}
	if !q.found {
		return false
	}
	way.Uncapped, way.Cap = quotient(sum+q.best.gain, weight), None
	way.Band = s.rubric.BandOf(way.Uncapped)
	if limit, held := s.ceiling(r); limit < s.rubric.Bands[way.Band].From {
		way.Cap = held
	}
	g := s.groupOf(r)
	for i := range s.criteria {
		if from, to := r.Ratings[i], q.best.ratings[i]; to > from {
			target, level, _ := s.reach(i, g, to)
			way.Steps = append(way.Steps, Step{i, from, to, target, level})
		}
	}
	return true
}

// A search looks for the nearest way.
type search struct {
	need     int // points to gain
	criteria [rubric.MaxCriteria]rise
	now      [rubric.MaxCriteria]int8 // the ratings being tried
	best     candidate
	found    bool
}

// A rise is how a criterion can rise.
type rise struct {
	from    int8
	can     [6]bool // by rating; from is among them, and what is below it is not
	unit    int     // the points that each rating adds, 0 if it cannot rise
	largest int     // the largest unit of this criterion and those behind it
	most    int     // the points that these can gain together
}

// A candidate is a way that leads far enough.
type candidate struct {
	ratings        [rubric.MaxCriteria]int8
	criteria, gain int
}

// newSearch returns the search for a way that gains need points.
func (s *Scorer) newSearch(need int, r *Result) search {
	q := search{need: need, now: r.Ratings}
	g := s.groupOf(r)
	largest, most := 0, 0
	for i := len(s.criteria) - 1; i >= 0; i-- {
		c := &q.criteria[i]
		c.from = r.Ratings[i]
		c.can[c.from] = true
		best := c.from
		if c.from > 0 && s.rubric.Criteria[i].Actionable {
			for to := c.from + 1; to <= 5; to++ {
				if c.can[to] = g.reached[i][to]; c.can[to] {
					best = to
				}
			}
		}
		if best > c.from {
			c.unit = onePoints(r.scale, g.weights[i])
		}
		largest = max(largest, c.unit)
		most += int(best-c.from) * c.unit
		c.largest, c.most = largest, most
	}
	return q
}

// try tries all ways of so many further steps of the criteria from i on.
// Behind it are others of so many criteria and such a gain. The best ratings
// come first, so that of equal ways the one that raises the earliest criteria
// most is found first.
func (q *search) try(i, steps, criteria, gain int) {
	if steps == 0 {
		q.take(criteria, gain)
		return
	}
	if i == len(q.criteria) || q.found && criteria >= q.best.criteria { // it would be of one more
		return
	}
	c := &q.criteria[i]
	if gain+min(steps*c.largest, c.most) < q.need {
		return
	}
	for to := min(c.from+int8(steps), 5); to >= c.from; to-- {
		if !c.can[to] {
			continue
		}
		q.now[i] = to
		n := int(to - c.from)
		q.try(i+1, steps-n, criteria+min(n, 1), gain+n*c.unit)
	}
	q.now[i] = c.from
}

// take keeps the way being tried if it leads far enough and is the best so far.
func (q *search) take(criteria, gain int) {
	better := !q.found || criteria < q.best.criteria || criteria == q.best.criteria && gain < q.best.gain
	if gain >= q.need && better {
		q.best, q.found = candidate{q.now, criteria, gain}, true
	}
}
