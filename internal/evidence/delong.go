package evidence

import (
	"math"
	"math/big"
	"math/bits"
)

// A delong is the sums that an AUC, or the difference of two, and its variance
// are made of: over the leavers and over the stayers, of their placements, or
// of the differences of two. They are exact.
//
// Source: DeLong, DeLong and Clarke-Pearson, Comparing the areas under two or
// more correlated receiver operating characteristic curves, Biometrics 44 (1988)
// 837–845; by ranks as in Sun and Xu, IEEE Signal Processing Letters 21 (2014)
// 1389–1393. The variance of a difference is that of the accounts' differences.
type delong struct{ leavers, stayers moments }

// value returns the AUC or the difference: the mean placement, as a share of
// the other outcome.
func (d *delong) value() float64 {
	return float64(d.leavers.sum) / float64(2*d.leavers.n*d.stayers.n)
}

// deviation returns the standard deviation of the value. ok is false if an
// outcome has less than two accounts.
func (d *delong) deviation() (deviation float64, ok bool) {
	if min(d.leavers.n, d.stayers.n) < 2 {
		return 0, false
	}
	pairs := new(big.Int).Mul(big.NewInt(int64(2*d.leavers.n)), big.NewInt(int64(d.stayers.n)))
	variance := new(big.Rat).Add(d.leavers.variance(), d.stayers.variance())
	variance.Quo(variance, new(big.Rat).SetInt(pairs.Mul(pairs, pairs)))
	v, _ := variance.Float64()
	return math.Sqrt(v), true
}

// interval returns the value with its interval, which is 0 wide if an outcome
// has less than two accounts.
func (d *delong) interval() Interval {
	deviation, _ := d.deviation()
	half := float64(z * deviation)
	return Interval{d.value() - half, d.value() + half}
}

// moments are the sums of whole numbers and of their squares.
type moments struct {
	n, sum    int
	high, low uint64 // of the sum of squares, which may need 128 bits
}

// add adds a number so many times.
func (m *moments) add(count, value int) {
	m.n += count
	m.sum += count * value
	size := uint64(max(value, -value))
	high, low := bits.Mul64(uint64(count)*size, size)
	var carry uint64
	m.low, carry = bits.Add64(m.low, low, 0)
	m.high, _ = bits.Add64(m.high, high, carry)
}

// variance returns n² times the variance of the mean: (n·Σv² − (Σv)²) / (n − 1).
func (m *moments) variance() *big.Rat {
	squares := new(big.Int).SetUint64(m.high)
	squares.Lsh(squares, 64).Add(squares, new(big.Int).SetUint64(m.low))
	squares.Mul(squares, big.NewInt(int64(m.n)))
	sum := big.NewInt(int64(m.sum))
	return new(big.Rat).SetFrac(squares.Sub(squares, sum.Mul(sum, sum)), big.NewInt(int64(m.n-1)))
}
