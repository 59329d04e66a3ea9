package evidence

import "chs/scoring"

// A Census counts accounts by score, whatever became of them: to tell how far
// they are from those that were judged (see [Scores.Drift]). It is filled by the
// parts that [Census.Part] makes.
type Census struct{ counts histogram }

// Scores returns the scores of the accounts that have one, all as stayers.
func (c *Census) Scores() *Scores { return c.counts.scores() }

// A CensusPart takes some accounts at a time into a [Census].
type CensusPart struct {
	whole *Census
	noted []int16
}

// Part returns a part of the census.
func (c *Census) Part() *CensusPart { return &CensusPart{whole: c} }

// Note takes an account's score.
func (p *CensusPart) Note(_ string, _ int, _ func(i int) string, r *scoring.Result) {
	if r.Scored {
		p.noted = append(p.noted, int16(r.Score))
	}
}

// Give adds to the census what has been noted, and empties the part.
func (p *CensusPart) Give() error {
	for _, score := range p.noted {
		p.whole.counts[score].add(one(false))
	}
	p.noted = p.noted[:0]
	return nil
}
