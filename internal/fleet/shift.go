package fleet

import "chs/scoring"

// EventDays is how many days before and after an event changes are looked at.
const EventDays = 28

// A Shift is the mean change of some accounts between two snapshots, of those
// that are scored in both.
type Shift struct {
	Days     int // between the snapshots
	Accounts int
	Sum      int // of their changes, in hundredths of a point
}

// Mean returns the mean change, rounded half up; ok is false of no accounts.
func (s Shift) Mean() (mean int, ok bool) { return ratio(s.Sum, s.Accounts), s.Accounts > 0 }

// Take adds the accounts that have a score in both of two snapshots: in
// hundredths of a point, by account; negative ones are none.
func (s *Shift) Take(before, after []int16) {
	for i, score := range before {
		if score >= 0 && after[i] >= 0 {
			s.Accounts++
			s.Sum += int(after[i]) - int(score)
		}
	}
}

// AroundEvent returns the snapshots between which accounts change before and
// after a day, by index into days, which rise: from is the last one that is at
// least [EventDays] before the day, or else the first; at is the last one up to
// and with the day; to is the last one up to EventDays behind the day. Where
// there is none, or it is the one at the event, it is scoring.None.
func AroundEvent(days []int, day int) (from, at, to int) {
	from, at, to = lastUpTo(days, day-EventDays), lastUpTo(days, day), lastUpTo(days, day+EventDays)
	if at == scoring.None {
		return at, at, at
	}
	if from == scoring.None {
		from = 0
	}
	if from == at {
		from = scoring.None
	}
	if to == at {
		to = scoring.None
	}
	return from, at, to
}

// lastUpTo returns the index of the last of rising days up to and with a day.
func lastUpTo(days []int, day int) int {
	found := scoring.None
	for i, d := range days {
		if d <= day {
			found = i
		}
	}
	return found
}
