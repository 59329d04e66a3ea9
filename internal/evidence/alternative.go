package evidence

import (
	"slices"

	"chs/rubric"
	"chs/scoring"
)

// An Alternative is another way to make a score of the same ratings, compared
// with the rubric's: on the accounts that have a score both ways.
//
// A cap holds down the accounts that it holds down in the rubric's score, unless
// the way is without caps; whether others would be capped is not known.
type Alternative struct {
	Way       Way
	Criterion int // whose it is, by index into the rubric's Criteria; scoring.None if of none
	Tally         // of the accounts compared

	// Scores and AUC are the alternative's, and Gain is what its AUC is more than
	// the rubric's. Known is false, and they are nil and 0, where either outcome
	// has less than [ToEvaluate] accounts.
	Known  bool
	Scores *Scores
	AUC    AUC
	Gain   Gain
}

// A Way is one to make a score of ratings.
type Way string

// The ways: all criteria of a segment weigh the same; one of them is left out;
// the score is held down by no cap; a single criterion is the score, in every
// segment and without caps; the weights are fitted to the outcomes (see
// [Table.FitWeights]), or the cuts, or both (see [Table.FitCuts]); the best that
// ratings could do (see [Table.Ceiling]).
const (
	EqualWeights  Way = "equal_weights"
	LeftOut       Way = "left_out"
	WithoutCaps   Way = "without_caps"
	Alone         Way = "alone"
	Refitted      Way = "refitted"
	Recut         Way = "recut"
	RecutRefitted Way = "recut_refitted"
	Ceiling       Way = "ceiling"
)

// leaking is the AUC from which on a criterion alone knows too much: it may have
// been measured after the outcome.
const leaking = 0.9

// Leaks reports whether it is a criterion that separates the outcomes so well
// alone, in either direction, that it may know them: an AUC of at least 0.90, or
// at most 0.10.
func (a *Alternative) Leaks() bool {
	return a.Way == Alone && a.Known && max(a.AUC.Value, 1-a.AUC.Value) >= leaking
}

// alternatives compares all ways that need no fitting with the rubric's score.
// Those that cannot differ from it are left out.
func (t *Table) alternatives() []Alternative {
	var all []Alternative
	if len(t.Rubric.Criteria) > 1 {
		all = append(all, t.alternative(EqualWeights, scoring.None))
		for i := range t.Rubric.Criteria {
			all = append(all, t.alternative(LeftOut, i))
		}
	}
	if slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Cap != scoring.None }) {
		all = append(all, t.alternative(WithoutCaps, scoring.None))
	}
	for i := range t.Rubric.Criteria {
		all = append(all, t.alternative(Alone, i))
	}
	return all
}

// alternative compares one way with the rubric's score.
func (t *Table) alternative(way Way, criterion int) Alternative {
	var pairs []pair
	weights := weigh(t.Rubric, way, criterion)
	for i := range t.Rows {
		row := &t.Rows[i]
		if !row.Scored() {
			continue
		}
		if score, ok := t.rescore(way, weights[row.Segment+1], &row.Pattern); ok {
			pairs = append(pairs, pair{int(row.Score), score, row.Tally})
		}
	}
	return judge(way, criterion, pairs)
}

// judge compares a way, whose scores are the other ones, with the rubric's score.
func judge(way Way, criterion int, pairs []pair) Alternative {
	a := Alternative{Way: way, Criterion: criterion}
	for _, p := range pairs {
		a.add(p.Tally)
	}
	if a.Known = a.Permit() >= ToEvaluate; a.Known {
		a.compare(pairs)
	}
	return a
}

// rescore returns the score that a way, with its weights of the pattern's segment,
// makes of the ratings; ok is false if nothing counts by it.
func (t *Table) rescore(way Way, weights []int, p *Pattern) (score int, ok bool) {
	score, ok = scoring.Reweigh(t.Rubric, p.Ratings, weights)
	if p.Cap != scoring.None && way != WithoutCaps && way != Alone {
		score = min(score, t.Rubric.CapLimit(int(p.Cap)))
	}
	return score, ok
}

// weigh returns the weights of a way, by criterion: first those of the default
// segment, then those of the others.
func weigh(r *rubric.Rubric, way Way, criterion int) [][]int {
	all := [][]int{way.weigh(r.Weights(), criterion)}
	for _, s := range r.Segments {
		all = append(all, way.weigh(s.Weights, criterion))
	}
	return all
}

// weigh returns what a way makes of a segment's weights; [Refitted] starts from
// them.
func (w Way) weigh(own []int, criterion int) []int {
	weights := slices.Clone(own)
	for i := range weights {
		switch {
		case w == EqualWeights:
			weights[i] = min(weights[i], 1)
		case w == LeftOut && i == criterion, w == Alone && i != criterion:
			weights[i] = 0
		case w == Alone:
			weights[i] = 1
		}
	}
	return weights
}

// A pair is accounts that have one score and another.
type pair struct {
	score, other int
	Tally
}

// compare sets what becomes of the other scores, against the first.
func (a *Alternative) compare(pairs []pair) {
	var first, other histogram
	for _, p := range pairs {
		first[p.score].add(p.Tally)
		other[p.other].add(p.Tally)
	}
	a.Scores = other.scores()
	a.AUC = a.Scores.AUC()
	ofLeaver, ofStayer := first.scores().placements()
	otherOfLeaver, otherOfStayer := a.Scores.placements()
	var d delong
	for _, p := range pairs {
		d.leavers.add(p.Leavers, otherOfLeaver[p.other]-ofLeaver[p.score])
		d.stayers.add(p.Stayers, otherOfStayer[p.other]-ofStayer[p.score])
	}
	a.Gain = Gain{d.value(), d.interval()}
}
