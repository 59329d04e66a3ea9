package pipeline

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/fleet"
	"chs/internal/report"
	"chs/scoring"
)

// A sale is a row of transactions, as it is meant.
type sale struct {
	id    string
	date  time.Time
	cents int
}

// row writes the sale in one of the ways in which files do.
func (s sale) row(t *rapid.T) string {
	amount := fmt.Sprintf("%d.%02d", max(s.cents, -s.cents)/100, max(s.cents, -s.cents)%100)
	if s.cents < 0 {
		amount = rapid.SampledFrom([]string{"-" + amount, "(" + amount + ")", `"-` + amount + `"`}).Draw(t, "refund")
	}
	return fmt.Sprintf("%s,%s,%s\n", rapid.SampledFrom([]string{s.id, " " + s.id, `"` + s.id + `"`}).Draw(t, "id"), s.date.Format(time.DateOnly), amount)
}

var noSales = []string{",2026-01-01,5\n", "a,2026-03-02,5\n", "a,,5\n", "a,2026-02-29,5\n", "a,2026-01-01,N/A\n", "a,2026-01-01,?\n"}

// customersOf makes customers of sales as simply as can be.
func customersOf(sales []sale, asOf time.Time) []*fleet.Customer {
	var ids []string
	for _, s := range sales {
		if !slices.Contains(ids, s.id) {
			ids = append(ids, s.id)
		}
	}
	var all []*fleet.Customer
	for _, id := range ids {
		mine := slices.DeleteFunc(slices.Clone(sales), func(s sale) bool { return s.id != id })
		c := &fleet.Customer{ID: id}
		c.Orders, c.Spend = summed(mine)
		for i, days := range []int{30, 90, 365} {
			recent := slices.DeleteFunc(slices.Clone(mine), func(s sale) bool { return !s.date.AddDate(0, 0, days).After(asOf) })
			c.Recent[i].Orders, c.Recent[i].Spend = summed(recent)
		}
		orders := slices.DeleteFunc(mine, func(s sale) bool { return s.cents < 0 })
		slices.SortFunc(orders, func(a, b sale) int { return a.date.Compare(b.date) })
		if len(orders) > 0 {
			c.First, c.Last = daysBetween(orders[0].date, asOf), daysBetween(orders[len(orders)-1].date, asOf)
		}
		all = append(all, c)
	}
	return all
}

func daysBetween(a, b time.Time) int32 { return int32(b.Sub(a).Hours() / 24) }

func summed(sales []sale) (orders int32, spend float64) {
	for _, s := range sales {
		if s.cents >= 0 {
			orders++
		}
		spend += float64(s.cents) / 100
	}
	return orders, spend
}

func TestCustomersAreWhatTheirTransactionsComeTo(t *testing.T) {
	asOf := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(rt *rapid.T) {
		var sales []sale
		texts := []string{"customer_id,order_date,amount\n", "customer_id,order_date,amount\n"}
		left := 0
		for i := range rapid.IntRange(0, 30).Draw(rt, "rows") {
			file := min(1, i/20)
			if rapid.IntRange(0, 5).Draw(rt, "none") == 0 {
				texts[file] += rapid.SampledFrom(noSales).Draw(rt, "wrong")
				left++
				continue
			}
			s := sale{
				rapid.SampledFrom([]string{"a", "b", "C-1", "é"}).Draw(rt, "customer"),
				asOf.AddDate(0, 0, -rapid.SampledFrom([]int{0, 1, 29, 30, 31, 89, 90, 364, 365, 366, 731, 3000}).Draw(rt, "days")),
				rapid.IntRange(-500, 2000).Draw(rt, "cents"),
			}
			sales = append(sales, s)
			texts[file] += s.row(rt)
		}
		b, m := openRFM(t, rapid.IntRange(1, 3).Draw(rt, "cores"), scoring.Day(asOf), tempFile(t, "a.csv", texts[0]), tempFile(t, "b.csv", texts[1]))
		run := b.run(t)
		if diff := cmp.Diff(customersOf(sales, asOf), slices.Collect(m.Customers())); diff != "" {
			rt.Errorf("%s\n(-want +got):\n%s", strings.Join(texts, ""), diff)
		}
		if m.Orders+m.Refunds != len(sales) || m.Left.All() != left || run.Read != len(sales)+left {
			rt.Errorf("%d rows read, %d orders, %d refunds, %d left out; want %d of %d taken",
				run.Read, m.Orders, m.Refunds, m.Left.All(), len(sales), len(sales)+left)
		}
	})
}

// Any number of cores gives the same bytes.
func TestCustomersAreTheSameOnAnyNumberOfCores(t *testing.T) {
	file := tempFile(t, "transactions.csv", benchTransactions(30_000, 4_001))
	var first []byte
	for _, cores := range []int{1, 7} {
		b, m := openRFM(t, cores, 20_700, file)
		b.run(t)
		var got bytes.Buffer
		if err := report.WriteRFM(&got, report.FormatCSV, &report.RFM{RFM: m, Horizon: 365}); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got.Bytes()
		}
		if !bytes.Equal(first, got.Bytes()) || m.Orders+m.Refunds != 30_000 {
			t.Errorf("%d cores: %d transactions, and not what one core says", cores, m.Orders+m.Refunds)
		}
	}
}

// A second currency ends the run at its row, wherever that is.
func TestASecondCurrencyIsNamedByItsRow(t *testing.T) {
	text := benchTransactions(30_000, 4_001)
	line := strings.Count(text, "\n") + 2
	file := tempFile(t, "transactions.csv", strings.Replace(text, ",2024-10-04,", ",2024-10-04,$", 1)+"T,C1,2024-10-05,$5,web\nT,C1,2024-10-05,€5,web\n")
	for _, cores := range []int{1, 3} {
		b, _ := openRFM(t, cores, 20_700, file)
		_, err := Scan(t.Context(), b.job)
		if err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf(`%s:%d: the amount is in "€"`, file, line)) {
			t.Errorf("%d cores: %v; want line %d named", cores, err, line)
		}
		if err := b.job.Inputs.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
