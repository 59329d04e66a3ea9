package pipeline

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"chs/scoring"
)

const benchCuts = `
name: Bench
id: account
criteria:
- {name: Usage, column: active, weight: 30, cuts: [25, 50, 65, 80]}
- {name: Seats, column: seats, weight: 10, cuts: [5, 20, 50, 100]}
- {name: Tickets, column: tickets, weight: 10, cuts: [15, 10, 5, 2]}
- {name: NPS, column: nps, weight: 15, cuts: [5, 7, 8, 9]}
- {name: CSAT, column: csat, weight: 15, cuts: [20, 40, 60, 80]}
- {name: Change, column: change, weight: 20, cuts: [-30, -20, -5, 5]}
`

const benchFormulas = `
name: Bench
id: account
criteria:
- {name: Usage, formula: active / 100 * 95, weight: 30, cuts: [25, 50, 65, 80]}
- {name: Seats, formula: "plan == \"pro\" ? seats : seats * 2", weight: 10, cuts: [5, 20, 50, 100]}
- {name: Tickets, formula: "max(tickets, 1) + abs(change)", weight: 10, cuts: [15, 10, 5, 2]}
- {name: NPS, formula: "round(mean(nps, csat / 10))", weight: 15, cuts: [5, 7, 8, 9]}
- {name: Login, formula: days_since(last_login), weight: 15, cuts: [90, 60, 30, 7]}
- {name: Signs, formula: "count_true(active > 50, nps >= 7, tickets < 3, plan in [\"team\", \"pro\"])", weight: 20, cuts: [1, 2, 3, 4]}
`

const benchPropensity = "propensity: {base_rate: 0.2, knots: [[0, 0.9], [40.5, 0.35], [100, 0.0125]]}\n"

// benchFile makes a customer file of 14 columns, and of more behind them.
func benchFile(rows, more int) string {
	var b strings.Builder
	b.WriteString("account,company,email,owner,plan,mrr,active,seats,tickets,nps,csat,change,last_login,note")
	for i := range more {
		fmt.Fprintf(&b, ",more%d", i)
	}
	for i := range rows {
		fmt.Fprintf(&b, "\nA-%08d,\"Company %d, Inc.\",contact%d@example.com,owner %d,%s,%d.%02d,%d,%d,%d,", i, i, i, i%17,
			[]string{"free", "team", "pro"}[i%3], i*7919%99999, i%100, i*31%101, i*17%130, i*13%20)
		if i%7 > 0 {
			fmt.Fprint(&b, i*11%11)
		}
		fmt.Fprintf(&b, ",%d.%d,%d.%02d,2026-%02d-%02d,a note about %d", i*23%100, i%10, i*29%80-50, i%100, 1+i%11, 1+i%28, i)
		for j := range more {
			fmt.Fprintf(&b, ",%d", i*j%1000)
		}
	}
	b.WriteString("\n")
	return b.String()
}

// allQuoted quotes every cell, and doubles quotes in the notes.
func allQuoted(file string) string {
	file = strings.NewReplacer(`"`, "", ", Inc.", " Inc.", "a note", `a ""note""`).Replace(file)
	return `"` + strings.NewReplacer(",", `","`, "\n", "\"\n\"").Replace(strings.TrimSuffix(file, "\n")) + "\"\n"
}

func BenchmarkScan(b *testing.B) {
	plain := benchFile(400_000, 0)
	tests := []struct {
		name, rubric, text string
		stdin              bool
		cores              int
	}{
		{"plain on 1 core", benchCuts, plain, false, 1},
		{"plain on 2 cores", benchCuts, plain, false, 2},
		{"plain on 4 cores", benchCuts, plain, false, 4},
		{"standard input", benchCuts, plain, true, 2},
		{"all quoted", benchCuts, allQuoted(plain), false, 2},
		{"six formulas", benchFormulas, plain, false, 2},
		{"a value", benchCuts + "value: mrr\n", plain, false, 2},
		{"a value and a propensity", benchCuts + "value: mrr\n" + benchPropensity, plain, false, 2},
		{"200 columns", benchCuts, benchFile(50_000, 186), false, 2},
	}
	for _, test := range tests {
		b.Run(test.name, func(b *testing.B) {
			name := tempFile(b, "accounts.csv", test.text)
			if test.stdin {
				name = "-"
			}
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(test.cores))
			b.SetBytes(int64(len(test.text)))
			b.ReportAllocs()
			for b.Loop() {
				bench := openBench(b, test.rubric, strings.NewReader(test.text), name)
				bench.job.Cores, bench.job.Rejects = test.cores, nil
				bench.job.Outputs[0].To = io.Discard
				if run := bench.run(b); run.Scored == 0 {
					b.Fatal("no account is scored")
				}
			}
		})
	}
}

func TestRowsAllocateNothing(t *testing.T) {
	for _, rubricText := range []string{benchCuts, benchFormulas, benchCuts + "value: mrr\n" + benchPropensity} {
		for _, text := range []string{benchFile(1000, 0), allQuoted(benchFile(1000, 0))} {
			b := openBench(t, rubricText, nil, tempFile(t, "accounts.csv", text))
			run := &Run{job: b.job, scorer: scoring.New(b.job.Rubric, b.job.Day)}
			file := b.job.Inputs.files[0]
			_, rows, _ := strings.Cut(text, "\n")
			w, task := run.newWorker(), run.newTask()
			score := func() {
				task.reset()
				task.file = file
				file.Refill(&task.chunk, []byte(rows), 2, 0)
				w.score(task)
			}
			perRow := testing.AllocsPerRun(10, score) / 1000
			if perRow > 0.02 { // what a chunk may
				t.Errorf("%v allocations a row", perRow)
			}
			if task.scored != 1000 {
				t.Errorf("%d of 1000 rows scored", task.scored)
			}
			if err := b.job.Inputs.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}
