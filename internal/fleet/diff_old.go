package fleet

import (
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// DiffColumns say where the columns stand in a file's header that a diff reads
// of its rows.
type DiffColumns struct {
	ID    int
	Label int   // None if there is none
	Old   []int // of the new file: those that the old rubric judges by
}

// An oldAccount is what is kept of an account of the old file.
type oldAccount struct {
	id, label     string
	value         float64
	score, band   int16
	contributions [rubric.MaxCriteria]int16
	ratings       [rubric.MaxCriteria]int8
	segment       int16
	seen          bool // it is in the new file
}

func (a *oldAccount) standing() Standing { return Standing{int(a.score), int(a.band)} }

// An OldPart gathers the accounts of a part of the old file.
type OldPart struct {
	diff  *Diff
	at    DiffColumns
	noted []oldAccount
}

// OldPart returns a part of the old run.
func (d *Diff) OldPart(at DiffColumns) *OldPart { return &OldPart{diff: d, at: at} }

// Note takes what is needed of an account.
func (p *OldPart) Note(_ string, _ int, cell func(i int) string, r *scoring.Result) {
	p.noted = append(p.noted, newOldAccount(p.at.id(cell), p.at.label(cell), r))
}

func newOldAccount(id, label string, r *scoring.Result) oldAccount {
	a := oldAccount{
		id: id, label: label, value: r.Value,
		score: int16(r.Score), band: int16(r.Band), ratings: r.Ratings, segment: int16(r.Segment),
	}
	for i, points := range r.Contributions() {
		a.contributions[i] = int16(points)
	}
	return a
}

// Give adds the accounts to the diff.
func (p *OldPart) Give() error {
	for _, a := range p.noted {
		p.diff.takeOld(a)
	}
	p.noted = p.noted[:0]
	return nil
}

// takeOld adds an account of the old side.
func (d *Diff) takeOld(a oldAccount) {
	_, known := d.index[a.id]
	if d.Old.take(a.id, known, a.value) {
		d.index[a.id] = len(d.accounts)
		d.accounts = append(d.accounts, a)
	}
}

// take counts a row, and reports whether its account counts.
func (s *Side) take(id string, known bool, value float64) bool {
	switch {
	case id == "":
		s.NoID++
	case known:
		s.Repeated++
	default:
		s.All.add(value)
		return true
	}
	return false
}

// id returns a copy of a row's id.
func (at DiffColumns) id(cell func(i int) string) string {
	return strings.Clone(strings.TrimSpace(cell(at.ID)))
}

// label returns a copy of a row's label, "" if there is none.
func (at DiffColumns) label(cell func(i int) string) string {
	if at.Label == scoring.None {
		return ""
	}
	return strings.Clone(strings.TrimSpace(cell(at.Label)))
}
