package report

import (
	"strings"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// LostAccount returns an account of which the input has no row, but an earlier
// run what people see of it: its cells under the names of the rubric's columns.
func LostAccount(r *rubric.Rubric, header []string, a *history.Account, then *fleet.Comparison) *Account {
	cells := make(texts, len(header))
	for i, name := range header {
		switch strings.TrimSpace(name) {
		case r.ID:
			cells[i] = a.ID
		case r.Label:
			cells[i] = a.Label
		case r.Owner:
			cells[i] = a.Owner
		case r.Value.Column:
			cells[i] = history.NumberText(a.Value)
		}
	}
	result := &scoring.Result{Band: scoring.None, Segment: scoring.None, Cap: scoring.None, Value: a.Value}
	return &Account{Cells: cells, Result: result, Past: then}
}

// texts are the cells of a row that no input has.
type texts []string

// Cell implements [Cells].
func (t texts) Cell(i int) string { return t[i] }

// Verbatim implements [Cells]: there is no input.
func (t texts) Verbatim(int, int) (raw []byte, ok bool) { return nil, false }

// Count implements [Cells].
func (t texts) Count(_ *[256]bool, i, j int, is func(text string) bool) int {
	n := 0
	for _, text := range t[i:j] {
		if is(text) {
			n++
		}
	}
	return n
}
