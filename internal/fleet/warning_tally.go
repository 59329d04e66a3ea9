package fleet

// A tally counts differences of scores; larger ones count as maxScore.
type tally struct {
	counts  [2*maxScore + 1]uint32 // from -maxScore on
	n       int
	highest int // index of the highest that was counted
}

func (t *tally) add(points int) {
	i := max(-maxScore, min(points, maxScore)) + maxScore
	t.counts[i]++
	t.n++
	t.highest = max(t.highest, i)
}

func (t *tally) addAll(other *tally) {
	for i, count := range other.counts {
		t.counts[i] += count
	}
	t.n += other.n
	t.highest = max(t.highest, other.highest)
}

// at returns the difference at a place in their rising order, counted from 0.
func (t *tally) at(place int) int {
	i := t.highest
	for lower := t.n - int(t.counts[i]); lower > place; lower -= int(t.counts[i]) {
		i--
	}
	return i - maxScore
}

// median returns the median, 0 of none.
func (t *tally) median() int {
	if t.n == 0 {
		return 0
	}
	return midway(t.at((t.n-1)/2), t.at(t.n/2))
}

// spread returns the standard deviation that the distances have if they are
// normal, 0 of none: 68.27 % of them lie within it, and 90 % within 1.645 of it.
// It is the larger of what these two say, since scores that move in a few large
// steps stay where they are in most weeks. Neither takes much notice of the few
// accounts that fall.
func (t *tally) spread() int {
	if t.n == 0 {
		return 0
	}
	return max(t.at((6827*t.n-1)/10000), t.at((9*t.n-1)/10)*1000/1645)
}

// midway returns the mean of two, rounded down: what moves both moves it alike.
func midway(a, b int) int { return (a + b) >> 1 }
