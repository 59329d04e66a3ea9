package fleet

import (
	"slices"

	"chs/internal/history"
	"chs/rubric"
)

// Tenures say since when accounts have been in the band that they were in last,
// by a history that is gone through backwards. Bands of one name are the same,
// and so are the unscored. A snapshot that an account is not in says nothing of
// it.
type Tenures struct {
	names []string
	of    []tenure
	open  int // how many may have begun earlier than is known so far
}

// A tenure is an account's.
type tenure struct {
	since int32
	band  int16 // index into names plus 1; 0 if the account was in no snapshot yet
	ended bool  // what came before was another band
}

// NewTenures returns those of so many accounts, of which nothing is known yet.
func NewTenures(accounts int) *Tenures {
	return &Tenures{of: make([]tenure, accounts), open: accounts}
}

// Put says that an account has been in a band since a day, which is
// [scoring.None] if it is not known.
func (t *Tenures) Put(account int, band string, day int) {
	t.of[account] = tenure{since: int32(day), band: t.name(band), ended: true}
}

// Before goes back to a snapshot: its day, bands and scores, by index as
// [history.Store.Scores] has them. It reports whether an earlier one can tell
// more.
func (t *Tenures) Before(day int, bands []rubric.Band, scores []int16) bool {
	unscored := t.name(rubric.Unscored)
	var names []int16
	for _, b := range bands {
		names = append(names, t.name(b.Name))
	}
	by := bandsByScore(bands)
	for i := range t.of {
		a := &t.of[i]
		if a.ended || scores[i] == history.Absent {
			continue
		}
		band := unscored
		if scores[i] >= 0 {
			band = names[by[scores[i]]]
		}
		if a.band == 0 || a.band == band {
			a.band, a.since = band, int32(day)
			continue
		}
		a.ended = true
		t.open--
	}
	return t.open > 0
}

// name returns the index of a band's name, plus 1.
func (t *Tenures) name(name string) int16 {
	i := slices.Index(t.names, name)
	if i < 0 {
		i = len(t.names)
		t.names = append(t.names, name)
	}
	return int16(i + 1)
}

// In returns the first day of those that an account has been in a band, or
// [scoring.None] if it is not known; ok is false if it was last in another.
func (t *Tenures) In(account int, band string) (day int, ok bool) {
	a := t.of[account]
	return int(a.since), a.band > 0 && t.names[a.band-1] == band
}
