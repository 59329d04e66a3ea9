package fleet

import (
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// A Story is what a history says of an account: since when it is in its band, and
// what has moved it.
type Story struct {
	Since   int           // the first day of the unbroken run of snapshots that have it in its band, up to now
	AtLeast bool          // no older snapshot has the account: it may be longer
	Before  string        // the band before, "" if AtLeast
	Changes []StoryChange // since the snapshot before, and since the last that has it in a better band; none if no older one has it
}

// A StoryChange is what became of an account since an older snapshot.
type StoryChange struct {
	Change
	Diff   *Diff // of which it is one
	Day    int   // the older snapshot's
	Better bool  // it is the last that has the account in a better band
}

// Snapshots are what a Story is found with.
type Snapshots interface {
	// Rubric returns a snapshot's.
	Rubric(*history.Snapshot) (*rubric.Rubric, error)
	// Diff returns a comparison of a snapshot, which has been collected, with now.
	Diff(*history.Snapshot) (*StoredDiff, error)
}

// NewStory returns the story of an account that a rubric has scored as of a day:
// older are the snapshots before that have it, by day.
func NewStory(of Snapshots, older []history.Moment, now *history.Account, by *rubric.Rubric, day int) (*Story, error) {
	s := &Story{Since: day, AtLeast: true}
	better := scoring.None
	for i := len(older) - 1; i >= 0 && better == scoring.None; i-- {
		m := &older[i]
		r, err := of.Rubric(m.Snapshot)
		if err != nil {
			return nil, err
		}
		how := CrossingOf(r.Bands, m.Account.Band, by.Bands, now.Band)
		switch {
		case how == NotCrossed && s.AtLeast:
			s.Since = m.Day
		case s.AtLeast:
			s.AtLeast, s.Before = false, bandName(r.Bands, m.Account.Band)
		}
		if how == Down {
			better = i
		}
	}
	last := len(older) - 1
	since := []int{last, better}
	if last == better {
		since = since[:1]
	}
	for _, i := range since {
		if i == scoring.None {
			continue
		}
		change, err := NewStoryChange(of, &older[i], now)
		if err != nil {
			return nil, err
		}
		change.Better = i == better
		s.Changes = append(s.Changes, *change)
	}
	return s, nil
}

// NewStoryChange returns what became of an account since a snapshot that has it.
func NewStoryChange(of Snapshots, then *history.Moment, now *history.Account) (*StoryChange, error) {
	d, err := of.Diff(then.Snapshot)
	if err != nil {
		return nil, err
	}
	return &StoryChange{Change: d.Compare(&then.Account, now), Diff: d.Diff, Day: then.Day}, nil
}
