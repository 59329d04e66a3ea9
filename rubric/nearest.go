package rubric

import "strings"

// Nearest returns the one of among that word most likely means: the nearest
// by single-letter edits and swaps of neighbours, letter case aside, if it is
// no further than a third of word's length, or than one. Of equally near ones it
// returns the first; ok is false if none is near enough. A text of over 100
// bytes is near to none.
func Nearest(word string, among []string) (nearest string, ok bool) {
	const longest = 100
	if len(word) > longest {
		return "", false
	}
	lower := []rune(strings.ToLower(word))
	best := max(1, len(lower)/3) + 1
	for _, candidate := range among {
		if len(candidate) > longest {
			continue
		}
		if d := distance(lower, []rune(strings.ToLower(candidate))); d < best {
			best, nearest, ok = d, candidate, true
		}
	}
	return nearest, ok
}

// distance is the optimal string alignment distance of a and b.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// didYouMean returns "; did you mean …?" if a known word is near, else "".
func didYouMean(word string, among []string) string {
	if near, ok := Nearest(word, among); ok {
		return "; did you mean " + quote(near) + "?"
	}
	return ""
}
