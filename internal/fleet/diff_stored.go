package fleet

import (
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// A StoredDiff compares two stored snapshots: it is gathered of all accounts of
// the old one with [StoredDiff.AddOld], then all of the new one with
// [StoredDiff.AddNew], and [Diff.Finish].
//
// There are no rows that the old rubric could judge. It rates the metrics that
// the new snapshot has, where both rubrics define them alike; what else the new
// rubric decides, a rating or a segment, stays as it was up to the step that
// brings the new rubric. With one rubric on both sides the parts are those of
// the files, but for quintiles of files with rows that were not stored.
type StoredDiff struct {
	*Diff
	before, after *scoring.Scorer
	quintiles     scoring.Quintiles // of the old snapshot
	relative      bool              // before knows them
	shared        shared
}

// NewStoredDiff returns a StoredDiff that lists at most so many changes of a
// kind, 0 for all.
func NewStoredDiff(before, after *rubric.Rubric, limit int) *StoredDiff {
	return &StoredDiff{
		Diff: NewDiff(before, after, limit), shared: newShared(before, after),
		before: scoring.New(before, 0), after: scoring.New(after, 0), // no days are counted
	}
}

// Collect takes the old snapshot's accounts for the quintiles of the old rubric,
// if it has any.
func (d *StoredDiff) Collect(a *history.Account) error {
	d.before.CollectKnown(&a.Metrics, &d.quintiles)
	return nil
}

// AddOld takes an account of the old snapshot.
func (d *StoredDiff) AddOld(a *history.Account) error {
	d.takeOld(d.oldAccount(a))
	return d.Collect(a)
}

func (d *StoredDiff) oldAccount(a *history.Account) oldAccount {
	r := recall(d.before, a)
	return newOldAccount(a.ID, a.Label, &r)
}

// AddNew takes an account of the new snapshot.
func (d *StoredDiff) AddNew(a *history.Account) error {
	at, ok := d.index[a.ID]
	if !ok {
		r := recall(d.after, a)
		return d.takeNew(&notedChange{newChange(a, &r), scoring.None})
	}
	return d.takeNew(&notedChange{d.compare(&d.accounts[at], a), at})
}

// Compare returns what became of an account, without taking it. All accounts of
// the old snapshot have been collected.
func (d *StoredDiff) Compare(before, after *history.Account) Change {
	old := d.oldAccount(before)
	return d.compare(&old, after)
}

func (d *StoredDiff) compare(old *oldAccount, a *history.Account) Change {
	if !d.relative {
		d.before, d.relative = d.before.WithQuintiles(&d.quintiles), true
	}
	r := recall(d.after, a)
	c := newChange(a, &r)
	if d.meet(&c, old) {
		toOld, toNew := d.judge(old, a)
		d.split(&c, old, &toOld, &toNew, &r)
	}
	return c
}

// newChange returns the change of an account that came, for all that is known.
func newChange(a *history.Account, r *scoring.Result) Change {
	return Change{ID: a.ID, Label: a.Label, Status: Came, New: standingOf(r), Value: a.Value}
}

// judge returns what the old rubric makes of a new account, relative to the
// accounts of the old snapshot and of the new one.
func (d *StoredDiff) judge(old *oldAccount, a *history.Account) (toOld, toNew scoring.Result) {
	segment := int(old.segment)
	if d.shared.segment(a.Segment) {
		segment = a.Segment
	}
	toOld = scoring.Result{Segment: segment, Ratings: old.ratings, Cap: scoring.None}
	toNew = toOld
	for i := range d.Old.Rubric.Criteria {
		same := d.shared.criteria[i]
		if same.index == scoring.None {
			continue
		}
		rating := a.Ratings[same.index]
		toOld.Ratings[i], toNew.Ratings[i] = rating, rating
		if same.rerated && rating > 0 {
			toOld.Ratings[i] = d.before.Rerate(i, segment, a.Metrics[same.index])
		}
		if !same.relative {
			toNew.Ratings[i] = toOld.Ratings[i]
		}
	}
	d.before.Recall(&toOld, a.Metrics)
	d.before.Recall(&toNew, a.Metrics)
	return toOld, toNew
}

// recall completes a result of a stored account.
func recall(s *scoring.Scorer, a *history.Account) scoring.Result {
	r := a.Result()
	s.Recall(&r, a.Metrics)
	return r
}
