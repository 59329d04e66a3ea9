package fleet

import (
	"iter"
	"math"

	"chs/scoring"
)

// windows are the spans before a day, in days, in which an [RFM] counts orders
// and spend besides all time. The last is a year.
var windows = [...]int{30, 90, 365}

// leastTenure is over how many days, at least, the spend of a customer is
// spread: one order of yesterday is no habit.
const leastTenure = 90

// An RFM is what orders say of customers as of a day: how recent they are, how
// many, and how much is spent.
//
// An order is a transaction whose amount is not negative; a negative one is a
// refund, which lowers the spend of its day and is nothing else. Rows of an id
// are all taken, alike ones too. Memory grows with the customers alone, by some
// 300 bytes each.
type RFM struct {
	Day     int // of --as-of, as [scoring.Day] counts
	Orders  int // rows of these
	Refunds int // the same
	Left    LeftRows

	at         rfmColumns
	decimal    byte
	scorer     *scoring.Scorer
	pages      [][]Customer // of rfmPage each, so that none is ever copied
	index      map[string]*Customer
	currencies []currencyPlace
}

// rfmPage is how many customers a page holds.
const rfmPage = 1024

// Customers yields all customers, in the order in which the rows meet them.
func (m *RFM) Customers() iter.Seq[*Customer] {
	return func(yield func(*Customer) bool) {
		for _, page := range m.pages {
			for i := range page {
				if !yield(&page[i]) {
					return
				}
			}
		}
	}
}

// Count is how many customers there are.
func (m *RFM) Count() int { return len(m.index) }

// customer returns the customer of an id, which may be new.
func (m *RFM) customer(id []byte) *Customer {
	if c := m.index[string(id)]; c != nil {
		return c
	}
	last := len(m.pages) - 1
	if last < 0 || len(m.pages[last]) == rfmPage {
		m.pages = append(m.pages, make([]Customer, 0, rfmPage))
		last++
	}
	m.pages[last] = append(m.pages[last], Customer{ID: string(id)})
	c := &m.pages[last][len(m.pages[last])-1]
	m.index[c.ID] = c
	return c
}

// LeftRows counts the rows that no customer has a part of, each by the first of
// these that it lacks: an id, a date that can be read and is not in the future,
// an amount that can be read.
type LeftRows struct{ NoID, NoDate, NoAmount int }

// All is how many there are.
func (l LeftRows) All() int { return l.NoID + l.NoDate + l.NoAmount }

// A Customer is what the rows of one id come to. Days count back from the day
// of the [RFM], and mean nothing without orders.
type Customer struct {
	ID     string
	First  int32 // days since the first order
	Last   int32 // days since the last order
	Orders int32
	Spend  float64 // of orders less refunds, added in the order of the rows
	Recent [len(windows)]Window
}

// A Window is what is in one of [windows]: its day is the last of them.
type Window struct {
	Orders int32
	Spend  float64
}

// take takes in a transaction of so many days ago.
func (c *Customer) take(days int32, amount float64) {
	order := int32(0)
	if amount >= 0 {
		order = 1
		if c.Orders == 0 {
			c.First, c.Last = days, days
		}
		c.First, c.Last = max(c.First, days), min(c.Last, days)
	}
	c.Orders += order
	c.Spend += amount
	for i, span := range windows {
		if int(days) < span {
			c.Recent[i].Orders += order
			c.Recent[i].Spend += amount
		}
	}
}

// MeanGap returns the mean days from one order to the next, in hundredths,
// rounded half up. ok is false of fewer than two orders.
func (c *Customer) MeanGap() (hundredths int, ok bool) {
	if c.Orders < 2 {
		return 0, false
	}
	gaps := int(c.Orders - 1)
	return (200*int(c.First-c.Last) + gaps) / (2 * gaps), true
}

// Value returns what a customer would spend within a horizon, in days, at the
// rate of all its spend since its first order, which counts as at least 90 days
// ago. It is 0 where refunds exceed orders; ok is false without orders. Costs,
// interest and the chance that the customer has left are not in it.
func (c *Customer) Value(horizon int) (value float64, ok bool) {
	tenure := max(c.First, leastTenure)
	return math.Max(0, float64(c.Spend/float64(tenure)*float64(horizon))), c.Orders > 0
}
