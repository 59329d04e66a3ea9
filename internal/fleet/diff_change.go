package fleet

import (
	"cmp"
	"slices"

	"chs/rubric"
	"chs/scoring"
)

// A Change is what became of an account from the old run to the new one.
//
// The change of its score is split exactly: the Parts sum to it. They are 0
// unless the account is scored on both sides. Between the old row, scored as
// it was, and the new row, scored as it is, stand three uncapped scores that
// bring one thing after another: the new row's ratings by the old rubric, with
// the old file's quintiles, where what was known before and no longer is keeps
// its old rating; the same without keeping; the same with the new file's
// quintiles. These hold whatever coverage there is, and where nothing counts,
// what stood before stays.
type Change struct {
	ID, Label string // the label is the new row's, or the old one's if the account left
	Status    Status
	Old, New  Standing // meaningless on the side where the account is not
	Value     float64  // the new row's, or the old one's if the account left; NaN if not known
	Crossing  Crossing
	Parts     [Causes]int // in hundredths of a point

	by [Causes][maxKeys]int16 // of Parts, those of each criterion of the diff
}

// maxKeys is how many criteria two rubrics have at most.
const maxKeys = 2 * rubric.MaxCriteria

// A Status says on which sides an account is.
type Status int8

// The statuses: on both, only on the new, only on the old.
const (
	Matched Status = iota
	Came
	Left
)

// String returns the status in a word.
func (s Status) String() string { return [...]string{"matched", "came", "left"}[s] }

// A Standing is an account's score, in hundredths of a point, and the index of
// its band; None, and no score, if it is unscored.
type Standing struct{ Score, Band int }

func standingOf(r *scoring.Result) Standing { return Standing{r.Score, r.Band} }

// Scored reports whether there is a score.
func (s Standing) Scored() bool { return s.Band != scoring.None }

// A Cause is one of the parts into which the change of a score is split.
type Cause int

// The causes, in the order in which they are brought to bear.
const (
	ByData    Cause = iota // the account's own metrics, its segment and the day
	ByMissing              // metrics that were known and are now missing, unreadable or expired
	ByOthers               // the rest of the file, which moves quintiles
	ByRubric               // another rubric
	ByCaps                 // caps that hold the score further down, or less
	Causes                 // how many there are
)

// String returns the cause in a word.
func (c Cause) String() string { return [...]string{"data", "missing", "others", "rubric", "caps"}[c] }

// Points returns the change of the score in hundredths of a point; ok is false
// unless the account is scored on both sides.
func (c *Change) Points() (points int, ok bool) {
	if c.Status != Matched || !c.Old.Scored() || !c.New.Scored() {
		return 0, false
	}
	return c.New.Score - c.Old.Score, true
}

// By returns what a criterion of the diff, by its index, adds to a part. Those
// of a part sum to it, but for the caps: no criterion has a share in these.
func (c *Change) By(cause Cause, criterion int) int { return int(c.by[cause][criterion]) }

// Whole returns what a criterion of the diff adds to the change in all.
func (c *Change) Whole(criterion int) int {
	sum := 0
	for cause := range c.by {
		sum += c.By(Cause(cause), criterion)
	}
	return sum
}

// Lead returns the index of the criterion that adds most to a part, in the
// part's direction, of equal ones the first. It is None for caps, and for a part
// of 0.
func (c *Change) Lead(cause Cause) int {
	criterion, _ := c.lead(cause, cmp.Compare(c.Parts[cause], 0))
	return criterion
}

// lead returns what adds most to a part in a direction, 1 or -1, and how much.
func (c *Change) lead(cause Cause, direction int) (criterion, adds int) {
	if cause == ByCaps {
		return scoring.None, direction * c.Parts[cause]
	}
	criterion = scoring.None
	for i := range maxKeys {
		if by := direction * c.By(cause, i); by > adds {
			criterion, adds = i, by
		}
	}
	return criterion, adds
}

// Most returns the cause and the criterion that together add most to the change,
// in its direction, of equal ones the first: the criterion is None where the
// cause is caps. ok is false where there is no change.
func (c *Change) Most() (cause Cause, criterion int, ok bool) {
	points, _ := c.Points()
	most := 0
	for i := range Causes {
		if lead, adds := c.lead(i, cmp.Compare(points, 0)); adds > most {
			cause, criterion, most = i, lead, adds
		}
	}
	return cause, criterion, most > 0
}

func abs(n int) int { return max(n, -n) }

// A Crossing says how an account's band changed.
type Crossing int8

// The crossings. Bands of one name are the same. Of others, the higher one is
// that which stands higher in the new rubric, if it has both, else in the old
// one, if that has both, else that which starts higher; where none of this
// tells, the account is in a renamed band.
const (
	NotCrossed Crossing = iota
	Up
	Down
	Renamed
	BecameScored
	BecameUnscored
	crossings // how many there are
)

// String returns the crossing in a word, "" for none.
func (c Crossing) String() string {
	return [...]string{"", "up", "down", "renamed", "scored", "unscored"}[c]
}

// crosses returns 1 if the account's band is not called what it was, else 0.
func (c *Change) crosses() int { return min(int(c.Crossing), 1) }

// CrossingOf returns how an account crosses from one of the old bands, by index,
// to one of the new.
func CrossingOf(before []rubric.Band, from int, after []rubric.Band, to int) Crossing {
	switch {
	case from == scoring.None && to == scoring.None:
		return NotCrossed
	case from == scoring.None:
		return BecameScored
	case to == scoring.None:
		return BecameUnscored
	}
	a, b := before[from], after[to]
	if a.Name == b.Name {
		return NotCrossed
	}
	rise := cmp.Compare(b.From, a.From)
	if at := bandCalled(after, a.Name); at != scoring.None {
		rise = cmp.Compare(to, at)
	} else if at := bandCalled(before, b.Name); at != scoring.None {
		rise = cmp.Compare(at, from)
	}
	return [...]Crossing{Down, Renamed, Up}[rise+1]
}

// bandCalled returns the index of a band, or None.
func bandCalled(bands []rubric.Band, name string) int {
	return slices.IndexFunc(bands, func(b rubric.Band) bool { return b.Name == name })
}
