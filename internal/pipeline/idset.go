package pipeline

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// An idSet has ids and where each stands first, in a few slices without pointers:
// a map of strings takes twice the memory, and the collector's time. The zero
// idSet is empty.
//
// Its slots are a power of two, and at most half of them are taken. An id is in the
// slot that its hash names, or else in the first behind it, around the end, that was
// free.
type idSet struct {
	seed  maphash.Seed
	text  []byte // of all ids, one behind another
	ids   []knownID
	slots []uint32 // a hash table of the ids, as their numbers from 1; 0 where free
}

// A knownID is an id, as the end of its text in idSet.text.
type knownID struct {
	end   int
	first place
}

// A place is where a row stands.
type place struct{ file, line int }

// len returns how many ids there are.
func (s *idSet) len() int { return len(s.ids) }

// has reports whether an id is there. The set must not be empty.
func (s *idSet) has(id []byte) bool { return s.slots[s.slot(id)] > 0 }

// add adds an id and where it stands. If it is known, first is where it stands
// first.
func (s *idSet) add(id []byte, at place) (first place, known bool) {
	if 2*len(s.ids) >= len(s.slots) {
		s.grow()
	}
	slot := s.slot(id)
	if n := s.slots[slot]; n > 0 {
		return s.ids[n-1].first, true
	}
	s.text = append(s.text, id...)
	s.ids = append(s.ids, knownID{len(s.text), at})
	s.slots[slot] = uint32(len(s.ids))
	return at, false
}

// slot returns the slot of an id: the one that has it, or the free one for it.
func (s *idSet) slot(id []byte) int {
	last := len(s.slots) - 1 // all bits set
	at := int(maphash.Bytes(s.seed, id)) & last
	for s.slots[at] > 0 && !bytes.Equal(s.id(s.slots[at]), id) {
		at = (at + 1) & last
	}
	return at
}

// id returns the n-th id, from 1.
func (s *idSet) id(n uint32) []byte {
	start := 0
	if n > 1 {
		start = s.ids[n-2].end
	}
	return s.text[start:s.ids[n-1].end]
}

// grow makes room for twice as many ids, for the first 512 of an empty set.
func (s *idSet) grow() {
	if s.slots == nil {
		s.seed = maphash.MakeSeed()
	}
	s.slots = make([]uint32, max(1<<10, 2*len(s.slots)))
	s.ids = append(make([]knownID, 0, len(s.slots)/2), s.ids...)
	s.text = slices.Grow(s.text, len(s.text)) // append grows by less, and so copies more often
	for n := uint32(1); n <= uint32(len(s.ids)); n++ {
		s.slots[s.slot(s.id(n))] = n
	}
}
