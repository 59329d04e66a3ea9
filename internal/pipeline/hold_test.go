package pipeline

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chs/internal/fleet"
	"chs/internal/report"
)

// rowsOf returns the cells of scored CSV below its header, by column.
func rowsOf(t interface{ Fatal(...any) }, scored string) []map[string]string {
	reader := csv.NewReader(strings.NewReader(scored))
	reader.LazyQuotes = true // raw cells may hold bare ones
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := []map[string]string{}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// byKey compares two rows naively: unknown keys last, equal ones as they are.
func byKey(order Order) func(a, b map[string]string) int {
	column := map[By]string{
		ByScore: "health_score", ByPriority: "health_priority", ByValue: "arr", ByName: "id",
		ByChurnProbability: "health_churn_probability", ByExpectedLoss: "health_expected_loss",
	}[order.By]
	return func(a, b map[string]string) int {
		x, y := a[column], b[column]
		if x == "" || y == "" {
			return cmp.Compare(b2i(x == ""), b2i(y == ""))
		}
		result := strings.Compare(x, y)
		if order.By != ByName {
			result = cmp.Compare(number(x), number(y))
		}
		if order.Desc {
			return -result
		}
		return result
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func number(text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	return x
}

func TestOrderAndLimitAreThoseOfANaiveSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("id,usage,plan,arr\n")
		for range rapid.IntRange(0, 30).Draw(t, "rows") {
			fmt.Fprintf(&b, "%s,%s,%s,%s\n",
				rapid.SampledFrom([]string{"", "a", "b", "B", "é"}).Draw(t, "id"),
				rapid.SampledFrom([]string{"", "10", "30", "90"}).Draw(t, "usage"),
				rapid.SampledFrom([]string{"", "free", "pro"}).Draw(t, "plan"),
				rapid.SampledFrom([]string{"", "-1", "0", "100", "2000"}).Draw(t, "arr"))
		}
		order := Order{rapid.SampledFrom(Orders).Draw(t, "by"), rapid.Bool().Draw(t, "desc")}
		limit := rapid.IntRange(0, 5).Draw(t, "limit")

		all := openBench(t, cutsRubric+benchPropensity, strings.NewReader(b.String()), "-")
		all.run(t)
		want := rowsOf(t, all.out.String())
		if order.By != ByInput {
			slices.SortStableFunc(want, byKey(order))
		}
		if limit > 0 {
			want = want[:min(limit, len(want))]
		}
		sorted := openBench(t, cutsRubric+benchPropensity, strings.NewReader(b.String()), "-")
		sorted.job.Outputs[0].Order, sorted.job.Outputs[0].Limit = order, limit
		sorted.run(t)
		if diff := gocmp.Diff(want, rowsOf(t, sorted.out.String())); diff != "" {
			t.Errorf("%v, limit %d (-want +got):\n%s", order, limit, diff)
		}
	})
}

// With many rows a limit drops accounts again and again.
func TestLimitOfManyRows(t *testing.T) {
	name := tempFile(t, "a.csv", manyRows())
	all := openBench(t, cutsRubric, nil, name)
	all.run(t)
	for _, order := range []Order{{ByPriority, true}, {ByScore, false}, {ByInput, false}} {
		want := rowsOf(t, all.out.String())
		if order.By != ByInput {
			slices.SortStableFunc(want, byKey(order))
		}
		b := openBench(t, cutsRubric, nil, name)
		b.job.Outputs[0].Order, b.job.Outputs[0].Limit = order, 700
		b.run(t)
		if diff := gocmp.Diff(want[:700], rowsOf(t, b.out.String())); diff != "" {
			t.Errorf("%v (-want +got):\n%s", order, diff)
		}
	}
}

func TestHeldOutputsAreWrittenAsStreamedOnes(t *testing.T) {
	one, two := tempFile(t, "one.csv", manyRows()), tempFile(t, "two.csv", "arr,plan,id,usage,note\n5,\" pro\",x,\"1\",\" padded \"\n")
	for _, format := range []report.Format{report.FormatCSV, report.FormatJSON, report.FormatNDJSON, report.FormatMarkdown} {
		var streamed, held strings.Builder
		b := openBench(t, quintilesRubric, nil, one, two)
		b.job.Rejects = nil
		b.job.Outputs = []*Output{b.output(t, &streamed, format), b.output(t, &held, format)}
		b.job.Outputs[1].Limit = 1 << 30
		b.run(t)
		if streamed.String() != held.String() {
			t.Errorf("%s: held accounts are written differently", format)
		}
	}
}

func TestJSONArraysOfAnyNumberOfAccounts(t *testing.T) {
	const header = "id,note,usage,plan,arr\n"
	for name, text := range map[string]string{"none": header, "one": header + "1,,2,pro,3\n", "many": manyRows()} {
		for _, bands := range [][]int{nil, {0}} {
			var out strings.Builder
			b := openBench(t, cutsRubric, strings.NewReader(text), "-")
			b.job.Bands = bands
			b.job.Outputs = append(b.job.Outputs, b.output(t, &out, report.FormatJSON))
			b.run(t)
			var got []map[string]any
			if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
				t.Fatalf("%s, bands %v: %v", name, bands, err)
			}
			want := rowsOf(t, b.out.String())
			ids := func(row map[string]any) string { return row["id"].(string) }
			for i := range want {
				if len(got) != len(want) || ids(got[i]) != want[i]["id"] {
					t.Fatalf("%s, bands %v: %d accounts, want %d, or account %d is another", name, bands, len(got), len(want), i)
				}
			}
		}
	}
}

