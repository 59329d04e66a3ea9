package evidence

import (
	"math"
	"slices"
)

// A Metric is what a criterion could read: of each account a number, or one of a
// few texts.
type Metric struct {
	Values []float64 // by account, in the order in which they were added; NaN where it is not known; of texts their indexes
	Texts  int       // how many texts there are, at most 250, in any order; 0 of numbers
}

// A coded metric is one by its prebins, or texts.
type coded struct {
	codes []uint8  // by account: 1 and the index of the prebin or text; 0 where it is not known
	bins  []prebin // of numbers, whatever became of the accounts
	texts int      // how many; 0 of numbers
}

// width returns how many codes there are.
func (m *coded) width() int { return 1 + max(m.texts, len(m.bins)) }

// encode returns the metric of the accounts in an order.
func (m Metric) encode(order []account) *coded {
	c := &coded{codes: make([]uint8, len(order)), texts: m.Texts}
	if m.Texts == 0 {
		known := slices.DeleteFunc(slices.Clone(m.Values), math.IsNaN)
		slices.Sort(known)
		c.bins = prebinsOf(known, leastShare)
	}
	for i, a := range order {
		switch v := m.Values[a.row]; {
		case math.IsNaN(v):
		case m.Texts > 0:
			c.codes[i] = uint8(1 + v)
		default:
			c.codes[i] = binOf(c.bins, v)
		}
	}
	return c
}
