package fleet

import (
	"chs/rubric"
	"chs/scoring"
)

// meet notes what a new account was, and reports whether its change has points.
func (d *Diff) meet(c *Change, old *oldAccount) bool {
	c.Status, c.Old = Matched, old.standing()
	c.Crossing = CrossingOf(d.Old.Rubric.Bands, c.Old.Band, d.New.Rubric.Bands, c.New.Band)
	_, ok := c.Points()
	return ok
}

// split splits the change of an account that is scored on both sides. Of its new
// row, toOld and toNew are what the old rubric makes of it, relative to the old
// side's accounts and to the new one's, the second nil where that is the same;
// r is what the new rubric does.
func (d *Diff) split(c *Change, old *oldAccount, toOld, toNew, r *scoring.Result) {
	s := newChangeSplit(c, d.oldKeys, old)
	var asItIs [rubric.MaxCriteria]int8 // no rating is given
	s.step(ByData, d.oldKeys, toOld, kept(old, toOld))
	s.step(ByMissing, d.oldKeys, toOld, asItIs)
	if toNew != nil {
		s.step(ByOthers, d.oldKeys, toNew, asItIs)
	}
	s.step(ByRubric, d.newKeys, r, asItIs)
	s.caps(r)
}

// kept returns the ratings that the account had and no longer has.
func kept(old *oldAccount, r *scoring.Result) (ratings [rubric.MaxCriteria]int8) {
	for i, rating := range old.ratings {
		if r.Ratings[i] == 0 {
			ratings[i] = rating
		}
	}
	return ratings
}

// A changeSplit splits a change: it goes from the old uncapped score to the new one,
// and each step's difference is a part.
type changeSplit struct {
	change *Change
	at     [maxKeys]int // the contributions up to here
	capped int          // what the caps took off the old score, not positive
}

// newChangeSplit starts at the old account's uncapped score.
func newChangeSplit(c *Change, keys []int, old *oldAccount) *changeSplit {
	s := &changeSplit{change: c, capped: c.Old.Score}
	for i, key := range keys {
		s.at[key] = int(old.contributions[i])
		s.capped -= s.at[key]
	}
	return s
}

// step goes to the uncapped score of r, had it the given ratings. If nothing
// counts there, it stays.
func (s *changeSplit) step(cause Cause, keys []int, r *scoring.Result, ratings [rubric.MaxCriteria]int8) {
	contributions, ok := r.Suppose(ratings)
	if !ok {
		return
	}
	var to [maxKeys]int
	for i, key := range keys {
		to[key] = contributions[i]
	}
	for key := range to {
		part := to[key] - s.at[key]
		s.change.by[cause][key] = int16(part)
		s.change.Parts[cause] += part
	}
	s.at = to
}

// caps ends the split with what the caps do.
func (s *changeSplit) caps(r *scoring.Result) {
	s.change.Parts[ByCaps] = r.Score - r.Uncapped - s.capped
}
