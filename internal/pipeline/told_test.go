package pipeline

import (
	"bytes"
	"strings"
	"testing"

	"chs/internal/report"
)

// told runs a job on accounts that are said to be something by what stands behind
// their columns, sorted or streamed.
func told(t *testing.T, by By, rows string) (string, error) {
	t.Helper()
	r := load(t, quintilesRubric)
	telling := report.NewTold(r, report.Options{Prefix: "health_"})
	in, err := OpenTold("the database", strings.NewReader(rows), len(telling.Columns))
	if err != nil {
		t.Fatal(err)
	}
	layout, replaced, err := report.NewLayout(r, in.Header, report.Options{Prefix: "health_"})
	if err != nil || replaced != nil {
		t.Fatal(replaced, err)
	}
	var out bytes.Buffer
	job := &Job{Inputs: in, Rubric: r, Cores: 2, Told: telling.Tell}
	job.Outputs = []*Output{{To: &out, Layout: layout, Writer: report.NewCSV(layout), Order: Order{By: by}}}
	run, err := Scan(t.Context(), job)
	if err == nil {
		err = run.Write(t.Context())
	}
	return out.String(), err
}

const toldRows = `id,usage,plan,arr,S,B,C,U,P,R
a,5,free,10,75,green,100,5,1,2.5
b,90,pro,1,0.00,red,100,1,1,1
c,1,,,,unscored,0,,,
`

// What is told stands, whatever the cells would make of it.
func TestToldAccountsAreWrittenAsTold(t *testing.T) {
	const header = "id,usage,plan,arr,health_score,health_band,health_coverage,health_rating_usage,health_rating_plan,health_priority\n"
	a, b, c := "a,5,free,10,75.00,green,100,5,1,2.50\n", "b,90,pro,1,0.00,red,100,1,1,1.00\n", "c,1,,,,unscored,0,,,\n"
	for by, want := range map[By]string{ByInput: header + a + b + c, ByScore: header + b + a + c} {
		if got, err := told(t, by, toldRows); got != want || err != nil {
			t.Errorf("by %s: %s%v", by, got, err)
		}
	}
}

func TestWhatIsToldMustBeAResult(t *testing.T) {
	const want = `the database:3: column "health_band": "green" is not the band of the score, which is "red"`
	if _, err := told(t, ByInput, strings.Replace(toldRows, "0.00,red", "0.00,green", 1)); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
