package fleet

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"chs/scoring"
)

// A measured is what a metric is worth over a file's sample: sorted, known
// values alone.
type measured []float64

func measure(values []float64) measured {
	known := slices.DeleteFunc(slices.Clone(values), math.IsNaN)
	slices.Sort(known)
	return known
}

// constant reports whether there are not two different values.
func (m measured) constant() bool { return len(m) == 0 || m[0] == m[len(m)-1] }

// at returns the value that a share of all are below, or its equal.
func (m measured) at(share float64) float64 {
	return m[min(len(m)-1, int(share*float64(len(m))))]
}

// distinct returns the values that there are, each once, or nil if they are
// more than most.
func (m measured) distinct(most int) []float64 {
	var all []float64
	for i, v := range m {
		if i > 0 && v == m[i-1] {
			continue
		}
		if len(all) == most {
			return nil
		}
		all = append(all, v)
	}
	return all
}

// whole reports whether all values are whole numbers.
func (m measured) whole() bool {
	return !slices.ContainsFunc(m, func(v float64) bool { return v != math.Trunc(v) })
}

// cuts returns four cuts that part the values into about fifths, rounded as
// far as that moves none of them past another. With fewer than five values
// each has a rating of its own, the lowest 1 and the highest 5. The values are
// not all equal.
func (m measured) cuts(lower bool) [4]float64 {
	if lower {
		turned := make(measured, len(m))
		for i, v := range m {
			turned[len(m)-1-i] = 0 - v
		}
		cuts := turned.cuts(false)
		for i, cut := range cuts {
			cuts[i] = 0 - cut // 0 - 0 is 0, where -0 would show
		}
		return cuts
	}
	switch v := m.distinct(4); len(v) {
	case 2:
		return [4]float64{v[1], v[1], v[1], v[1]}
	case 3:
		return [4]float64{middle(v[0], v[1]), v[1], middle(v[1], v[2]), v[2]}
	case 4:
		return [4]float64{v[1], middle(v[1], v[2]), v[2], v[3]}
	}
	exact := m.fifths()
	rounded := exact
	for i := range exact {
		rounded[i] = friendly(exact, i, m.whole())
	}
	if m.reaches(rounded) == m.reaches(exact) {
		return rounded
	}
	return exact
}

// middle returns the number between two.
func middle(a, b float64) float64 { return a + (b-a)/2 }

// fifths returns the values at which five groups of about the same size begin,
// but the first. There are at least five values. One that fills a group at
// either end has it to itself, and the others share the groups that are left.
func (m measured) fifths() [4]float64 {
	var starts []int // of runs of equal values
	for i, v := range m {
		if i == 0 || v != m[i-1] {
			starts = append(starts, i)
		}
	}
	var cuts [4]float64
	from, to := 0, len(starts)  // the runs that are not in a group yet
	first, last := 0, len(cuts) // the groups without runs
	start := func(run int) int {
		if run == len(starts) {
			return len(m)
		}
		return starts[run]
	}
	for first < last {
		groups, all := last-first+1, start(to)-start(from)
		if worst := start(from+1) - start(from); worst*groups >= all {
			from++
			cuts[first] = m[starts[from]]
			first++
			continue
		}
		if best := start(to) - start(to-1); best*groups >= all {
			to--
			last--
			cuts[last] = m[starts[to]]
			continue
		}
		next := from + 1
		for to-next > groups-1 && groups*(start(next)+start(next+1)-2*start(from)) < 2*all {
			next++ // as long as that comes nearer to an equal share
		}
		from = next
		cuts[first] = m[starts[from]]
		first++
	}
	return cuts
}

// reaches returns how many of the ratings rising cuts give to values of m.
func (m measured) reaches(cuts [4]float64) int {
	seen := [5]bool{}
	for _, v := range m {
		seen[scoring.Rate(v, cuts, false)-1] = true
	}
	n := 0
	for _, there := range seen {
		if there {
			n++
		}
	}
	return n
}

// friendly rounds cut i to a multiple of 1, 2 or 5 times a power of ten, at
// most a fourth of the way to the next other cut.
func friendly(cuts [4]float64, i int, whole bool) float64 {
	gap := math.Inf(1)
	for _, other := range cuts {
		if d := math.Abs(other - cuts[i]); d > 0 {
			gap = min(gap, d)
		}
	}
	if math.IsInf(gap, 1) {
		gap = math.Abs(cuts[i])
	}
	step := niceStep(gap / 2)
	if whole {
		step = max(1, step)
	}
	if step == 0 || math.IsInf(step, 0) {
		return cuts[i]
	}
	rounded := math.Round(cuts[i]/step)*step + 0 // -0 + 0 is 0
	tidy, err := strconv.ParseFloat(strconv.FormatFloat(rounded, 'g', 12, 64), 64)
	if err != nil || math.IsInf(tidy, 0) {
		return cuts[i]
	}
	return tidy
}

// niceStep returns the largest of 1, 2 and 5 times a power of ten that is at
// most x, or 0.
func niceStep(x float64) float64 {
	if x <= 0 {
		return 0
	}
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, digit := range []float64{5, 2} {
		if digit*power <= x {
			return digit * power
		}
	}
	return power
}

// plain writes a number for a rubric, without an exponent where it has up to
// 15 digits.
func plain(x float64) string {
	if size := math.Abs(x); size >= 1e15 || size < 1e-9 && size > 0 {
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// short writes a number for a comment, with at most four digits where it has
// a fraction.
func short(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return plain(x)
	}
	return strconv.FormatFloat(x, 'g', 4, 64)
}

// cutsLine writes cuts as a rubric holds them.
func cutsLine(cuts [4]float64, lower bool) string {
	texts := make([]string, len(cuts))
	for i, cut := range cuts {
		texts[i] = plain(cut)
	}
	line := "cuts: [" + strings.Join(texts, ", ") + "]"
	if cuts[0] == cuts[3] {
		better := "higher"
		if lower {
			better = "lower"
		}
		line += "\nbetter: " + better
	}
	return line
}

// alike reports whether two columns' values nearly follow from each other: a
// correlation (Pearson's) of 0.95 and more, either way.
func alike(a, b []float64) bool {
	if len(a) != len(b) {
		return false // a criterion of levels has no values
	}
	var n, meanA, meanB, squareA, squareB, product float64
	for i := range a { // Welford's updates, which lose nothing to large means
		if math.IsNaN(a[i]) || math.IsNaN(b[i]) {
			continue
		}
		n++
		da, db := a[i]-meanA, b[i]-meanB
		meanA += da / n
		meanB += db / n
		squareA += float64(da * (a[i] - meanA))
		squareB += float64(db * (b[i] - meanB))
		product += float64(da * (b[i] - meanB))
	}
	return n > 2 && math.Abs(product) >= 0.95*math.Sqrt(squareA)*math.Sqrt(squareB) && squareA > 0 && squareB > 0
}
