package fleet

import (
	"chs/rubric"
	"chs/scoring"
)

// An Explainer says why accounts have the scores that they have, and what
// would change them. Explaining does not change it: goroutines may share one.
type Explainer struct {
	*scoring.Scorer
	Accounts int // scored ones, which each is compared with

	peers   *Peers
	columns [][]int // by criterion: those that it reads
	below   [][]int // as Peers.counts, and last for all segments: the accounts with a lower score, by score; last all
}

// NewExplainer returns an Explainer for accounts of the run that p was
// gathered in and s scored.
func NewExplainer(p *Peers, s *scoring.Scorer) *Explainer {
	e := &Explainer{Scorer: s, Accounts: p.accounts, peers: p}
	for _, c := range p.rubric.Criteria {
		e.columns = append(e.columns, ColumnsOf(p.rubric, c))
	}
	all := make([]int, scores)
	for _, counts := range p.counts {
		e.below = append(e.below, running(counts))
		for score, n := range counts {
			all[score] += n
		}
	}
	e.below = append(e.below, running(all))
	return e
}

// running returns the sum of the counts before each, and last of all.
func running(counts []int) []int {
	sums := make([]int, len(counts)+1)
	for i, n := range counts {
		sums[i+1] = sums[i] + n
	}
	return sums
}

// An Explanation is why an account has its score, and what would change it.
// Points are in hundredths. Of an unscored account only Gaps, Ranges, Low
// and High say something.
type Explanation struct {
	Criteria [rubric.MaxCriteria]Contribution

	// The differences from the average of the scored accounts: that of the
	// uncapped score, which those of the criteria sum to, that of what the cap
	// takes, and that of the score, which is the sum of these two.
	Uncapped, Cap, Score int

	Rank, SegmentRank Rank // by score

	Gaps      []Gap
	Ranges    bool // something is missing: if it were known, the score would be
	Low, High int  // at least and at most this

	Way      scoring.Way
	HasWay   bool
	Firmness scoring.Firmness

	OtherCaps bool // some may apply that are not known, since the account is a stored one
}

// A Contribution is what a criterion adds to a score.
type Contribution struct {
	Points     int // its contribution
	Possible   int // what it would be at rating 5, and at least Points; 0 where it does not count
	Difference int // from the mean of Points
}

// A Rank is an account's place among others.
type Rank struct {
	Below int // how many have a lower score
	Of    int // how many there are, the account among them
}

// Explain explains the account in r, whose cells must still be valid. It puts
// what it says into x, whose slices it reuses.
func (e *Explainer) Explain(r *scoring.Result, x *Explanation) {
	*x = Explanation{Gaps: e.appendGaps(x.Gaps[:0], r), Way: x.Way, Firmness: e.Firmness(r)}
	x.Low, x.High, x.Ranges = e.Range(r)
	x.HasWay = e.Way(r, &x.Way)
	x.OtherCaps = r.Recalled() && r.Cap == scoring.None && len(e.peers.rubric.Caps) > 0
	if !r.Scored {
		return
	}
	points, possible := r.Contributions(), r.Possible()
	for i := range e.columns {
		x.Criteria[i] = Contribution{Points: points[i], Possible: max(points[i], possible[i])}
	}
	e.compare(x, r)
	x.SegmentRank = e.rank(e.peers.segment(r.Segment), r.Score)
	x.Rank = e.rank(len(e.below)-1, r.Score)
}

func (e *Explainer) rank(among, score int) Rank {
	below := e.below[among]
	return Rank{below[score], below[scores]}
}

// compare fills in the differences. They are fractions of hundredths: that of
// the score is rounded, half up, and split over its parts, and theirs, so that
// the parts shown sum to the whole shown.
func (e *Explainer) compare(x *Explanation, r *scoring.Result) {
	p, n := e.peers, e.Accounts
	sum := 0
	var parts [rubric.MaxCriteria]int // n times the differences
	for i := range e.columns {
		parts[i] = n*x.Criteria[i].Points - p.contributions[i]
		sum += parts[i]
	}
	score := n*r.Score - p.score
	x.Score = ratio(score, n)
	whole := scoring.Apportion(x.Score, n, sum, score-sum)
	x.Uncapped, x.Cap = whole[0], whole[1]
	for i, d := range scoring.Apportion(x.Uncapped, n, parts[:len(e.columns)]...) {
		x.Criteria[i].Difference = d
	}
}
