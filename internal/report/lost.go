package report

import (
	"chs/internal/fleet"
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// LostAccount returns an account of which the input has no row, but an earlier
// run what people see of it: its cells under the names of the rubric's columns.
func LostAccount(r *rubric.Rubric, header []string, a *history.Account, then *fleet.Comparison) *Account {
	result := &scoring.Result{Band: scoring.None, Segment: scoring.None, Cap: scoring.None, Value: a.Value}
	return &Account{Cells: &storedCells{rubric: r, header: header, account: a}, Result: result, Past: then}
}
