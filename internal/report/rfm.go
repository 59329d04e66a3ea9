package report

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"chs/internal/fleet"
	"chs/scoring"
)

// RFMFormats are the formats of an RFM.
var RFMFormats = []Format{FormatCSV, FormatTSV, FormatJSON, FormatNDJSON}

// An RFM is what orders say of customers, as it is written.
type RFM struct {
	*fleet.RFM
	Horizon int // of the customers' value, in days
}

// rfmTexts is how many of rfmNames are texts: the others are numbers.
const rfmTexts = 3

// rfmNames are the names of an RFM's columns, and of its objects' fields. They
// stay as they are; later versions may add others behind them. What the template
// ecommerce reads has the name that it has there.
func rfmNames() []string {
	return []string{
		"customer_id", "first_order", "last_order", "recency", "tenure", "frequency", "monetary", "mean_gap",
		"orders_30d", "spend_30d", "orders_90d", "spend_90d", "orders_12m", "spend_12m", "clv",
	}
}

// WriteRFM writes an RFM in one of RFMFormats, a line or an object a customer. A
// cell is empty, and a field null, where there is nothing to say.
func WriteRFM(w io.Writer, f Format, m *RFM) error {
	to := bufio.NewWriterSize(w, 1<<16)
	var err error
	switch f {
	case FormatJSON:
		err = m.writeObjects(to, "[\n", ",\n", "\n]\n")
	case FormatNDJSON:
		err = m.writeObjects(to, "", "\n", "\n")
	case FormatTSV:
		err = m.writeLines(to, '\t')
	default:
		err = m.writeLines(to, ',')
	}
	return cmp.Or(err, to.Flush())
}

func (m *RFM) writeLines(w io.Writer, delimiter rune) error {
	to := csv.NewWriter(w)
	to.Comma = delimiter
	line := rfmNames()
	if err := to.Write(line); err != nil {
		return err
	}
	for c := range m.Customers() {
		line = m.cells(line[:0], c)
		if err := to.Write(line); err != nil {
			return err
		}
	}
	to.Flush()
	return to.Error()
}

// writeObjects writes an object a customer, and nothing but begin and end if
// there are none.
func (m *RFM) writeObjects(w *bufio.Writer, begin, between, end string) error {
	names := rfmNames()
	var cells []string
	text := []byte(begin)
	first := true
	for c := range m.Customers() {
		if !first {
			text = append(text, between...)
		}
		first = false
		cells = m.cells(cells[:0], c)
		text = appendRFMObject(text, names, cells)
		if _, err := w.Write(text); err != nil {
			return err
		}
		text = text[:0]
	}
	if !first || begin != "" {
		text = append(text, end...)
	}
	_, err := w.Write(text)
	return err
}

func appendRFMObject(dst []byte, names, cells []string) []byte {
	for i, cell := range cells {
		dst = append(dst, "{,"[min(i, 1)])
		dst = append(appendJSONText(dst, names[i]), ':')
		switch {
		case cell == "":
			dst = append(dst, "null"...)
		case i < rfmTexts:
			dst = appendJSONText(dst, cell)
		default:
			dst = append(dst, cell...)
		}
	}
	return append(dst, '}')
}

// cells appends what the columns hold of a customer.
func (m *RFM) cells(dst []string, c *fleet.Customer) []string {
	first, last, recency, tenure := "", "", "", ""
	if c.Orders > 0 {
		first, last = scoring.FormatDay(m.Day-int(c.First)), scoring.FormatDay(m.Day-int(c.Last))
		recency, tenure = strconv.Itoa(int(c.Last)), strconv.Itoa(int(c.First))
	}
	gap := ""
	if hundredths, ok := c.MeanGap(); ok {
		gap = signless(hundredths)
	}
	dst = append(dst, c.ID, first, last, recency, tenure, strconv.Itoa(int(c.Orders)), AmountText(c.Spend), gap)
	for _, window := range c.Recent {
		dst = append(dst, strconv.Itoa(int(window.Orders)), AmountText(window.Spend))
	}
	value, ok := c.Value(m.Horizon)
	if !ok {
		value = math.NaN()
	}
	return append(dst, AmountText(value))
}
