package fleet

import (
	"cmp"
	"math/bits"
	"slices"
)

// scoreCounts count accounts by their score: a hash table of those that some
// account has, which are one for a single account and 10001 at most.
type scoreCounts struct {
	slots []scoreCount // none, or a power of two, at most half of them in use
	used  int
}

// A scoreCount is how many accounts have a score; an empty slot has none.
type scoreCount struct{ score, accounts int }

// add counts accounts of a score.
func (s *scoreCounts) add(score, accounts int) {
	if 2*s.used >= len(s.slots) {
		s.grow()
	}
	slot := s.slot(score)
	if slot.accounts == 0 {
		slot.score = score
		s.used++
	}
	slot.accounts += accounts
}

// slot returns the slot of a score, or the empty one for it: from where
// multiplicative hashing puts it on (Knuth, The Art of Computer Programming 3, 6.4).
func (s *scoreCounts) slot(score int) *scoreCount {
	const golden = 0x9e3779b9 // 2³² over the golden ratio
	last := uint32(len(s.slots) - 1)
	i := uint32(score) * golden >> bits.LeadingZeros32(last)
	for {
		slot := &s.slots[i&last]
		if slot.accounts == 0 || slot.score == score {
			return slot
		}
		i++
	}
}

// grow doubles the slots.
func (s *scoreCounts) grow() {
	before := s.slots
	s.slots = make([]scoreCount, max(2, 2*len(before)))
	for _, c := range before {
		if c.accounts > 0 {
			*s.slot(c.score) = c
		}
	}
}

// sorted returns the scores that some account has, the lowest first.
func (s *scoreCounts) sorted() []scoreCount {
	all := slices.DeleteFunc(slices.Clone(s.slots), func(c scoreCount) bool { return c.accounts == 0 })
	slices.SortFunc(all, func(a, b scoreCount) int { return cmp.Compare(a.score, b.score) })
	return all
}

// empty takes out all accounts and keeps the room.
func (s *scoreCounts) empty() {
	clear(s.slots)
	s.used = 0
}

// at returns the score of the account that has so many before it, of lower or
// equal score; 0 if there is none.
func at(sorted []scoreCount, before int) int {
	for _, c := range sorted {
		if before < c.accounts {
			return c.score
		}
		before -= c.accounts
	}
	return 0
}
