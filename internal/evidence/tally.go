package evidence

// A Tally counts accounts by outcome.
type Tally struct{ Leavers, Stayers int }

// Accounts returns how many there are of both outcomes.
func (t Tally) Accounts() int { return t.Leavers + t.Stayers }

// Rarer returns how many there are of the rarer outcome, which fewer have.
func (t Tally) Rarer() int { return min(t.Leavers, t.Stayers) }

// add adds accounts.
func (t *Tally) add(more Tally) {
	t.Leavers += more.Leavers
	t.Stayers += more.Stayers
}

// sum returns all of some accounts.
func sum(counts []Tally) (all Tally) {
	for _, in := range counts {
		all.add(in)
	}
	return all
}

// one returns the tally of one account.
func one(left bool) Tally {
	if left {
		return Tally{Leavers: 1}
	}
	return Tally{Stayers: 1}
}

// left returns the share of accounts that left.
func (t Tally) left() Share { return Share{t.Leavers, t.Accounts()} }

// softened returns how many of some accounts count as leavers: of n leavers in
// all, each as (n + 1)/(n + 2), and of m stayers as 1/(m + 2).
func (t Tally) softened(some Tally) float64 {
	ofLeaver, ofStayer := float64(t.Leavers+1)/float64(t.Leavers+2), 1/float64(t.Stayers+2)
	return float64(float64(some.Leavers)*ofLeaver) + float64(float64(some.Stayers)*ofStayer)
}
