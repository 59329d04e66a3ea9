package pipeline

import (
	"io"
	"testing"

	"chs/internal/fleet"
	"chs/internal/report"
)

// BenchmarkExplain explains all accounts of the file that BenchmarkScan
// scores.
func BenchmarkExplain(b *testing.B) {
	text := benchFile(400_000, 0)
	name := tempFile(b, "accounts.csv", text)
	for _, format := range report.CardFormats {
		b.Run(string(format), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				explainAll(b, name, format)
			}
		})
	}
}

func explainAll(b *testing.B, name string, format report.Format) {
	bench := openBench(b, benchCuts, nil, name)
	job := bench.job
	job.Problems, job.Rejects, job.Outputs = nil, nil, nil
	peers := fleet.NewPeers(job.Rubric)
	job.Gather = func() Part { return peers.Part() }
	run, err := Scan(b.Context(), job)
	if err != nil || run.Scored == 0 {
		b.Fatalf("%v, or no account is scored", err)
	}
	if err := job.Inputs.Reopen(); err != nil {
		b.Fatal(err)
	}
	layout, _, err := report.NewLayout(job.Rubric, job.Inputs.Header, report.Options{AsOf: "2026-11-21"})
	if err != nil {
		b.Fatal(err)
	}
	cards := report.NewCards(format, layout, fleet.NewExplainer(peers, run.Scorer()), report.CardOptions{Width: 80})
	job.Gather, job.Scorer = nil, run.Scorer()
	job.Outputs = []*Output{{To: io.Discard, Layout: layout, Writer: cards, Order: Order{By: ByInput}}}
	bench.run(b)
}
