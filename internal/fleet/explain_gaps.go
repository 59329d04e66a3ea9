package fleet

import (
	"slices"

	"chs/rubric"
	"chs/scoring"
)

// A Gap is something of an account that is not known.
type Gap struct {
	Why       Why
	Criterion int    // index of the one that is not known for it, or scoring.None
	Column    int    // index of the rubric's column, or scoring.None
	Value     string // of an unreadable cell or formula: as in the file, white space around it trimmed
	Wanted    string // of an unreadable one, such as "a number"
}

// A Why is why something is not known.
type Why string

// The reasons: a cell that is missing or unreadable, a metric that is too old,
// a formula that has no value although its columns are known, and whatever it
// was when a snapshot was stored, which does not say.
const (
	Missing    Why = "missing"
	Unreadable Why = "unreadable"
	Expired    Why = "expired"
	NoValue    Why = "no value"
	NotStored  Why = "not stored"
)

// appendGaps appends what is not known of an account: for each criterion with
// weight the cells that are to blame, and then what else is unreadable.
func (e *Explainer) appendGaps(gaps []Gap, r *scoring.Result) []Gap {
	for i := range e.columns {
		if r.Ratings[i] == 0 && e.Weight(i, r) > 0 {
			gaps = e.appendBlame(gaps, i, r)
		}
	}
	for _, p := range r.Problems {
		told := func(g Gap) bool { return g.Why == Unreadable && g.Column == p.Column }
		if !slices.ContainsFunc(gaps, told) {
			gaps = append(gaps, Gap{Unreadable, scoring.None, p.Column, p.Value, p.Wanted})
		}
	}
	return gaps
}

// appendBlame appends what is to blame that criterion i is not known.
func (e *Explainer) appendBlame(gaps []Gap, i int, r *scoring.Result) []Gap {
	if r.Recalled() {
		return append(gaps, Gap{Why: NotStored, Criterion: i, Column: scoring.None})
	}
	before := len(gaps)
	for _, column := range e.columns[i] {
		if r.States[column] == scoring.Missing {
			gaps = append(gaps, Gap{Why: Missing, Criterion: i, Column: column})
		}
	}
	for _, p := range r.Problems {
		if p.Column == scoring.None && p.Criterion == i || slices.Contains(e.columns[i], p.Column) {
			gaps = append(gaps, Gap{Unreadable, i, p.Column, p.Value, p.Wanted})
		}
	}
	if len(gaps) == before {
		gaps = append(gaps, Gap{Why: whyUnknown(e.peers.rubric.Criteria[i]), Criterion: i, Column: scoring.None})
	}
	return gaps
}

// whyUnknown returns why a criterion is not known all columns of which are.
func whyUnknown(c rubric.Criterion) Why {
	if c.Expires != nil && c.Formula == nil {
		return Expired
	}
	return NoValue
}
