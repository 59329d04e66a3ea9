package fleet

import (
	"runtime"
	"slices"
	"sync"

	"chs/rubric"
)

// leastSigma is the least σ: a fleet that hardly moves does not warn of crumbs.
const leastSigma = 100

// Warnings say which accounts of a fleet have fallen below what is usual for
// them, by their scores of the last weeks: for each a Shewhart chart, with a run
// rule. All is done in whole numbers; neither the order of the accounts nor the
// number of cores changes anything.
//
// Weeks without a snapshot are not among the weeks, and those in which an
// account has no score do not count for it: what is on both sides is then next
// to each other.
//
// An account's baseline is the median of the older half of its weeks; those that
// are judged are never among them. It is so far away that a decline of as many
// weeks as there were before it has not yet drawn it down.
// What the fleet moves, the median change of all, is taken out of all scores.
//
// σ is that of the fleet: how far accounts are from their baselines in the weeks
// behind these. What scatters around the baseline within its own weeks would
// be less, the more so the more one week is like the next.
type Warnings struct {
	rule     rubric.Warning
	sigma    int       // in hundredths of a point, at least leastSigma
	weeks    [][]int16 // the last ones, as many as the rule looks at
	before   int       // how many weeks there are before these
	lifts    []int     // by week, what brings its scores to the level of the last
	standing []standing
}

// A standing is what is kept of an account.
type standing struct {
	depth   int32 // how far below its baseline it has been in all weeks that are judged
	verdict Verdict
}

// A Verdict says where an account stands. Above 0 it is how many weeks of scores
// are missing until more can be said.
type Verdict int8

// The verdicts on accounts of which enough is known, and on those without a
// score in the last week.
const (
	Clear     Verdict = 0
	Warned    Verdict = -1
	NotScored Verdict = -2
)

// NewWarnings judges all accounts by their weekly scores, in hundredths of a
// point: a slice a week, the oldest first, in which each account has its place.
// An account has no score in a week where that is below 0, or the slice ends
// before its place. Only the last weeks count, as many as the rule's Span. The
// slices are kept, and are not to change.
func NewWarnings(weeks [][]int16, rule rubric.Warning) *Warnings {
	w := &Warnings{rule: rule, before: max(0, len(weeks)-rule.Span())}
	w.weeks = weeks[w.before:]
	accounts := 0
	for _, scores := range w.weeks {
		accounts = max(accounts, len(scores))
	}
	w.lifts = lifts(w.weeks, accounts)
	w.standing = make([]standing, accounts)
	w.sigma = max(leastSigma, w.judge().spread())
	return w
}

// Of returns the verdict on an account.
func (w *Warnings) Of(account int) Verdict {
	s := w.standing[account]
	if s.verdict == Clear && w.isBelow(int(s.depth)) {
		return Warned
	}
	return s.verdict
}

// isBelow reports whether so much below the baseline is too much.
func (w *Warnings) isBelow(depth int) bool { return 100*depth > w.rule.Sigmas*w.sigma }

// judge fills the standings and returns the distances from the baselines.
func (w *Warnings) judge() *tally {
	var whole tally
	var adding sync.Mutex
	var parts sync.WaitGroup
	size := len(w.standing)/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < len(w.standing); from += size {
		parts.Go(func() {
			var distances tally
			scratch := make([]int, 0, len(w.weeks))
			for i := from; i < min(from+size, len(w.standing)); i++ {
				w.standing[i] = w.stand(w.scores(i, scratch), w.score(len(w.weeks)-1, i) >= 0, &distances)
			}
			adding.Lock()
			defer adding.Unlock()
			whole.addAll(&distances)
		})
	}
	parts.Wait()
	return &whole
}

// stand returns where an account stands by the scores that it has, whose order
// changes, and notes its distances from its baseline.
func (w *Warnings) stand(scores []int, scored bool, distances *tally) standing {
	switch {
	case !scored:
		return standing{verdict: NotScored}
	case len(scores) < w.rule.AtLeast:
		return standing{verdict: Verdict(w.rule.AtLeast - len(scores))}
	}
	baseline, behind := w.split(scores)
	for _, score := range behind {
		distances.add(abs(baseline - score))
	}
	highest := slices.Max(behind[len(behind)-w.rule.Weeks:])
	return standing{depth: int32(baseline - highest)}
}

// split returns an account's baseline and the scores behind those that make it,
// whose order changes.
func (w *Warnings) split(scores []int) (baseline int, behind []int) {
	n := min((len(scores)+1)/2, len(scores)-w.rule.Weeks)
	slices.Sort(scores[:n])
	return midway(scores[(n-1)/2], scores[n/2]), scores[n:]
}

// scores returns the scores that an account has, at the level of the last week,
// in the place of into.
func (w *Warnings) scores(account int, into []int) []int {
	for week, lift := range w.lifts {
		if score := w.score(week, account); score >= 0 {
			into = append(into, score+lift)
		}
	}
	return into
}

// score returns an account's score in a week as it was, below 0 for none.
func (w *Warnings) score(week, account int) int {
	if account >= len(w.weeks[week]) {
		return -1
	}
	return int(w.weeks[week][account])
}
