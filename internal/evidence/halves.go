package evidence

import "slices"

// Halves are the accounts that have a score, parted by the day of their outcome,
// as scoring.Day counts.
type Halves struct {
	First, Until, Last int // the first day, the last of the earlier half, and the last of all

	earlier, later []Tally // by row of the table
}

// halves parts the accounts that have a score into halves that differ in size as
// little as whole days allow. ok is false if all outcomes are of one day.
func (t *Table) halves() (h Halves, ok bool) {
	var days []int
	for _, a := range t.accounts {
		if t.Rows[a.row].Scored() {
			days = append(days, int(a.day))
		}
	}
	slices.Sort(days)
	if len(days) == 0 || days[0] == days[len(days)-1] {
		return h, false
	}
	h = Halves{First: days[0], Until: untilOf(days), Last: days[len(days)-1]}
	h.earlier, h.later = make([]Tally, len(t.Rows)), make([]Tally, len(t.Rows))
	for _, a := range t.accounts {
		switch {
		case !t.Rows[a.row].Scored():
		case int(a.day) <= h.Until:
			h.earlier[a.row].add(one(a.left))
		default:
			h.later[a.row].add(one(a.left))
		}
	}
	return h, true
}

// untilOf returns the day that the earlier half of rising days, not all of which
// are the same, ends with.
func untilOf(days []int) int {
	middle := days[(len(days)-1)/2]
	before, _ := slices.BinarySearch(days, middle)
	through, _ := slices.BinarySearch(days, middle+1)
	if through == len(days) || before > 0 && len(days)-2*before < 2*through-len(days) {
		return days[before-1]
	}
	return middle
}

// InTime says how a score did earlier and later, and how what was fitted to the
// earlier half did in the later one.
type InTime struct {
	Halves
	Earlier, Later Half
	Drift          Drift // of the later half's scores from the earlier's

	// Calibration is of the later half's accounts, by what was fitted to the
	// earlier half. It is known where both halves' AUCs are.
	Calibration Calibration
}

// Known reports whether both halves have enough accounts of both outcomes.
func (i *InTime) Known() bool { return i.Earlier.Known && i.Later.Known }

// A Half is the accounts of one half.
type Half struct {
	Tally
	Known bool // whether each outcome has at least [ToEvaluate] accounts
	AUC   AUC  // if it is known
}

// inTime judges the table's halves; nil if it has none.
func (t *Table) inTime(by Method) *InTime {
	h, ok := t.halves()
	if !ok {
		return nil
	}
	earlier, later := t.scoresOf(h.earlier), t.scoresOf(h.later)
	i := &InTime{Halves: h, Earlier: earlier.half(), Later: later.half(), Drift: later.Drift(earlier)}
	if i.Known() {
		i.Calibration = calibrate(by, []trial{{earlier, later}})
	}
	return i
}

func (s *Scores) half() Half {
	e := Half{Tally: s.Tally, Known: s.Permit() >= ToEvaluate}
	if e.Known {
		e.AUC = s.AUC()
	}
	return e
}
