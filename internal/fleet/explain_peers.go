package fleet

import (
	"chs/rubric"
	"chs/scoring"
)

// Peers are the scored accounts of a run, which each of them is compared with.
// They take the same memory however many they are.
type Peers struct {
	rubric        *rubric.Rubric
	accounts      int
	contributions [rubric.MaxCriteria]int // sums, in hundredths of a point
	score         int                     // the sum, in hundredths of a point
	counts        [][]int                 // accounts by segment, the default's last, and score
}

// scores is how many scores there are: every hundredth from 0.00 to 100.00.
const scores = 10001

// NewPeers returns the Peers of no accounts.
func NewPeers(r *rubric.Rubric) *Peers {
	p := &Peers{rubric: r, counts: make([][]int, len(r.Segments)+1)}
	for i := range p.counts {
		p.counts[i] = make([]int, scores)
	}
	return p
}

// segment returns where a segment stands in counts.
func (p *Peers) segment(index int) int {
	if index == scoring.None {
		return len(p.rubric.Segments)
	}
	return index
}

// Part returns a part that gathers accounts for p.
func (p *Peers) Part() *PeersPart { return &PeersPart{whole: p} }

// A PeersPart gathers the scored accounts of a chunk.
type PeersPart struct {
	whole         *Peers
	contributions [rubric.MaxCriteria]int
	noted         []peer
}

// A peer is what Peers take in of an account.
type peer struct{ segment, score int }

// Note takes in an account if it is scored.
func (p *PeersPart) Note(_ string, _ int, _ func(int) string, r *scoring.Result) {
	if !r.Scored {
		return
	}
	for i, points := range r.Contributions() {
		p.contributions[i] += points
	}
	p.noted = append(p.noted, peer{p.whole.segment(r.Segment), r.Score})
}

// Give adds the accounts noted to the whole.
func (p *PeersPart) Give() error {
	w := p.whole
	for i, points := range p.contributions {
		w.contributions[i] += points
	}
	for _, a := range p.noted {
		w.score += a.score
		w.counts[a.segment][a.score]++
	}
	w.accounts += len(p.noted)
	*p = PeersPart{whole: w, noted: p.noted[:0]}
	return nil
}
