package pipeline

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"chs/internal/fleet"
	"chs/scoring"
)

// benchTransactions makes a file of five columns, with a transaction a row.
func benchTransactions(rows, customers int) string {
	var b strings.Builder
	b.WriteString("order_id,customer_id,order_date,amount,channel\n")
	for i := range rows {
		customer := i * 7919 % customers * 31 % customers
		amount := i*104729%30_000 - 300
		fmt.Fprintf(&b, "O%08d,C%07d,%s,%.2f,web\n", i, customer, scoring.FormatDay(20_000+i*700/rows), float64(amount)/100)
	}
	return b.String()
}

// openRFM opens files of transactions, and what their customers are made of.
func openRFM(t testing.TB, cores, day int, files ...string) (*bench, *fleet.RFM) {
	t.Helper()
	columns := fleet.Transactions{ID: "customer_id", Date: "order_date", Amount: "amount"}
	r, err := columns.Rubric()
	if err != nil {
		t.Fatal(err)
	}
	b := openBench(t, string(r.Source), nil, files...)
	m, scorer := fleet.NewRFM(b.job.Inputs.Header, columns, b.job.Rubric, day)
	b.job.Outputs, b.job.Problems, b.job.Rejects, b.job.Cores = nil, nil, nil, cores
	b.job.Day, b.job.Scorer, b.job.Check = day, scorer, m.Check
	b.job.Gather = func() Part { return m.Part() }
	return b, m
}

// Customers should be made of 50 MB of transactions a second and core, or more.
func BenchmarkRFM(b *testing.B) {
	const rows = 1_000_000
	for _, customers := range []int{1_000, 300_007} {
		text := benchTransactions(rows, customers)
		file := tempFile(b, "transactions.csv", text)
		for _, cores := range []int{1, 2} {
			b.Run(fmt.Sprintf("%d customers on %d cores", customers, cores), func(b *testing.B) {
				defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					bench, m := openRFM(b, cores, 20_700, file)
					bench.run(b)
					if m.Orders+m.Refunds != rows {
						b.Fatalf("%d of %d transactions", m.Orders+m.Refunds, rows)
					}
				}
			})
		}
	}
}
