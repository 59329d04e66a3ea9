package fleet

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chs/rubric"
	"chs/scoring"
)

// rfmOf makes customers of transactions, one text each: id, date and amount, and
// maybe currency, parted by "|".
func rfmOf(t *testing.T, asOf string, rows ...string) (*RFM, []scoring.Problem, error) {
	t.Helper()
	columns := Transactions{ID: "id", Date: "day", Amount: "paid", Currency: "currency"}
	r, err := columns.Rubric()
	if err != nil {
		t.Fatal(err)
	}
	day, err := scoring.ParseDay(asOf)
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"id", "day", "paid", "currency"}
	m, scorer := NewRFM(header, columns, r, day)
	part, result := m.Part(), scorer.NewResult()
	var problems []scoring.Problem
	for i, row := range rows {
		cells := append(strings.Split(row, "|"), "")
		cell := func(i int) string { return cells[i] }
		judged := make([]string, len(r.Columns))
		for i, c := range r.Columns {
			judged[i] = cells[map[string]int{"day": 1, "paid": 2}[c.Name]]
		}
		scorer.Score(judged, result)
		m.Check(cell, result)
		problems = append(problems, result.Problems...)
		part.Note("t.csv", i+2, cell, result)
	}
	return m, problems, part.Give()
}

func TestRFMOfOneCustomer(t *testing.T) {
	window := func(orders int32, spend float64) Window { return Window{orders, spend} }
	tests := []struct {
		name string
		rows []string
		want Customer
	}{
		{"one order, today", []string{"a|2026-03-01|10"}, Customer{
			Orders: 1, Spend: 10, Recent: [3]Window{window(1, 10), window(1, 10), window(1, 10)},
		}},
		{"two orders of one day", []string{"a|2026-02-28|10", "a|2026-02-28T23:59|5.50"}, Customer{
			First: 1, Last: 1, Orders: 2, Spend: 15.5, Recent: [3]Window{window(2, 15.5), window(2, 15.5), window(2, 15.5)},
		}},
		{"equal rows are two orders", []string{"a|2026-02-28|10", " a |2026-02-28|10"}, Customer{
			First: 1, Last: 1, Orders: 2, Spend: 20, Recent: [3]Window{window(2, 20), window(2, 20), window(2, 20)},
		}},
		{"in any order of the days, over a leap day", []string{"a|2026-02-28|1", "a|2024-02-29|2", "a|2024-02-28|4"}, Customer{
			First: 732, Last: 1, Orders: 3, Spend: 7, Recent: [3]Window{window(1, 1), window(1, 1), window(1, 1)},
		}},
		{"the first day of each window", []string{"a|2026-01-31|1", "a|2025-12-02|2", "a|2025-03-02|4"}, Customer{
			First: 364, Last: 29, Orders: 3, Spend: 7, Recent: [3]Window{window(1, 1), window(2, 3), window(3, 7)},
		}},
		{"the day before each window", []string{"a|2026-01-30|1", "a|2025-12-01|2", "a|2025-03-01|4"}, Customer{
			First: 365, Last: 30, Orders: 3, Spend: 7, Recent: [3]Window{window(0, 0), window(1, 1), window(2, 3)},
		}},
		{"a refund counts on its own day, and is no order", []string{"a|2026-01-01|100", "a|2026-02-20|(30)"}, Customer{
			First: 59, Last: 59, Orders: 1, Spend: 70, Recent: [3]Window{window(0, -30), window(1, 70), window(1, 70)},
		}},
		{"refunds alone", []string{"a|2026-02-20|-30", "a|2025-01-01|-1"}, Customer{
			Spend: -31, Recent: [3]Window{window(0, -30), window(0, -30), window(0, -30)},
		}},
		{"a refund before the first order", []string{"a|2025-02-20|-30", "a|2026-02-27|30"}, Customer{
			First: 2, Last: 2, Orders: 1, Spend: 0, Recent: [3]Window{window(1, 30), window(1, 30), window(1, 30)},
		}},
		{"an order of nothing", []string{"a|2026-02-27|0.00"}, Customer{
			First: 2, Last: 2, Orders: 1, Recent: [3]Window{window(1, 0), window(1, 0), window(1, 0)},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, _, err := rfmOf(t, "2026-03-01", test.rows...)
			if err != nil {
				t.Fatal(err)
			}
			test.want.ID = "a"
			if diff := cmp.Diff([]*Customer{&test.want}, slices.Collect(m.Customers())); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMeanGapAndValueOfCustomers(t *testing.T) {
	tests := []struct {
		name     string
		customer Customer
		gap      int // in hundredths of a day, -1 for none
		value    float64
	}{
		{"refunds alone", Customer{Spend: -5}, -1, math.NaN()},
		{"one order today", Customer{Orders: 1, Spend: 90}, -1, 365},
		{"two orders today", Customer{Orders: 2, Spend: 90}, 0, 365},
		{"at 90 days", Customer{Orders: 1, First: 90, Last: 90, Spend: 90}, -1, 365},
		{"after 90 days", Customer{Orders: 1, First: 91, Last: 91, Spend: 91}, -1, 365},
		{"a year", Customer{Orders: 2, First: 365, Last: 10, Spend: 730}, 35500, 730},
		{"a gap of thirds, down", Customer{Orders: 4, First: 11, Last: 1, Spend: 0}, 333, 0},
		{"a gap of thirds, up", Customer{Orders: 4, First: 12, Last: 1, Spend: 0}, 367, 0},
		{"a gap of half a hundredth, up", Customer{Orders: 201, First: 2, Last: 1, Spend: 0}, 1, 0},
		{"more refunds than orders", Customer{Orders: 1, First: 100, Last: 100, Spend: -1}, -1, 0},
	}
	for _, test := range tests {
		gap, ok := test.customer.MeanGap()
		if !ok {
			gap = -1
		}
		value, ok := test.customer.Value(365)
		if !ok {
			value = math.NaN()
		}
		if gap != test.gap || !cmp.Equal(value, test.value, cmpopts.EquateApprox(0, 1e-9), cmpopts.EquateNaNs()) {
			t.Errorf("%s: gap %d, value %v; want %d, %v", test.name, gap, value, test.gap, test.value)
		}
	}
}

func TestRowsThatRFMLeavesOut(t *testing.T) {
	m, problems, err := rfmOf(t, "2026-03-01",
		"|2026-02-01|5", "a|N/A|5", "a|soon|5", "a|2026-03-02|5", "a|2026-02-01|", "a|2026-02-01|five", "a|2026-03-01|5", "b|2026-02-30|x")
	if err != nil {
		t.Fatal(err)
	}
	if want := (LeftRows{NoID: 1, NoDate: 4, NoAmount: 2}); m.Left != want || m.Orders != 1 || m.Refunds != 0 || m.Count() != 1 {
		t.Errorf("left %+v, %d orders, %d refunds of %d customers; want %+v, 1, 0 of 1", m.Left, m.Orders, m.Refunds, m.Count(), want)
	}
	var said []string
	for _, p := range problems {
		said = append(said, p.Value+" is not "+p.Wanted)
	}
	want := []string{
		"soon is not a date as YYYY-MM-DD", "2026-03-02 is not a date up to 2026-03-01", "five is not a number",
		"x is not a number", "2026-02-30 is not a date as YYYY-MM-DD",
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestRFMTakesOneCurrency(t *testing.T) {
	tests := []struct {
		name, want string
		rows       []string
	}{
		{"none", "", []string{"a|2026-02-01|5", "a|2026-02-01|-5"}},
		{"one", "", []string{"a|2026-02-01|€5", "a|2026-02-01|5", "a|2026-02-01|7 EUR"}},
		{"a sign before its code", "", []string{"a|2026-02-01|$5", "a|2026-02-01|5 CAD"}},
		{"two", `t.csv:4: the amount is in "€", and at t.csv:2 in "$"`, []string{"a|2026-02-01|$5", "a|2026-02-01|5", "b|2026-02-01|-€5"}},
		{"a sign of two dollars", `t.csv:4: the amount is in "USD", and at t.csv:3 in "CAD"`,
			[]string{"a|2026-02-01|$5", "a|2026-02-01|CAD 5", "b|2026-02-01|USD 5"}},
		{"in a column of their own", `t.csv:3: the amount is in "GBP", and at t.csv:2 in "EUR"`,
			[]string{"a|2026-02-01|5|EUR", "a|2026-02-01|5| GBP "}},
		{"what is no currency", "", []string{"a|2026-02-01|5|EUR", "a|2026-02-01|5|N/A", "a|2026-02-01|5|cash"}},
		{"of a row that is left out", "", []string{"a|2026-02-01|5|EUR", "|2026-02-01|$5"}},
	}
	for _, test := range tests {
		_, _, err := rfmOf(t, "2026-03-01", test.rows...)
		if got := ""; err != nil || test.want != "" {
			if err != nil {
				got, _, _ = strings.Cut(err.Error(), ";")
			}
			if got != test.want {
				t.Errorf("%s: %q; want %q", test.name, got, test.want)
			}
		}
	}
}

func TestColumnsOfTransactionsAreGuessed(t *testing.T) {
	tests := []struct {
		header string
		given  Transactions
		want   Transactions
	}{
		{"order_id,customer_id,order_date,amount,channel", Transactions{}, Transactions{"customer_id", "order_date", "amount", ""}},
		{"InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID,Country,Total", Transactions{}, Transactions{"CustomerID", "InvoiceDate", "Total", ""}},
		{"Name,Email,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at", Transactions{}, Transactions{"Email", "Paid at", "Total", "Currency"}},
		{"Customer,Date,Discount Amount,Sales", Transactions{}, Transactions{"Customer", "Date", "Sales", ""}},
		{"customer_id,date,amount,net", Transactions{Amount: "net"}, Transactions{"customer_id", "date", "net", ""}},
		{"customer_id,date,amount", Transactions{ID: "date"}, Transactions{"date", "", "amount", ""}},
		{"a,b,birth_date,ship_date,tax amount,\x01", Transactions{}, Transactions{}},
	}
	for _, test := range tests {
		if got := test.given.Guess(strings.Split(test.header, ",")); got != test.want {
			t.Errorf("%s: %+v; want %+v", test.header, got, test.want)
		}
	}
}

func TestAnyColumnsMakeTheRubricOfTransactions(t *testing.T) {
	for _, names := range []Transactions{
		{"id", "day", "paid", ""}, {"No", "null", "1", ""}, {"a: b #c", `the "day", said`, "Amount (€)", ""}, {"score", "value", "band", ""},
		{"it's", "mean", "col", ""}, {"x", "days_since", "{x}", ""},
	} {
		r, err := names.Rubric()
		if err != nil {
			t.Errorf("%+v: %v", names, err)
			continue
		}
		kinds := map[string]rubric.Type{names.Date: rubric.Date, names.Amount: rubric.Number}
		got := map[string]rubric.Type{}
		for _, c := range r.Columns {
			got[c.Name] = c.Type
		}
		if diff := cmp.Diff(kinds, got); diff != "" || r.ID != strings.TrimSpace(names.ID) || r.Value.Column != names.Amount {
			t.Errorf("%+v: id %q, value %q (-want +got):\n%s", names, r.ID, r.Value.Column, diff)
		}
	}
}
