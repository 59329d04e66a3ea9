package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gocarina/gocsv"
	"github.com/google/go-cmp/cmp"

	"chs/internal/accounts"
	"chs/internal/report"
	"chs/rubric"
)

const cutsRubric = `
name: Test
id: id
value: arr
min_coverage: 0
criteria:
- {name: Usage, column: usage, weight: 3, cuts: [25, 50, 65, 80]}
- {name: Plan, column: plan, weight: 1, levels: {free: 1, pro: 5}}
`

var quintilesRubric = strings.Replace(cutsRubric, "[25, 50, 65, 80]", "quintiles", 1)

func load(t interface{ Fatal(...any) }, text string) *rubric.Rubric {
	r, err := rubric.Load("rubric.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A bench is a run to be tested: its job, and what its outputs hold.
type bench struct {
	job                    *Job
	out, problems, rejects bytes.Buffer
}

// openBench opens the named files, with a CSV as the job's one output.
func openBench(t interface{ Fatal(...any) }, rubricText string, stdin io.Reader, names ...string) *bench {
	r := load(t, rubricText)
	in, err := Open(names, stdin, accounts.Options{}, strings.Contains(rubricText, "quintiles"))
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{}
	b.job = &Job{Inputs: in, Rubric: r, Cores: 2, Problems: &b.problems, Rejects: &b.rejects}
	b.job.Outputs = []*Output{b.output(t, &b.out, report.FormatCSV)}
	return b
}

func (b *bench) output(t interface{ Fatal(...any) }, to io.Writer, format report.Format) *Output {
	layout, _, err := report.NewLayout(b.job.Rubric, b.job.Inputs.Header, report.Options{Prefix: "health_"})
	if err != nil {
		t.Fatal(err)
	}
	return &Output{To: to, Layout: layout, Writer: report.NewWriter(format, layout), Order: Order{By: ByInput}}
}

// run scans and writes all, and closes the inputs.
func (b *bench) run(t interface{ Fatal(...any) }) *Run {
	run, err := Scan(context.Background(), b.job)
	if err == nil {
		err = run.Write(context.Background())
	}
	if err = errors.Join(err, b.job.Inputs.Close()); err != nil {
		t.Fatal(err)
	}
	return run
}

// tempFile writes a file and returns its name.
func tempFile(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// manyRows is a file of several chunks, with rows of every kind.
func manyRows() string {
	var b strings.Builder
	b.WriteString("id,note,usage,plan,arr\n")
	pad := strings.Repeat("words ", 60)
	for i := range 6000 {
		switch {
		case i%1000 == 7:
			fmt.Fprintf(&b, "r%d,rejected\n", i)
		case i%100 == 3:
			fmt.Fprintf(&b, "u%d,,,,\n", i)
		case i%500 == 4:
			fmt.Fprintf(&b, "p%d,a problem,lots,gold,$x\n", i)
		default:
			fmt.Fprintf(&b, "a%d,\"%s\nno %d\",%d,%s,%d\n", i, pad, i, i*7%100, []string{"free", "pro", ""}[i%3], i%977)
		}
	}
	return b.String()
}

func TestCoresChangeNothing(t *testing.T) {
	name := tempFile(t, "a.csv", manyRows())
	for _, text := range []string{cutsRubric, quintilesRubric} {
		var first *bench
		var firstRun *Run
		for _, cores := range []int{1, 2, 7} {
			b := openBench(t, text, nil, name)
			b.job.Cores = cores
			run := b.run(t)
			if first == nil {
				first, firstRun = b, run
				continue
			}
			if b.out.String() != first.out.String() || b.problems.String() != first.problems.String() || b.rejects.String() != first.rejects.String() {
				t.Errorf("%d cores write other bytes than one", cores)
			}
			if diff := cmp.Diff(firstRun.Summary, run.Summary, cmp.AllowUnexported(ColumnSummary{})); diff != "" {
				t.Errorf("summary of %d cores (-1 core +%d):\n%s", cores, cores, diff)
			}
		}
		if got := firstRun.Read; got != 6000 || firstRun.Rejected != 6 || firstRun.Unscored != 72 {
			t.Errorf("read %d, rejected %d, unscored %d", got, firstRun.Rejected, firstRun.Unscored)
		}
	}
}

func TestRunOfSeveralFiles(t *testing.T) {
	one := tempFile(t, "one.csv", "id,usage,plan,arr\n1,80,pro,\"1,000\"\n2,,,\n")
	two := tempFile(t, "two.csv", "plan,arr,id,usage\nfree,\" 5 \",3,50\n")
	semicolons := tempFile(t, "three.csv", "id;usage;plan;arr\n4;25;pro;\"a,b\"\n")
	b := openBench(t, cutsRubric, nil, one, two, semicolons)
	b.job.Rejects = nil
	run := b.run(t)
	const want = `id,usage,plan,arr,health_score,health_band,health_coverage,health_rating_usage,health_rating_plan,health_priority
1,80,pro,"1,000",100.00,green,100,5,5,0.00
2,,,,,unscored,0,,,
3,50,free," 5 ",37.50,red,100,3,1,3.12
4,25,pro,"a,b",43.75,red,100,2,5,
`
	if diff := cmp.Diff(want, b.out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wantProblems := "file,line,account,column,value,wanted,offset\n" + semicolons + `,2,4,arr,"a,b",a number,18` + "\n"
	if diff := cmp.Diff(wantProblems, b.problems.String()); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if got, want := run.First[0].String(), semicolons+`:2: account "4", column "arr": "a,b" is not a number`; got != want {
		t.Errorf("got message %q, want %q", got, want)
	}
}

func TestFilesOfOtherColumnsAreRefused(t *testing.T) {
	one := tempFile(t, "one.csv", "id,usage,usage\n1,2,2\n")
	tests := []struct{ header, want string }{
		{"id,plan,usage", `the columns are not those of ` + one + `; it lacks "usage"; only it has "plan"`},
		{"id,usage", `the columns are not those of ` + one + `; it lacks "usage"`},
		{"id,usage,usage,x,y", `the columns are not those of ` + one + `; only it has "x", "y"`},
	}
	for _, test := range tests {
		two := tempFile(t, "two.csv", test.header+"\n")
		_, err := Open([]string{one, two}, nil, accounts.Options{}, false)
		if want := two + ":1: " + test.want; err == nil || err.Error() != want {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
}

func TestCheckNamesColumnsThatLackOrAreThereTwice(t *testing.T) {
	name := tempFile(t, "a.csv", "id,usage,arr,arr,plans\n1,2,3,4,5\n")
	in, err := Open([]string{name}, nil, accounts.Options{}, false)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	hints, err := in.Check(NeedsOf(load(t, cutsRubric)))
	want := name + `:1: value needs column "arr", which the header has twice, as columns 3 and 4; rename one` + "\n" +
		name + `:1: criterion "Plan" needs column "plan"; the header has "id", "usage", "arr", "arr", "plans"`
	if err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
	if diff := cmp.Diff([]string{`the name nearest to "plan" is "plans"`}, hints); diff != "" {
		t.Errorf("hints (-want +got):\n%s", diff)
	}
	if hints, err := in.Check(Needs{{Column: "id", By: "id"}, {Column: "usage", By: "x"}}); err != nil || hints != nil {
		t.Errorf("got %v, %q for columns that are there", err, hints)
	}
}

func TestStandardInputIsReadTwiceForQuintiles(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	other := tempFile(t, "other.csv", "id,usage,plan,arr\n6,1,,\n")
	b := openBench(t, quintilesRubric, strings.NewReader("id,usage,plan,arr\n1,10,,\n2,20,,\n3,30,,\n4,40,,\n"), "-", other)
	b.run(t)
	var got []string
	for line := range strings.Lines(b.out.String()) {
		cells := strings.Split(line, ",")
		got = append(got, cells[0]+" "+cells[len(cells)-3])
	}
	want := []string{"id health_rating_usage", "1 2", "2 3", "3 4", "4 5", "6 1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

func TestFileThatChangesBetweenItsReadingsEndsTheRun(t *testing.T) {
	const text = "id,usage,plan,arr\n1,10,,\n2,20,,\n"
	for what, now := range map[string]string{"rows": text + "3,30,,\n", "columns": "id,plan\n1,\n"} {
		one, two := tempFile(t, "one.csv", text), tempFile(t, "two.csv", text)
		in, err := Open([]string{one, two}, nil, accounts.Options{}, true)
		if err != nil {
			t.Fatal(err)
		}
		if err := in.Reopen(); err != nil {
			t.Errorf("unchanged: %v", err)
		}
		if err := os.WriteFile(two, []byte(now), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := in.Reopen(); err == nil || err.Error() != two+": changed while it was read; run again" {
			t.Errorf("other %s: got %v", what, err)
		}
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Quotes that not all readers take alike are written anew.
func TestRowsThatOthersWouldSplitOtherwiseAreQuotedAnew(t *testing.T) {
	rows := "\"a,b\",\"1\",pro,1\nc,1, \"x,y\",1\nd \"5\",1,pro,1\n\"e\" ,1,pro,1\n"
	b := openBench(t, cutsRubric, nil, tempFile(t, "a.csv", "id,usage,plan,arr\n"+rows))
	b.run(t)
	lines := strings.Split(b.out.String(), "\n")
	for i, want := range []string{`"a,b","1",pro,1,`, `c,1,"x,y",1,`, `d "5",1,pro,1,`, `"e" ,1,pro,1,`} {
		if got := lines[i+1]; !strings.HasPrefix(got, want) {
			t.Errorf("got %q; want it to start with %q", got, want)
		}
	}
}

func TestRejectedRecordsCanBeMendedAndScoredAgain(t *testing.T) {
	const header, good = "id,usage,plan,arr\n", "1,80,pro,1\n"
	b := openBench(t, cutsRubric, strings.NewReader(header+good+"2,80\n"+good+`3,"80"x,pro,1`+"\n4,80,pro,1,,\n"), "-")
	run := b.run(t)
	if want := header + "2,80\n" + `3,"80"x,pro,1` + "\n"; b.rejects.String() != want {
		t.Fatalf("got rejects %q, want %q", b.rejects.String(), want)
	}
	if run.Read != 5 || run.Rejected != 2 || run.Problems != 2 {
		t.Errorf("read %d, rejected %d, problems %d", run.Read, run.Rejected, run.Problems)
	}
	if got, want := run.First[0].String(), "stdin:3: has 2 cells; the header has 4"; got != want {
		t.Errorf("got message %q, want %q", got, want)
	}
	mended := strings.NewReplacer("2,80\n", "2,80,,\n", `"80"x`, "80").Replace(b.rejects.String())
	again := openBench(t, cutsRubric, strings.NewReader(mended), "-")
	if run := again.run(t); run.Scored != 2 || run.Rejected != 0 {
		t.Errorf("scored %d, rejected %d of the mended records", run.Scored, run.Rejected)
	}
}

func TestRejectsOfFilesWithOtherHeadersAreRefused(t *testing.T) {
	one, two := tempFile(t, "one.csv", "id,usage,plan,arr\n"), tempFile(t, "two.csv", "usage,id,plan,arr\n")
	b := openBench(t, cutsRubric, nil, one, two)
	_, err := Scan(context.Background(), b.job)
	want := two + ":1: the header is not that of " + one + ", so the rejected records of both cannot share a file; score them one by one"
	if err == nil || err.Error() != want {
		t.Errorf("got error %v, want %q", err, want)
	}
}

func TestProblemsReadBack(t *testing.T) {
	const rows = "1,ten,\"gold, or \"\"so\"\"\",5\n2,1\n\xff3,\xfe,pro,\"a\nb\"\n"
	b := openBench(t, cutsRubric, strings.NewReader("id,usage,plan,arr\n"+rows), "-")
	run := b.run(t)
	var got []report.Problem
	if err := gocsv.UnmarshalBytes(b.problems.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	const text = "text in the file's encoding; --encoding names another"
	problem := func(line int, account, column, value, wanted string, offset int64) report.Problem {
		return report.Problem{File: "stdin", Line: line, Account: account, Column: column, Value: value, Wanted: wanted, Offset: offset}
	}
	want := []report.Problem{
		problem(2, "1", "usage", "ten", "a number", 18),
		problem(2, "1", "plan", `gold, or "so"`, "one of free, pro", 18),
		problem(3, "", "", "", "has 2 cells; the header has 4", 44),
		problem(4, "\xff3", "id", "\xff3", text, 48),
		problem(4, "\xff3", "usage", "\xfe", text, 48),
		problem(4, "\xff3", "arr", "a\nb", "a number", 48),
		problem(4, "\xff3", "usage", "\xfe", "a number", 48),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want[:firstProblems], run.First); diff != "" || run.Problems != len(want) {
		t.Errorf("%d problems, the first (-want +got):\n%s", run.Problems, diff)
	}
}

func TestSummaryOfColumns(t *testing.T) {
	const rows = "1,80,pro,\"1,000\"\n2,50,pro,\"2,000.5\"\n3,ten, pro ,\"3,000\"\n4,Ten,,\n5,ten,x,\n"
	b := openBench(t, cutsRubric, strings.NewReader("id,usage,plan,arr\n"+rows), "-")
	run := b.run(t)
	want := []ColumnSummary{
		{Known: 3, Missing: 2, Commas: 2, Clear: 1, Same: "1,000", Varied: true},
		{Known: 2, Unreadable: 3, Same: "80", Varied: true, values: map[string]*int{"ten": new(2), "Ten": new(1)}},
		{Known: 3, Missing: 1, Unreadable: 1, Same: "pro", values: map[string]*int{"x": new(1)}},
	}
	if diff := cmp.Diff(want, run.Columns, cmp.AllowUnexported(ColumnSummary{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Value{{"ten", 2}}, run.Columns[1].Commonest(1)); diff != "" {
		t.Errorf("commonest (-want +got):\n%s", diff)
	}
	if got, want := run.Ratings[1], [6]int{2, 0, 0, 0, 0, 3}; got != want {
		t.Errorf("ratings of Plan are %v, want %v", got, want)
	}
}

// An output that fails ends the run with its error.
type failing struct{ after int }

var errFull = errors.New("disk full")

func (f *failing) Write(p []byte) (int, error) {
	if f.after--; f.after < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriterThatFailsEndsTheRun(t *testing.T) {
	name := tempFile(t, "a.csv", manyRows())
	for _, order := range []By{ByInput, ByScore} {
		for after := range 3 {
			b := openBench(t, cutsRubric, nil, name)
			b.job.Outputs = []*Output{b.output(t, &failing{after}, report.FormatCSV)}
			b.job.Outputs[0].Order.By = order
			run, err := Scan(context.Background(), b.job)
			if err == nil {
				err = run.Write(context.Background())
			}
			if !errors.Is(err, errFull) {
				t.Errorf("by %s, after %d writes: got error %v", order, after, err)
			}
			if err := b.job.Inputs.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	for _, set := range []func(*Job){func(j *Job) { j.Problems = &failing{} }, func(j *Job) { j.Rejects = &failing{1} }} {
		b := openBench(t, cutsRubric, nil, name)
		set(b.job)
		if _, err := Scan(context.Background(), b.job); !errors.Is(err, errFull) {
			t.Errorf("got error %v", err)
		}
	}
}

// A run that is interrupted never looks like one that is done.
func TestInterruptedRunFails(t *testing.T) {
	name := tempFile(t, "a.csv", manyRows())
	for range 20 {
		b := openBench(t, cutsRubric, nil, name)
		ctx, cancel := context.WithCancel(context.Background())
		b.job.Progress = func(int64, int) { cancel() }
		if _, err := Scan(ctx, b.job); !errors.Is(err, context.Canceled) {
			t.Fatalf("got error %v", err)
		}
	}

	b := openBench(t, cutsRubric, nil, name)
	b.job.Outputs[0].Order.By = ByScore // waits for the last row
	run, err := Scan(context.Background(), b.job)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := run.Write(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("wrote with error %v", err)
	}
}

func TestInterruptedRunDoesNotWaitForStandardInput(t *testing.T) {
	reader, writer := io.Pipe()
	defer func() { _ = writer.Close() }()
	go func() { _, _ = io.WriteString(writer, manyRows()) }() // and then no more, but no end either
	in, err := Open([]string{"-"}, reader, accounts.Options{}, false)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	job := &Job{Inputs: in, Rubric: load(t, cutsRubric), Cores: 2, Progress: func(int64, int) { cancel() }}
	if _, err := Scan(ctx, job); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v", err)
	}
}

func TestUnreadableFileEndsTheRun(t *testing.T) {
	name := tempFile(t, "a.csv", manyRows()+"1,\"never closed,,,\n")
	b := openBench(t, cutsRubric, nil, name)
	if _, err := Scan(context.Background(), b.job); err == nil || !strings.Contains(err.Error(), name+":") {
		t.Errorf("got error %v", err)
	}
}
