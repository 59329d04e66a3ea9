package pipeline

import (
	"bytes"
	"slices"
	"testing"

	"chs/internal/fleet"
	"chs/internal/report"
)

// openSummary opens a file, with a summary by columns as all that comes of it.
func openSummary(t testing.TB, file string, cores int, by ...string) (*bench, *fleet.Summary) {
	t.Helper()
	b := openBench(t, benchCuts+"value: mrr\n", nil, file)
	var columns []fleet.By
	for _, name := range by {
		columns = append(columns, fleet.By{Name: name, Index: slices.Index(b.job.Inputs.Header, name)})
	}
	s := fleet.NewSummary(b.job.Rubric, columns)
	b.job.Outputs, b.job.Problems, b.job.Rejects, b.job.Cores = nil, nil, nil, cores
	b.job.Gather = func() Part { return s.Part() }
	return b, s
}

// A summary should need at most half as long again as a scan that gathers
// nothing. That by account has as many groups as there are rows.
func BenchmarkSummary(b *testing.B) {
	const rows = 400_000
	text := benchFile(rows, 0)
	file := tempFile(b, "accounts.csv", text)
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
				bench, s := openSummary(b, file, 2, test.by...)
				if !test.gather {
					bench.job.Gather = nil
				}
				bench.run(b)
				if test.gather && s.All.Accounts != rows {
					b.Fatalf("%d of %d accounts", s.All.Accounts, rows)
				}
			}
		})
	}
}

// Any number of cores gives the same bytes.
func TestSummaryIsTheSameOnAnyNumberOfCores(t *testing.T) {
	file := tempFile(t, "accounts.csv", benchFile(30_000, 0))
	var first []byte
	for _, cores := range []int{1, 7} {
		b, s := openSummary(t, file, cores, "owner", "account")
		b.run(t)
		var got bytes.Buffer
		if err := report.WriteSummary(&got, report.FormatNDJSON, s, report.SummaryOptions{}); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got.Bytes()
		}
		if !bytes.Equal(first, got.Bytes()) || s.All.Accounts != 30_000 {
			t.Errorf("%d cores: %d accounts, and not what one core says", cores, s.All.Accounts)
		}
	}
}
