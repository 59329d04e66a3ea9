package scoring

import "chs/rubric"

// Contributions returns the hundredths of a point that each criterion adds to
// Uncapped, by criterion. They sum to Uncapped exactly: each is rounded down,
// and what is then left goes, a hundredth each, to those with the largest
// remainders, the first of equal ones (the method of Hare and Niemeyer). All
// are 0 where the account is unscored.
func (r *Result) Contributions() [rubric.MaxCriteria]int {
	return r.apportion(r.Uncapped, points)
}

// Lost returns the hundredths of a point that each criterion costs, by
// criterion: what it would add at rating 5 less what it adds. They sum to
// 10000 − Uncapped exactly, rounded as [Result.Contributions] are, so that a
// criterion rated 5 costs nothing and none costs less. A cap costs no
// criterion anything. All are 0 where the account is unscored.
func (r *Result) Lost() [rubric.MaxCriteria]int {
	return r.apportion(maxScore-r.Uncapped, lostPoints)
}

// Possible returns the hundredths of a point that each criterion would add at
// rating 5, by criterion: its share of the weights that count, half up. A
// contribution, rounded to sum with the others, may be a hundredth more. All are
// 0 where the account is unscored.
func (r *Result) Possible() (most [rubric.MaxCriteria]int) {
	if !r.Scored {
		return most
	}
	_, total := r.sums()
	for i, w := range r.weights {
		if r.counted[i] > 0 {
			most[i] = quotient(maxScore*w, total)
		}
	}
	return most
}

// apportion splits whole, which is the rounded quotient of the sum of parts
// and the sum of weights that count, over the criteria by their parts.
func (r *Result) apportion(whole int, part func(rubric.Scale, int, int8) int) (shares [rubric.MaxCriteria]int) {
	if !r.Scored {
		return shares
	}
	_, total := r.sums()
	var parts [rubric.MaxCriteria]int
	for i, w := range r.weights {
		if r.counted[i] > 0 {
			parts[i] = part(r.scale, w, r.counted[i])
		}
	}
	return Apportion(whole, total, parts[:len(r.weights)]...)
}

// Apportion returns parts of whole, at most [rubric.MaxCriteria], as whole
// numbers that sum to it. Each of parts is n times what it would be exactly, and
// whole their sum, rounded up or down. Each is rounded down, and what is then
// left goes, one each, to those with the largest remainders, the first of equal
// ones (the method of Hare and Niemeyer).
func Apportion(whole, n int, parts ...int) (shares [rubric.MaxCriteria]int) {
	var remainders [rubric.MaxCriteria]int
	for i, part := range parts {
		share, remainder := part/n, part%n
		if remainder < 0 {
			share, remainder = share-1, remainder+n
		}
		shares[i], remainders[i] = share, remainder
		whole -= share
	}
	for ; whole > 0; whole-- {
		largest := 0
		for i := range parts {
			if remainders[i] > remainders[largest] {
				largest = i
			}
		}
		shares[largest]++
		remainders[largest] = -1
	}
	return shares
}
