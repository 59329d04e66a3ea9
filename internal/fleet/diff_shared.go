package fleet

import (
	"slices"

	"chs/rubric"
	"chs/scoring"
)

// A shared is what two rubrics define alike: what is known by the old one of an
// account that the new one has scored.
type shared struct {
	criteria [rubric.MaxCriteria]sharedCriterion // by criterion of the old rubric
	segments int                                 // how many of the first have the same conditions
	all      bool                                // all have
}

// A sharedCriterion is a criterion of both rubrics.
type sharedCriterion struct {
	index    int  // of the new rubric's that is known where the old one is; None if there is none
	rerated  bool // the metric is a number that has cuts or quintiles in both
	relative bool // they are quintiles in both, and the same way round
}

// newShared compares two rubrics.
func newShared(before, after *rubric.Rubric) shared {
	var all shared
	for i := range before.Criteria {
		all.criteria[i] = sharedCriterion{index: scoring.None}
		b := &before.Criteria[i]
		at := slices.IndexFunc(after.Criteria, func(c rubric.Criterion) bool { return c.Key == b.Key })
		if at == scoring.None {
			continue
		}
		a := &after.Criteria[at]
		rerated := hasCuts(b) && hasCuts(a)
		if sameMetric(before, after, b, a) && (rerated || b.Judge == a.Judge && slices.Equal(b.Levels, a.Levels)) {
			quintiles := b.Judge == rubric.ByQuintiles && a.Judge == rubric.ByQuintiles
			all.criteria[i] = sharedCriterion{at, rerated, quintiles && a.Cuts.LowerIsBetter == b.Cuts.LowerIsBetter}
		}
	}
	most := min(len(before.Segments), len(after.Segments))
	for all.segments < most && sameCondition(before, after, all.segments) {
		all.segments++
	}
	all.all = all.segments == len(before.Segments) && all.segments == len(after.Segments)
	return all
}

// segment reports whether an account in this segment of the new rubric is in the
// same one of the old.
func (s *shared) segment(index int) bool {
	if index == scoring.None {
		return s.all
	}
	return index < s.segments
}

func hasCuts(c *rubric.Criterion) bool {
	return c.Judge == rubric.ByCuts || c.Judge == rubric.ByQuintiles
}

// sameCondition reports whether both rubrics have the same condition for a
// segment.
func sameCondition(before, after *rubric.Rubric, i int) bool {
	return sameMetric(before, after, &rubric.Criterion{Formula: before.Segments[i].When}, &rubric.Criterion{Formula: after.Segments[i].When})
}

// sameMetric reports whether criteria of two rubrics read the same metric, or
// formulas hold for the same accounts. How files write numbers and dates does not
// matter for what they say.
func sameMetric(before, after *rubric.Rubric, b, a *rubric.Criterion) bool {
	sameFormula := b.Formula == nil && a.Formula == nil || b.Formula != nil && a.Formula != nil && b.Formula.Text == a.Formula.Text
	sameExpiry := b.Expires == nil && a.Expires == nil ||
		b.Expires != nil && a.Expires != nil && b.Expires.Column == a.Expires.Column && b.Expires.Days == a.Expires.Days
	return b.Column == a.Column && sameFormula && sameExpiry && slices.Equal(before.Missing, after.Missing) &&
		slices.EqualFunc(ColumnsOf(before, *b), ColumnsOf(after, *a), func(x, y int) bool { return sameColumn(before, after, x, y) })
}

// sameColumn reports whether columns of two rubrics are the same, and read alike.
func sameColumn(before, after *rubric.Rubric, x, y int) bool {
	b, a := &before.Columns[x], &after.Columns[y]
	return b.Name == a.Name && b.Type == a.Type && slices.Equal(b.Texts, a.Texts) && currencyOf(before, b.Name) == currencyOf(after, a.Name)
}

// currencyOf returns the currency that a column is to be in, "" for any.
func currencyOf(r *rubric.Rubric, column string) string {
	if r.Value.Column == column {
		return r.Value.Currency
	}
	return ""
}
