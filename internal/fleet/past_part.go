package fleet

import (
	"strings"

	"chs/internal/history"
	"chs/scoring"
)

// Counts are those of a run's accounts that are otherwise than at a baseline.
// Rows without an id count nowhere, and of rows with one id the first alone.
type Counts struct {
	Known, New, Lost, Warned int
	Crossing                 [crossings]int // of the known ones
}

// Crossed counts the accounts whose band is not called what it was.
func (c *Counts) Crossed() int {
	sum := 0
	for _, n := range c.Crossing[NotCrossed+1:] {
		sum += n
	}
	return sum
}

// A PastPart gathers the accounts of a part of a run for a [Past].
type PastPart struct {
	past  *Past
	id    int // where the id stands in the header
	noted []pastAccount
}

// A pastAccount is one of the run: its index, or else its id.
type pastAccount struct {
	index    int
	id       string
	score    int16
	known    bool
	crossing Crossing
}

// Part returns a part of the run, whose accounts' ids are in the column id of
// the header.
func (p *Past) Part(id int) *PastPart { return &PastPart{past: p, id: id} }

// Note takes what is needed of an account.
func (p *PastPart) Note(_ string, _ int, cell func(i int) string, r *scoring.Result) {
	id := strings.TrimSpace(cell(p.id))
	if id == "" {
		return
	}
	n := pastAccount{score: history.Unscored}
	if r.Scored {
		n.score = int16(r.Score)
	}
	if index, ok := p.past.Find(id); ok {
		var c Comparison
		p.past.compare(index, r, &c)
		n.index, n.known, n.crossing = index, c.Known, c.Crossing
	} else {
		n.index, n.id = scoring.None, strings.Clone(id)
	}
	p.noted = append(p.noted, n)
}

// Give adds the accounts to the past's counts, and their scores to its own.
func (p *PastPart) Give() error {
	for _, n := range p.noted {
		p.past.take(&n)
	}
	p.noted = p.noted[:0]
	return nil
}

func (p *Past) take(n *pastAccount) {
	switch {
	case n.index != scoring.None && p.Now[n.index] != history.Absent, p.came[n.id]:
		return // a repeated id
	case n.index != scoring.None:
		p.Now[n.index] = n.score
	case p.Old != nil:
		p.came[n.id] = true
	}
	switch {
	case n.known:
		p.Counts.Known++
		p.Counts.Crossing[n.crossing]++
	case p.Old != nil:
		p.Counts.New++
	}
}

// Warn has accounts be warned of by w, which goes by the same indexes. Those
// without an index have so many weeks missing.
func (p *Past) Warn(w *Warnings, weeksMissing int) {
	p.warnings, p.weeksMissing = w, weeksMissing
	for i, now := range p.Now {
		if now != history.Absent && w.Of(i) == Warned {
			p.Counts.Warned++
		}
	}
}

// Finish ends the gathering, and returns the indexes of the accounts that the
// baseline has and the run has not.
func (p *Past) Finish() (lost []int) {
	for i, then := range p.Then {
		if then != history.Absent && p.Now[i] == history.Absent {
			lost = append(lost, i)
		}
	}
	p.Counts.Lost = len(lost)
	return lost
}
