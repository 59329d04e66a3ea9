package evidence

import (
	"cmp"
	"math/bits"
	"slices"
)

// folds deals the accounts that have a score out to n folds, and returns the
// accounts of each by row of the table. In each fold both outcomes have the
// shares that they have in all, but for one account: the accounts of an outcome
// are sorted by a hash of the seed and their id, and dealt out in turn.
func (t *Table) folds(n int) [][]Tally {
	folds := make([][]Tally, n)
	for i := range folds {
		folds[i] = make([]Tally, len(t.Rows))
	}
	all := t.having()
	for i, fold := range deal(all, n) {
		folds[fold][all[i].row].add(one(all[i].left))
	}
	return folds
}

// deal returns the fold of each of some accounts, which are in order.
func deal(all []account, n int) []uint8 {
	folds := make([]uint8, len(all))
	var dealt Tally
	for i, a := range all {
		turn := dealt.Stayers
		if a.left {
			turn = dealt.Leavers
		}
		folds[i] = uint8(turn % n)
		dealt.add(one(a.left))
	}
	return folds
}

// having returns the accounts that have a score, in order.
func (t *Table) having() (all []account) {
	if t.unscored().Accounts() == 0 {
		return t.accounts
	}
	for _, a := range t.accounts {
		if t.Rows[a.row].Scored() {
			all = append(all, a)
		}
	}
	return all
}

// scored returns the accounts that have a score, by row of the table.
func (t *Table) scored() []Tally {
	all := make([]Tally, len(t.Rows))
	for i := range t.Rows {
		if row := &t.Rows[i]; row.Scored() {
			all[i] = row.Tally
		}
	}
	return all
}

// without returns the accounts that have a score but those of a fold, by row of
// the table.
func (t *Table) without(fold []Tally) []Tally {
	rest := t.scored()
	for i, in := range fold {
		rest[i].Leavers -= in.Leavers
		rest[i].Stayers -= in.Stayers
	}
	return rest
}

// order sorts the accounts for the folds, and counts the repeated ones.
func (t *Table) order() {
	t.accounts = inOrder(t.accounts)
	none := hash(t.seed, "")
	for i := 1; i < len(t.accounts); i++ {
		if here := t.accounts[i].hash; here == t.accounts[i-1].hash && here != none {
			t.Repeated++
		}
	}
}

// inOrder returns accounts in order: as their hashes are spread evenly, their first
// bits part them into small buckets, each of which is sorted by itself.
func inOrder(all []account) []account {
	const inBucket = 8
	shift := 64 - bits.Len(uint(len(all)/inBucket))
	ends := make([]int, 1+1<<(64-shift)) // by bucket: first those before it, then its own
	for i := range all {
		ends[1+all[i].hash>>shift]++
	}
	for i := range ends[1:] {
		ends[i+1] += ends[i]
	}
	sorted := make([]account, len(all))
	for i := range all {
		at := &ends[all[i].hash>>shift]
		sorted[*at] = all[i]
		*at++
	}
	start := 0
	for _, end := range ends {
		slices.SortFunc(sorted[start:end], account.compare)
		start = end
	}
	return sorted
}

// compare orders accounts by their hashes. Of equal ones it says enough for the
// order of the rows not to matter.
func (a account) compare(b account) int {
	if a.hash != b.hash {
		return cmp.Compare(a.hash, b.hash)
	}
	return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.day, b.day),
		cmp.Compare(one(a.left).Leavers, one(b.left).Leavers), slices.Compare(a.bins[:], b.bins[:]))
}
