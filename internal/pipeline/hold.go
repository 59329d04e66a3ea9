package pipeline

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strings"

	"chs/internal/report"
)

// An Order is that of the accounts in an output. Accounts whose key is not
// known come last; of equal ones the first in the input comes first.
type Order struct {
	By   By
	Desc bool // the largest first
}

// A By is what accounts are ordered by.
type By string

// The keys of orders.
const (
	ByInput    By = "input"
	ByScore    By = "score"
	ByPriority By = "priority"
	ByValue    By = "value"
	ByName     By = "name"
	ByChange   By = "change"

	ByChurnProbability By = "churn_probability"
	ByExpectedLoss     By = "expected_loss"
)

// Orders are all keys, in the order in which help names them.
var Orders = []By{ByScore, ByPriority, ByValue, ByName, ByChange, ByChurnProbability, ByExpectedLoss, ByInput}

// A held account waits to be written: its row's bytes, which are read and
// scored again then, since they take less room than what came of them.
type held struct {
	number float64 // the key; NaN if not known, or if text is
	text   string
	file   *file
	line   int
	offset int64
	raw    []byte
}

// A holder keeps the accounts that come first in an order.
type holder struct {
	order Order
	limit int // 0 for all
	all   []held
	full  bool // all[limit-1] is the last that counts so far
}

// key returns an account's key, in an order that the layout's rubric has. It is
// valid as long as the row.
func (o Order) key(l *report.Layout, a *report.Account, name string) (number float64, text string) {
	r := a.Result
	switch {
	case o.By == ByName:
		return math.NaN(), strings.TrimSpace(name)
	case o.By == ByValue:
		return r.Value, ""
	case o.By == ByScore && r.Scored:
		return float64(r.Score), ""
	case o.By == ByPriority:
		if priority, ok := r.Priority(); ok {
			return priority, ""
		}
	case o.By == ByChurnProbability:
		if probability, ok := l.Propensity.Of(r); ok {
			return float64(probability), ""
		}
	case o.By == ByExpectedLoss:
		if loss, ok := l.Propensity.ExpectedLoss(r); ok {
			return loss, ""
		}
	case o.By == ByChange && a.Past != nil && a.Past.Compared:
		return float64(a.Past.Points), ""
	case o.By == ByInput:
		return 0, ""
	}
	return math.NaN(), ""
}

// compare orders two accounts.
func (o Order) compare(a, b *held) int {
	if unknown := compareBool(a.unknown(), b.unknown()); unknown != 0 {
		return unknown
	}
	byKey := cmp.Or(cmp.Compare(a.number, b.number), strings.Compare(a.text, b.text))
	if o.Desc {
		byKey = -byKey
	}
	return cmp.Or(byKey, cmp.Compare(a.file.number, b.file.number), cmp.Compare(a.offset, b.offset))
}

func (h *held) unknown() bool { return math.IsNaN(h.number) && h.text == "" }

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// take holds an account if it may come first. It copies what it keeps.
func (h *holder) take(account held) {
	if h.full && h.order.compare(&account, &h.all[h.limit-1]) > 0 {
		return
	}
	account.raw, account.text = bytes.Clone(account.raw), strings.Clone(account.text)
	h.all = append(h.all, account)
	if h.limit > 0 && len(h.all) >= 2*h.limit+1024 {
		h.sort()
	}
}

// sort puts the accounts in order and drops those beyond the limit.
func (h *holder) sort() {
	slices.SortFunc(h.all, func(a, b held) int { return h.order.compare(&a, &b) })
	if h.limit > 0 && len(h.all) >= h.limit {
		clear(h.all[h.limit:])
		h.all, h.full = h.all[:h.limit], true
	}
}

// merge takes what other holds.
func (h *holder) merge(other *holder) {
	h.all = append(h.all, other.all...)
	other.all = nil
}
