package fleet

import (
	"chs/rubric"
	"chs/scoring"
)

// OldScorers judge the new file's rows by the old rubric, as of the new day:
// relative to the old file's accounts, and to the new one's. The second is nil
// where that is the same.
type OldScorers struct{ ToOld, ToNew *scoring.Scorer }

// A NewPart gathers the accounts of a part of the new file.
type NewPart struct {
	diff         *Diff
	at           DiffColumns
	by           OldScorers
	toOld, toNew *scoring.Result
	cells        []string
	noted        []notedChange
}

// A notedChange is a Change, and the old account's index, None if the account
// came.
type notedChange struct {
	Change
	old int
}

// NewPart returns a part of the new run.
func (d *Diff) NewPart(at DiffColumns, by OldScorers) *NewPart {
	p := &NewPart{diff: d, at: at, by: by, toOld: by.ToOld.NewResult(), cells: make([]string, len(at.Old))}
	if by.ToNew != nil {
		p.toNew = by.ToNew.NewResult()
	}
	return p
}

// Note takes what is needed of an account.
func (p *NewPart) Note(_ string, _ int, cell func(i int) string, r *scoring.Result) {
	n := notedChange{Change{
		ID: p.at.id(cell), Label: p.at.label(cell), Status: Came, New: standingOf(r), Value: r.Value,
	}, scoring.None}
	if at, ok := p.diff.index[n.ID]; ok {
		n.old = at
		p.compare(&n.Change, &p.diff.accounts[at], cell, r)
	}
	p.noted = append(p.noted, n)
}

// compare compares a matched account, whose new result is r.
func (p *NewPart) compare(c *Change, old *oldAccount, cell func(i int) string, r *scoring.Result) {
	c.Status, c.Old = Matched, old.standing()
	c.Crossing = CrossingOf(p.diff.Old.Rubric.Bands, c.Old.Band, p.diff.New.Rubric.Bands, c.New.Band)
	if _, ok := c.Points(); !ok {
		return
	}
	for i, at := range p.at.Old {
		p.cells[i] = cell(at)
	}
	s := newChangeSplit(c, p.diff.oldKeys, old)
	p.by.ToOld.Score(p.cells, p.toOld)
	var asItIs [rubric.MaxCriteria]int8 // no rating is given
	s.step(ByData, p.diff.oldKeys, p.toOld, kept(old, p.toOld))
	s.step(ByMissing, p.diff.oldKeys, p.toOld, asItIs)
	if p.by.ToNew != nil {
		p.by.ToNew.Score(p.cells, p.toNew)
		s.step(ByOthers, p.diff.oldKeys, p.toNew, asItIs)
	}
	s.step(ByRubric, p.diff.newKeys, r, asItIs)
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

// Give adds the accounts to the diff.
func (p *NewPart) Give() error {
	d := p.diff
	for i := range p.noted {
		n := &p.noted[i]
		known := n.old != scoring.None && d.accounts[n.old].seen || d.came[n.ID]
		if !d.New.take(n.ID, known, n.Value) {
			continue
		}
		if n.old == scoring.None {
			d.came[n.ID] = true
		} else {
			d.accounts[n.old].seen = true
		}
		if err := d.take(&n.Change); err != nil {
			return err
		}
	}
	p.noted = p.noted[:0]
	return nil
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
