package fleet

import (
	"slices"
	"strings"

	"chs/rubric"
)

// Transactions are the columns of a file that has a row for each order and
// refund. Currency is "" if there is none.
type Transactions struct{ ID, Date, Amount, Currency string }

// Guess completes the columns that are not given by the names in a header. What
// no name tells stays "".
func (t Transactions) Guess(header []string) Transactions {
	all := make([][]string, len(header))
	for i, name := range header {
		all[i] = words(name)
	}
	guess := func(column *string, phrases ...string) {
		for _, phrase := range phrases {
			for i, name := range header {
				if *column == "" && usable(name) && !slices.Contains([]string{t.ID, t.Date, t.Amount}, name) && has(all[i], phrase) {
					*column = name
				}
			}
		}
	}
	guess(&t.ID, "customer id", "cust id", "client id", "account id", "user id", "member id", "buyer id", "shopper id", "subscriber id",
		"contact id", "company id", "customer number", "customer no", "customer code", "client number", "account number", "account no",
		"=customer", "=client", "=account", "=user", "=member", "=buyer", "customer email", "=email", "=e mail")
	guess(&t.Date, "order date", "invoice date", "transaction date", "purchase date", "payment date", "sale date", "booking date",
		"=date", "=order day", "=day", "ordered at", "paid at", "created at", "=timestamp", "=order time", "=time")
	guess(&t.Amount, "order total", "order amount", "order value", "invoice total", "invoice amount", "transaction amount",
		"payment amount", "net amount", "total amount", "amount paid", "=amount", "total price", "total paid", "grand total", "=total",
		"=revenue", "=sale", "=spend", "=spent", "=value", "=price", "=paid")
	guess(&t.Currency, "=currency", "=currency code", "order currency", "transaction currency", "payment currency")
	return t
}

// Rubric returns a rubric by which the rows are read: its value is the amount,
// and the metric of its one criterion how many days ago the date is.
func (t Transactions) Rubric() (*rubric.Rubric, error) {
	return rubric.Load("", []byte(strings.Join([]string{
		"name: Transactions",
		"id: " + scalar(t.ID),
		"value: " + scalar(t.Amount),
		"criteria:",
		"  - name: Recency",
		"    " + formulaLine("days_since("+named(t.Date)+")"),
		"    weight: 1",
		"    cuts: [365, 90, 30, 7]",
	}, "\n")))
}
