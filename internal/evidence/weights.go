package evidence

import (
	"math"
	"slices"

	"chs/scoring"
)

// DefaultRidge is how strongly weights are drawn towards the rubric's own. Where
// true ones are planted, some 50 leavers move three weights about half the way to
// them, and 500 nine tenths.
const DefaultRidge = 5.0

// SegmentWeights are those of a segment. Segments to which the rubric gives the
// same weights have the same here, too.
type SegmentWeights struct {
	// Weights are by criterion, in hundredths as the rubric's. Fitted ones are
	// whole and sum to 100. A weight of 0 says that the criterion only misleads,
	// or adds nothing to the others.
	Weights []int
	Fitted  bool // or else they are the rubric's own
	Tally        // the accounts that they are fitted to, or would be
}

// FitWeights fits weights to the ratings of the accounts that have a score, and
// judges them out of so many folds, 2 to [ToEvaluate]. Each segment keeps its own
// that has too few accounts of an outcome, or no criterion that tells leavers
// from stayers the right way round. If no segment has enough accounts it returns
// a [*Refusal], of the one that has most. Criteria of weight 0 stay at 0.
//
// The weights are proportional to the coefficients, 0 or more, of a logistic
// regression of leaving on (5 − rating)/4. A metric that is not known counts as
// the mean rating, and has a coefficient of its own, of any sign. Outcomes count
// as slightly less than sure, as for [fitPlatt]. The penalty is half of ridge
// times the sum of squares of the coefficients, those of the criteria less the
// part of them that is proportional to the rubric's own weights: an infinite
// ridge would keep these, and so does a criterion that tells nothing keep its
// share.
//
// Source: of non-negative weights, Breiman, Stacked regressions, Machine Learning
// 24 (1996) 49–64; of shrinkage to a prior, Hoerl and Kennard, Ridge regression,
// Technometrics 12 (1970) 55–67.
func (t *Table) FitWeights(folds int, ridge float64) (*Fit, error) {
	cohorts := t.cohorts()
	if err := gateCohorts(cohorts); err != nil {
		return nil, err
	}
	w := &Fit{Segments: t.fitWeights(cohorts, t.scored(), ridge)}
	var pairs []pair
	for _, fold := range t.folds(folds) {
		pairs = append(pairs, t.rescored(t.fitWeights(cohorts, t.without(fold), ridge), fold)...)
	}
	w.Judged = judge(Refitted, scoring.None, pairs)
	if h, ok := t.halves(); ok && sum(h.earlier).Permit() >= ToFitWeights {
		w.Later = judge(Refitted, scoring.None, t.rescored(t.fitWeights(cohorts, h.earlier, ridge), h.later))
	}
	return w, nil
}

// rescored returns the scores of some accounts, by row of the table, and those by
// other weights.
func (t *Table) rescored(by []SegmentWeights, counts []Tally) (pairs []pair) {
	for i, in := range counts {
		row := &t.Rows[i]
		if in.Accounts() == 0 {
			continue
		}
		if score, ok := t.rescore(Refitted, by[row.Segment+1].Weights, &row.Pattern); ok {
			pairs = append(pairs, pair{int(row.Score), score, in})
		}
	}
	return pairs
}

// fitWeights returns the weights fitted to some accounts, by row of the table,
// of all segments.
func (t *Table) fitWeights(cohorts []cohort, counts []Tally, ridge float64) []SegmentWeights {
	return t.segmentWeights(cohorts, func(i int) []float64 { return cohorts[i].coefficients(t.Rows, counts, ridge) })
}

// segmentWeights returns the weights of all segments, of coefficients by cohort.
func (t *Table) segmentWeights(cohorts []cohort, coefficients func(cohort int) []float64) []SegmentWeights {
	all := make([]SegmentWeights, len(t.Rubric.Segments)+1)
	for i, c := range cohorts {
		fitted := SegmentWeights{Weights: c.own, Tally: c.Tally}
		if c.Permit() >= ToFitWeights {
			if weights, ok := wholeWeights(coefficients(i)); ok {
				fitted.Weights, fitted.Fitted = weights, true
			}
		}
		for _, segment := range c.segments {
			all[segment] = fitted
		}
	}
	return all
}

// wholeWeights returns weights, in hundredths, that are proportional to
// coefficients but for rounding, whole, and sum to 100. ok is false if all
// coefficients are 0.
func wholeWeights(coefficients []float64) (weights []int, ok bool) {
	const fine = 1_000_000_000 // parts of a weight that are told apart
	sum := 0.0
	for _, b := range coefficients {
		sum += b
	}
	if sum < 1e-9 {
		return nil, false
	}
	parts := make([]int, len(coefficients))
	for i, b := range coefficients {
		parts[i] = int(math.Round(b / sum * 100 * fine))
	}
	shares := scoring.Apportion(100, fine, parts...)
	for _, share := range shares[:len(parts)] {
		weights = append(weights, 100*share)
	}
	return weights, true
}

// A cohort is the accounts that have a score in segments of the same weights.
type cohort struct {
	own      []int // the weights, by criterion
	segments []int // 0 is the default, 1 the rubric's first
	rows     []int // of the table
	Tally
}

// cohorts returns all cohorts; the first has the default segment.
func (t *Table) cohorts() []cohort {
	var all []cohort
	var of []int // by segment
	for segment, own := range weigh(t.Rubric, Refitted, scoring.None) {
		at := slices.IndexFunc(all, func(c cohort) bool { return slices.Equal(c.own, own) })
		if at < 0 {
			at = len(all)
			all = append(all, cohort{own: own})
		}
		all[at].segments = append(all[at].segments, segment)
		of = append(of, at)
	}
	for i := range t.Rows {
		if row := &t.Rows[i]; row.Scored() {
			c := &all[of[row.Segment+1]]
			c.rows = append(c.rows, i)
			c.add(row.Tally)
		}
	}
	return all
}

// gateCohorts refuses cohorts none of which has enough accounts to be fitted to.
func gateCohorts(all []cohort) error {
	most := slices.MaxFunc(all, func(a, b cohort) int { return a.Rarer() - b.Rarer() })
	if most.Permit() >= ToFitWeights {
		return nil
	}
	return &Refusal{Tally: most.Tally, Want: ToFitWeights, Segment: len(all) > 1}
}

// coefficients returns those of the criteria that fit accounts of the cohort.
func (c *cohort) coefficients(rows []Row, counts []Tally, ridge float64) []float64 {
	var some []Row
	for _, i := range c.rows {
		if counts[i].Accounts() > 0 {
			some = append(some, Row{rows[i].Pattern, counts[i]})
		}
	}
	return c.weighing(some, ridge, nil).criteria()
}
