package fleet

import (
	"math"

	"chs/rubric"
	"chs/scoring"
)

// A Group is some accounts of a [Summary], and what is said of them together.
// Means and the median are of the scored ones, in hundredths of a point,
// rounded half up, and mean nothing where none is scored.
type Group struct {
	Name string // the cell, white space around it trimmed; "" of all, and where the cell is missing

	Accounts, Scored int
	Bands            []Sum // by band of the rubric, and last the unscored
	Plays            []Sum // by play of the rubric

	scores           scoreCounts
	score, capped    int // sums, in hundredths
	coverage         int // sum over all accounts, in percent
	lost             [rubric.MaxCriteria]int
	weight, weighted float64 // sums of value, and of value × score in hundredths
	leaving          int     // sum of the probabilities of leaving, in millionths
	loss             float64
}

func newGroup(r *rubric.Rubric) *Group {
	sums := make([]Sum, len(r.Bands)+1+len(r.Plays))
	return &Group{Bands: sums[:len(r.Bands)+1], Plays: sums[len(r.Bands)+1:]}
}

// Mean returns the mean score.
func (g *Group) Mean() int { return ratio(g.score, g.Scored) }

// Median returns the median score: of an even number the mean of the middle two.
func (g *Group) Median() int {
	sorted := g.scores.sorted()
	return ratio(at(sorted, (g.Scored-1)/2)+at(sorted, g.Scored/2), 2)
}

// Weighted returns the mean score in points, each account's weighted with its
// value. It is NaN where the values are not known, sum to 0 or are too large to
// add up. Accounts of negative value are left out.
func (g *Group) Weighted() float64 {
	points := g.weighted / g.weight / 100
	if math.IsInf(points, 0) {
		return math.NaN()
	}
	return points
}

// Lost returns the mean points that a criterion costs: what its contribution
// lacks of the possible one.
func (g *Group) Lost(criterion int) int { return ratio(g.lost[criterion], g.Scored) }

// Capped returns the mean points that caps take.
func (g *Group) Capped() int { return ratio(g.capped, g.Scored) }

// Coverage returns the mean coverage of all accounts, in hundredths of a percent.
func (g *Group) Coverage() int { return ratio(100*g.coverage, g.Accounts) }

// Share returns a part of the accounts in hundredths of a percent, rounded half up.
func (g *Group) Share(accounts int) int { return ratio(10000*accounts, g.Accounts) }

// ChurnProbability returns the mean probability of leaving of the scored
// accounts, in millionths, rounded half up. It means nothing where the rubric has
// no propensity.
func (g *Group) ChurnProbability() int { return ratio(g.leaving, g.Scored) }

// ExpectedLoss returns what the accounts are expected to lose of their value
// together: of the scored ones whose value is known. It is NaN where none is
// scored, or losses are too large to add up.
func (g *Group) ExpectedLoss() float64 {
	if g.Scored == 0 || math.IsInf(g.loss, 0) {
		return math.NaN()
	}
	return g.loss
}

// Value returns what the accounts are worth together.
func (g *Group) Value() float64 {
	sum := 0.0
	for _, band := range g.Bands {
		sum += band.Value
	}
	return sum
}

// Histogram returns how many accounts score from 0 up to 10 points, from 10 up
// to 20 and so on; those with 100 points are among the last.
func (g *Group) Histogram() [10]int {
	var bins [10]int
	for _, s := range g.scores.slots {
		bins[min(s.score/1000, 9)] += s.accounts
	}
	return bins
}

// Spread returns how many accounts of each of some bands, which cut the scores
// as the rubric's do, are in each of so many intervals of scores of equal width.
// Those with 100 points are in the last.
func (g *Group) Spread(intervals int, bands []rubric.Band) [][]int {
	of := bandsByScore(bands)
	counts := make([][]int, intervals)
	for i := range counts {
		counts[i] = make([]int, len(bands))
	}
	for _, s := range g.scores.slots {
		counts[min(s.score*intervals/maxScore, intervals-1)][of[s.score]] += s.accounts
	}
	return counts
}

// ratio returns a quotient rounded half up; 0 where there is nothing to divide by.
func ratio(sum, n int) int {
	if n == 0 {
		return 0
	}
	q := (2*sum + n) / (2 * n)
	if (2*sum+n)%(2*n) < 0 {
		q-- // Go rounds towards 0
	}
	return q
}

// note adds an account, but for its value. It leaves with a probability, in
// millionths, 0 if that is not known.
func (g *Group) note(r *scoring.Result, lost *[rubric.MaxCriteria]int, leaves int) {
	g.Accounts++
	g.Bands[bandPlace(r.Band, len(g.Bands)-1)].Accounts++
	for _, play := range r.Plays {
		g.Plays[play].Accounts++
	}
	g.coverage += r.Coverage
	if !r.Scored {
		return
	}
	g.Scored++
	g.score += r.Score
	g.capped += r.Uncapped - r.Score
	g.leaving += leaves
	g.scores.add(r.Score, 1)
	for i, points := range lost {
		g.lost[i] += points
	}
}

// add adds what has been noted in another group.
func (g *Group) add(noted *Group) {
	g.Accounts += noted.Accounts
	g.Scored += noted.Scored
	g.score += noted.score
	g.capped += noted.capped
	g.coverage += noted.coverage
	g.leaving += noted.leaving
	for i := range g.Bands {
		g.Bands[i].Accounts += noted.Bands[i].Accounts
	}
	for i := range g.Plays {
		g.Plays[i].Accounts += noted.Plays[i].Accounts
	}
	for i, points := range noted.lost {
		g.lost[i] += points
	}
	for _, s := range noted.scores.slots {
		if s.accounts > 0 {
			g.scores.add(s.score, s.accounts)
		}
	}
}

// addValue adds an account's value.
func (g *Group) addValue(v *valued, plays []int) {
	g.Bands[bandPlace(v.band, len(g.Bands)-1)].Value += v.value
	g.loss += v.loss
	for _, play := range plays {
		g.Plays[play].Value += v.value
	}
	if v.band != scoring.None && v.value >= 0 {
		g.weight += v.value
		g.weighted += float64(v.value * float64(v.score))
	}
}

// empty takes all accounts out of the group and keeps its room.
func (g *Group) empty() {
	g.scores.empty()
	*g = Group{Bands: g.Bands, Plays: g.Plays, scores: g.scores}
	clear(g.Bands)
	clear(g.Plays)
}
