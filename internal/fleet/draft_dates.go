package fleet

import (
	"math/bits"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// dateForms are the forms that are looked for, the more usual first. Forms
// that differ in the order of day and month alone stand next to each other,
// the day first in the even places.
func dateForms() []rubric.DateFormat {
	var forms []rubric.DateFormat
	for _, text := range []string{
		"DD/MM/YYYY", "MM/DD/YYYY", "D/M/YYYY", "M/D/YYYY",
		"DD-MM-YYYY", "MM-DD-YYYY", "D-M-YYYY", "M-D-YYYY",
		"DD.MM.YYYY", "MM.DD.YYYY", "D.M.YYYY", "M.D.YYYY",
		"YYYY-MM-DD", "YYYY/MM/DD", "YYYY.MM.DD", "YYYYMMDD", "YYYY-M-D", "YYYY/M/D",
		"D MMM YYYY", "D-MMM-YYYY", "D/MMM/YYYY", "D. MMM YYYY", "MMM D, YYYY", "MMM D YYYY", "MMM-D-YYYY",
	} {
		form, err := rubric.ParseDateFormat(text)
		if err == nil { // a test holds that all are forms
			forms = append(forms, form)
		}
	}
	return forms
}

// swappable is how many of dateForms have day and month in either order.
const swappable = 12

// A formSet is a set of dateForms, by index.
type formSet uint32

// anyForm is the set of all forms.
const anyForm = ^formSet(0)

func (s formSet) has(i int) bool { return s>>i&1 == 1 }

// dates are a column's cells read as dates.
type dates struct {
	forms  []rubric.DateFormat // dateForms
	read   map[formSet]int     // cells by the forms that read them as a day
	others others
}

// add takes in a cell. Where a thousand cells were no dates it looks no
// further for the first one.
func (d *dates) add(cell string) {
	const enough = 1000
	if len(d.read) == 0 && d.others.cells >= enough {
		d.others.cells++
		return
	}
	var read formSet
	if len(cell) >= len("1/1/2000") && strings.ContainsAny(cell, "0123456789") {
		for i := range d.forms {
			if _, reading := scoring.ParseDate(cell, d.forms[i:i+1]); reading == scoring.DateRead {
				read |= 1 << i
			}
		}
	}
	if read == 0 {
		d.others.add(cell)
		return
	}
	d.read[read]++
}

// count returns how many cells are a date in a form of among.
func count(read map[formSet]int, among formSet) int {
	n := 0
	for set, cells := range read {
		if set&among != 0 {
			n += cells
		}
	}
	return n
}

// chooseDates returns the fewest forms that read most of the columns' cells,
// and whether another order of day and month would read them as well. Of two
// forms that differ in that order it chooses one at most, since a cell that
// both read is no date.
func chooseDates(columns []*column) (chosen formSet, doubtful bool) {
	all := map[formSet]int{}
	for _, c := range columns {
		for set, cells := range c.dates.read {
			all[set] += cells
		}
	}
	allowed := anyForm
	for len(all) > 0 {
		best, most := -1, 0
		for i := range dateForms() {
			if cells := count(all, 1<<i); allowed.has(i) && cells > most {
				best, most = i, cells
			}
		}
		if best < 0 {
			break
		}
		chosen |= 1 << best
		if best < swappable {
			doubtful = doubtful || count(all, 1<<(best^1)) == most
			group := formSet(0b1111) << (best / 4 * 4)
			sameOrder := formSet(0b0101) << (best & 1) << (best / 4 * 4)
			allowed &^= group &^ sameOrder
		}
		for set := range all {
			if set&chosen != 0 {
				delete(all, set)
			}
		}
	}
	return chosen, doubtful
}

// list returns the set's forms, in order.
func (s formSet) list() []rubric.DateFormat {
	forms := dateForms()
	list := make([]rubric.DateFormat, 0, bits.OnesCount32(uint32(s)))
	for i, form := range forms {
		if s.has(i) {
			list = append(list, form)
		}
	}
	return list
}
