package fleet

import "math"

// lifts returns what brings the scores of each week to the level of the last.
//
// From one week to the next the level moves as the median account does, since
// the last time that it had a score: a week in which few have one is no break.
func lifts(weeks [][]int16, accounts int) []int {
	levels := make([]int, len(weeks))
	last := make([]int32, accounts) // each account's last score less that week's level
	for i := range last {
		last[i] = unknown
	}
	level := 0
	for week, scores := range weeks {
		var moves tally
		for i, score := range scores {
			if score >= 0 && last[i] != unknown {
				moves.add(int(score) - level - int(last[i]))
			}
		}
		level += moves.median()
		for i, score := range scores {
			if score >= 0 {
				last[i] = int32(score) - int32(level)
			}
		}
		levels[week] = level
	}
	for week := range levels {
		levels[week] = level - levels[week]
	}
	return levels
}

// unknown stands for the last score of an account that had none.
const unknown = math.MinInt32