func TestOnlyTheAccountsWantedAreWrittenAndTallied(t *testing.T) {
	const rows = "id,usage,plan,arr,seats\n1,10,free,5,7\n2,90,pro,50,7\n3,90,pro,500,x\n4,,,5000,7\n5,90,pro,,8\n"
	tests := []struct {
		where   string
		bands   []int
		want    string
		skipped int
	}{
		{"", nil, "1 2 3 4 5", 0},
		{"seats == 7", nil, "1 2 4", 1},
		{"seats == 7 and score > 50", nil, "2", 1},
		{`band == "unscored"`, nil, "4", 0},
		{"", []int{-1, 0}, "1 4", 0},
		{"seats == 7", []int{2}, "2", 1},
	}
	for _, test := range tests {
		b := openBench(t, cutsRubric, strings.NewReader(rows), "-")
		if test.where != "" {
			var err error
			if b.job.Where, err = b.job.Rubric.ParseWhere("--where", test.where); err != nil {
				t.Fatal(err)
			}
		}
		b.job.Bands = test.bands
		run := b.run(t)
		var ids []string
		for _, row := range rowsOf(t, b.out.String()) {
			ids = append(ids, row["id"])
		}
		if got := strings.Join(ids, " "); got != test.want || run.Skipped != test.skipped {
			t.Errorf("%q, bands %v: got %s and %d skipped, want %s and %d", test.where, test.bands, got, run.Skipped, test.want, test.skipped)
		}
		if run.Tally.Accounts() != len(ids) || run.Read != 5 || run.Scored != 4 {
			t.Errorf("%q: tally of %d, read %d, scored %d", test.where, run.Tally.Accounts(), run.Read, run.Scored)
		}
	}
}

func TestTallySumsValuesByBand(t *testing.T) {
	const rows = "id,usage,plan,arr\n1,10,free,5\n2,90,pro,50\n3,90,pro,500\n4,,,5000\n5,90,pro,\n"
	b := openBench(t, cutsRubric, strings.NewReader(rows), "-")
	want := []fleet.Sum{{Accounts: 1, Value: 5}, {}, {Accounts: 3, Value: 550}, {Accounts: 1, Value: 5000}}
	if diff := gocmp.Diff(want, b.run(t).Tally.Bands); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFormulasAreCountedOnceForAllOutputs(t *testing.T) {
	const rows = "id,usage,plan,arr\n=1,10,free,-5\n@x,90,pro,+5\n+a,90,pro,500\n"
	b := openBench(t, cutsRubric, strings.NewReader(rows), "-")
	b.job.Outputs = append(b.job.Outputs, b.output(t, io.Discard, report.FormatCSV))
	if got := b.run(t).Formulas; got != 3 {
		t.Errorf("counted %d, want 3", got)
	}
}

func TestFormulasOfColumnsInAnotherOrder(t *testing.T) {
	one := tempFile(t, "one.csv", "id,usage,plan,arr\n1,10,free,-5\n=2,90,pro,5\n")
	two := tempFile(t, "two.csv", "arr,plan,id,usage\n-5,\"=pro\",3,90\n,free,\"\"\"-4\",\"-x\"\n")
	b := openBench(t, cutsRubric, nil, one, two)
	b.job.Rejects = nil
	if got := b.run(t).Formulas; got != 3 {
		t.Errorf("counted %d, want 3", got)
	}
}

// The values are there when the chunks that had them are long gone.
func TestUnreadableValuesOfTheFirstChunks(t *testing.T) {
	var text strings.Builder
	text.WriteString("id,usage,plan,arr\n")
	for i := range 100_000 {
		usage := "50"
		if i < 30_000 {
			usage = "lots"
		}
		fmt.Fprintf(&text, "a long name for account %d,%s,pro,1\n", i, usage)
	}
	b := openBench(t, cutsRubric, nil, tempFile(t, "a.csv", text.String()))
	run := b.run(t)
	want := [][]Value{{}, {{"lots", 30_000}}, {}}
	for i := range run.Columns {
		if diff := gocmp.Diff(want[i], run.Columns[i].Commonest(2)); diff != "" {
			t.Errorf("column %d (-want +got):\n%s", i, diff)
		}
	}
}

// Read rows are scored, unscored or rejected, and each scored or unscored one
// is written.
func TestEveryRowIsAccountedFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"", "1", "90", "pro", `"a,b"`, "a\"b", `"x"y`, `"a` + "\n" + `b"`, " "}), 1, 6),
			func(cells []string) string { return strings.Join(cells, ",") })
		rows := rapid.SliceOfN(row, 0, 20).Draw(t, "rows")
		plain := strings.Repeat("1,2,pro,3\n", 30) // more than the others: these tell what the header is
		b := openBench(t, cutsRubric, strings.NewReader("id,usage,plan,arr\n"+plain+strings.Join(rows, "\n")), "-")
		run, err := Scan(context.Background(), b.job)
		if err != nil {
			t.Fatal(err)
		}
		written := len(rowsOf(t, b.out.String()))
		if run.Read != run.Scored+run.Unscored+run.Rejected || written != run.Scored+run.Unscored {
			t.Errorf("read %d, scored %d, unscored %d, rejected %d, wrote %d", run.Read, run.Scored, run.Unscored, run.Rejected, written)
		}
		if run.Read > 30+len(rows) {
			t.Errorf("read %d of %d rows", run.Read, 30+len(rows))
		}
		for i, c := range run.Columns {
			if c.Known+c.Missing+c.Unreadable != written {
				t.Errorf("column %d has %+v of %d cells", i, c, written)
			}
		}
	})
}
