package evidence

import "slices"

// A chooser has the accounts that criteria are chosen by, in the order of their
// hashes, and the metrics.
type chooser struct {
	folds   int
	permit  Permit
	left    []bool
	fold    []uint8
	metrics []*coded
}

// A role is what an account is to a learner.
type role uint8

const (
	unseen role = iota
	learnt
	judged
)

// A learner fits criteria to some accounts, and judges them by others. Accounts of
// the same ratings are one pattern to it.
type learner struct {
	*chooser
	roles   []role   // by fold
	pattern []uint32 // by account, as an index into rows
	rows    []Row    // the ratings by the criteria taken, and the accounts learnt from
	model   *weighing
	logits  []float64 // of the rows, by the model
	shapes  []shape   // of the criteria taken
}

// newLearner returns one that learns from all folds but two, and judges by the
// second. Either may be none.
func (c *chooser) newLearner(without, by int) *learner {
	l := &learner{chooser: c, roles: make([]role, c.folds), pattern: make([]uint32, len(c.left))}
	for fold := range l.roles {
		l.roles[fold] = learnt
	}
	if without != none {
		l.roles[without] = unseen
	}
	if by != none {
		l.roles[by] = judged
	}
	l.learn(make([]Row, 1))
	return l
}

// none is no fold.
const none = -1

// learn counts the accounts of the patterns, and fits what is expected of them:
// weights that are drawn to equal ones.
func (l *learner) learn(patterns []Row) {
	l.rows = patterns
	for i, pattern := range l.pattern {
		if l.roles[l.fold[i]] == learnt {
			l.rows[pattern].add(one(l.left[i]))
		}
	}
	equal := &cohort{own: slices.Repeat([]int{1}, len(l.shapes))}
	some := slices.DeleteFunc(slices.Clone(l.rows), func(r Row) bool { return r.Accounts() == 0 })
	l.model = equal.weighing(some, DefaultRidge, nil)
	l.logits = make([]float64, len(l.rows))
	for i := range l.rows {
		l.logits[i] = l.model.logit(&l.rows[i].Ratings)
	}
}

// A crossing is accounts by pattern and code of a metric.
type crossing struct {
	width int // codes
	cells []Tally
}

func (c *crossing) at(pattern, code int) *Tally { return &c.cells[pattern*c.width+code] }

// cross counts the accounts learnt from, and those to judge by.
func (l *learner) cross(m *coded) (learn, judge *crossing) {
	var by [3]crossing
	for role := range by {
		by[role] = crossing{m.width(), make([]Tally, len(l.rows)*m.width())}
	}
	for i, pattern := range l.pattern {
		by[l.roles[l.fold[i]]].at(int(pattern), int(m.codes[i])).add(one(l.left[i]))
	}
	return &by[learnt], &by[judged]
}

// bins returns what is known of a metric's prebins, or texts, beside what the
// criteria taken expect.
func (l *learner) bins(m *coded, learn *crossing) []prebin {
	bins := make([]prebin, m.width()-1)
	copy(bins, m.bins)
	for code := range bins {
		b := &bins[code]
		b.Accounts = 0
		for pattern, logit := range l.logits {
			t := learn.at(pattern, code+1)
			if t.Accounts() == 0 {
				continue
			}
			n, p := float64(t.Accounts()), probability(logit)
			b.Accounts += t.Accounts()
			b.Excess += float64(t.Leavers) - float64(n*p)
			b.Weight += float64(n * p * (1 - p))
		}
	}
	return bins
}

// shapeOf returns how a metric is rated.
func (l *learner) shapeOf(m *coded) shape {
	learn, _ := l.cross(m)
	return l.shape(m, l.bins(m, learn))
}

// take takes a metric as a criterion.
func (l *learner) take(m *coded) {
	shape := l.shapeOf(m)
	index := make([]uint32, 6*len(l.rows)) // of the new patterns, and 1, by old pattern and rating
	var patterns []Row
	for i, old := range l.pattern {
		rating := shape.ratings[m.codes[i]]
		at := &index[6*int(old)+int(rating)]
		if *at == 0 {
			row := Row{Pattern: l.rows[old].Pattern}
			row.Ratings[len(l.shapes)] = rating
			patterns = append(patterns, row)
			*at = uint32(len(patterns))
		}
		l.pattern[i] = *at - 1
	}
	l.shapes = append(l.shapes, shape)
	l.learn(patterns)
}
