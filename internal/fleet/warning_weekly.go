package fleet

// Weekly returns the indexes of those of rising days, counted as scoring.Day
// does, that stand for their ISO week: the last of each.
//
// The last week may not be over. It has a day only if that is at least seven
// days after the one of the week before, and so what is to be said of a week is
// said once, as soon as it can be: of a history that grows every night on
// Sunday, of one that grows on the same day of each week at once.
func Weekly(days []int) []int {
	var last []int
	for i, day := range days {
		if n := len(last); n > 0 && isoWeek(days[last[n-1]]) == isoWeek(day) {
			last[n-1] = i
		} else {
			last = append(last, i)
		}
	}
	if n := len(last); n > 1 && days[last[n-1]]-days[last[n-2]] < 7 {
		last = last[:n-1]
	}
	return last
}

// isoWeek returns how many weeks a day is behind the one that 1970 began in; ISO
// weeks start on Monday, and 1970-01-01 was a Thursday.
func isoWeek(day int) int {
	sinceMonday := day + 3
	if sinceMonday < 0 {
		return (sinceMonday - 6) / 7
	}
	return sinceMonday / 7
}
