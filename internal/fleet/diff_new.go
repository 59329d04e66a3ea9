package fleet

import "chs/scoring"

// OldScorers judge the new file's rows by the old rubric, as of the new day:
// relative to the old file's accounts, and to the new one's. The second is nil
// where that is the same.
type OldScorers struct{ ToOld, ToNew *scoring.Scorer }

// A NewPart gathers the accounts of a part of the new file.
type NewPart struct {
	diff         *Diff
	at           DiffColumns
	by           OldScorers
	toOld, toNew *scoring.Result
	cells        []string
	noted        []notedChange
}

// A notedChange is a Change, and the old account's index, None if the account
// came.
type notedChange struct {
	Change
	old int
}

// NewPart returns a part of the new run.
func (d *Diff) NewPart(at DiffColumns, by OldScorers) *NewPart {
	p := &NewPart{diff: d, at: at, by: by, toOld: by.ToOld.NewResult(), cells: make([]string, len(at.Old))}
	if by.ToNew != nil {
		p.toNew = by.ToNew.NewResult()
	}
	return p
}

// Note takes what is needed of an account.
func (p *NewPart) Note(_ string, _ int, cell func(i int) string, r *scoring.Result) {
	n := notedChange{Change{
		ID: p.at.id(cell), Label: p.at.label(cell), Status: Came, New: standingOf(r), Value: r.Value,
	}, scoring.None}
	if at, ok := p.diff.index[n.ID]; ok {
		n.old = at
		p.compare(&n.Change, &p.diff.accounts[at], cell, r)
	}
	p.noted = append(p.noted, n)
}

// compare compares a matched account, whose new result is r.
func (p *NewPart) compare(c *Change, old *oldAccount, cell func(i int) string, r *scoring.Result) {
	if !p.diff.meet(c, old) {
		return
	}
	for i, at := range p.at.Old {
		p.cells[i] = cell(at)
	}
	p.by.ToOld.Score(p.cells, p.toOld)
	if p.by.ToNew != nil {
		p.by.ToNew.Score(p.cells, p.toNew)
	}
	p.diff.split(c, old, p.toOld, p.toNew, r)
}

// Give adds the accounts to the diff.
func (p *NewPart) Give() error {
	for i := range p.noted {
		if err := p.diff.takeNew(&p.noted[i]); err != nil {
			return err
		}
	}
	p.noted = p.noted[:0]
	return nil
}

// takeNew adds an account of the new side.
func (d *Diff) takeNew(n *notedChange) error {
	known := n.old != scoring.None && d.accounts[n.old].seen || d.came[n.ID]
	if !d.New.take(n.ID, known, n.Value) {
		return nil
	}
	if n.old == scoring.None {
		d.came[n.ID] = true
	} else {
		d.accounts[n.old].seen = true
	}
	return d.take(&n.Change)
}
