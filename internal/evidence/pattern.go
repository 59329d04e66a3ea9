package evidence

import (
	"cmp"
	"slices"

	"chs/rubric"
	"chs/scoring"
)

// A Pattern is all that tells accounts apart here: those that have the same
// pattern are counted together.
type Pattern struct {
	Segment int32                    // index into the rubric's Segments, or scoring.None
	Cap     int32                    // index into the rubric's Caps of the one that lowered the score, or scoring.None
	Score   int16                    // in hundredths of a point, or scoring.None if unscored
	Ratings [rubric.MaxCriteria]int8 // by criterion, 1 to 5; 0 where the metric is not known
}

// patternOf returns the pattern of an account.
func patternOf(r *scoring.Result) Pattern {
	p := Pattern{int32(r.Segment), scoring.None, scoring.None, r.Ratings}
	if r.Scored {
		p.Score, p.Cap = int16(r.Score), int32(r.Cap)
	}
	return p
}

// Scored reports whether accounts of the pattern have a score.
func (p *Pattern) Scored() bool { return p.Score != scoring.None }

// compare orders patterns: the unscored first, then by rising score.
func (p *Pattern) compare(q *Pattern) int {
	return cmp.Or(
		cmp.Compare(p.Score, q.Score),
		cmp.Compare(p.Segment, q.Segment),
		cmp.Compare(p.Cap, q.Cap),
		slices.Compare(p.Ratings[:], q.Ratings[:]))
}
