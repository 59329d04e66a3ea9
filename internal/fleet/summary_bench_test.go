package fleet_test

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"chs/internal/accounts"
	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/rubric"
	"chs/scoring"
)

const benchRubric = `
name: Bench
id: account
value: mrr
criteria:
- {name: Usage, column: active, weight: 30, cuts: [25, 50, 65, 80]}
- {name: Seats, column: seats, weight: 10, cuts: [5, 20, 50, 100]}
- {name: Tickets, column: tickets, weight: 10, cuts: [15, 10, 5, 2]}
- {name: NPS, column: nps, weight: 15, cuts: [5, 7, 8, 9]}
- {name: CSAT, column: csat, weight: 15, cuts: [20, 40, 60, 80]}
- {name: Change, column: change, weight: 20, cuts: [-30, -20, -5, 5]}
`

// benchFile makes a customer file of 14 columns.
func benchFile(rows int) string {
	var b strings.Builder
	b.WriteString("account,company,email,owner,plan,mrr,active,seats,tickets,nps,csat,change,last_login,note")
	for i := range rows {
		fmt.Fprintf(&b, "\nA-%08d,Company %d,contact%d@example.com,owner %d,%s,%d.%02d,%d,%d,%d,%d,%d.%d,%d.%02d,2026-%02d-%02d,a note about %d",
			i, i, i, i%17, []string{"free", "team", "pro"}[i%3], i*7919%99999, i%100, i*31%101, i*17%130, i*13%20, i*11%11,
			i*23%100, i%10, i*29%80-50, i%100, 1+i%11, 1+i%28, i)
	}
	b.WriteString("\n")
	return b.String()
}

// A summary should need at most half as long again as a scan that gathers
// nothing. That by account has as many groups as there are rows.
func BenchmarkSummary(b *testing.B) {
	const rows = 400_000
	text := benchFile(rows)
	file := tempFile(b, text)
	r, err := rubric.Load("bench.yaml", []byte(benchRubric))
	if err != nil {
		b.Fatal(err)
	}
	tests := []struct {
		name   string
		gather bool
		by     []string
	}{
		{"scan alone", false, nil},
		{"all", true, nil},
		{"by owner", true, []string{"owner"}},
		{"by owner and plan", true, []string{"owner", "plan"}},
		{"by account", true, []string{"account"}},
	}
	for _, test := range tests {
		b.Run(test.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				in := open(b, file)
				job := &pipeline.Job{Inputs: in, Rubric: r, Cores: runtime.GOMAXPROCS(0)}
				s := fleet.NewSummary(r, columns(r, in.Header, test.by...))
				if test.gather {
					job.Gather = func() pipeline.Part { return s.Part() }
				}
				scan(b, job)
				if test.gather && s.All.Accounts != rows {
					b.Fatalf("%d of %d accounts", s.All.Accounts, rows)
				}
			}
		})
	}
}

// columns returns columns of a header, or the rubric's segments, to group by.
func columns(r *rubric.Rubric, header []string, names ...string) []fleet.By {
	var by []fleet.By
	for _, name := range names {
		column := fleet.By{Name: name, Index: scoring.None}
		if !fleet.IsSegment(r, name) {
			column.Index = slices.Index(header, name)
		}
		by = append(by, column)
	}
	return by
}

// Any number of cores gives the same bytes.
func TestSummaryIsTheSameOnAnyNumberOfCores(t *testing.T) {
	r, err := rubric.Load("bench.yaml", []byte(benchRubric))
	if err != nil {
		t.Fatal(err)
	}
	file := tempFile(t, benchFile(30_000))
	var first []byte
	for _, cores := range []int{1, 7} {
		in := open(t, file)
		s := fleet.NewSummary(r, columns(r, in.Header, "owner", "account"))
		scan(t, &pipeline.Job{Inputs: in, Rubric: r, Cores: cores, Gather: func() pipeline.Part { return s.Part() }})
		got := written(t, s)
		if first == nil {
			first = got
		}
		if !bytes.Equal(first, got) || s.All.Accounts != 30_000 {
			t.Errorf("%d cores: %d accounts, and not what one core says", cores, s.All.Accounts)
		}
	}
}

// tempFile writes a file of accounts.
func tempFile(t testing.TB, text string) string {
	t.Helper()
	name := t.TempDir() + "/accounts.csv"
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func open(t testing.TB, file string) *pipeline.Inputs {
	t.Helper()
	in, err := pipeline.Open([]string{file}, nil, accounts.Options{}, false)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// scan runs a job and closes its inputs.
func scan(t testing.TB, job *pipeline.Job) {
	t.Helper()
	if _, err := pipeline.Scan(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if err := job.Inputs.Close(); err != nil {
		t.Fatal(err)
	}
}
