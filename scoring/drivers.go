package scoring

import "slices"

// A Driver is a criterion that costs an account points.
type Driver struct {
	Criterion int
	Lost      int // hundredths of a point, over 0
}

// Drivers appends to dst the criteria that cost the account points, as
// [Result.Lost] has them: what costs most first, of equal ones the first in the
// rubric. There are none where the account is unscored.
func (r *Result) Drivers(dst []Driver) []Driver {
	first := len(dst)
	for i, lost := range r.Lost() {
		if lost == 0 {
			continue
		}
		place := len(dst)
		for place > first && dst[place-1].Lost < lost {
			place--
		}
		dst = slices.Insert(dst, place, Driver{i, lost})
	}
	return dst
}
