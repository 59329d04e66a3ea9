package cmd

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/report"
	"chs/internal/warehouse"
	"chs/rubric"
)

// fullRubric has all that brings a column.
const fullRubric = `
name: Full
id: id
value: arr
criteria: [{name: Usage, column: usage, weight: 1}, {name: Mood, column: mood, weight: 1}]
segments: [{name: new, when: age < 90}]
caps: [{when: late > 60, band: red, reason: late}]
plays: [{name: Call, when: score < 50}]
propensity: {base_rate: 0.1, knots: [[0, 0.5], [100, 0.01]]}
`

func TestSQLAddsTheColumnsOfChsScore(t *testing.T) {
	for _, text := range []string{fullRubric, "name: Bare\nid: id\ncriteria: [{name: Usage, column: usage, weight: 1}]\n"} {
		r, err := rubric.Load("rubric.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, why := range []bool{false, true} {
			type column struct {
				name  string
				index int
			}
			var got, want []column
			for _, c := range warehouse.Columns(r, warehouse.Options{Prefix: "health_", Why: why}) {
				got = append(got, column{c.Name, c.Index})
			}
			for _, c := range report.NewTold(r, report.Options{Prefix: "health_", Why: why}).Columns {
				want = append(want, column{c.Name, c.Index})
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(column{})); diff != "" {
				t.Errorf("%s, --why=%t: (-want +got):\n%s", r.Name, why, diff)
			}
		}
	}
}
