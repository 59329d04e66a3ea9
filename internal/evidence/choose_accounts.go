package evidence

// Accounts are those whose outcome is known, for criteria to be chosen by. It
// keeps 32 bytes of each.
type Accounts struct {
	Tally
	seed  uint64    // of the folds
	all   []account // row is the account's index
	lines []int
}

// NewAccounts returns no accounts yet. The seed is that of the folds.
func NewAccounts(seed uint64) *Accounts { return &Accounts{seed: seed} }

// Add adds an account by its id, with the line of its row. For one that has no id
// all that its row says does, and the line is 0.
func (a *Accounts) Add(id string, line int, left bool) {
	a.add(one(left))
	a.all = append(a.all, account{hash: hash(a.seed, id), row: uint32(len(a.all)), left: left})
	a.lines = append(a.lines, line)
}

// Repeated returns the first line whose account is there already, as far as 64-bit
// hashes of ids tell, and where; ok is false if none is.
func (a *Accounts) Repeated() (line, before int, ok bool) {
	sorted := inOrder(a.all)
	for i := 1; i < len(sorted); i++ {
		here, there := a.lines[sorted[i].row], a.lines[sorted[i-1].row]
		if sorted[i].hash == sorted[i-1].hash && there > 0 && (!ok || here < line) {
			line, before, ok = here, there, true
		}
	}
	return line, before, ok
}

// chooser returns what criteria are chosen from. The order of accounts of equal
// hashes does not matter: they are of rows that say the same.
func (a *Accounts) chooser(metrics []Metric, folds int) *chooser {
	sorted := inOrder(a.all)
	c := &chooser{folds: folds, permit: a.Permit(), fold: deal(sorted, folds)}
	for _, one := range sorted {
		c.left = append(c.left, one.left)
	}
	for _, m := range metrics {
		c.metrics = append(c.metrics, m.encode(sorted))
	}
	return c
}
