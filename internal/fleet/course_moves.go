package fleet

import (
	"cmp"
	"slices"

	"chs/scoring"
)

// Moves returns the changes of an account from one snapshot that has it to the
// next that mattered: as pairs of runs, by day, so many at most. Those that
// change the band come first, and of these and the others the largest, of equal
// ones the newest.
func (c *Course) Moves(s *CourseSeries, limit int) [][2]int {
	var moves [][2]int
	before := scoring.None
	for i, p := range s.Points {
		if p.Band == "" {
			continue
		}
		if before != scoring.None && p != s.Points[before] {
			moves = append(moves, [2]int{before, i})
		}
		before = i
	}
	slices.SortStableFunc(moves, func(a, b [2]int) int {
		return cmp.Or(cmp.Compare(s.crosses(b), s.crosses(a)), cmp.Compare(s.points(b), s.points(a)), cmp.Compare(b[1], a[1]))
	})
	moves = moves[:min(len(moves), limit)]
	slices.SortFunc(moves, func(a, b [2]int) int { return cmp.Compare(a[1], b[1]) })
	return moves
}

// crosses returns 1 if a move is from one band to another, else 0.
func (s *CourseSeries) crosses(move [2]int) int {
	if s.Points[move[0]].Band == s.Points[move[1]].Band {
		return 0
	}
	return 1
}

// points returns how large a move is; 0 if it is unscored before or after.
func (s *CourseSeries) points(move [2]int) int {
	before, after := s.Points[move[0]], s.Points[move[1]]
	if !before.Known() || !after.Known() {
		return 0
	}
	return abs(after.Value - before.Value)
}
