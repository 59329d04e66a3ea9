package fleet

import (
	"math"
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// rfmColumns are where an [RFM] finds what it reads: in the header, or among
// the columns of the rubric that reads it.
type rfmColumns struct{ id, date, amount, currency, dateRead int }

// NewRFM returns an RFM of no rows yet, of files with the given header, which
// has the columns. They are read by a rubric that [Transactions.Rubric] has
// made, as of a day. The Scorer is the rubric's.
func NewRFM(header []string, t Transactions, r *rubric.Rubric, day int) (*RFM, *scoring.Scorer) {
	m := &RFM{Day: day, decimal: r.Decimal, scorer: scoring.New(r, day), index: map[string]*Customer{}}
	m.at = rfmColumns{
		id: slices.Index(header, t.ID), date: slices.Index(header, t.Date), amount: slices.Index(header, t.Amount),
		currency: scoring.None,
		dateRead: slices.IndexFunc(r.Columns, func(c rubric.Column) bool { return c.Name == t.Date }),
	}
	if t.Currency != "" {
		m.at.currency = slices.Index(header, t.Currency)
	}
	return m, m.scorer
}

// days returns how long ago a row's day is.
func (m *RFM) days(r *scoring.Result) float64 { return m.scorer.Metric(0, r) }

// dated reports whether a row has a date that can be read.
func (m *RFM) dated(r *scoring.Result) bool { return r.States[m.at.dateRead] >= scoring.Known }

// Check makes a problem of a date in the future. Many goroutines may call it.
func (m *RFM) Check(cell func(i int) string, r *scoring.Result) {
	if !m.dated(r) || m.days(r) >= 0 {
		return
	}
	r.States[m.at.dateRead] = scoring.Unreadable
	r.Problems = append(r.Problems, scoring.Problem{
		Column: m.at.dateRead, Criterion: scoring.None, Value: strings.TrimSpace(cell(m.at.date)),
		Wanted: "a date up to " + scoring.FormatDay(m.Day),
	})
}

// An RFMPart takes some rows at a time into an [RFM]. Many goroutines may note
// rows, each in a part of its own.
type RFMPart struct {
	whole      *RFM
	ids        []byte
	noted      []transaction
	left       LeftRows
	currencies []currencyPlace
}

// A transaction is a row: the end of its id in ids, how many days ago it was,
// and its amount.
type transaction struct {
	id     int
	days   int32
	amount float64
}

// Part returns a part of the RFM.
func (m *RFM) Part() *RFMPart { return &RFMPart{whole: m} }

// Note takes a row. It keeps neither cells nor result.
func (p *RFMPart) Note(file string, line int, cell func(i int) string, r *scoring.Result) {
	m := p.whole
	id := strings.TrimSpace(cell(m.at.id))
	switch {
	case id == "":
		p.left.NoID++
		return
	case !m.dated(r):
		p.left.NoDate++
		return
	case math.IsNaN(r.Value):
		p.left.NoAmount++
		return
	}
	p.noteCurrency(file, line, cell)
	p.ids = append(p.ids, id...)
	p.noted = append(p.noted, transaction{len(p.ids), int32(m.days(r)), r.Value})
}

// Give adds to the customers what has been noted, and empties the part. Parts
// give one at a time, in the order of the rows. An amount in a second currency
// is an error.
func (p *RFMPart) Give() error {
	m := p.whole
	for _, c := range p.currencies {
		if err := m.takeCurrency(c); err != nil {
			return err
		}
	}
	start := 0
	for _, t := range p.noted {
		m.customer(p.ids[start:t.id]).take(t.days, t.amount)
		start = t.id
		if t.amount < 0 {
			m.Refunds++
		} else {
			m.Orders++
		}
	}
	m.Left.NoID += p.left.NoID
	m.Left.NoDate += p.left.NoDate
	m.Left.NoAmount += p.left.NoAmount
	*p = RFMPart{whole: m, ids: p.ids[:0], noted: p.noted[:0], currencies: p.currencies[:0]}
	return nil
}
